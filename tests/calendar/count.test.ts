import { describe, expect, it } from "vitest";
import { writeCount } from "../../src/calendar/count.ts";
import { writeDuration } from "../../src/calendar/write-duration.ts";

const news = { zero: "لا أخبار", one: "خبر واحد", two: "خبران", few: "أخبار", many: "خبرا", other: "خبر" };

describe("things counted in Arabic", () => {
	it.each([
		[0, "لا أخبار"],
		[1, "خبر واحد"],
		[2, "خبران"],
		[3, "3 أخبار"],
		[10, "10 أخبار"],
		[11, "11 خبرا"],
		[99, "99 خبرا"],
		[100, "100 خبر"],
		[102, "102 خبر"],
		[103, "103 أخبار"],
		[111, "111 خبرا"],
		[1000, "1000 خبر"],
	])("%d: %s", (n, expected) => {
		expect(writeCount(n, news, "latin")).toBe(expected);
	});

	it("are in the chosen digits", () => {
		expect(writeCount(11, news, "arabic")).toBe("١١ خبرا");
	});

	it("and in English", () => {
		expect([0, 1, 2].map((n) => writeCount(n, { one: "item", other: "items" }, "latin"))).toEqual([
			"0 items",
			"1 item",
			"2 items",
		]);
	});
});

describe("a length of time", () => {
	it.each([
		[0, "0 ثانية", "0 seconds"],
		[1000, "ثانية", "1 second"],
		[2000, "ثانيتان", "2 seconds"],
		[40_000, "40 ثانية", "40 seconds"],
		[60_000, "دقيقة", "1 minute"],
		[125_000, "دقيقتان و5 ثوانٍ", "2 minutes 5 seconds"],
		[7_500_000, "ساعتان و5 دقائق", "2 hours 5 minutes"],
		[3_600_000 * 27, "يوم و3 ساعات", "1 day 3 hours"],
		[86_400_000 * 3 + 60_000, "3 أيام", "3 days"],
		[-5, "0 ثانية", "0 seconds"],
	])("%d ms: %s, %s", (ms, arabic, english) => {
		expect(writeDuration(ms, "ar", "latin")).toBe(arabic);
		expect(writeDuration(ms, "en", "latin")).toBe(english);
	});
});
