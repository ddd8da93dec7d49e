import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { runLane } from "../../src/delivery/run-lane.ts";
import type { MisfirePolicy } from "../../src/domain/broadcast.ts";
import type { Channel } from "../../src/domain/channel.ts";
import type { Lane } from "../../src/store/redis/keys.ts";
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

describe("a broadcast that recurs, of which somebody cannot get a time", () => {
	const bulk: Lane = { platform: "memory", number: 0, class: "bulk" };
	const deliver = () => runLane(bulk, newsroom.delivery.deps, new AbortController().signal);
	const arrived = () => newsroom.platform.arrivals.map(({ address }) => address);

	/** Scheduled for nine o'clock of the tenth and begun: whoever can get it has it. */
	async function begun(
		cron: string,
		second: Partial<Pick<Channel, "state" | "schedule">>,
		options: { expiresAfterMinutes?: number } = {},
	): Promise<string> {
		const [, channel] = await newsroom.delivery.addChannels(2);
		await change(channel?.id, second);
		newsroom.setClock(Date.parse("2027-01-10T08:30:00Z"));
		const { id } = await newsroom.made({ time: { kind: "recurring", cron, zone: "UTC" }, options });
		await newsroom.broadcasts.schedule(editor, id);
		newsroom.setClock(Date.parse("2027-01-10T09:00:01Z"));
		await advanceTwice();
		return id;
	}

	async function change(id: string | undefined, part: Partial<Channel>): Promise<void> {
		await newsroom.deps.channels.update(id ?? "", (now) => ({ ...now, ...part }));
	}

	async function advanceTwice(): Promise<void> {
		await newsroom.advance();
		await newsroom.advance();
	}

	async function runUntilRun(id: string, number: number): Promise<void> {
		for (let round = 0; (await newsroom.state(id)).run?.number !== number; round++) {
			expect(round).toBeLessThan(20);
			newsroom.pass(1_500);
			await newsroom.advance();
		}
		await advanceTwice();
		await deliver();
	}

	const paused = { state: { kind: "paused", reason: "owner" } } as const;

	for (const [name, second] of [
		["that its owner has paused", paused],
		["in its quiet hours", { schedule: { kind: "at-once", quiet: { from: "08:00", to: "18:00" } } }],
	] as const) {
		it(`comes at its next time to everybody else: what waits for a channel ${name} is left out`, async () => {
			const id = await begun("0 * * * *", second);
			await deliver();
			newsroom.setClock(Date.parse("2027-01-10T09:59:58Z"));
			await newsroom.advance();
			expect(await newsroom.broadcasts.show(id)).toMatchObject({
				broadcast: { state: "sending", run: { number: 1 } },
				progress: { open: 1 },
			});
			newsroom.setClock(Date.parse("2027-01-10T10:00:00Z"));
			await runUntilRun(id, 2);
			newsroom.setClock(Date.parse("2027-01-10T11:00:00Z"));
			await runUntilRun(id, 3);
			expect(arrived()).toEqual(["a0", "a0", "a0"]);
			await change("memory-1", { state: { kind: "active" }, schedule: { kind: "at-once" } });
			await runUntil(id, "scheduled");
			expect(arrived()).toEqual(["a0", "a0", "a0", "a1"]);
			const results = await newsroom.broadcasts.results(id, 1);
			const states: string[] = [];
			if (results.ok) for await (const { state, reason } of results.rows) states.push(`${state} ${reason}`);
			expect(states).toEqual(["sent ", "skipped expired"]);
		});
	}

	it("waits at its next time for whoever has not had their turn yet", async () => {
		const id = await begun("0 * * * *", {});
		newsroom.setClock(Date.parse("2027-01-10T10:00:05Z"));
		await advanceTwice();
		await deliver();
		expect(arrived()).toEqual(["a0", "a1"]);
		await runUntilRun(id, 2);
		expect(arrived()).toHaveLength(4);
	});

	it("leaves out what has expired, and comes again at its next time", async () => {
		const id = await begun("0 9 * * *", paused, { expiresAfterMinutes: 120 });
		await deliver();
		newsroom.setClock(Date.parse("2027-01-10T10:59:58Z"));
		await newsroom.advance();
		expect((await newsroom.state(id)).state).toBe("sending");
		newsroom.setClock(Date.parse("2027-01-10T11:00:02Z"));
		await advanceTwice();
		expect(await newsroom.broadcasts.show(id)).toMatchObject({
			broadcast: { state: "scheduled", nextAt: Date.parse("2027-01-11T09:00:00Z") },
			progress: { sent: 1, skipped: 1, skippedBy: { expired: 1 } },
		});
	});

	it("is over when what is left of its last time expires", async () => {
		const id = await begun("0 9 10 1 *", paused, { expiresAfterMinutes: 120 });
		const until = Date.parse("2027-12-31T00:00:00Z");
		await newsroom.deps.broadcasts.change(id, (now) => ({
			next: now.time.kind === "recurring" ? { ...now, time: { ...now.time, until } } : now,
			effects: { dueAt: newsroom.deps.now() },
		}));
		newsroom.setClock(Date.parse("2027-01-10T11:00:02Z"));
		await newsroom.advance();
		expect((await newsroom.state(id)).state).toBe("expired");
	});

	it("stays paused by its editor over its next times, and then goes on with those that are to come", async () => {
		const id = await begun("0 9 * * *", {});
		await newsroom.broadcasts.pause(editor, id);
		newsroom.setClock(Date.parse("2027-01-11T15:00:00Z"));
		await advanceTwice();
		expect((await newsroom.state(id)).state).toBe("paused");
		await newsroom.broadcasts.resume(editor, id);
		await runUntil(id, "scheduled");
		newsroom.pass(1_500);
		await newsroom.advance();
		expect(arrived()).toEqual([]);
		expect(utc((await newsroom.state(id)).nextAt)).toBe("2027-01-12T09:00Z");
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
	async function missed(
		misfire: object,
		recurring = false,
		meanwhile: (id: string) => Promise<unknown> = async () => {},
	) {
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
		await meanwhile(id);
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

	it("is sent all the same when an editor sends it now before anybody is there again", async () => {
		const id = await missed({ kind: "skip" }, false, (due) => newsroom.broadcasts.sendNow(editor, due));
		await runUntil(id, "finished");
		expect(newsroom.platform.arrivals).toHaveLength(1);
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
