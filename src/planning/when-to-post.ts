import { isRecurrence, nextTime, type Recurrence } from "../calendar/next-time.ts";
import { isTimeZone, localDate, startOfDay, toLocal } from "../calendar/zone.ts";
import type { Channel } from "../domain/channel.ts";
import type { Instant, TimeZone } from "../domain/time.ts";
import type { CapWindow } from "../store/channels/digests.ts";

/** What of a channel decides about times. */
export type Scheduled = Pick<Channel, "schedule" | "zone">;

export type PostingTime = { kind: "now" } | { kind: "digest"; dueAt: Instant };

/**
 * Whether a channel takes news now or in a digest, and when that is. Caps are not looked at: they ask the store. A
 * schedule that cannot be followed (see `checkSchedule`) is none: rather news at once than lost.
 */
export function whenToPost(channel: Scheduled, now: Instant, breaking: boolean): PostingTime {
	if (breaking && channel.schedule.breakingPasses === true) return { kind: "now" };
	const dueAt = nextDigestTime(channel, now) ?? quietUntil(channel, now);
	return dueAt === undefined ? { kind: "now" } : { kind: "digest", dueAt };
}

/** When what waits for a channel is told next: by its schedule, after its quiet hours, else now. */
export function nextTimeFor(channel: Scheduled, now: Instant): Instant {
	return nextDigestTime(channel, now) ?? quietUntil(channel, now) ?? now;
}

/** The next time at which the schedule itself makes a digest, moved out of quiet hours; undefined for news at once. */
export function nextDigestTime(channel: Scheduled, now: Instant): Instant | undefined {
	const recurrence = recurrenceOf(channel);
	if (recurrence === undefined || !isRecurrence(recurrence)) return undefined;
	const next = nextTime(recurrence, now);
	return next === undefined ? undefined : afterQuiet(channel, next);
}

/**
 * The end of the quiet hours in which `now` lies; undefined outside of them. They begin when the clock first shows their
 * beginning and last until it first shows their end, whatever the clocks do in between.
 */
export function quietUntil({ schedule, zone }: Scheduled, now: Instant): Instant | undefined {
	const { quiet } = schedule;
	if (quiet === undefined || quiet.from === quiet.to) return undefined;
	const [from, to] = [quiet.from, quiet.to].map(
		(time): Recurrence => ({ kind: "times", times: [time], zone }),
	);
	if (from === undefined || to === undefined || !isRecurrence(from) || !isRecurrence(to)) return undefined;
	const [begin, end] = [nextTime(from, now), nextTime(to, now)];
	return begin !== undefined && end !== undefined && end < begin ? end : undefined;
}

/** `at`, or the end of the quiet hours in which it lies. */
export function afterQuiet(channel: Scheduled, at: Instant): Instant {
	return quietUntil(channel, at) ?? at;
}

/** The clock hour and the day in which posts count against a channel's caps; undefined where it has none. */
export function capWindow({ schedule, zone }: Scheduled, now: Instant): CapWindow | undefined {
	const { perHour, perDay } = schedule.caps ?? {};
	if ((perHour === undefined && perDay === undefined) || !isTimeZone(zone)) return undefined;
	return {
		now,
		hourStart: hourStart(now, zone),
		dayStart: startOfDay(localDate(now, zone), zone),
		perHour,
		perDay,
	};
}

/** When what is full now is free again: the next hour, or the next day. */
export function whenCapsAreFree(channel: Scheduled, now: Instant, full: { day: boolean }): Instant {
	const { zone } = channel;
	const nextDay = full.day ? nextTime({ kind: "times", times: ["00:00"], zone }, now) : undefined;
	return afterQuiet(channel, nextDay ?? hourStart(now, zone) + HOUR);
}

const HOUR = 3_600_000;
const MINUTE = 60_000;

function hourStart(now: Instant, zone: TimeZone): Instant {
	const minute = Math.floor(now / MINUTE) * MINUTE;
	return minute - toLocal(now, zone).minute * MINUTE;
}

function recurrenceOf({ schedule, zone }: Scheduled): Recurrence | undefined {
	switch (schedule.kind) {
		case "at-once":
			return undefined;
		case "every":
			return { kind: "every", minutes: schedule.minutes };
		case "times":
			return { kind: "times", times: schedule.times, zone };
		case "cron":
			return { kind: "cron", expression: schedule.expression, zone };
	}
}
