import { asciiDigits } from "../arabic/digits.ts";
import type { Instant, LocalDate, TimeZone } from "../domain/time.ts";
import { type ReadDate, type ReadDateOptions, readDate } from "./read-date.ts";

/** What somebody meant who wrote when something is to happen. */
export type FutureTime =
	| { kind: "at"; at: Instant }
	/** A day without a time of day: it has to be asked. */
	| { kind: "day"; date: LocalDate }
	| { kind: "past"; at: Instant }
	/** Further away than two years: a slip of the year. */
	| { kind: "too-far"; at: Instant }
	| { kind: "unknown" };

/** No time is longer in words, in UTF-16 units. */
const longest = 200;
const furthest = 2 * 366 * 86_400_000;

/** A time of day at the end, behind a day that may be counted: `بعد يومين 08:00`, `بعد أسبوع الساعة 9 مساء`. */
const dayAndTime = /^(.+?)\s+((?:في\s+)?(?:الساعة|الساعه|at)?\s*\d{1,2}(?::\d{2})?\s*\p{L}*\.?)$/u;

/** `غدا 09:00`, `بعد ساعتين`, `الأحد القادم 18:30`, `in 2 hours`, ISO 8601; on a clock in `timeZone` where none is named. */
export function readFutureTime(text: string, now: Instant, timeZone: TimeZone): FutureTime {
	const options: ReadDateOptions = {
		reference: now,
		timeZone,
		relative: true,
		lean: "future",
		notAfter: now + 100 * furthest,
	};
	const typed = asciiDigits(text.trim()).replace(/\s+/g, " ");
	if (typed.length > longest) return { kind: "unknown" };
	const read = readDate(typed, options) ?? readCountedDay(typed, options);
	if (read === undefined) return { kind: "unknown" };
	if (read.instant > now + furthest) return { kind: "too-far", at: read.instant };
	if (read.precision === "day") {
		const today = readDate("اليوم", options)?.date;
		const isOver = today !== undefined && read.date < today;
		return isOver ? { kind: "past", at: read.instant } : { kind: "day", date: read.date };
	}
	return read.instant > now ? { kind: "at", at: read.instant } : { kind: "past", at: read.instant };
}

function readCountedDay(text: string, options: ReadDateOptions): ReadDate | undefined {
	const [, day = "", time = ""] = dayAndTime.exec(text) ?? [];
	const found = day === "" ? undefined : readDate(day, options);
	if (found?.precision !== "day") return undefined;
	return readDate(`${found.date} ${time}`, options);
}
