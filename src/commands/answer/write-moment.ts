import { writeDate } from "../../calendar/write-date.ts";
import { localDate, toLocal } from "../../calendar/zone.ts";
import type { Instant, TimeZone } from "../../domain/time.ts";

/** A day and a time of day in `zone`, in words of `locale`. */
export function writeMoment(at: Instant, zone: TimeZone, locale: string): string {
	const { hour, minute } = toLocal(at, zone);
	const value = { publishedAt: at, publishedDate: localDate(at, zone), datePrecision: "instant" as const };
	const date = writeDate(value, { style: "long", digits: "latin", locale, zone, now: at });
	return `${date} ${String(hour).padStart(2, "0")}:${String(minute).padStart(2, "0")}`;
}
