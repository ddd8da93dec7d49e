import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { PublicationDate } from "../../src/calendar/publication-date.ts";
import { readDate } from "../../src/calendar/read-date.ts";
import { type WriteDateOptions, writeDate } from "../../src/calendar/write-date.ts";
import { localDate, startOfDay } from "../../src/calendar/zone.ts";
import { dateStyles } from "../../src/domain/channel.ts";

const value: PublicationDate = {
	publishedAt: Date.parse("2023-03-22T10:00Z"),
	publishedDate: "2023-03-22",
	datePrecision: "instant",
};
const options: WriteDateOptions = {
	style: "long",
	digits: "latin",
	locale: "ar",
	zone: "Asia/Amman",
	now: Date.parse("2023-03-22T12:30Z"),
};

describe("a date line", () => {
	it.each([
		["long", "الأربعاء 22 مارس 2023"],
		["dual", "22 آذار/مارس 2023"],
		["levantine", "الأربعاء 22 آذار 2023"],
		["maghrebi", "الأربعاء 22 مارس 2023"],
		["numeric", "22/03/2023"],
		["hijri", "30 شعبان 1444 هـ"],
		["relative", "قبل ساعتين"],
	] as const)("in the style %s: %s", (style, expected) => {
		expect(writeDate(value, { ...options, style })).toBe(expected);
	});

	it.each([
		["long", "الأربعاء ٢٢ مارس ٢٠٢٣"],
		["dual", "٢٢ آذار/مارس ٢٠٢٣"],
		["numeric", "٢٢/٠٣/٢٠٢٣"],
		["hijri", "٣٠ شعبان ١٤٤٤ هـ"],
	] as const)("with Arabic digits, %s: %s", (style, expected) => {
		expect(writeDate(value, { ...options, style, digits: "arabic" })).toBe(expected);
	});

	it.each([
		["long", "Wednesday 22 March 2023"],
		["dual", "Wednesday 22 March 2023"],
		["numeric", "22/03/2023"],
		["hijri", "30 Shaban 1444 AH"],
		["relative", "2 hours ago"],
	] as const)("in English, %s: %s", (style, expected) => {
		expect(writeDate(value, { ...options, style, locale: "en", digits: "arabic" })).toBe(expected);
	});

	it("has the month names of the Maghreb", () => {
		const dates = ["2023-01-05", "2023-02-05", "2023-07-05", "2023-08-05"].map((publishedDate) =>
			writeDate({ publishedAt: 0, publishedDate, datePrecision: "day" }, { ...options, style: "maghrebi" }),
		);
		expect(dates).toEqual([
			"الخميس 5 جانفي 2023",
			"الأحد 5 فيفري 2023",
			"الأربعاء 5 جويلية 2023",
			"السبت 5 أوت 2023",
		]);
	});

	it("is of the day in the channel's zone, for an instant", () => {
		const late = { ...value, publishedAt: Date.parse("2023-03-22T22:30Z") };
		expect(writeDate(late, options)).toBe("الخميس 23 مارس 2023");
		expect(writeDate(late, { ...options, zone: "UTC" })).toBe("الأربعاء 22 مارس 2023");
	});

	it("is the printed day, for a day, whatever the zone", () => {
		const day: PublicationDate = {
			publishedAt: startOfDay("2023-03-22", "Asia/Dubai"),
			publishedDate: "2023-03-22",
			datePrecision: "day",
		};
		for (const zone of ["Asia/Dubai", "Africa/Casablanca", "America/New_York", "Pacific/Auckland"]) {
			expect(writeDate(day, { ...options, zone })).toBe("الأربعاء 22 مارس 2023");
		}
	});
});

