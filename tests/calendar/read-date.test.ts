import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { type ReadDateOptions, readDate } from "../../src/calendar/read-date.ts";
import { processorMs } from "../support/processor-time.ts";

const reference = Date.parse("2024-06-15T09:00Z");
const cairo: ReadDateOptions = { reference, timeZone: "Africa/Cairo" };

/** What was read, in a line: the instant in UTC, or the day alone. */
function read(text: string, options: Partial<ReadDateOptions> = {}): string | undefined {
	const found = readDate(text, { ...cairo, ...options });
	if (found === undefined) return undefined;
	return found.precision === "day" ? found.date : new Date(found.instant).toISOString().slice(0, 16);
}

describe("a date that feeds print", () => {
	it.each([
		["2024-03-05T10:20:30Z", "2024-03-05T10:20"],
		["2024-03-05T10:20:30.123+04:00", "2024-03-05T06:20"],
		["2024-03-05T10:20+0400", "2024-03-05T06:20"],
		["2024-03-05T10:20-05", "2024-03-05T15:20"],
		["2024-03-05 10:20:30", "2024-03-05T08:20"],
		["2024-03-05T102030", "2024-03-05T08:20"],
		["20240305T102030Z", "2024-03-05T10:20"],
		["20240305", "2024-03-05"],
		["2024-03-05", "2024-03-05"],
		["2024-03-05T10Z", "2024-03-05T10:00"],
		["05/Mar/2024:10:20:30 +0000", "2024-03-05T10:20"],
		["Tue, 05 Mar 2024 10:20:30 America/New_York", "2024-03-05T15:20"],
		["2024-03", "2024-03-01"],
		["2019", "2019-01-01"],
		["190305", "2019-03-05"],
		["2019-064", "2019-03-05"],
		["Tue, 05 Mar 2024 10:20:30 GMT", "2024-03-05T10:20"],
		["Tue, 05 Mar 2024 10:20:30 +0300", "2024-03-05T07:20"],
		["5 Mar 24 10:20 EST", "2024-03-05T15:20"],
		["Fri, 05 Mar 2024 10:20 PDT", "2024-03-05T17:20"],
		["Tuesday, 05-Mar-24 10:20:30 UTC", "2024-03-05T10:20"],
		["Tue, 05 Mar 2024 10:20:30 GMT-01:30", "2024-03-05T11:50"],
		["Tue, 05 Mar 2024 24:00:00 GMT", "2024-03-06T00:00"],
		["Tue, 05 March, 2024 10:20:30 Z", "2024-03-05T10:20"],
		["Tue, 05 Mar 2024 10:20:30 Europe/Paris", "2024-03-05T09:20"],
		["Tue Mar  5 10:20:30 2024", "2024-03-05T08:20"],
		["Tue Mar  5 10:20:30 EST 2024", "2024-03-05T15:20"],
		["Tue Mar 05 10:20:30 +0100 2024", "2024-03-05T09:20"],
		["Tue Mar 05 2024 10:20:30 GMT+0200 (Eastern European Standard Time)", "2024-03-05T08:20"],
		["March 5, 2024, 10:20 p.m.", "2024-03-05T20:20"],
		["5th of March 2024", "2024-03-05"],
		["mardi 5 mars 2024 à 17h30", "2024-03-05T15:30"],
		["1er août 2023", "2023-08-01"],
		["2024/03/05 10:20:30 EDT", "2024-03-05T14:20"],
		["Τρι, 05 Μάρ 2024 10:20:30 GMT", "2024-03-05T10:20"],
		["2023-július-05T9:20-05:00", "2023-07-05T14:20"],
		["2024년 03월 05일  10:20:30", "2024-03-05T01:20"],
		["2024-03-05 오후 10:20:30", "2024-03-05T20:20"],
	])("%s", (text, expected) => {
		expect(read(text)).toBe(expected);
	});
});

