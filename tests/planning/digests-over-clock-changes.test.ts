import { afterEach, describe, expect, it } from "vitest";
import type { Schedule } from "../../src/domain/channel.ts";
import { noteStandingDigests } from "../../src/planning/note-digests.ts";
import { useRedis } from "../support/use-redis.ts";
import { type Newsroom, openNewsroom } from "./newsroom.ts";

/*
 * Clocks: Cairo 26 April 2024 00:00 → 01:00, 31 October 2024 24:00 → 23:00. Beirut 31 March 2024 00:00 → 01:00,
 * 26 October 2024 24:00 → 23:00. Casablanca (one hour less in Ramadan) 10 March 2024 03:00 → 02:00, 14 April 2024
 * 02:00 → 03:00. London 31 March 2024 01:00 → 02:00, 27 October 2024 02:00 → 01:00.
 */
const at = (iso: string) => Date.parse(iso);

const redis = useRedis();
let room: Newsroom;
afterEach(async () => {
	await room.connection.redis.flushall();
	await room.stop();
});

/** Looks for due digests every quarter of an hour, as the timetable does, and says when some were planned. */
async function goOn(until: string): Promise<string[]> {
	const planned: string[] = [];
	for (; room.clock.now <= at(until); room.clock.now += 15 * 60_000) {
		if ((await room.planDigests()) > 0) planned.push(new Date(room.clock.now).toISOString().slice(5, 16));
	}
	return planned;
}

const times = (...all: readonly string[]): Schedule => ({ kind: "times", times: all });
const cron = (expression: string): Schedule => ({ kind: "cron", expression });

describe("a digest of each day comes once", () => {
	it.each<[string, Schedule, string, string, readonly string[]]>([
		[
			"Africa/Cairo",
			times("00:30"),
			"2024-04-24T12:00Z",
			"2024-04-27T12:00Z",
			["04-24T22:30", "04-25T22:30", "04-26T21:30"],
		],
		[
			"Africa/Cairo",
			cron("30 0 * * *"),
			"2024-04-24T12:00Z",
			"2024-04-27T12:00Z",
			["04-24T22:30", "04-25T22:00", "04-26T21:30"],
		],
		[
			"Africa/Cairo",
			times("23:30"),
			"2024-10-30T12:00Z",
			"2024-11-02T12:00Z",
			["10-30T20:30", "10-31T20:30", "11-01T21:30"],
		],
		[
			"Asia/Beirut",
			cron("30 23 * * *"),
			"2024-10-25T12:00Z",
			"2024-10-28T12:00Z",
			["10-25T20:30", "10-26T20:30", "10-27T21:30"],
		],
		[
			"Africa/Casablanca",
			times("02:30"),
			"2024-03-09T00:00Z",
			"2024-03-11T12:00Z",
			["03-09T01:30", "03-10T01:30", "03-11T02:30"],
		],
		[
			"Africa/Casablanca",
			cron("30 2 * * *"),
			"2024-04-13T00:00Z",
			"2024-04-15T12:00Z",
			["04-13T02:30", "04-14T02:00", "04-15T01:30"],
		],
		[
			"Europe/London",
			times("01:30"),
			"2024-10-26T00:00Z",
			"2024-10-28T12:00Z",
			["10-26T00:30", "10-27T00:30", "10-28T01:30"],
		],
	])("in %s, %j, from %s to %s", async (zone, schedule, from, until, expected) => {
		room = openNewsroom(redis.url, from);
		await room.addChannel({ ...schedule, emptyDigests: true }, { zone });
		await noteStandingDigests(room.deps);
		expect(await goOn(until)).toEqual(expected);
	});
});

describe("after downtime over a change of the clocks", () => {
	it.each([
		["a gap in Cairo", "Africa/Cairo", "2024-04-24T12:00Z", "2024-04-28T12:00Z"],
		["a fold in Cairo", "Africa/Cairo", "2024-10-29T12:00Z", "2024-11-02T12:00Z"],
		["a gap in Beirut", "Asia/Beirut", "2024-03-29T12:00Z", "2024-04-02T12:00Z"],
		["a fold in Beirut", "Asia/Beirut", "2024-10-24T12:00Z", "2024-10-28T12:00Z"],
		["Ramadan's beginning in Casablanca", "Africa/Casablanca", "2024-03-08T12:00Z", "2024-03-12T12:00Z"],
		["Ramadan's end in Casablanca", "Africa/Casablanca", "2024-04-12T12:00Z", "2024-04-16T12:00Z"],
		["a gap in London", "Europe/London", "2024-03-29T12:00Z", "2024-04-02T12:00Z"],
		["a fold in London", "Europe/London", "2024-10-25T12:00Z", "2024-10-29T12:00Z"],
	])(
		"what was missed is caught up once, and never empty unless asked: %s",
		async (_what, zone, from, until) => {
			room = openNewsroom(redis.url, from);
			const schedules = [times("00:30", "08:00", "23:30"), cron("30 0,2,23 * * *")];
			const full = await Promise.all(schedules.map((schedule) => room.addChannel(schedule, { zone })));
			await room.publish({ headline: "أ" });
			const empty = await room.addChannel(times("00:30", "08:00"), { zone });
			const asked = await room.addChannel({ ...times("00:30", "08:00"), emptyDigests: true }, { zone });
			await noteStandingDigests(room.deps);

			room.clock.now = at(until);
			await room.planDigests();
			await noteStandingDigests(room.deps);
			await room.planDigests();
			for (const channel of full) expect(await room.planned(channel)).toEqual([["أ"]]);
			expect(await room.planned(empty)).toEqual([]);
			expect(await room.planned(asked)).toEqual([[]]);
		},
	);
});

describe("what waits for the end of quiet hours", () => {
	it.each([
		["that is skipped in Cairo", "Africa/Cairo", "20:00", "00:30", "2024-04-25T20:00Z", "04-25T22:30"],
		["that comes twice in Cairo", "Africa/Cairo", "20:00", "23:30", "2024-10-31T18:00Z", "10-31T20:30"],
		["that is skipped in Beirut", "Asia/Beirut", "20:00", "00:00", "2024-03-30T20:00Z", "03-30T22:00"],
		[
			"with an hour more in Casablanca",
			"Africa/Casablanca",
			"22:00",
			"06:00",
			"2024-03-09T22:00Z",
			"03-10T06:00",
		],
		[
			"with an hour less in Casablanca",
			"Africa/Casablanca",
			"22:00",
			"06:00",
			"2024-04-13T22:30Z",
			"04-14T05:00",
		],
		["that comes twice in London", "Europe/London", "23:00", "01:30", "2024-10-26T23:00Z", "10-27T00:30"],
	])("%s comes once, then", async (_what, zone, from, to, start, expected) => {
		room = openNewsroom(redis.url, start);
		const channel = await room.addChannel({ kind: "at-once", quiet: { from, to } }, { zone });
		await room.publish({ headline: "أ" });
		expect(await room.planned(channel)).toEqual([]);
		const end = new Date(at(start) + 30 * 3_600_000).toISOString();
		expect(await goOn(end)).toEqual([expected]);
		expect(await room.planned(channel)).toEqual([["أ"]]);
	});
});