describe("a relative date line", () => {
	const at = (iso: string, digits: "latin" | "arabic" = "latin", locale = "ar") =>
		writeDate(
			{ ...value, publishedAt: Date.parse(iso) },
			{ ...options, style: "relative", digits, locale, zone: "UTC", now: Date.parse("2023-03-22T12:30Z") },
		);

	it.each([
		["2023-03-22T12:29:40Z", "الآن", "just now"],
		["2023-03-22T12:30:30Z", "الآن", "just now"],
		["2023-03-22T12:29Z", "قبل دقيقة", "1 minute ago"],
		["2023-03-22T12:28Z", "قبل دقيقتين", "2 minutes ago"],
		["2023-03-22T12:27Z", "قبل 3 دقائق", "3 minutes ago"],
		["2023-03-22T12:20Z", "قبل 10 دقائق", "10 minutes ago"],
		["2023-03-22T12:19Z", "قبل 11 دقيقة", "11 minutes ago"],
		["2023-03-22T11:30Z", "قبل ساعة", "1 hour ago"],
		["2023-03-22T10:30Z", "قبل ساعتين", "2 hours ago"],
		["2023-03-22T07:00Z", "قبل 5 ساعات", "5 hours ago"],
		["2023-03-22T01:00Z", "قبل 11 ساعة", "11 hours ago"],
		["2023-03-21T10:00Z", "أمس", "yesterday"],
		["2023-03-20T23:59Z", "أول أمس", "2 days ago"],
		["2023-03-19T23:59Z", "قبل 3 أيام", "3 days ago"],
		["2023-03-11T00:00Z", "قبل 11 يومًا", "11 days ago"],
		["2023-02-20T00:00Z", "قبل شهر", "1 month ago"],
		["2023-01-20T00:00Z", "قبل شهرين", "2 months ago"],
		["2022-09-20T00:00Z", "قبل 6 أشهر", "6 months ago"],
		["2022-03-20T00:00Z", "قبل سنة", "1 year ago"],
		["2021-03-20T00:00Z", "قبل سنتين", "2 years ago"],
		["2019-03-20T00:00Z", "قبل 4 سنوات", "4 years ago"],
		["2023-03-22T14:00Z", "قريبًا", "soon"],
		["2023-03-23T14:00Z", "غدًا", "tomorrow"],
	])("%s: %s", (iso, arabic, english) => {
		expect(at(iso)).toBe(arabic);
		expect(at(iso, "latin", "en")).toBe(english);
	});

	it("is in the channel's digits", () => {
		expect(at("2023-03-22T12:27Z", "arabic")).toBe("قبل ٣ دقائق");
	});

	it("counts hours over midnight while they are few", () => {
		const now = Date.parse("2023-03-22T00:30Z");
		const evening = { ...value, publishedAt: Date.parse("2023-03-21T22:30Z") };
		expect(writeDate(evening, { ...options, style: "relative", zone: "UTC", now })).toBe("قبل ساعتين");
	});

	it("gives a day without a time no hours", () => {
		const day: PublicationDate = { publishedAt: 0, publishedDate: "2023-03-22", datePrecision: "day" };
		expect(writeDate(day, { ...options, style: "relative" })).toBe("اليوم");
		expect(writeDate({ ...day, publishedDate: "2023-03-21" }, { ...options, style: "relative" })).toBe("أمس");
	});
});

describe("any date line", () => {
	const instants = fc.integer({ min: Date.UTC(1996, 0, 1), max: Date.UTC(2035, 0, 1) });
	const zones = fc.constantFrom(
		"Africa/Cairo",
		"Asia/Beirut",
		"Africa/Casablanca",
		"America/New_York",
		"UTC",
	);
	const digits = fc.constantFrom("latin" as const, "arabic" as const);

	it("but a relative one is read as the day that was written", () => {
		fc.assert(
			fc.property(
				instants,
				zones,
				digits,
				fc.constantFrom(...dateStyles.filter((style) => style !== "relative")),
				fc.constantFrom("ar", "en"),
				(publishedAt, zone, set, style, locale) => {
					const written = writeDate(
						{ publishedAt, publishedDate: "1999-09-09", datePrecision: "instant" },
						{ style, digits: set, locale, zone, now: publishedAt },
					);
					const found = readDate(written, { reference: publishedAt, timeZone: zone });
					expect(found?.date).toBe(localDate(publishedAt, zone));
				},
			),
			{ numRuns: 1000 },
		);
	});

	it("holds nothing invisible and one set of digits", () => {
		fc.assert(
			fc.property(
				instants,
				instants,
				zones,
				digits,
				fc.constantFrom(...dateStyles),
				(at, now, zone, set, style) => {
					const line = writeDate(
						{ publishedAt: at, publishedDate: localDate(at, zone), datePrecision: "instant" },
						{ style, digits: set, locale: "ar", zone, now },
					);
					expect(line).not.toMatch(/[\p{Cf}\p{Cc}]|undefined|NaN/u);
					expect(line).not.toMatch(set === "latin" ? /[٠-٩]/ : /[0-9]/);
					expect(line).toBe(line.trim());
				},
			),
		);
	});
});
