import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { isCron, nextTime, type Recurrence } from "../../src/calendar/next-time.ts";
import { localDate, toInstant, toLocal } from "../../src/calendar/zone.ts";

/** The next few times after an instant, in UTC. */
function following(recurrence: Recurrence, after: string, count: number): string[] {
	const found: string[] = [];
	let at: number | undefined = Date.parse(after);
	while (found.length < count && at !== undefined) {
		at = nextTime(recurrence, at);
		if (at !== undefined) found.push(new Date(at).toISOString().slice(0, 16));
	}
	return found;
}

const daily = (time: string, zone: string): Recurrence => ({ kind: "times", times: [time], zone });
const cron = (expression: string, zone: string): Recurrence => ({ kind: "cron", expression, zone });

describe("fixed times of the day", () => {
	it("come one after the other, over midnight", () => {
		const digest: Recurrence = { kind: "times", times: ["20:00", "08:00"], zone: "Asia/Amman" };
		expect(following(digest, "2024-06-15T05:00Z", 3)).toEqual([
			"2024-06-15T17:00",
			"2024-06-16T05:00",
			"2024-06-16T17:00",
		]);
	});

	it("keep to the clock when it is changed", () => {
		expect(following(daily("08:00", "Europe/London"), "2024-03-30T00:00Z", 2)).toEqual([
			"2024-03-30T08:00",
			"2024-03-31T07:00",
		]);
	});

	it.each([
		[
			"midnight that Cairo skips",
			"00:00",
			"Africa/Cairo",
			"2024-04-25T12:00Z",
			["2024-04-25T22:00", "2024-04-26T21:00"],
		],
		[
			"midnight that Beirut skips",
			"00:00",
			"Asia/Beirut",
			"2024-03-30T12:00Z",
			["2024-03-30T22:00", "2024-03-31T21:00"],
		],
		[
			"02:30 that Casablanca skips after Ramadan",
			"02:30",
			"Africa/Casablanca",
			"2024-04-13T12:00Z",
			["2024-04-14T02:30", "2024-04-15T01:30"],
		],
		[
			"01:30 that London skips",
			"01:30",
			"Europe/London",
			"2024-03-30T12:00Z",
			["2024-03-31T01:30", "2024-04-01T00:30"],
		],
	])("%s comes once, later", (_, time, zone, after, expected) => {
		expect(following(daily(time, zone), after, 2)).toEqual(expected);
	});

	it.each([
		[
			"23:30 in Cairo",
			"23:30",
			"Africa/Cairo",
			"2024-10-31T12:00Z",
			["2024-10-31T20:30", "2024-11-01T21:30"],
		],
		[
			"23:30 in Beirut",
			"23:30",
			"Asia/Beirut",
			"2024-10-26T12:00Z",
			["2024-10-26T20:30", "2024-10-27T21:30"],
		],
		[
			"02:30 in Casablanca before Ramadan",
			"02:30",
			"Africa/Casablanca",
			"2024-03-09T12:00Z",
			["2024-03-10T01:30", "2024-03-11T02:30"],
		],
		[
			"01:30 in London",
			"01:30",
			"Europe/London",
			"2024-10-26T12:00Z",
			["2024-10-27T00:30", "2024-10-28T01:30"],
		],
	])("%s, which comes twice, is taken once, the first", (_, time, zone, after, expected) => {
		expect(following(daily(time, zone), after, 2)).toEqual(expected);
	});

	it("come exactly once on every day of every zone", () => {
		const zones = fc.constantFrom(
			"Africa/Cairo",
			"Asia/Beirut",
			"Africa/Casablanca",
			"Europe/London",
			"Asia/Gaza",
		);
		const clock = fc.record({
			hour: fc.integer({ min: 0, max: 23 }),
			minute: fc.integer({ min: 0, max: 59 }),
		});
		const start = fc.integer({ min: Date.UTC(2015, 0, 1), max: Date.UTC(2035, 0, 1) });
		fc.assert(
			fc.property(start, zones, clock, (after, zone, { hour, minute }) => {
				const time = `${String(hour).padStart(2, "0")}:${String(minute).padStart(2, "0")}`;
				const next = nextTime(daily(time, zone), after) ?? Number.NaN;
				expect(next).toBeGreaterThan(after);
				expect(next - after).toBeLessThanOrEqual(26 * 3_600_000);
				const local = toLocal(next, zone);
				const wanted = toInstant({ ...local, hour, minute, second: 0 }, zone);
				if (local.hour === hour && local.minute === minute) expect(next).toBe(wanted);
				const again = nextTime(daily(time, zone), next) ?? Number.NaN;
				expect(localDate(again, zone) > localDate(next, zone)).toBe(true);
			}),
		);
	});

	it("that are none never come", () => {
		expect(nextTime({ kind: "times", times: [], zone: "UTC" }, 0)).toBeUndefined();
	});
});