describe("a day that an Arabic page prints", () => {
	it.each([
		["05/03/2024"],
		["٠٥/٠٣/٢٠٢٤"],
		["٥ / ٣ / ٢٠٢٤"],
		["۵-۳-۲۰۲۴"],
		["5.3.2024"],
		["\u200f05\u200f/03\u200f/2024"],
		["2024/3/5"],
		["05/03/24"],
		["الثلاثاء 5 مارس 2024"],
		["الثلاثاء، ٥ مارس، ٢٠٢٤"],
		["الثلاثاء5مارس2024"],
		["5-مارس-2024"],
		["05‑03‑2024"],
		["05–03–2024"],
		["مارس 5, 2024"],
		["2024 مارس 5"],
		["الثلاثاء 05 مارس/آذار 2024"],
		["5 آذار / مارس 2024"],
		["5 آذار (مارس) 2024"],
		["مَارِس (آذار) 5، 2024"],
		["5 من شهر مارس لعام 2024"],
		["الخامس من آذار 2024"],
		["الثلاثاء الموافق 5/3/2024"],
		["24 شعبان 1445"],
		["24 شعبان 1445هـ"],
		["24-08-1445 هـ"],
		["1445/8/24"],
		["الثلاثاء 24 شعبان 1445هـ الموافق 5 مارس 2024م"],
		["5 مارس 2024م - 24 شعبان 1445هـ"],
		["25 شعبان 1445هـ - 05 مارس 2024م"],
		["تاريخ النشر: 05/03/2024"],
		["نُشِر في 5 مارس 2024"],
		["عمّان - ليلى حداد - 5 مارس 2024"],
		["نشر 05/03/2024، آخر تحديث 06/03/2024 10:00"],
		["[05/03/2024]"],
	])("%s", (text) => {
		expect(read(text)).toBe("2024-03-05");
	});

	it.each([
		["4 جانفي 2021", "2021-01-04"],
		["4 كانون الثاني 2021", "2021-01-04"],
		["4 فيفري 2021", "2021-02-04"],
		["4 شباط/فبراير 2021", "2021-02-04"],
		["4 نيسان 2021", "2021-04-04"],
		["4 إبريل 2021", "2021-04-04"],
		["4 أفريل 2021", "2021-04-04"],
		["4 أيار/مايو 2021", "2021-05-04"],
		["4 ماي 2021", "2021-05-04"],
		["4 حزيران 2021", "2021-06-04"],
		["4 جوان 2021", "2021-06-04"],
		["4 يونيه 2021", "2021-06-04"],
		["4 تموز 2021", "2021-07-04"],
		["4 جويلية 2021", "2021-07-04"],
		["4 يوليوز 2021", "2021-07-04"],
		["4 آب 2021", "2021-08-04"],
		["4 أوت 2021", "2021-08-04"],
		["4 غشت 2021", "2021-08-04"],
		["4 اغسطس 2021", "2021-08-04"],
		["4 أيلول 2021", "2021-09-04"],
		["4 شتنبر 2021", "2021-09-04"],
		["4 تشرين الأول/ أكتوبر 2021", "2021-10-04"],
		["4 تشرين الثاني 2021", "2021-11-04"],
		["4 نونبر 2021", "2021-11-04"],
		["4 كانون الأول 2021", "2021-12-04"],
		["4 كانون 2 2021", "2021-01-04"],
		["4 دجنبر 2021", "2021-12-04"],
		["1 محرم 1443 هـ", "2021-08-09"],
		["1 ربيع الآخر 1443", "2021-11-06"],
		["1 جمادى الأولى 1443", "2021-12-05"],
		["1 ذي الحجة 1442 هـ", "2021-07-11"],
	])("%s", (text, expected) => {
		expect(read(text)).toBe(expected);
	});
});

