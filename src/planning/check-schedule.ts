import { isCron, isRecurrence, nextTime } from "../calendar/next-time.ts";
import { isTimeZone } from "../calendar/zone.ts";
import type { Instant } from "../domain/time.ts";
import type { Scheduled } from "./when-to-post.ts";

/** What is wrong with a schedule, and the words in it that are. */
export type ScheduleProblem = {
	reason:
		| "zone-unknown"
		| "minutes-unreadable"
		| "times-missing"
		| "time-unreadable"
		| "cron-unreadable"
		/** It reads well and never comes (30 February). */
		| "cron-never"
		| "cap-unreadable";
	written: string;
};

/** What is wrong with a schedule that somebody wants to save; nothing: it can be followed. */
export function checkSchedule(channel: Scheduled, now: Instant): readonly ScheduleProblem[] {
	const { schedule, zone } = channel;
	if (!isTimeZone(zone)) return [{ reason: "zone-unknown", written: zone }];
	const clock = schedule.kind === "times" ? schedule.times : [];
	const quiet = schedule.quiet === undefined ? [] : [schedule.quiet.from, schedule.quiet.to];
	const unreadable = [...clock, ...quiet].filter(
		(time) => !isRecurrence({ kind: "times", times: [time], zone: "UTC" }),
	);
	const caps = Object.values(schedule.caps ?? {}).filter((cap) => !(Number.isInteger(cap) && cap >= 1));
	return [
		...paceProblems(channel, now),
		...unreadable.map((written): ScheduleProblem => ({ reason: "time-unreadable", written })),
		...caps.map((cap): ScheduleProblem => ({ reason: "cap-unreadable", written: String(cap) })),
	];
}

function paceProblems({ schedule, zone }: Scheduled, now: Instant): readonly ScheduleProblem[] {
	switch (schedule.kind) {
		case "at-once":
			return [];
		case "every":
			return isRecurrence(schedule)
				? []
				: [{ reason: "minutes-unreadable", written: String(schedule.minutes) }];
		case "times":
			return schedule.times.length > 0 ? [] : [{ reason: "times-missing", written: "" }];
		case "cron": {
			const written = schedule.expression;
			if (!isCron(written)) return [{ reason: "cron-unreadable", written }];
			const next = nextTime({ kind: "cron", expression: written, zone }, now);
			return next === undefined ? [{ reason: "cron-never", written }] : [];
		}
	}
}