describe("a cron expression", () => {
	it("is read in its zone", () => {
		expect(following(cron("30 7 * * 1-5", "Asia/Amman"), "2024-06-14T05:00Z", 2)).toEqual([
			"2024-06-17T04:30",
			"2024-06-18T04:30",
		]);
	});

	it.each([
		[
			"midnight that Cairo skips comes once",
			"0 0 * * *",
			"Africa/Cairo",
			"2024-04-25T12:00Z",
			["2024-04-25T22:00", "2024-04-26T21:00"],
		],
		[
			"midnight that Beirut skips comes once",
			"0 0 * * *",
			"Asia/Beirut",
			"2024-03-30T12:00Z",
			["2024-03-30T22:00", "2024-03-31T21:00"],
		],
		[
			"an hour twice: the first",
			"30 1 * * *",
			"Europe/London",
			"2024-10-26T12:00Z",
			["2024-10-27T00:30", "2024-10-28T01:30"],
		],
		[
			"an hour twice in Casablanca",
			"30 2 * * *",
			"Africa/Casablanca",
			"2024-03-09T12:00Z",
			["2024-03-10T01:30", "2024-03-11T02:30"],
		],
		[
			"an hour twice in Cairo",
			"30 23 * * *",
			"Africa/Cairo",
			"2024-10-30T12:00Z",
			["2024-10-30T20:30", "2024-10-31T20:30", "2024-11-01T21:30"],
		],
		[
			"an hour twice in Beirut",
			"30 23 * * *",
			"Asia/Beirut",
			"2024-10-25T12:00Z",
			["2024-10-25T20:30", "2024-10-26T20:30", "2024-10-27T21:30"],
		],
		[
			"an hour that Casablanca skips after Ramadan comes once, when it is over",
			"30 2 * * *",
			"Africa/Casablanca",
			"2024-04-13T00:00Z",
			["2024-04-13T02:30", "2024-04-14T02:00", "2024-04-15T01:30"],
		],
		[
			"an hour that London skips comes once, when it is over",
			"30 1 * * *",
			"Europe/London",
			"2024-03-30T00:00Z",
			["2024-03-30T01:30", "2024-03-31T01:00", "2024-04-01T00:30"],
		],
		[
			"every half hour goes on through it",
			"*/30 * * * *",
			"Europe/London",
			"2024-10-26T23:45Z",
			["2024-10-27T00:00", "2024-10-27T00:30", "2024-10-27T01:00", "2024-10-27T01:30", "2024-10-27T02:00"],
		],
		[
			"every half hour passes over a gap",
			"*/30 * * * *",
			"Europe/London",
			"2024-03-31T00:15Z",
			["2024-03-31T00:30", "2024-03-31T01:00", "2024-03-31T01:30"],
		],
	])("%s", (_, expression, zone, after, expected) => {
		expect(following(cron(expression, zone), after, expected.length)).toEqual(expected);
	});

	it("of one time a day is that time, but where the clocks skip it: then within the hour", () => {
		const zones = ["Africa/Cairo", "Asia/Beirut", "Africa/Casablanca", "Europe/London", "Asia/Gaza"];
		const start = fc.integer({ min: Date.UTC(2022, 0, 1), max: Date.UTC(2035, 0, 1) });
		const hour = fc.constantFrom(0, 1, 2, 3, 8, 23);
		const minute = fc.constantFrom(0, 15, 30, 59);
		fc.assert(
			fc.property(start, fc.constantFrom(...zones), hour, minute, (after, zone, hours, minutes) => {
				const time = [hours, minutes].map((part) => String(part).padStart(2, "0")).join(":");
				const fixed = nextTime(daily(time, zone), after) ?? Number.NaN;
				const found = nextTime(cron(`${minutes} ${hours} * * *`, zone), fixed - 3 * 3_600_000) ?? Number.NaN;
				const shown = toLocal(fixed, zone);
				if (shown.hour === hours && shown.minute === minutes) expect(found).toBe(fixed);
				else expect(Math.abs(found - fixed)).toBeLessThan(3_600_000);
			}),
			{ numRuns: 1_000 },
		);
	});

	it("that names no day that is never comes", () => {
		expect(nextTime(cron("0 0 30 2 *", "UTC"), Date.parse("2024-01-01"))).toBeUndefined();
	});

	it.each([
		["0 8 * * *", true],
		["*/15 6-22 * * 0-4", true],
		["0 0 8 * * *", false],
		["0 8 * *", false],
		["60 8 * * *", false],
		["every day", false],
		["", false],
	])("%j is one: %s", (expression, good) => {
		expect(isCron(expression)).toBe(good);
	});
});

describe("every so many minutes", () => {
	it("is at whole multiples, strictly later", () => {
		expect(following({ kind: "every", minutes: 20 }, "2024-06-15T09:05:01Z", 3)).toEqual([
			"2024-06-15T09:20",
			"2024-06-15T09:40",
			"2024-06-15T10:00",
		]);
		expect(following({ kind: "every", minutes: 20 }, "2024-06-15T09:20Z", 1)).toEqual(["2024-06-15T09:40"]);
	});
});

describe("a schedule that cannot be followed is an error:", () => {
	it.each<[string, Recurrence]>([
		["an hour 25", { kind: "times", times: ["25:00"], zone: "UTC" }],
		["an unknown zone", { kind: "times", times: ["08:00"], zone: "Mars/Base" }],
		["six fields", { kind: "cron", expression: "0 0 8 * * *", zone: "UTC" }],
		["no minutes", { kind: "every", minutes: 0 }],
	])("%s", (_, recurrence) => {
		expect(() => nextTime(recurrence, 0)).toThrow(RangeError);
	});
});
