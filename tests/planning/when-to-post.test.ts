import { describe, expect, it } from "vitest";
import type { Schedule } from "../../src/domain/channel.ts";
import { checkSchedule } from "../../src/planning/check-schedule.ts";
import {
	capWindow,
	nextDigestTime,
	quietUntil,
	whenCapsAreFree,
	whenToPost,
} from "../../src/planning/when-to-post.ts";

const at = (iso: string) => Date.parse(iso);
const iso = (instant: number | undefined) =>
	instant === undefined ? "now" : new Date(instant).toISOString().replace(":00.000Z", "Z");
const channel = (zone: string, schedule: Schedule) => ({ zone, schedule });
const when = (zone: string, schedule: Schedule, now: string, breaking = false) => {
	const time = whenToPost(channel(zone, schedule), at(now), breaking);
	return time.kind === "now" ? "now" : iso(time.dueAt);
};

const atEight: Schedule = { kind: "times", times: ["08:00"] };
const atHalfPast: Schedule = { kind: "times", times: ["00:30", "02:30"] };
const night: Schedule = { kind: "at-once", quiet: { from: "22:00", to: "07:00" } };

describe("when news is posted", () => {
	it.each<[string, string, Schedule, string, string]>([
		["at once", "Asia/Riyadh", { kind: "at-once" }, "2023-03-22T09:00Z", "now"],
		[
			"every 15 minutes",
			"Asia/Riyadh",
			{ kind: "every", minutes: 15 },
			"2023-03-22T09:01Z",
			"2023-03-22T09:15Z",
		],
		[
			"at the very minute: the next",
			"UTC",
			{ kind: "every", minutes: 15 },
			"2023-03-22T09:15Z",
			"2023-03-22T09:30Z",
		],
		["at eight", "Asia/Riyadh", atEight, "2023-03-22T04:59Z", "2023-03-22T05:00Z"],
		["after eight: tomorrow", "Asia/Riyadh", atEight, "2023-03-22T05:00Z", "2023-03-23T05:00Z"],
		[
			"the nearest of several times",
			"Asia/Riyadh",
			{ kind: "times", times: ["20:00", "08:00"] },
			"2023-03-22T06:00Z",
			"2023-03-22T17:00Z",
		],
		[
			"Sundays by cron",
			"Asia/Riyadh",
			{ kind: "cron", expression: "0 9 * * 0" },
			"2023-03-22T06:00Z",
			"2023-03-26T06:00Z",
		],
		[
			"a time that never comes is none",
			"UTC",
			{ kind: "cron", expression: "0 0 30 2 *" },
			"2023-03-22T06:00Z",
			"now",
		],
		[
			"what cannot be read is none",
			"UTC",
			{ kind: "times", times: ["8 o'clock"] },
			"2023-03-22T06:00Z",
			"now",
		],
		["a zone that is none", "Mars/Olympus", atEight, "2023-03-22T06:00Z", "now"],
		["by day", "Asia/Riyadh", night, "2023-03-22T18:59Z", "now"],
		["when the quiet begins", "Asia/Riyadh", night, "2023-03-22T19:00Z", "2023-03-23T04:00Z"],
		["after midnight", "Asia/Riyadh", night, "2023-03-23T03:59Z", "2023-03-23T04:00Z"],
		["when the quiet ends", "Asia/Riyadh", night, "2023-03-23T04:00Z", "now"],
		[
			"quiet at noon",
			"UTC",
			{ kind: "at-once", quiet: { from: "12:00", to: "14:00" } },
			"2023-03-23T13:00Z",
			"2023-03-23T14:00Z",
		],
		[
			"quiet from eight to eight is none",
			"UTC",
			{ kind: "at-once", quiet: { from: "08:00", to: "08:00" } },
			"2023-03-23T13:00Z",
			"now",
		],
		[
			"a digest that falls into the quiet",
			"UTC",
			{ ...atEight, quiet: { from: "23:00", to: "09:30" } },
			"2023-03-23T05:00Z",
			"2023-03-23T09:30Z",
		],
		[
			"every 10 minutes in the quiet",
			"UTC",
			{ kind: "every", minutes: 10, quiet: { from: "22:00", to: "07:00" } },
			"2023-03-22T23:01Z",
			"2023-03-23T07:00Z",
		],
	])("%s", (_, zone, schedule, now, expected) => {
		expect(when(zone, schedule, now)).toBe(expected);
	});

	it("passes everything when it is breaking and the owner allows it, and only then", () => {
		for (const schedule of [night, atEight]) {
			expect(when("Asia/Riyadh", { ...schedule, breakingPasses: true }, "2023-03-22T20:00Z", true)).toBe(
				"now",
			);
			expect(when("Asia/Riyadh", { ...schedule, breakingPasses: true }, "2023-03-22T20:00Z")).not.toBe("now");
			expect(when("Asia/Riyadh", schedule, "2023-03-22T20:00Z", true)).not.toBe("now");
		}
	});
});

