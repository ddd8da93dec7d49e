import type { LocalDate } from "../domain/time.ts";
import { formatLocalDate, splitLocalDate } from "./zone.ts";

export type HijriDate = { year: number; month: number; day: number };

const DAY = 86_400_000;
const MEAN_MONTH = 29.530588;
/** 1 Muharram 1300 in Umm al-Qura, the first day of ICU's table. */
const TABLE_START = Date.UTC(1882, 10, 12);
const TABLE_FIRST_YEAR = 1300;
const TABLE_LAST_YEAR = 1600;

const umAlQura = new Intl.DateTimeFormat("en-u-ca-islamic-umalqura-nu-latn", {
	year: "numeric",
	month: "numeric",
	day: "numeric",
	timeZone: "UTC",
});

/** The Umm al-Qura date of a Gregorian day. */
export function toHijri(date: LocalDate): HijriDate {
	const { year, month, day } = splitLocalDate(date);
	return hijriAt(Date.UTC(year, month - 1, day));
}

/**
 * The Gregorian day of an Umm al-Qura date, years 1300–1600. A day 30 of a month of 29 days is the first of the next,
 * because printed calendars differ from the table by a day. Undefined where no such day can be.
 */
export function fromHijri(date: HijriDate): LocalDate | undefined {
	const { year, month, day } = date;
	if (year < TABLE_FIRST_YEAR || year > TABLE_LAST_YEAR || month < 1 || month > 12 || day < 1 || day > 30) {
		return undefined;
	}
	const months = (year - TABLE_FIRST_YEAR) * 12 + month - 1;
	// The middle of the month, so that the estimate is in it whatever the lengths of those before.
	const inMonth = TABLE_START + Math.round(months * MEAN_MONTH + 15) * DAY;
	const found = hijriAt(inMonth);
	if (found.year !== year || found.month !== month) return undefined;
	const gregorian = new Date(inMonth + (day - found.day) * DAY);
	return formatLocalDate(gregorian.getUTCFullYear(), gregorian.getUTCMonth() + 1, gregorian.getUTCDate());
}

function hijriAt(instant: number): HijriDate {
	const parts = { year: 0, month: 0, day: 0 };
	for (const { type, value } of umAlQura.formatToParts(instant)) {
		if (type === "year" || type === "month" || type === "day") parts[type] = Number(value);
	}
	return parts;
}
