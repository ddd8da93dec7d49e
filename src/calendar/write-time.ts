import type { Digits } from "../domain/channel.ts";
import type { Instant, TimeZone } from "../domain/time.ts";
import { writeDigits } from "./count.ts";
import { isArabic } from "./write-duration.ts";
import { toLocal } from "./zone.ts";

/** `14:05` by a clock in `zone`; in the channel's digits where the words around it are Arabic. */
export function writeTimeOfDay(at: Instant, zone: TimeZone, locale: string, digits: Digits): string {
	const { hour, minute } = toLocal(at, zone);
	const time = `${String(hour).padStart(2, "0")}:${String(minute).padStart(2, "0")}`;
	return isArabic(locale) ? writeDigits(time, digits) : time;
}
