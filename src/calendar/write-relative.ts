import type { Digits } from "../domain/channel.ts";
import type { Instant, TimeZone } from "../domain/time.ts";
import type { PublicationDate } from "./publication-date.ts";
import { isArabic, type TimeUnit, unitLength, writeUnits } from "./write-duration.ts";
import { localDate } from "./zone.ts";

type RelativeOptions = { digits: Digits; locale: string; zone: TimeZone; now: Instant };

const WORDS = {
	ar: {
		now: "الآن",
		soon: "قريبًا",
		today: "اليوم",
		yesterday: "أمس",
		beforeYesterday: "أول أمس",
		tomorrow: "غدًا",
	},
	en: {
		now: "just now",
		soon: "soon",
		today: "today",
		yesterday: "yesterday",
		beforeYesterday: "2 days ago",
		tomorrow: "tomorrow",
	},
} as const;

/**
 * `الآن`, `قبل دقيقتين`, `قبل 3 ساعات`, `أمس`, `أول أمس`, `قبل 11 يومًا`, `قبل شهر`… Hours are counted within a day
 * and else calendar days in the reader's zone; a day without a time is never given hours.
 */
export function writeRelative(value: PublicationDate, options: RelativeOptions): string {
	const { digits, locale, zone, now } = options;
	const words = isArabic(locale) ? WORDS.ar : WORDS.en;
	const elapsed = now - value.publishedAt;
	const today = localDate(now, zone);
	const date = value.datePrecision === "day" ? value.publishedDate : localDate(value.publishedAt, zone);
	const days = Math.round((Date.parse(today) - Date.parse(date)) / unitLength.day);
	const ago = (count: number, unit: TimeUnit) => {
		const units = writeUnits(count, unit, locale, digits, "governed");
		return isArabic(locale) ? `قبل ${units}` : `${units} ago`;
	};
	if (
		value.datePrecision === "instant" &&
		elapsed < unitLength.day &&
		(days === 0 || elapsed < 6 * unitLength.hour)
	) {
		if (elapsed < -unitLength.minute) return days < 0 ? words.tomorrow : words.soon;
		if (elapsed < unitLength.minute) return words.now;
		return elapsed < unitLength.hour
			? ago(Math.floor(elapsed / unitLength.minute), "minute")
			: ago(Math.floor(elapsed / unitLength.hour), "hour");
	}
	if (days < 0) return days === -1 ? words.tomorrow : words.soon;
	if (days === 0) return words.today;
	if (days === 1) return words.yesterday;
	if (days === 2) return words.beforeYesterday;
	if (days < 30) return ago(days, "day");
	return days < 365 ? ago(Math.floor(days / 30), "month") : ago(Math.floor(days / 365), "year");
}
