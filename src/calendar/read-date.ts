import type { Instant, LocalDate, TimeZone } from "../domain/time.ts";
import { type DayItem, findItems, type Item, type TimeItem } from "./reading/date-items.ts";
import { type Token, tokenise } from "./reading/date-tokens.ts";
import type { PrintedDay } from "./reading/find-days.ts";
import type { PrintedTime } from "./reading/find-times.ts";
import { findZone, type PrintedZone } from "./reading/find-zones.ts";
import { printedInstant } from "./reading/printed-instant.ts";
import { type Lean, readRelative } from "./reading/read-relative.ts";
import { readTerse } from "./reading/read-terse.ts";
import { localDate, startOfDay } from "./zone.ts";

/** `date` is the day in the source's zone; with precision `day`, `instant` is that day's start there. */
export type ReadDate = {
	instant: Instant;
	date: LocalDate;
	precision: "instant" | "day";
	calendar: "gregorian" | "hijri";
};

export type ReadDateOptions = {
	/** What "now" is to the text: when it was fetched. */
	reference: Instant;
	/** The source's zone, for what is printed without one. */
	timeZone: TimeZone;
	/** Also `منذ ساعتين`, `أمس`, `الاثنين الماضي`: only where a date is expected, never for a body's text. */
	relative?: boolean;
	/** Of a relative day that may be before or after now (`الثلاثاء`, `4 أبريل`) which is meant; `past` when absent. */
	lean?: Lean;
	/** Also the bare numbers of ISO 8601 (`2003`, `2003-12`, `031231`), which elsewhere are counts and ids. When absent: as in a feed or a page's metadata yes, with `relative` no. */
	terse?: boolean;
	/** How `22/03/2023` is read. */
	order?: "day-first";
	/** Earlier is refused; the start of 1995 when absent. */
	notBefore?: Instant;
	/** Later is refused; a day after `reference` when absent. */
	notAfter?: Instant;
};

const DAY = 86_400_000;
/** How far ahead a relative day may be where the future is meant. */
const FURTHEST_PLAN = 5 * 366 * DAY;
const KOREA: PrintedZone = { kind: "named", name: "Asia/Seoul" };
/** Longer texts are no date's place but an article's. */
const LONGEST_TEXT = 1000;
/** A time further from the day than so many tokens belongs to something else. */
const NEAR = 12;
/** Days between the two calendars' dates when both are printed for one day. */
const CALENDARS_DIFFER = 3 * DAY;

/**
 * The date that a text prints, as feeds and Arabic pages do (ARABIC §3). Numbers are day/month/year. The first date
 * wins; that of an update only when there is no other. What is no date, or an impossible one, gives undefined: a wrong
 * date is worse than none.
 */
export function readDate(text: string, options: ReadDateOptions): ReadDate | undefined {
	if (text.length > LONGEST_TEXT) return undefined;
	const tokens = tokenise(text);
	const found = absoluteDate(tokens, options);
	if (found === "impossible") return undefined;
	if (found !== undefined) return withinBounds(found, options);
	const relative = options.relative === true ? relativeDate(tokens, options) : undefined;
	if (relative !== undefined) return relative;
	const terse = (options.terse ?? options.relative !== true) ? readTerse(text.trim()) : undefined;
	return terse === undefined
		? undefined
		: withinBounds(wholeDay(terse, "gregorian", options.timeZone), options);
}

function absoluteDate(
	tokens: readonly Token[],
	options: ReadDateOptions,
): ReadDate | "impossible" | undefined {
	const items = findItems(tokens, options.reference);
	if (items === "impossible") return items;
	const days = items.filter((item) => item.kind === "day");
	const chosen = inGregorian(days.find(({ update }) => !update) ?? days[0], days);
	if (chosen === undefined) return undefined;
	const { date, day } = chosen;
	const time = timeOf(chosen, items);
	if (time === undefined) return wholeDay(date, day.calendar, options.timeZone);
	const zone = time.time.zone ?? zoneBehind(tokens, day, time.time) ?? (day.korean ? KOREA : undefined);
	const instant = printedInstant(date, time.time, zone, options.timeZone);
	const ofUpdateOnly = time.update && !chosen.update;
	return {
		instant,
		date: ofUpdateOnly ? date : localDate(instant, options.timeZone),
		precision: "instant",
		calendar: day.calendar,
	};
}

/** The Gregorian date of the same day, where both calendars are printed. */
function inGregorian(chosen: DayItem | undefined, days: readonly DayItem[]): DayItem | undefined {
	if (chosen?.day.calendar !== "hijri") return chosen;
	return days.find((other) => isSameDayTwice(chosen, other) && other.day.calendar === "gregorian") ?? chosen;
}

function isSameDayTwice(one: DayItem, other: DayItem): boolean {
	if (one.day.calendar === other.day.calendar || one.update !== other.update) return false;
	return Math.abs(Date.parse(one.date) - Date.parse(other.date)) <= CALENDARS_DIFFER;
}

/** The time that belongs to a day: behind it, else before it, else that of an update which names no day itself. */
function timeOf(chosen: DayItem, items: readonly Item[]): TimeItem | undefined {
	const others = items.filter(
		(item) => item.kind === "day" && item !== chosen && !isSameDayTwice(chosen, item),
	) as DayItem[];
	const times = items.filter((item) => item.kind === "time");
	const own = times.filter(({ update }) => chosen.update || !update);
	const behind = own.find(
		({ time }) =>
			time.start >= chosen.day.end &&
			time.start - chosen.day.end <= NEAR &&
			!others.some(({ day }) => day.start >= chosen.day.end && day.start < time.start),
	);
	if (behind !== undefined) return behind;
	const before = own.findLast(
		({ time }) =>
			time.end <= chosen.day.start &&
			chosen.day.start - time.end <= NEAR &&
			!others.some(({ day }) => day.end <= chosen.day.start && day.end > time.start),
	);
	if (before !== undefined) return before;
	return others.some(({ update }) => update) ? undefined : times.find(({ update }) => update);
}

function relativeDate(tokens: readonly Token[], options: ReadDateOptions): ReadDate | undefined {
	const { reference, timeZone, lean = "past" } = options;
	const found = readRelative(tokens, { reference, zone: timeZone, lean });
	if (found === undefined) return undefined;
	const { date, calendar, time } = found;
	const instant = found.instant ?? (time && printedInstant(date, time, time.zone, timeZone));
	const read: ReadDate =
		instant === undefined
			? wholeDay(date, calendar, timeZone)
			: { instant, date: localDate(instant, timeZone), precision: "instant", calendar };
	const notAfter = options.notAfter ?? (lean === "future" ? reference + FURTHEST_PLAN : undefined);
	return withinBounds(read, notAfter === undefined ? options : { ...options, notAfter });
}

/** A zone behind the day where the time stands before it: `17:27 17.03.2020 GMT`. */
function zoneBehind(tokens: readonly Token[], day: PrintedDay, time: PrintedTime): PrintedZone | undefined {
	if (time.start > day.end) return undefined;
	const found = findZone(tokens, day.end);
	return found === "impossible" ? undefined : found?.zone;
}

function wholeDay(date: LocalDate, calendar: "gregorian" | "hijri", zone: TimeZone): ReadDate {
	return { instant: startOfDay(date, zone), date, precision: "day", calendar };
}

function withinBounds(found: ReadDate, options: ReadDateOptions): ReadDate | undefined {
	const notBefore = options.notBefore ?? startOfDay("1995-01-01", options.timeZone);
	const notAfter = options.notAfter ?? options.reference + DAY;
	return found.instant >= notBefore && found.instant <= notAfter ? found : undefined;
}
