import { toInstant } from "../../calendar/zone.ts";
import type { Instant, TimeZone } from "../../domain/time.ts";

/** ISO 8601 to the second; an offset may be left out: then it is what a clock in the zone shows. */
export const momentPattern =
	/^(\d{4})-(\d{2})-(\d{2})T(\d{2}):(\d{2})(?::(\d{2})(?:\.\d{1,3})?)?(Z|[+-]\d{2}:\d{2})?$/;

/** Undefined for a day or an hour that does not exist, whatever its form. */
export function readMoment(text: string, zone: TimeZone): Instant | undefined {
	const [, year, month, day, hour, minute, second = "0", offset] = momentPattern.exec(text) ?? [];
	if (year === undefined) return undefined;
	const local = {
		year: Number(year),
		month: Number(month),
		day: Number(day),
		hour: Number(hour),
		minute: Number(minute),
		second: Number(second),
	};
	const shown = new Date(
		Date.UTC(local.year, local.month - 1, local.day, local.hour, local.minute, local.second),
	);
	// A 31 November would become a 1 December.
	const exists =
		shown.getUTCMonth() === local.month - 1 &&
		shown.getUTCDate() === local.day &&
		shown.getUTCHours() === local.hour &&
		shown.getUTCMinutes() === local.minute;
	if (!exists) return undefined;
	if (offset === undefined) return toInstant(local, zone);
	const at = Date.parse(text);
	return Number.isNaN(at) ? undefined : at;
}

export function writeMoment(at: Instant): string {
	return new Date(at).toISOString();
}
