import { tzOffset } from "@date-fns/tz";
import type { Instant, LocalDate, TimeZone } from "../domain/time.ts";

/** A wall clock's reading; month 1–12. Hour, minute and second are 0 where absent. */
export type LocalTime = {
	year: number;
	month: number;
	day: number;
	hour?: number;
	minute?: number;
	second?: number;
};

const DAY = 86_400_000;
const MINUTE = 60_000;

/**
 * The instant at which a clock in `zone` shows `local`. A time that a change of the clocks skips becomes the later
 * valid one (02:30 → 03:30); of a time that comes twice the first is meant. Throws RangeError for an unknown zone.
 */
export function toInstant(local: LocalTime, zone: TimeZone): Instant {
	const { year, month, day, hour = 0, minute = 0, second = 0 } = local;
	const asUtc = Date.UTC(year, month - 1, day, hour, minute, second);
	const before = offsetAt(asUtc - DAY, zone);
	const after = offsetAt(asUtc + DAY, zone);
	const first = asUtc - Math.max(before, after);
	if (before === after || offsetAt(first, zone) === Math.max(before, after)) return first;
	const late = asUtc - Math.min(before, after);
	return offsetAt(late, zone) === Math.min(before, after) ? late : asUtc - before;
}

/** What a clock in `zone` shows at an instant. Throws RangeError for an unknown zone. */
export function toLocal(instant: Instant, zone: TimeZone): Required<LocalTime> {
	const shifted = new Date(instant + offsetAt(instant, zone));
	return {
		year: shifted.getUTCFullYear(),
		month: shifted.getUTCMonth() + 1,
		day: shifted.getUTCDate(),
		hour: shifted.getUTCHours(),
		minute: shifted.getUTCMinutes(),
		second: shifted.getUTCSeconds(),
	};
}

/** The calendar day in `zone` at an instant. */
export function localDate(instant: Instant, zone: TimeZone): LocalDate {
	const { year, month, day } = toLocal(instant, zone);
	return formatLocalDate(year, month, day);
}

/** The first instant of a day in `zone`: 01:00 where the clocks skip midnight. */
export function startOfDay(date: LocalDate, zone: TimeZone): Instant {
	return toInstant(splitLocalDate(date), zone);
}

/** True for an IANA name that this runtime knows; offsets such as `+02:00` are none. */
export function isTimeZone(name: string): boolean {
	if (!/^[A-Za-z]/.test(name)) return false;
	try {
		new Intl.DateTimeFormat("en-US", { timeZone: name });
		return true;
	} catch {
		return false;
	}
}

/** `2023-03-22` from its parts, which are taken as they are. */
export function formatLocalDate(year: number, month: number, day: number): LocalDate {
	return `${String(year).padStart(4, "0")}-${twoDigits(month)}-${twoDigits(day)}`;
}

function twoDigits(number: number): string {
	return number < 10 ? `0${number}` : String(number);
}

/** The parts of a `YYYY-MM-DD`. Throws RangeError for anything else. */
export function splitLocalDate(date: LocalDate): { year: number; month: number; day: number } {
	const [, year, month, day] = /^(\d{4})-(\d{2})-(\d{2})$/.exec(date) ?? [];
	if (year === undefined) throw new RangeError(`calendar: not a local date: ${date}`);
	return { year: Number(year), month: Number(month), day: Number(day) };
}

/** Milliseconds that `zone` is ahead of UTC at an instant. */
function offsetAt(instant: Instant, zone: TimeZone): number {
	const day = Math.floor(instant / DAY);
	const days = steadyDays.get(zone) ?? new Map<number, number>();
	const known = days.get(day);
	if (known !== undefined) return known;
	const [first, last] = [readOffset(day * DAY, zone), readOffset((day + 1) * DAY, zone)];
	if (first !== last) return readOffset(instant, zone);
	if (days.size >= MOST_DAYS) days.clear();
	days.set(day, first);
	steadyDays.set(zone, days);
	return first;
}

/** Offsets of days on which the clocks do not change: asking `Intl` takes as long as cleaning a headline. */
const steadyDays = new Map<TimeZone, Map<number, number>>();
const MOST_DAYS = 2000;

function readOffset(instant: Instant, zone: TimeZone): number {
	const minutes = tzOffset(zone, new Date(instant));
	if (!Number.isFinite(minutes)) throw new RangeError(`calendar: unknown time zone or instant: ${zone}`);
	return Math.round(minutes * MINUTE);
}