describe("a day and a time that an Arabic page prints", () => {
	it.each([
		["الثلاثاء، 05 مارس 2024 - 12:09 م", "2024-03-05T10:09"],
		["الثلاثاء، 05 مارس 2024 - 12:09 ص", "2024-03-04T22:09"],
		["5 مارس 2024 | 2:01 ص", "2024-03-05T00:01"],
		["2024/03/05 - 1:59 صباحًا", "2024-03-04T23:59"],
		["5 مارس 2024 09:22 مساءً", "2024-03-05T19:22"],
		["5 مارس 2024 مساء 9:22", "2024-03-05T19:22"],
		["5 مارس 2024 9:22PM", "2024-03-05T19:22"],
		["5 مارس، 2024، الساعة 05:16 مساءً", "2024-03-05T15:16"],
		["5 مارس 2024 الساعة 5 عصرا", "2024-03-05T15:00"],
		["5 مارس 2024 الساعة 12:30 ظهرا", "2024-03-05T10:30"],
		["5 مارس 2024 الساعة 12:30 ليلا", "2024-03-04T22:30"],
		["5 مارس 2024 الساعة 11 ليلا", "2024-03-05T21:00"],
		["5 مارس 2024 الساعة 9.30 صباحا", "2024-03-05T07:30"],
		["5 مارس 2024 الثالثة والنصف عصرا", "2024-03-05T13:30"],
		["٥ مارس ٢٠٢٤ ١٤:٣٠", "2024-03-05T12:30"],
		["5 مارس 2024م، 14:30", "2024-03-05T12:30"],
		["14:30 - 05/03/2024", "2024-03-05T12:30"],
		["14:30-5 مارس 2024", "2024-03-05T12:30"],
		["05/03/2024-14:30", "2024-03-05T12:30"],
		["GMT 14:30 05.03.2024", "2024-03-05T14:30"],
		["05.03.2024 | 14:30 GMT", "2024-03-05T14:30"],
		["14:30 05.03.2024 GMT", "2024-03-05T14:30"],
		["5 مارس 2024 14:30 (GMT+0300)", "2024-03-05T11:30"],
		["5 مارس 2024 14:30 GMT+3", "2024-03-05T11:30"],
		["5 مارس 2024 14:30 بتوقيت غرينتش", "2024-03-05T14:30"],
		["5 مارس 2024 (14:30 ت.غ)", "2024-03-05T14:30"],
		["5 مارس 2024 14:30 (غرينتش+3)", "2024-03-05T11:30"],
		["5 مارس 2024 14:30 بتوقيت مكة المكرمة", "2024-03-05T11:30"],
		["5 مارس 2024 14:30 بالتوقيت المحلي", "2024-03-05T12:30"],
		["24 شعبان 1445هـ 09:40 صباحاً", "2024-03-05T07:40"],
		["نشر: 05/03/2024 09:00 آخر تحديث: 06/03/2024 10:00", "2024-03-05T07:00"],
		["آخر تحديث: 06/03/2024 10:00 نشر: 05/03/2024 09:00", "2024-03-05T07:00"],
		["05/03/2024 14:30 آخر تحديث 16:45", "2024-03-05T12:30"],
		["آخر تحديث: 05/03/2024 14:30", "2024-03-05T12:30"],
	])("%s", (text, expected) => {
		expect(read(text)).toBe(expected);
	});

	it("keeps the printed day where the only time is that of an update in another zone", () => {
		expect(readDate("5 آذار/مارس 2024، آخر تحديث 00:21 (GMT+0400)", cairo)).toEqual({
			instant: Date.parse("2024-03-04T20:21Z"),
			date: "2024-03-05",
			precision: "instant",
			calendar: "gregorian",
		});
	});

	it("gives the day in the source's zone, not in that of the text", () => {
		expect(readDate("2024-03-04T23:30:00Z", cairo)?.date).toBe("2024-03-05");
	});

	it("says which calendar was read", () => {
		expect(readDate("24 شعبان 1445", cairo)?.calendar).toBe("hijri");
		expect(readDate("24 شعبان 1445 - 5 مارس 2024", cairo)?.calendar).toBe("gregorian");
	});

	it("takes a day's start in the source's zone where no time is printed", () => {
		expect(readDate("5 مارس 2024", cairo)?.instant).toBe(Date.parse("2024-03-04T22:00Z"));
	});
});

