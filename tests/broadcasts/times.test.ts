import { afterEach, beforeEach, describe, expect, it } from "vitest";
import type { MisfirePolicy } from "../../src/domain/broadcast.ts";
import { startRedis, type TestRedis } from "../support/redis.ts";
import { codesOf, editor, openNewsroom, runBroadcastUntil } from "./newsroom.ts";

const hour = 3_600_000;

let redis: TestRedis;
let newsroom: ReturnType<typeof openNewsroom>;

beforeEach(async () => {
	redis = await startRedis();
	newsroom = openNewsroom(redis.url);
});
afterEach(async () => {
	await newsroom.stop();
	await redis.stop();
});

const runUntil = (id: string, state: string) => runBroadcastUntil(newsroom, id, state);

const utc = (at: number | undefined) =>
	at === undefined ? undefined : new Date(at).toISOString().replace(":00.000Z", "Z");

describe("a broadcast that recurs", () => {
	for (const [name, zone, cron, from, expected] of [
		[
			"nine by the clock on the wall when London's clocks go forward",
			"Europe/London",
			"0 9 * * *",
			"2027-03-27T06:00Z",
			["2027-03-27T09:00Z", "2027-03-28T08:00Z", "2027-03-29T08:00Z"],
		],
		[
			"nine by the clock on the wall when London's clocks go back",
			"Europe/London",
			"0 9 * * *",
			"2027-10-30T05:00Z",
			["2027-10-30T08:00Z", "2027-10-31T09:00Z", "2027-11-01T09:00Z"],
		],
		[
			"the end of the hour that London skips, and half past one on the other days",
			"Europe/London",
			"30 1 * * *",
			"2027-03-27T00:00Z",
			["2027-03-27T01:30Z", "2027-03-28T01:00Z", "2027-03-29T00:30Z"],
		],
		[
			"the first of the two that London has, and once that night",
			"Europe/London",
			"30 1 * * *",
			"2027-10-30T00:00Z",
			["2027-10-30T00:30Z", "2027-10-31T00:30Z", "2027-11-01T01:30Z"],
		],
		[
			"one o'clock when Cairo skips the hour after midnight",
			"Africa/Cairo",
			"30 0 * * *",
			"2027-04-28T21:00Z",
			["2027-04-28T22:30Z", "2027-04-29T22:00Z", "2027-04-30T21:30Z"],
		],
		[
			"the first half past eleven when Cairo has two",
			"Africa/Cairo",
			"30 23 * * *",
			"2027-10-27T12:00Z",
			["2027-10-27T20:30Z", "2027-10-28T20:30Z", "2027-10-29T21:30Z"],
		],
	] as const) {
		it(`comes at ${name}`, async () => {
			await newsroom.delivery.addChannels(1);
			newsroom.setClock(Date.parse(from));
			const { id } = await newsroom.made({ time: { kind: "recurring", cron, zone } });
			await newsroom.broadcasts.schedule(editor, id);
			const times: string[] = [];
			for (const at of expected) {
				const { nextAt = 0 } = await newsroom.state(id);
				times.push(utc(nextAt) ?? "");
				newsroom.setClock(Date.parse(at) - 1_000);
				await newsroom.advance();
				expect((await newsroom.state(id)).state).toBe("scheduled");
				newsroom.setClock(Date.parse(at) + 500);
				await newsroom.advance();
				expect((await newsroom.state(id)).state).toBe("sending");
				await runUntil(id, "scheduled");
			}
			expect(times).toEqual(expected);
			expect(newsroom.platform.arrivals).toHaveLength(expected.length);
		});
	}

	it("ends with its end", async () => {
		await newsroom.delivery.addChannels(1);
		newsroom.setClock(Date.parse("2027-01-10T08:59:00Z"));
		const until = Date.parse("2027-01-10T12:00:00Z");
		const { id } = await newsroom.made({
			time: { kind: "recurring", cron: "0 9 * * *", zone: "UTC", until },
		});
		await newsroom.broadcasts.schedule(editor, id);
		newsroom.pass(61_000);
		await runUntil(id, "finished");
		expect(newsroom.platform.arrivals).toHaveLength(1);
	});
});