/*
 * Clocks: Cairo 28 April 2023 00:00 → 01:00, 26 October 2023 24:00 → 23:00. Beirut 31 March 2024 00:00 → 01:00,
 * 28 October 2023 24:00 → 23:00. Casablanca (one hour less in Ramadan) 19 March 2023 03:00 → 02:00, 23 April 2023
 * 02:00 → 03:00. London 26 March 2023 01:00 → 02:00, 29 October 2023 02:00 → 01:00.
 */
describe("a digest at the same time each day, where the clocks change", () => {
	it.each([
		[
			"Africa/Cairo",
			["08:00"],
			"2023-04-26T12:00Z",
			["2023-04-27T06:00Z", "2023-04-28T05:00Z", "2023-04-29T05:00Z"],
		],
		[
			"Africa/Cairo",
			["00:30"],
			"2023-04-26T12:00Z",
			["2023-04-26T22:30Z", "2023-04-27T22:30Z", "2023-04-28T21:30Z"],
		],
		[
			"Africa/Cairo",
			["23:30"],
			"2023-10-25T12:00Z",
			["2023-10-25T20:30Z", "2023-10-26T20:30Z", "2023-10-27T21:30Z"],
		],
		[
			"Asia/Beirut",
			["08:00"],
			"2024-03-29T12:00Z",
			["2024-03-30T06:00Z", "2024-03-31T05:00Z", "2024-04-01T05:00Z"],
		],
		[
			"Asia/Beirut",
			["00:15"],
			"2024-03-29T12:00Z",
			["2024-03-29T22:15Z", "2024-03-30T22:15Z", "2024-03-31T21:15Z"],
		],
		[
			"Asia/Beirut",
			["23:15"],
			"2023-10-27T12:00Z",
			["2023-10-27T20:15Z", "2023-10-28T20:15Z", "2023-10-29T21:15Z"],
		],
		[
			"Africa/Casablanca",
			["08:00"],
			"2023-03-17T12:00Z",
			["2023-03-18T07:00Z", "2023-03-19T08:00Z", "2023-03-20T08:00Z"],
		],
		["Africa/Casablanca", ["02:30"], "2023-03-18T12:00Z", ["2023-03-19T01:30Z", "2023-03-20T02:30Z"]],
		["Africa/Casablanca", ["02:30"], "2023-04-22T12:00Z", ["2023-04-23T02:30Z", "2023-04-24T01:30Z"]],
		["Europe/London", ["08:00"], "2023-03-25T12:00Z", ["2023-03-26T07:00Z", "2023-03-27T07:00Z"]],
		["Europe/London", ["01:30"], "2023-03-25T12:00Z", ["2023-03-26T01:30Z", "2023-03-27T00:30Z"]],
		["Europe/London", ["01:30"], "2023-10-28T12:00Z", ["2023-10-29T00:30Z", "2023-10-30T01:30Z"]],
	])("%s at %s from %s", (zone, times, from, expected) => {
		const found: string[] = [];
		for (let now = at(from); found.length < expected.length; ) {
			now = nextDigestTime(channel(zone, { kind: "times", times }), now) ?? Number.NaN;
			found.push(iso(now));
		}
		expect(found).toEqual(expected);
	});

	it("never comes twice for one time", () => {
		for (const zone of ["Africa/Cairo", "Asia/Beirut", "Africa/Casablanca", "Europe/London"]) {
			let now = at("2022-12-31T12:00Z");
			let digests = 0;
			for (const end = at("2023-12-31T12:00Z"); now < end; digests++) {
				now = nextDigestTime(channel(zone, atHalfPast), now) ?? Number.NaN;
			}
			expect([zone, digests]).toEqual([zone, 2 * 365 + 1]);
		}
	});
});