describe("what is no date is refused:", () => {
	it.each([
		[""],
		["31/2/2023"],
		["13/13/2023"],
		["03/22/2023"],
		["2023-02-30"],
		["2023-13-01"],
		["31 أبريل 2023"],
		["31 رمضان 1444"],
		["5 مارس/نيسان 2024"],
		["22-23 مارس 2023"],
		["5 مارس"],
		["مارس 2024"],
		["تشرين الأول/أكتوبر 2023"],
		["منذ كانون الثاني/يناير 2021"],
		["14:30"],
		["أمس"],
		["منذ ساعتين"],
		["السعر 22.50 دينارا"],
		["12.500.000 ليرة"],
		["0791234567"],
		["+962 6 568 2023"],
		["06-568-2023"],
		["+1-2-2020"],
		["192.168.10.20"],
		["10.2.20.2020"],
		["3-2"],
		["فاز بالسيت 21-18-25"],
		["4-2-3-1"],
		["v10.2.2020"],
		["CVE-2020-12-25"],
		["1584897420"],
		["123456"],
		["22013"],
		["2023-2024"],
		["2023-03-22-1"],
		["222 مارس 2023"],
		["5 مارس 20233"],
		["Sun, 16 Dec 2012 1:2:3:4 GMT"],
		["Tue, 05 Mar 2024 10:61 GMT"],
		["Tue, 05 Mar 2024 10:20:30 +zz:00"],
		["2024-03-05T10:20:30+99:00"],
		["2024-03-05T25:00:00Z"],
		["2024-xx-05"],
	])("%s", (text) => {
		expect(read(text)).toBeUndefined();
	});

	it("also what is older than 1995 or more than a day ahead, unless the caller's bounds are others", () => {
		expect(read("31/12/1994")).toBeUndefined();
		expect(read("31/12/1994", { notBefore: 0 })).toBe("1994-12-31");
		expect(read("16/06/2024")).toBe("2024-06-16");
		expect(read("17/06/2024")).toBeUndefined();
		expect(read("17/06/2024", { notAfter: reference + 7 * 86_400_000 })).toBe("2024-06-17");
	});

	it("and the bare numbers of ISO 8601 in a visible date's place, or where the caller takes none", () => {
		expect(read("2019", { relative: true })).toBeUndefined();
		expect(read("2019", { relative: true, terse: true })).toBe("2019-01-01");
		for (const text of ["2019", "2024-03", "190305", "2019-064"])
			expect(read(text, { terse: false })).toBeUndefined();
	});
});

describe("any text", () => {
	const pieces = fc.constantFrom(
		..."1 12 31 2023 1444 / - . : , ، ( ) + T Z مارس آذار الأول تشرين شعبان هـ م ص الساعة منذ قبل ساعة ساعتين و نصف أمس الثلاثاء الماضي GMT +0300 ٢٢ ليلا آخر تحديث نشر".split(
			" ",
		),
		" ",
		" ",
	);
	const texts = fc.oneof(
		fc.string({ unit: "binary", maxLength: 60 }),
		fc.array(pieces, { maxLength: 14 }).map((parts) => parts.join("")),
		fc.array(pieces, { maxLength: 14 }).map((parts) => parts.join(" ")),
	);

	it("gives a date within the bounds or none, and never throws", () => {
		fc.assert(
			fc.property(
				texts,
				fc.boolean(),
				fc.constantFrom("past" as const, "future" as const),
				(text, relative, lean) => {
					const found = readDate(text, { ...cairo, relative, lean, notAfter: reference });
					if (found === undefined) return;
					expect(found.date).toMatch(/^\d{4}-\d{2}-\d{2}$/);
					expect(found.instant).toBeGreaterThanOrEqual(Date.parse("1994-12-31T22:00Z"));
					expect(found.instant).toBeLessThanOrEqual(reference);
				},
			),
			{ numRuns: 3000 },
		);
	});

	it("takes time in proportion to its length", () => {
		const run = (text: string) => {
			const start = processorMs();
			for (let n = 0; n < 10; n++) readDate(text, { ...cairo, relative: true });
			return processorMs() - start;
		};
		const best = (text: string) => Math.min(...Array.from({ length: 7 }, () => run(text)));
		for (const piece of ["1/", "22 مارس ", "كانون الثاني ", "(", "منذ ساعة و", "1:", "و1 "]) {
			const short = piece.repeat(Math.floor(100 / piece.length));
			const long = piece.repeat(Math.floor(1000 / piece.length));
			best(short);
			const ratio = best(long) / Math.max(best(short), 0.2);
			expect(ratio).toBeLessThan(80);
		}
	});

	it("is looked through for the zone that it names, and not for all that could be one", () => {
		const date = "Tue, 05 Mar 2024 10:20:30 Asia/Karachi";
		expect(read(`${"News/World ".repeat(20)}Asia/Arab ${date}`)).toBe("2024-03-05T05:20");
		expect(read(`Asia/Arab Europe/Union ${date}`)).toBe("2024-03-05T08:20");
	});

	it("longer than a date's place is refused", () => {
		expect(read(`5 مارس 2024 ${"كلمة ".repeat(300)}`)).toBeUndefined();
	});
});
