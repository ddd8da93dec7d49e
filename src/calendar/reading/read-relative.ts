import type { Instant, LocalDate, TimeZone } from "../../domain/time.ts";
import { addToDate, weekdayOf } from "../days.ts";
import { fromHijri, toHijri } from "../hijri.ts";
import { formatLocalDate, localDate, splitLocalDate } from "../zone.ts";
import { labelWords } from "./date-labels.ts";
import type { Token } from "./date-tokens.ts";
import { readElapsed, shift } from "./elapsed-times.ts";
import type { PrintedTime } from "./find-times.ts";
import { printedInstant } from "./printed-instant.ts";
import { existingDate } from "./read-terse.ts";
import { readSpokenDay, type SpokenDay } from "./spoken-days.ts";

/** A day that was named from the reader's now; `instant` where it was counted by the clock, else perhaps a time of it. */
export type RelativeDate = {
	date: LocalDate;
	calendar: "gregorian" | "hijri";
	instant?: Instant;
	time?: PrintedTime;
};

export type Lean = "past" | "future";

type Point = { reference: Instant; zone: TimeZone; lean: Lean };

const DAY = 86_400_000;
/** How many years away a weekday may fit its date. */
const YEARS_AROUND = 2;

/**
 * `منذ ساعتين`, `أمس الساعة 5 مساء`, `الاثنين الماضي`, `15 أغسطس`. All of the text must say it. What fits a day before
 * and one after now is the one that `lean` names.
 */
export function readRelative(tokens: readonly Token[], point: Point): RelativeDate | undefined {
	const elapsed = readElapsed(withoutLabel(tokens), point.reference, point.zone);
	if (elapsed?.kind === "instant") {
		return { date: localDate(elapsed.instant, point.zone), calendar: "gregorian", instant: elapsed.instant };
	}
	if (elapsed?.kind === "day") return { date: elapsed.date, calendar: "gregorian" };
	const said = readSpokenDay(tokens);
	const date = said && dayOf(said, point);
	if (said === undefined || date === undefined) return undefined;
	return { date, calendar: said.calendar, ...(said.time && { time: said.time }) };
}

/** Without `تم النشر:`, `آخر تحديث` before, and marks around. */
function withoutLabel(tokens: readonly Token[]): readonly Token[] {
	const first = tokens.findIndex((token) => token.kind !== "mark" && !labelWords.has(token.text));
	const last = tokens.findLastIndex((token) => token.kind !== "mark");
	return tokens.slice(Math.max(0, first), last + 1);
}

function dayOf(said: SpokenDay, point: Point): LocalDate | undefined {
	const today = localDate(point.reference, point.zone);
	// 12/2023 is more often a number of an issue than a day that was.
	if (said.monthOnly === true && point.lean === "past") return undefined;
	if (said.offset !== undefined) {
		const date = shift(today, "day", said.offset);
		const contradicted = said.weekday !== undefined && weekdayOf(date) !== said.weekday;
		return contradicted || said.month !== undefined ? undefined : date;
	}
	if (said.month !== undefined)
		return said.nth !== undefined || isNth(said)
			? nthOfMonth(said, today, point)
			: inYear(said, today, point);
	if (said.day !== undefined) return inMonth(said, today, point);
	if (said.weekday !== undefined) return said.nth === undefined ? onWeekday(said, today, point) : undefined;
	return said.time === undefined ? undefined : atTime(said.time, today, point);
}

/** الثلاثاء الثالث من أيلول: the third Tuesday, unless the third is one. */
function isNth({ weekday, day, month, year, calendar }: SpokenDay): boolean {
	if (weekday === undefined || day === undefined || month === undefined || year === undefined || day > 5)
		return false;
	const date = existing(calendar, year, month, day);
	return date !== undefined && weekdayOf(date) !== weekday;
}

function nthOfMonth(said: SpokenDay, today: LocalDate, point: Point): LocalDate | undefined {
	const { weekday, month = 1 } = said;
	const nth = said.nth ?? said.day ?? 1;
	if (weekday === undefined || said.calendar === "hijri") return undefined;
	const dateIn = (year: number): LocalDate | undefined => {
		const from = nth < 0 ? Date.UTC(year, month, 1) - 7 * DAY : Date.UTC(year, month - 1, 1 + (nth - 1) * 7);
		const first = localDate(from, "UTC");
		const date = shift(first, "day", (weekday - weekdayOf(first) + 7) % 7);
		return splitLocalDate(date).month === month ? date : undefined;
	};
	const year = yearOf(said, today);
	return year === undefined ? nearest(dateIn, splitLocalDate(today).year, today, point) : dateIn(year);
}

