import { isCron, nextTime } from "../calendar/next-time.ts";
import { isTimeZone, toLocal } from "../calendar/zone.ts";
import type { BroadcastOptions, BroadcastTime } from "../domain/broadcast.ts";
import type { Instant, TimeZone } from "../domain/time.ts";
import type { Refusal } from "./port.ts";

/** A time is missed when nobody came to it for so long. */
export const onTimeMs = 60_000;

/** What is wrong with a time at this moment; nothing: it will come. */
export function checkTime(time: BroadcastTime, now: Instant): readonly Refusal[] {
	if (time.kind === "now") return [];
	if (!isTimeZone(time.zone)) return [{ code: "zone-unknown", facts: { zone: time.zone } }];
	if (time.kind === "at") {
		return time.at >= now
			? []
			: [
					{
						code: "time-past",
						facts: { at: writeLocal(time.at, time.zone), now: writeLocal(now, time.zone) },
					},
				];
	}
	if (!isCron(time.cron)) return [{ code: "cron-unreadable", facts: { cron: time.cron } }];
	if (time.until !== undefined && time.until <= now) {
		return [{ code: "until-past", facts: { until: writeLocal(time.until, time.zone) } }];
	}
	return nextTimeOf(time, now) === undefined ? [{ code: "cron-never", facts: { cron: time.cron } }] : [];
}

/** The first time after `after` at which it is sent; undefined when there is none. */
export function nextTimeOf(time: BroadcastTime, after: Instant): Instant | undefined {
	if (time.kind !== "recurring") return undefined;
	const { cron, zone, until } = time;
	const next = nextTime({ kind: "cron", expression: cron, zone }, after);
	return next === undefined || (until !== undefined && next > until) ? undefined : next;
}

const longestMinutes = 14 * 24 * 60;

/** What the numbers of the options may be, the ends included. */
export const optionBounds = {
	perSecond: { least: 1, most: 1_000 },
	expiresAfterMinutes: { least: 1, most: longestMinutes },
	withinMinutes: { least: 1, most: longestMinutes },
} as const;

/** Options whose numbers cannot be followed. */
export function checkOptions({
	perSecond,
	expiresAfterMinutes,
	misfire,
}: BroadcastOptions): readonly Refusal[] {
	const numbers: [string, number | undefined, { least: number; most: number }][] = [
		["per-second", perSecond, optionBounds.perSecond],
		["expires-after", expiresAfterMinutes, optionBounds.expiresAfterMinutes],
		["misfire", misfire.kind === "send" ? misfire.withinMinutes : undefined, optionBounds.withinMinutes],
	];
	return numbers
		.filter(([, value, { least, most }]) => {
			return value !== undefined && !(Number.isInteger(value) && value >= least && value <= most);
		})
		.map(([option, value, { least, most }]) => ({
			code: "option-unreadable",
			facts: { option, value: String(value), least, most },
		}));
}

/** As a clock in the zone shows it, which is named: an editor thinks in it. */
function writeLocal(at: Instant, zone: TimeZone): string {
	const { year, month, day, hour, minute } = toLocal(at, zone);
	const two = (number: number) => String(number).padStart(2, "0");
	return `${year}-${two(month)}-${two(day)} ${two(hour)}:${two(minute)} ${zone}`;
}

export function iso(at: Instant): string {
	return new Date(at).toISOString();
}