describe("quiet hours, where the clocks change", () => {
	it.each([
		[
			"end where midnight is skipped",
			"Africa/Cairo",
			{ from: "20:00", to: "00:00" },
			"2023-04-27T20:00Z",
			"2023-04-27T22:00Z",
		],
		["are over after it", "Africa/Cairo", { from: "20:00", to: "00:00" }, "2023-04-27T22:00Z", "now"],
		[
			"begin where their beginning is skipped",
			"Asia/Beirut",
			{ from: "00:30", to: "06:00" },
			"2024-03-30T22:30Z",
			"2024-03-31T03:00Z",
		],
		[
			"go on while an hour comes twice",
			"Asia/Beirut",
			{ from: "23:30", to: "06:00" },
			"2023-10-28T21:10Z",
			"2023-10-29T04:00Z",
		],
		[
			"end once though their end comes twice",
			"Europe/London",
			{ from: "23:00", to: "01:30" },
			"2023-10-29T01:10Z",
			"now",
		],
		[
			"last an hour longer",
			"Africa/Casablanca",
			{ from: "01:00", to: "04:00" },
			"2023-03-19T00:30Z",
			"2023-03-19T04:00Z",
		],
		[
			"last an hour less",
			"Africa/Casablanca",
			{ from: "01:00", to: "04:00" },
			"2023-04-23T01:30Z",
			"2023-04-23T03:00Z",
		],
	])("%s", (_, zone, quiet, now, expected) => {
		expect(iso(quietUntil(channel(zone, { kind: "at-once", quiet }), at(now)))).toBe(expected);
	});
});

describe("caps", () => {
	const capped: Schedule = { kind: "at-once", caps: { perHour: 2, perDay: 5 } };

	it("count by the hours and days of the channel's clock", () => {
		const window = capWindow(channel("Asia/Kolkata", capped), at("2023-03-22T09:10:30Z"));
		expect(window).toMatchObject({
			hourStart: at("2023-03-22T08:30Z"),
			dayStart: at("2023-03-21T18:30Z"),
			perHour: 2,
			perDay: 5,
		});
		expect(capWindow(channel("Asia/Kolkata", { kind: "at-once" }), 0)).toBeUndefined();
	});

	it.each([
		["the next hour", "Asia/Riyadh", capped, false, "2023-03-22T09:10Z", "2023-03-22T10:00Z"],
		["the next day", "Asia/Riyadh", capped, true, "2023-03-22T09:10Z", "2023-03-22T21:00Z"],
		["a day that begins at one", "Africa/Cairo", capped, true, "2023-04-27T09:10Z", "2023-04-27T22:00Z"],
		[
			"the end of quiet hours",
			"Asia/Riyadh",
			{ ...capped, ...night } as Schedule,
			true,
			"2023-03-22T09:10Z",
			"2023-03-23T04:00Z",
		],
	])("are free again at %s", (_, zone, schedule, day, now, expected) => {
		expect(iso(whenCapsAreFree(channel(zone, schedule), at(now), { day }))).toBe(expected);
	});
});

describe("the check of a schedule", () => {
	it.each<[string, Schedule, string, unknown]>([
		["good", { ...atEight, quiet: { from: "22:00", to: "07:00" }, caps: { perDay: 3 } }, "Asia/Riyadh", []],
		["zone", atEight, "Riyadh", [{ reason: "zone-unknown", written: "Riyadh" }]],
		[
			"times",
			{ kind: "times", times: ["08:00", "25:00"] },
			"UTC",
			[{ reason: "time-unreadable", written: "25:00" }],
		],
		["no times", { kind: "times", times: [] }, "UTC", [{ reason: "times-missing", written: "" }]],
		["minutes", { kind: "every", minutes: 0 }, "UTC", [{ reason: "minutes-unreadable", written: "0" }]],
		["cron", { kind: "cron", expression: "* * *" }, "UTC", [{ reason: "cron-unreadable", written: "* * *" }]],
		[
			"never",
			{ kind: "cron", expression: "0 0 30 2 *" },
			"UTC",
			[{ reason: "cron-never", written: "0 0 30 2 *" }],
		],
		[
			"quiet and caps",
			{ kind: "at-once", quiet: { from: "9", to: "10:00" }, caps: { perHour: 0 } },
			"UTC",
			[
				{ reason: "time-unreadable", written: "9" },
				{ reason: "cap-unreadable", written: "0" },
			],
		],
	])("%s", (_, schedule, zone, problems) => {
		expect(checkSchedule(channel(zone, schedule), at("2023-03-22T09:00Z"))).toEqual(problems);
	});
});
