import { describe, expect, it } from "vitest";
import { readFutureTime } from "../../src/calendar/read-future-time.ts";

/** Sunday, 15:00 in Riyadh. */
const now = Date.UTC(2026, 10, 22, 12);
const zone = "Asia/Riyadh";

function read(text: string, timeZone = zone): string {
	const found = readFutureTime(text, now, timeZone);
	if (found.kind === "at" || found.kind === "past" || found.kind === "too-far") {
		return `${found.kind} ${new Date(found.at).toISOString().slice(0, 16)}`;
	}
	return found.kind === "day" ? `day ${found.date}` : found.kind;
}

describe("when something is to happen is read as people write it", () => {
	it.each([
		["غدا 09:00", "at 2026-11-23T06:00"],
		["غداً الساعة ٩", "at 2026-11-23T06:00"],
		["غدا في التاسعة صباحا", "at 2026-11-23T06:00"],
		["بعد غد 10 صباحا", "at 2026-11-24T07:00"],
		["بعد ساعتين", "at 2026-11-22T14:00"],
		["بعد ٣٠ دقيقة", "at 2026-11-22T12:30"],
		["بعد ساعة ونصف", "at 2026-11-22T13:30"],
		["بعد يومين 08:00", "at 2026-11-24T05:00"],
		["بعد أسبوع الساعة 9 مساء", "at 2026-11-29T18:00"],
		["الأحد القادم 18:30", "at 2026-11-29T15:30"],
		["الأحد 18:30", "at 2026-11-22T15:30"],
		["الأحد 09:00", "at 2026-11-29T06:00"],
		["الأحد 14:30 بتوقيت القاهرة", "at 2026-11-22T12:30"],
		["الأحد 13:30 بتوقيت القاهرة", "at 2026-11-29T11:30"],
		["الخميس ١٠ ص", "at 2026-11-26T07:00"],
		["اليوم 23:00", "at 2026-11-22T20:00"],
		["18:30", "at 2026-11-22T15:30"],
		["9 مساء", "at 2026-11-22T18:00"],
		["25/11/2026 18:00", "at 2026-11-25T15:00"],
		["٢٥ نوفمبر الساعة ٦ مساءً", "at 2026-11-25T15:00"],
		["2026-11-25T18:00", "at 2026-11-25T15:00"],
		["2026-11-25T18:00Z", "at 2026-11-25T18:00"],
		["2026-11-25T18:00+01:00", "at 2026-11-25T17:00"],
		["30 نوفمبر 2026 18:00 بتوقيت القاهرة", "at 2026-11-30T16:00"],
		["tomorrow 9:00", "at 2026-11-23T06:00"],
		["in 2 hours", "at 2026-11-22T14:00"],
		["next sunday 18:30", "at 2026-11-29T15:30"],
	])("%s", (text, expected) => expect(read(text)).toBe(expected));

	it.each([
		["غدا", "day 2026-11-23"],
		["الجمعة", "day 2026-11-27"],
		["2026-12-01", "day 2026-12-01"],
	])("%s is a day, of which the hour is yet to be asked", (text, expected) =>
		expect(read(text)).toBe(expected),
	);

	it.each([
		["أمس 9:00", "past 2026-11-21T06:00"],
		["09:00", "past 2026-11-22T06:00"],
		["2020-01-01T10:00", "past 2020-01-01T07:00"],
		["2020-01-01", "past 2019-12-31T21:00"],
		["قبل ساعتين", "past 2026-11-22T10:00"],
	])("%s is over", (text, expected) => expect(read(text)).toBe(expected));

	it.each(["2062-11-25T18:00", "25/11/2062 18:00"])("%s is a slip of the year", (text) =>
		expect(read(text)).toMatch(/^too-far /),
	);

	it.each(["", "قريبا", "غدا 25:00", "31/11/2026 10:00", "soon", "12", "الساعة"])("%j is no time", (text) =>
		expect(read(text)).toBe("unknown"),
	);

	it("is on the clock of the zone, also where that clock is changed", () => {
		expect(read("الجمعة 02:30", "Asia/Beirut")).toBe("at 2026-11-27T00:30");
		// Beirut's clocks skip 00:00–01:00 that night: the later valid time is meant.
		const spring = Date.UTC(2027, 2, 27, 12);
		const found = readFutureTime("غدا 00:30", spring, "Asia/Beirut");
		expect(found).toEqual({ kind: "at", at: Date.UTC(2027, 2, 27, 22, 30) });
	});
});
