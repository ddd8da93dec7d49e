import type { DateStyle, Digits } from "../domain/channel.ts";
import type { Instant, LocalDate, TimeZone } from "../domain/time.ts";
import { writeDigits } from "./count.ts";
import { weekdayOf } from "./days.ts";
import { toHijri } from "./hijri.ts";
import {
	englishHijriMonths,
	englishMonths,
	englishWeekdays,
	gregorianMonths,
	hijriMonths,
	levantineMonths,
	maghrebiMonths,
	weekdays,
} from "./months.ts";
import type { PublicationDate } from "./publication-date.ts";
import { isArabic } from "./write-duration.ts";
import { writeRelative } from "./write-relative.ts";
import { localDate, splitLocalDate } from "./zone.ts";

export type WriteDateOptions = {
	style: DateStyle;
	digits: Digits;
	/** `ar…` writes Arabic, anything else English with 0–9. */
	locale: string;
	/** The channel's zone: an instant is written as the day it is there. */
	zone: TimeZone;
	/** For the relative style. */
	now: Instant;
};

type Day = { year: number; month: number; day: number; weekday: number };
type Writer = (day: Day, date: LocalDate) => string;

/**
 * The date line of a post in the style that its channel chose (ARABIC §4). A value of day precision is the day that
 * the source printed, whatever the zone. Neither direction marks nor anything else invisible is in it.
 */
export function writeDate(value: PublicationDate, options: WriteDateOptions): string {
	const { style, digits, locale, zone } = options;
	if (style === "relative") return writeRelative(value, options);
	const date = value.datePrecision === "day" ? value.publishedDate : localDate(value.publishedAt, zone);
	return writeDay(date, style, digits, locale);
}

/** A day in any style but the relative one. */
export function writeDay(
	date: LocalDate,
	style: Exclude<DateStyle, "relative">,
	digits: Digits,
	locale: string,
): string {
	const { year, month, day } = splitLocalDate(date);
	const parts = { year, month, day, weekday: weekdayOf(date) };
	if (!isArabic(locale)) return english[style](parts, date);
	return writeDigits(arabic[style](parts, date), digits);
}

const arabic: Readonly<Record<Exclude<DateStyle, "relative">, Writer>> = {
	long: (day) => `${weekdays[day.weekday]} ${day.day} ${gregorianMonths[day.month - 1]} ${day.year}`,
	dual: (day) => `${day.day} ${levantineMonths[day.month - 1]}/${gregorianMonths[day.month - 1]} ${day.year}`,
	levantine: (day) => `${weekdays[day.weekday]} ${day.day} ${levantineMonths[day.month - 1]} ${day.year}`,
	maghrebi: (day) => `${weekdays[day.weekday]} ${day.day} ${maghrebiMonths[day.month - 1]} ${day.year}`,
	numeric: (day) => numeric(day),
	hijri: (_, date) => {
		const { year, month, day } = toHijri(date);
		return `${day} ${hijriMonths[month - 1]} ${year} هـ`;
	},
};

const english: Readonly<Record<Exclude<DateStyle, "relative">, Writer>> = {
	long: englishLong,
	dual: englishLong,
	levantine: englishLong,
	maghrebi: englishLong,
	numeric: (day) => numeric(day),
	hijri: (_, date) => {
		const { year, month, day } = toHijri(date);
		return `${day} ${englishHijriMonths[month - 1]} ${year} AH`;
	},
};

function englishLong(day: Day): string {
	return `${englishWeekdays[day.weekday]} ${day.day} ${englishMonths[day.month - 1]} ${day.year}`;
}

function numeric({ year, month, day }: Day): string {
	return `${String(day).padStart(2, "0")}/${String(month).padStart(2, "0")}/${year}`;
}
