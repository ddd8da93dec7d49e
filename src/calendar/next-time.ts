import { Cron } from "croner";
import type { Instant, TimeZone } from "../domain/time.ts";
import { addToDate } from "./days.ts";
import { isTimeZone, localDate, splitLocalDate, toInstant } from "./zone.ts";

/** When something happens again and again. `times` are `HH:MM` on a clock in `zone`; `expression` has five fields. */
export type Recurrence =
	| { kind: "times"; times: readonly string[]; zone: TimeZone }
	| { kind: "cron"; expression: string; zone: TimeZone }
	| { kind: "every"; minutes: number };

const MINUTE = 60_000;
const CLOCK = /^([01]\d|2[0-3]):([0-5]\d)$/;

/**
 * The first time strictly after `after`; undefined when there is none (no times, 30 February). A time that a change of
 * the clocks skips happens once, at a later valid one; a time that comes twice happens the first time, unless a cron
 * expression names every hour. `every` keeps to whole multiples since 1970, so that a restart shifts nothing.
 * Throws RangeError for a schedule that `isRecurrence` refuses.
 */
export function nextTime(recurrence: Recurrence, after: Instant): Instant | undefined {
	if (!isRecurrence(recurrence)) throw new RangeError("calendar: not a schedule that can be followed");
	switch (recurrence.kind) {
		case "times":
			return nextClockTime(recurrence.times, recurrence.zone, after);
		case "cron":
			return cronOf(recurrence.expression, recurrence.zone).nextRun(new Date(after))?.getTime();
		case "every": {
			const step = recurrence.minutes * MINUTE;
			return (Math.floor(after / step) + 1) * step;
		}
	}
}

/** True when times, expression, zone and minutes are such as can be followed. */
export function isRecurrence(recurrence: Recurrence): boolean {
	switch (recurrence.kind) {
		case "times":
			return isTimeZone(recurrence.zone) && recurrence.times.every((time) => CLOCK.test(time));
		case "cron":
			return isTimeZone(recurrence.zone) && isCron(recurrence.expression);
		case "every":
			return Number.isInteger(recurrence.minutes) && recurrence.minutes >= 1;
	}
}

/** True for a cron expression of five fields: minute, hour, day, month, weekday. */
export function isCron(expression: string): boolean {
	try {
		cronOf(expression, "UTC");
		return true;
	} catch {
		return false;
	}
}

/** From the day before `after` on, because a skipped time may fall into the next day; to the second day behind it. */
function nextClockTime(times: readonly string[], zone: TimeZone, after: Instant): Instant | undefined {
	const today = localDate(after, zone);
	const instants = [-1, 0, 1, 2].flatMap((days) =>
		times.map((time) => {
			const [hour, minute] = time.split(":").map(Number);
			const date = splitLocalDate(addToDate(today, { days }));
			return toInstant({ ...date, hour: hour ?? 0, minute: minute ?? 0 }, zone);
		}),
	);
	const next = Math.min(...instants.filter((instant) => instant > after));
	return Number.isFinite(next) ? next : undefined;
}

function cronOf(expression: string, zone: TimeZone): Cron {
	return new Cron(expression, { timezone: zone, mode: "5-part", paused: true });
}