/** A day and month: in the year that was said, else in the nearest in which the weekday fits. */
function inYear(said: SpokenDay, today: LocalDate, point: Point): LocalDate | undefined {
	const { day, month, weekday, calendar } = said;
	if (day === undefined || month === undefined) return undefined;
	const dateIn = (year: number): LocalDate | undefined => {
		const date = existing(calendar, year, month, day);
		return date === undefined || weekday === undefined || weekdayOf(date) === weekday ? date : undefined;
	};
	const year = yearOf(said, today);
	if (year !== undefined) return existing(calendar, year, month, day);
	const current = calendar === "hijri" ? toHijri(today).year : splitLocalDate(today).year;
	return nearest(dateIn, current, today, point, weekday === undefined ? 1 : YEARS_AROUND);
}

/** A day without a month: of the month that was said, else of the nearest in which the weekday fits. */
function inMonth(said: SpokenDay, today: LocalDate, point: Point): LocalDate | undefined {
	const { day = 1, weekday, monthTurn } = said;
	const { year, month } = splitLocalDate(today);
	const dateIn = (months: number): LocalDate | undefined => {
		const first = splitLocalDate(addToDate(formatLocalDate(year, month, 1), { months }));
		const date = existingDate(first.year, first.month, day);
		return date !== undefined && (weekday === undefined || weekdayOf(date) === weekday) ? date : undefined;
	};
	return monthTurn === undefined ? nearest(dateIn, 0, today, point, 12) : dateIn(monthTurn);
}

function onWeekday(said: SpokenDay, today: LocalDate, point: Point): LocalDate {
	const ahead = ((said.weekday ?? 0) - weekdayOf(today) + 7) % 7;
	const turn = said.weekdayTurn;
	const isYetToday = ahead === 0 && isLater(said.time, point);
	if (turn === -1) return shift(today, "day", ahead - 7);
	if (turn === 1) return shift(today, "day", ahead === 0 ? 7 : ahead);
	if (turn === 0) return shift(today, "day", ahead);
	if (point.lean === "future") return shift(today, "day", ahead === 0 && !isYetToday ? 7 : ahead);
	return shift(today, "day", ahead === 0 && !isYetToday ? 0 : ahead - 7);
}

/** A time alone is today's; where the past is meant and it is not yet that late, yesterday's. */
function atTime(time: PrintedTime, today: LocalDate, point: Point): LocalDate {
	return point.lean === "past" && isLater(time, point) ? shift(today, "day", -1) : today;
}

function isLater(time: PrintedTime | undefined, point: Point): boolean {
	// A page whose clock is ahead by a moment is of today, and not a week old.
	if (time === undefined || (time.zone !== undefined && point.lean === "past")) return false;
	const today = localDate(point.reference, point.zone);
	return printedInstant(today, time, time.zone, point.zone) > point.reference;
}

/** The nearest candidate at or before today; or at or after it, the days of this month among them. */
function nearest(
	dateAt: (step: number) => LocalDate | undefined,
	current: number,
	today: LocalDate,
	{ lean }: Point,
	most = 1,
): LocalDate | undefined {
	const direction = lean === "past" ? -1 : 1;
	for (let step = 0; step <= most; step++) {
		const date = dateAt(current + direction * step);
		if (date !== undefined && (lean === "past" ? date <= today : date.slice(0, 7) >= today.slice(0, 7)))
			return date;
	}
	return undefined;
}

function yearOf(said: SpokenDay, today: LocalDate): number | undefined {
	if (said.year !== undefined) return said.year;
	return said.yearTurn === undefined ? undefined : splitLocalDate(today).year + said.yearTurn;
}

function existing(
	calendar: "gregorian" | "hijri",
	year: number,
	month: number,
	day: number,
): LocalDate | undefined {
	return calendar === "hijri" ? fromHijri({ year, month, day }) : existingDate(year, month, day);
}
