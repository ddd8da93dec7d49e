import type { Digits } from "../domain/channel.ts";
import { type ArabicForms, type EnglishForms, writeCount } from "./count.ts";

export type TimeUnit = "second" | "minute" | "hour" | "day" | "week" | "month" | "year";
/** `standing` is the nominative (مدة: ساعتان); `governed` follows a preposition (قبل ساعتين). */
export type ArabicCase = "standing" | "governed";

const MS: Readonly<Record<"second" | "minute" | "hour" | "day", number>> = {
	second: 1000,
	minute: 60_000,
	hour: 3_600_000,
	day: 86_400_000,
};

/** Nouns as they stand after a preposition; `دقيقتين` becomes `دقيقتان` where nothing governs it. */
const arabicUnits: Readonly<Record<TimeUnit, ArabicForms>> = {
	second: { one: "ثانية", two: "ثانيتين", few: "ثوانٍ", many: "ثانية", other: "ثانية" },
	minute: { one: "دقيقة", two: "دقيقتين", few: "دقائق", many: "دقيقة", other: "دقيقة" },
	hour: { one: "ساعة", two: "ساعتين", few: "ساعات", many: "ساعة", other: "ساعة" },
	day: { one: "يوم", two: "يومين", few: "أيام", many: "يومًا", other: "يوم" },
	week: { one: "أسبوع", two: "أسبوعين", few: "أسابيع", many: "أسبوعًا", other: "أسبوع" },
	month: { one: "شهر", two: "شهرين", few: "أشهر", many: "شهرًا", other: "شهر" },
	year: { one: "سنة", two: "سنتين", few: "سنوات", many: "سنة", other: "سنة" },
};

/** `ساعتان و5 دقائق`, `3 أيام`, `40 ثانية`: at most two units, the rest dropped. Negative lengths count as none. */
export function writeDuration(ms: number, locale: string, digits: Digits): string {
	const seconds = Math.max(0, Math.floor(ms / 1000));
	const parts: [number, TimeUnit][] = [
		[Math.floor(seconds / 86_400), "day"],
		[Math.floor(seconds / 3600) % 24, "hour"],
		[Math.floor(seconds / 60) % 60, "minute"],
		[seconds % 60, "second"],
	];
	const largest = parts.findIndex(([count]) => count > 0);
	const kept =
		largest < 0 ? parts.slice(3) : parts.slice(largest, largest + 2).filter(([count]) => count > 0);
	const words = kept.map(([count, unit]) => writeUnits(count, unit, locale, digits, "standing"));
	return isArabic(locale) ? words.join(" و") : words.join(" ");
}

/** So many of a unit: `دقيقة`, `دقيقتان`, `3 دقائق`, `11 دقيقة`; `3 minutes` where the locale is not Arabic. */
export function writeUnits(
	count: number,
	unit: TimeUnit,
	locale: string,
	digits: Digits,
	arabicCase: ArabicCase,
): string {
	if (!isArabic(locale))
		return writeCount(count, { one: unit, other: `${unit}s` } satisfies EnglishForms, "latin");
	const forms = arabicUnits[unit];
	return writeCount(
		count,
		arabicCase === "governed" ? forms : { ...forms, two: standing(forms.two) },
		digits,
	);
}

/** True for the locales whose words barqiya writes in Arabic. */
export function isArabic(locale: string): boolean {
	return /^ar\b/i.test(locale);
}

function standing(dual: string): string {
	return dual.replace(/ين$/, "ان");
}

export const unitLength = MS;
