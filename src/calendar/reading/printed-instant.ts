import type { Instant, LocalDate, TimeZone } from "../../domain/time.ts";
import { splitLocalDate, toInstant } from "../zone.ts";
import type { PrintedTime } from "./find-times.ts";
import type { PrintedZone } from "./find-zones.ts";

const MINUTE = 60_000;

/** When a printed time of a day is: in the zone that is printed with it, else in the source's. */
export function printedInstant(
	date: LocalDate,
	{ hour, minute, second }: PrintedTime,
	zone: PrintedZone | undefined,
	sourceZone: TimeZone,
): Instant {
	const local = { ...splitLocalDate(date), hour, minute, second };
	if (zone?.kind !== "offset") return toInstant(local, zone?.name ?? sourceZone);
	return toInstant(local, "UTC") - zone.minutes * MINUTE;
}
