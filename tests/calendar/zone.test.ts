import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { isTimeZone, localDate, startOfDay, toInstant, toLocal } from "../../src/calendar/zone.ts";

const zones = [
	"Africa/Cairo",
	"Asia/Beirut",
	"Africa/Casablanca",
	"Europe/London",
	"Asia/Amman",
	"Asia/Gaza",
	"Asia/Tehran",
	"America/New_York",
	"Pacific/Apia",
	"Etc/GMT+2",
	"UTC",
];
const instants = fc.integer({ min: Date.UTC(1995, 0, 1), max: Date.UTC(2036, 0, 1) });

describe("a clock's reading becomes an instant", () => {
	it.each([
		[
			"Cairo in winter",
			{ year: 2023, month: 3, day: 22, hour: 14, minute: 30 },
			"Africa/Cairo",
			"2023-03-22T12:30Z",
		],
		["Cairo in summer", { year: 2023, month: 7, day: 22, hour: 14 }, "Africa/Cairo", "2023-07-22T11:00Z"],
		[
			"a time that London skips: the later",
			{ year: 2023, month: 3, day: 26, hour: 1, minute: 30 },
			"Europe/London",
			"2023-03-26T01:30Z",
		],
		[
			"a time that London has twice: the first",
			{ year: 2023, month: 10, day: 29, hour: 1, minute: 30 },
			"Europe/London",
			"2023-10-29T00:30Z",
		],
		["midnight that Cairo skips", { year: 2023, month: 4, day: 28 }, "Africa/Cairo", "2023-04-27T22:00Z"],
		["midnight that Beirut skips", { year: 2024, month: 3, day: 31 }, "Asia/Beirut", "2024-03-30T22:00Z"],
		[
			"an hour that Cairo has twice: the first",
			{ year: 2023, month: 10, day: 26, hour: 23, minute: 30 },
			"Africa/Cairo",
			"2023-10-26T20:30Z",
		],
		[
			"Casablanca when Ramadan begins",
			{ year: 2024, month: 3, day: 10, hour: 2, minute: 30 },
			"Africa/Casablanca",
			"2024-03-10T01:30Z",
		],
		[
			"a day that Apia left out",
			{ year: 2011, month: 12, day: 30, hour: 12 },
			"Pacific/Apia",
			"2011-12-30T22:00Z",
		],
	])("%s", (_, local, zone, iso) => {
		expect(new Date(toInstant(local, zone)).toISOString()).toBe(new Date(iso).toISOString());
	});

	it("and back, for any instant of any zone, but for the second run of a repeated hour", () => {
		fc.assert(
			fc.property(instants, fc.constantFrom(...zones), (instant, zone) => {
				const whole = instant - (instant % 1000);
				const local = toLocal(whole, zone);
				const again = toInstant(local, zone);
				expect(toLocal(again, zone)).toEqual(local);
				expect(again).toBeLessThanOrEqual(whole);
				expect(whole - again).toBeLessThanOrEqual(3_600_000);
			}),
		);
	});

	it("of an unknown zone is an error", () => {
		expect(() => toInstant({ year: 2023, month: 1, day: 1 }, "Mars/Base")).toThrow(RangeError);
	});
});

describe("the day in a zone", () => {
	it("differs from that of UTC near midnight", () => {
		expect(localDate(Date.parse("2023-03-21T22:30Z"), "Africa/Cairo")).toBe("2023-03-22");
		expect(localDate(Date.parse("2023-03-21T22:30Z"), "UTC")).toBe("2023-03-21");
	});

	it("begins at its first instant", () => {
		fc.assert(
			fc.property(instants, fc.constantFrom(...zones), (instant, zone) => {
				const date = localDate(instant, zone);
				const start = startOfDay(date, zone);
				expect(localDate(start, zone)).toBe(date);
				expect(localDate(start - 1, zone) < date).toBe(true);
			}),
		);
	});
});

describe("a zone's name", () => {
	it.each([
		["Asia/Amman", true],
		["UTC", true],
		["Etc/GMT+2", true],
		["Asia/Nowhere", false],
		["+02:00", false],
		["", false],
	])("%j is known: %s", (name, known) => {
		expect(isTimeZone(name)).toBe(known);
	});
});
