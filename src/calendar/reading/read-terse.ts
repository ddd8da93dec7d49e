import type { LocalDate } from "../../domain/time.ts";
import { addToDate } from "../days.ts";
import { formatLocalDate, splitLocalDate } from "../zone.ts";

/**
 * The forms of ISO 8601 and W3CDTF that are bare numbers: a year, a year and a month, two digits of a year with
 * month and day, an ordinal day. What is left out is the first. Undefined for anything else, and for no such day.
 */
export function readTerse(text: string): LocalDate | undefined {
	for (const form of forms) {
		const { year, short, month = "1", day = "1", ordinal } = form.exec(text)?.groups ?? {};
		const fullYear = year === undefined ? shortYear(short) : Number(year);
		if (fullYear === undefined) continue;
		return ordinal === undefined
			? existingDate(fullYear, Number(month), Number(day))
			: ordinalDate(fullYear, Number(ordinal));
	}
	return undefined;
}

const forms = [
	/^(?<year>\d{4})$/,
	/^(?<year>\d{4})-(?<month>\d{2})$/,
	/^(?<year>\d{4})-(?<ordinal>\d{3})$/,
	/^(?<short>\d{2})(?<month>\d{2})(?<day>\d{2})$/,
	/^(?<short>\d{2})-(?<month>\d{2})-(?<day>\d{2})$/,
	/^-(?<short>\d{2})-?(?<month>\d{2})$/,
];

/** The date, where there is such a day in the Gregorian calendar. */
export function existingDate(year: number, month: number, day: number): LocalDate | undefined {
	const date = new Date(Date.UTC(year, month - 1, day));
	return year >= 1000 && date.getUTCMonth() === month - 1 && date.getUTCDate() === day
		? formatLocalDate(year, month, day)
		: undefined;
}

function ordinalDate(year: number, ordinal: number): LocalDate | undefined {
	if (ordinal < 1) return undefined;
	const date = addToDate(formatLocalDate(year, 1, 1), { days: ordinal - 1 });
	return splitLocalDate(date).year === year ? date : undefined;
}

function shortYear(digits: string | undefined): number | undefined {
	if (digits === undefined) return undefined;
	return Number(digits) + (Number(digits) < 70 ? 2000 : 1900);
}
