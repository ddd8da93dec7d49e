import type { Schedule } from "../../domain/channel.ts";
import type { Sentences } from "../../i18n/sentences.ts";
import { cutTyped } from "../typed/typed.ts";
import { joinNames } from "./join-names.ts";

/** When news comes by a schedule, in words: the pace alone. */
export function describePace(schedule: Schedule, locale: string, sentences: Sentences): string {
	switch (schedule.kind) {
		case "at-once":
			return sentences.say(locale, "schedule-at-once");
		case "every":
			return schedule.minutes % 60 === 0
				? sentences.say(locale, "schedule-hours", { hours: schedule.minutes / 60 })
				: sentences.say(locale, "schedule-minutes", { minutes: schedule.minutes });
		case "times":
			return sentences.say(locale, "schedule-times", { times: joinNames(schedule.times, locale, sentences) });
		case "cron":
			return sentences.say(locale, "schedule-cron", { expression: cutTyped(schedule.expression, 60) });
	}
}

/** The quiet hours, or that there are none. */
export function describeQuiet({ quiet }: Schedule, locale: string, sentences: Sentences): string {
	return quiet === undefined
		? sentences.say(locale, "schedule-no-quiet")
		: sentences.say(locale, "schedule-quiet", { from: quiet.from, to: quiet.to });
}

/** The most that is posted one by one, or that there is no such limit. */
export function describeCaps({ caps = {} }: Schedule, locale: string, sentences: Sentences): string {
	const { perHour, perDay } = caps;
	const parts = [
		...(perHour === undefined ? [] : [sentences.say(locale, "schedule-per-hour", { count: perHour })]),
		...(perDay === undefined ? [] : [sentences.say(locale, "schedule-per-day", { count: perDay })]),
	];
	return parts.length === 0 ? sentences.say(locale, "schedule-no-caps") : joinNames(parts, locale, sentences);
}