describe("three hours of downtime in the night in which the clocks are changed", () => {
	// Nobody was there from half an hour before the time until two and a half hours after it.
	for (const [change, zone, cron, due, next] of [
		["London's clocks go forward", "Europe/London", "30 1 * * *", "2027-03-28T01:00Z", "2027-03-29T00:30Z"],
		["London's clocks go back", "Europe/London", "30 1 * * *", "2027-10-31T00:30Z", "2027-11-01T01:30Z"],
		["Cairo's clocks go forward", "Africa/Cairo", "30 0 * * *", "2027-04-29T22:00Z", "2027-04-30T21:30Z"],
		["Cairo's clocks go back", "Africa/Cairo", "30 23 * * *", "2027-10-28T20:30Z", "2027-10-29T21:30Z"],
	] as const) {
		for (const [policy, misfire, state, sent, asks] of [
			["is made up for", { kind: "send", withinMinutes: 180 }, "sending", 1, false],
			["is too late", { kind: "send", withinMinutes: 120 }, "scheduled", 0, false],
			["is left out", { kind: "skip" }, "scheduled", 0, false],
			["is asked about", { kind: "ask" }, "scheduled", 0, true],
		] as const satisfies readonly (readonly [string, MisfirePolicy, string, number, boolean])[]) {
			it(`${change}: the time that was missed ${policy}, once, and the next comes as it should`, async () => {
				await newsroom.delivery.addChannels(1);
				newsroom.setClock(Date.parse(due) - 12 * hour);
				const { id } = await newsroom.made({
					time: { kind: "recurring", cron, zone },
					options: { misfire },
				});
				await newsroom.broadcasts.schedule(editor, id);
				expect(utc((await newsroom.state(id)).nextAt)).toBe(due);
				newsroom.setClock(Date.parse(due) + 2.5 * hour);
				await newsroom.advance();
				const seen = await newsroom.state(id);
				expect([seen.state, utc(seen.missedAt)]).toEqual([state, asks ? due : undefined]);
				if (seen.state === "sending") await runUntil(id, "scheduled");
				expect(newsroom.platform.arrivals).toHaveLength(sent);
				expect(utc((await newsroom.state(id)).nextAt)).toBe(next);
			});
		}
	}
});

describe("a time that was missed by three hours", () => {
	async function missed(misfire: object, recurring = false) {
		await newsroom.delivery.addChannels(1);
		newsroom.setClock(Date.parse("2027-01-10T08:00:00Z"));
		const at = Date.parse("2027-01-10T09:00:00Z");
		const { id } = await newsroom.made({
			time: recurring
				? { kind: "recurring", cron: "0 9 * * *", zone: "UTC" }
				: { kind: "at", at, zone: "UTC" },
			options: { misfire: misfire as { kind: "skip" } },
		});
		await newsroom.broadcasts.schedule(editor, id);
		newsroom.setClock(at + 3 * hour);
		await newsroom.advance();
		return id;
	}

	it("is made up for where it may be so late", async () => {
		const id = await missed({ kind: "send", withinMinutes: 240 });
		await runUntil(id, "finished");
		expect(newsroom.platform.arrivals).toHaveLength(1);
	});

	it("is left out where it may not be so late", async () => {
		expect((await newsroom.state(await missed({ kind: "send", withinMinutes: 60 }))).state).toBe("expired");
	});

	it("is left out where that is the policy; one that recurs comes at its next time", async () => {
		const { state, nextAt } = await newsroom.state(await missed({ kind: "skip" }, true));
		expect({ state, nextAt }).toEqual({ state: "scheduled", nextAt: Date.parse("2027-01-11T09:00:00Z") });
		expect(newsroom.platform.arrivals).toEqual([]);
	});

	it("is asked about, and sent when an editor says so", async () => {
		const id = await missed({ kind: "ask" });
		expect(await newsroom.state(id)).toMatchObject({
			state: "scheduled",
			missedAt: Date.parse("2027-01-10T09:00:00Z"),
		});
		newsroom.pass(24 * hour);
		await newsroom.advance();
		expect(newsroom.platform.arrivals).toEqual([]);
		expect(await newsroom.broadcasts.decide(editor, id, "send")).toMatchObject({ ok: true });
		await runUntil(id, "finished");
		expect(newsroom.platform.arrivals).toHaveLength(1);
	});

	it("is asked about, and left out when an editor says so", async () => {
		const id = await missed({ kind: "ask" }, true);
		expect(await newsroom.broadcasts.decide(editor, id, "skip")).toMatchObject({ ok: true });
		const { state, missedAt, nextAt } = await newsroom.state(id);
		expect({ state, missedAt, nextAt }).toEqual({
			state: "scheduled",
			missedAt: undefined,
			nextAt: Date.parse("2027-01-11T09:00:00Z"),
		});
		expect(codesOf(await newsroom.broadcasts.decide(editor, id, "skip"))).toEqual(["not-missed"]);
	});

	it("is over when an editor leaves its only time out", async () => {
		const id = await missed({ kind: "ask" });
		await newsroom.broadcasts.decide(editor, id, "skip");
		expect((await newsroom.state(id)).state).toBe("expired");
	});
});
