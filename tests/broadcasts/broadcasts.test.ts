import { afterEach, beforeEach, describe, expect, it } from "vitest";
import type { ResultRow } from "../../src/broadcasts/port.ts";
import { runLane } from "../../src/delivery/run-lane.ts";
import { createAuditLog } from "../../src/store/people/audit.ts";
import { keys, type Lane } from "../../src/store/redis/keys.ts";
import { startRedis, type TestRedis } from "../support/redis.ts";
import { chief, codesOf, draft, editor, openNewsroom, runBroadcastUntil, text } from "./newsroom.ts";

const bulk: Lane = { platform: "memory", number: 0, class: "bulk" };
const never = new AbortController().signal;
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

/** Sent once, and to come again. */
async function sentOnce() {
	await newsroom.delivery.addChannels(1);
	newsroom.setClock(Date.parse("2027-01-10T08:59:30Z"));
	const { id } = await newsroom.made({ time: { kind: "recurring", cron: "0 9 * * *", zone: "UTC" } });
	await newsroom.broadcasts.schedule(editor, id);
	newsroom.pass(31_000);
	await newsroom.advance();
	await runUntil(id, "scheduled");
	return newsroom.state(id);
}

describe("a broadcast", () => {
	it("goes from draft to finished, each channel once, and says so in figures, rows and the audit log", async () => {
		await newsroom.delivery.addChannels(3);
		const { id } = await newsroom.made();
		expect(await newsroom.broadcasts.approve(chief, id)).toMatchObject({ ok: true });
		expect(await newsroom.broadcasts.sendNow(editor, id)).toMatchObject({ ok: true, changed: true });
		expect(await newsroom.broadcasts.sendNow(editor, id)).toMatchObject({ ok: true, changed: false });
		await runUntil(id, "finished");
		expect(newsroom.platform.arrivals.map(({ address }) => address).sort()).toEqual(["a0", "a1", "a2"]);
		expect(await newsroom.broadcasts.show(id)).toMatchObject({
			progress: { run: 1, recipients: 3, open: 0, sent: 3, failed: 0 },
		});
		const results = await newsroom.broadcasts.results(id);
		const rows: ResultRow[] = [];
		if (results.ok) for await (const row of results.rows) rows.push(row);
		expect(rows.map(({ state, address }) => `${address} ${state}`)).toEqual([
			"a0 sent",
			"a1 sent",
			"a2 sent",
		]);
		const log = await createAuditLog(newsroom.delivery.connection).read({ limit: 20 });
		expect(log.map(({ action, who }) => `${who.id} ${action}`).toReversed()).toEqual([
			"1 broadcast.create",
			"2 broadcast.approve",
			"1 broadcast.schedule",
			"clock broadcast.start",
			"clock broadcast.finish",
		]);
		expect(codesOf(await newsroom.broadcasts.sendNow(editor, id))).toEqual(["wrong-state"]);
	});

	it("corrects and then withdraws every message that was sent", async () => {
		await newsroom.delivery.addChannels(3);
		const { id } = await newsroom.made();
		expect(codesOf(await newsroom.broadcasts.correct(editor, id, text("آخر", "آخر")))).toEqual([
			"nothing-sent",
		]);
		await newsroom.broadcasts.sendNow(editor, id);
		await runUntil(id, "finished");
		expect(await newsroom.broadcasts.correct(editor, id, text("العنوان الصحيح", "نص"))).toMatchObject({
			ok: true,
		});
		const progress = async () => {
			const shown = await newsroom.broadcasts.show(id);
			return shown.ok ? shown.progress : undefined;
		};
		for (let round = 0; (await progress())?.corrected !== 3; round++) {
			expect(round).toBeLessThan(20);
			newsroom.pass(1_500);
			await newsroom.advance();
			await runLane(bulk, newsroom.delivery.deps, never);
		}
		expect(new Set(newsroom.platform.changes.map((change) => change.text))).toEqual(
			new Set(["العنوان الصحيح"]),
		);
		expect(await newsroom.broadcasts.withdraw(editor, id)).toMatchObject({ changed: true });
		expect(await newsroom.broadcasts.withdraw(editor, id)).toMatchObject({ changed: false });
		for (let round = 0; (await progress())?.withdrawn !== 3; round++) {
			expect(round).toBeLessThan(20);
			newsroom.pass(1_500);
			await newsroom.advance();
			await runLane(bulk, newsroom.delivery.deps, never);
		}
		expect(newsroom.platform.changes.filter((change) => change.text === undefined)).toHaveLength(3);
		expect(codesOf(await newsroom.broadcasts.correct(editor, id, text("آخر", "آخر")))).toEqual(["withdrawn"]);
	});

	it("stops where it is when it is cancelled, and nobody else gets it", async () => {
		await newsroom.delivery.addChannels(5);
		const { id } = await newsroom.made();
		await newsroom.broadcasts.sendNow(editor, id);
		await newsroom.advance();
		await newsroom.advance();
		expect((await newsroom.state(id)).state).toBe("sending");
		await newsroom.broadcasts.pause(editor, id);
		await runLane(bulk, newsroom.delivery.deps, never);
		expect(newsroom.platform.arrivals).toEqual([]);
		await newsroom.broadcasts.cancel(editor, id);
		await newsroom.advance();
		await runLane(bulk, newsroom.delivery.deps, never);
		expect(newsroom.platform.arrivals).toEqual([]);
		expect(await newsroom.broadcasts.show(id)).toMatchObject({
			progress: { recipients: 5, open: 0, skipped: 5, skippedBy: { cancelled: 5 } },
		});
	});

	for (const [name, after, ordered] of [
		["within the hour, until that is over", 0.5 * hour, 1],
		["later, which nothing needs any more", 2 * hour, 0],
	] as const) {
		it(`leaves no order about its last time when it is cancelled ${name}`, async () => {
			const orders = () => newsroom.delivery.connection.redis.hlen(keys.orders());
			const { id } = await sentOnce();
			newsroom.pass(after);
			await newsroom.broadcasts.cancel(editor, id);
			expect(await orders()).toBe(ordered);
			newsroom.pass(hour);
			await newsroom.advance();
			await newsroom.broadcasts.correct(editor, id, text("آخر", "آخر"));
			expect(await orders()).toBe(0);
		});
	}

	it("waits in each channel for the end of its quiet hours, unless it is urgent", async () => {
		const [quiet] = await newsroom.delivery.addChannels(2);
		newsroom.setClock(Date.parse("2027-01-10T21:00:00Z"));
		await newsroom.delivery.deps.channels.update(quiet?.id ?? "", (now) => ({
			...now,
			schedule: { kind: "at-once", quiet: { from: "20:00", to: "06:00" } },
		}));
		const { id } = await newsroom.made();
		const estimate = await newsroom.broadcasts.estimate(id);
		expect(estimate).toMatchObject({ estimate: { recipients: 2, quiet: 1, durationMs: 200, problems: [] } });
		await newsroom.broadcasts.sendNow(editor, id);
		await newsroom.advance();
		await newsroom.advance();
		const { dueAt } = await runLane(bulk, newsroom.delivery.deps, never);
		expect(newsroom.platform.arrivals.map(({ address }) => address)).toEqual(["a1"]);
		expect(new Date(dueAt ?? 0).toISOString()).toBe("2027-01-11T06:00:00.000Z");
		newsroom.setClock(Date.parse("2027-01-11T06:00:01Z"));
		await runUntil(id, "finished");
		expect(newsroom.platform.arrivals.map(({ address }) => address)).toEqual(["a1", "a0"]);
	});

	it("tries failed ones again, and only those", async () => {
		await newsroom.delivery.addChannels(3);
		newsroom.platform.answerWith(({ address }) =>
			address === "a1" ? { kind: "rejected", reason: "bad", plainText: false, raw: "no" } : "accept",
		);
		const { id } = await newsroom.made();
		await newsroom.broadcasts.sendNow(editor, id);
		await runUntil(id, "finished");
		newsroom.platform.answerWith(() => "accept");
		expect(await newsroom.broadcasts.retryFailed(editor, id)).toMatchObject({ ok: true, retried: 1 });
		await runUntil(id, "finished");
		expect(newsroom.platform.arrivals.map(({ address }) => address).sort()).toEqual(["a0", "a1", "a2"]);
		expect(codesOf(await newsroom.broadcasts.retryFailed(editor, id))).toEqual(["nothing-failed"]);
	});

	it("tries failed ones again when it is asked to in the moment in which it is found to be done", async () => {
		await newsroom.delivery.addChannels(1);
		newsroom.platform.answerWith(() => ({ kind: "rejected", reason: "bad", plainText: false, raw: "no" }));
		const { id } = await newsroom.made();
		await newsroom.broadcasts.sendNow(editor, id);
		const { broadcasts } = newsroom.deps;
		const { addSample } = broadcasts;
		// What is written between the count and its consequence.
		broadcasts.addSample = async (...sample) => {
			await addSample(...sample);
			if (!(await newsroom.broadcasts.retryFailed(editor, id)).ok) return;
			newsroom.platform.answerWith(() => "accept");
			broadcasts.addSample = addSample;
		};
		await runUntil(id, "finished");
		expect(newsroom.platform.arrivals.map(({ address }) => address)).toEqual(["a0"]);
	});

	it("tries failed ones again though an earlier try was swallowed", async () => {
		await newsroom.delivery.addChannels(1);
		newsroom.platform.answerWith(() => ({ kind: "rejected", reason: "bad", plainText: false, raw: "no" }));
		const { id } = await newsroom.made();
		await newsroom.broadcasts.sendNow(editor, id);
		await runUntil(id, "finished");
		await newsroom.deps.broadcasts.change(id, ({ run, ...now }) => ({
			next: run === undefined ? now : { ...now, run: { ...run, retrying: true } },
			effects: {},
		}));
		newsroom.platform.answerWith(() => "accept");
		await newsroom.broadcasts.retryFailed(editor, id);
		await runUntil(id, "finished");
		expect(newsroom.platform.arrivals.map(({ address }) => address)).toEqual(["a0"]);
	});

	for (const state of ["sending", "paused"] as const) {
		it(`tries failed ones again while it is ${state}, and resends nothing to those who have it`, async () => {
			const [, , late] = await newsroom.delivery.addChannels(3);
			const setState = (kind: "active" | "paused") =>
				newsroom.deps.channels.update(late?.id ?? "", (now) => ({
					...now,
					state: kind === "paused" ? { kind, reason: "owner" } : { kind },
				}));
			await setState("paused");
			newsroom.platform.answerWith(({ address }) =>
				address === "a1" ? { kind: "rejected", reason: "bad", plainText: false, raw: "no" } : "accept",
			);
			const { id } = await newsroom.made();
			await newsroom.broadcasts.sendNow(editor, id);
			const round = async () => {
				await newsroom.advance();
				await newsroom.advance();
				await runLane(bulk, newsroom.delivery.deps, never);
				newsroom.pass(1_500);
			};
			await round();
			expect(await newsroom.broadcasts.show(id)).toMatchObject({ progress: { sent: 1, failed: 1, open: 1 } });
			if (state === "paused") await newsroom.broadcasts.pause(editor, id);
			newsroom.platform.answerWith(() => "accept");
			expect(await newsroom.broadcasts.retryFailed(editor, id)).toMatchObject({
				retried: 1,
				broadcast: { state },
			});
			await newsroom.broadcasts.retryFailed(editor, id);
			if (state === "paused") {
				await round();
				expect(newsroom.platform.arrivals.map(({ address }) => address)).toEqual(["a0"]);
				await newsroom.broadcasts.resume(editor, id);
			}
			await round();
			expect(newsroom.platform.arrivals.map(({ address }) => address)).toEqual(["a0", "a1"]);
			await setState("active");
			await runUntil(id, "finished");
			expect(newsroom.platform.arrivals.map(({ address }) => address)).toEqual(["a0", "a1", "a2"]);
			expect(await newsroom.broadcasts.show(id)).toMatchObject({ progress: { sent: 3, failed: 0, open: 0 } });
		});
	}

	it("tries failed ones of its last time again before its next one comes", async () => {
		await newsroom.delivery.addChannels(1);
		newsroom.setClock(Date.parse("2027-01-10T08:59:30Z"));
		newsroom.platform.answerWith(() => ({ kind: "rejected", reason: "bad", plainText: false, raw: "no" }));
		const { id } = await newsroom.made({ time: { kind: "recurring", cron: "0 9 * * *", zone: "UTC" } });
		await newsroom.broadcasts.schedule(editor, id);
		expect(codesOf(await newsroom.broadcasts.retryFailed(editor, id))).toEqual(["nothing-sent"]);
		newsroom.pass(31_000);
		await newsroom.advance();
		await runUntil(id, "scheduled");
		newsroom.platform.answerWith(() => "accept");
		await newsroom.broadcasts.retryFailed(editor, id);
		await runUntil(id, "scheduled");
		expect(await newsroom.broadcasts.show(id)).toMatchObject({
			broadcast: { nextAt: Date.parse("2027-01-11T09:00:00Z") },
			progress: { run: 1, sent: 1, failed: 0 },
		});
	});
});

describe("one whose time was changed before what failed of its last time is tried again", () => {
	it.each([
		[
			"an earlier hour of the day",
			{ kind: "recurring", cron: "5 9 * * *", zone: "UTC" },
			"2027-01-11T09:05:00Z",
		],
		[
			"one time alone",
			{ kind: "at", at: Date.parse("2027-01-12T07:00:00Z"), zone: "UTC" },
			"2027-01-12T07:00:00Z",
		],
	] as const)("comes at that time (%s), neither sooner nor never", async (_what, time, nextAt) => {
		newsroom.platform.answerWith(() => ({ kind: "rejected", reason: "bad", plainText: false, raw: "no" }));
		const { id, revision } = await sentOnce();
		newsroom.platform.answerWith(() => "accept");
		newsroom.pass(10 * 60_000);
		await newsroom.broadcasts.edit(editor, id, revision, { time });
		expect(await newsroom.broadcasts.retryFailed(editor, id)).toMatchObject({ ok: true, retried: 1 });
		await runUntil(id, "scheduled");
		expect(await newsroom.broadcasts.show(id)).toMatchObject({
			broadcast: { nextAt: Date.parse(nextAt) },
			progress: { run: 1, sent: 1, failed: 0 },
		});
		newsroom.setClock(Date.parse(nextAt) + 1_000);
		await newsroom.advance();
		expect(await newsroom.state(id)).toMatchObject({ run: { number: 2, at: Date.parse(nextAt) } });
	});
});

describe("a correction of one that recurs, between its times", () => {
	it("holds for the times that are to come", async () => {
		const { id } = await sentOnce();
		await newsroom.broadcasts.correct(chief, id, text("العنوان الصحيح", ""));
		expect(await newsroom.state(id)).toMatchObject({
			state: "scheduled",
			content: text("العنوان الصحيح", ""),
			editedBy: chief,
		});
		expect(await changesOf(newsroom)).toEqual(["العنوان الصحيح"]);
	});

	it("writes what it says itself, whatever was written for the next time before it went out", async () => {
		const { id } = await sentOnce();
		await newsroom.broadcasts.correct(editor, id, text("العنوان الصحيح", ""));
		const { revision } = await newsroom.state(id);
		await newsroom.broadcasts.edit(editor, id, revision, { content: text("عنوان الغد", "") });
		expect(await changesOf(newsroom)).toEqual(["العنوان الصحيح"]);
		await newsroom.broadcasts.correct(editor, id, text("العنوان الأصح", ""));
		expect(await changesOf(newsroom)).toEqual(["العنوان الصحيح", "العنوان الأصح"]);
		expect((await newsroom.state(id)).content).toEqual(text("عنوان الغد", ""));
	});
});

describe("what cannot be", () => {
	const now = () => newsroom.deps.now();
	const at = (ms: number) => ({ kind: "at", at: now() + ms, zone: "Asia/Amman" }) as const;

	for (const [name, over, codes] of [
		["a time in the past", () => ({ time: at(-hour) }), ["time-past"]],
		["a zone that is none", () => ({ time: { ...at(hour), zone: "Mars/Base" } }), ["zone-unknown"]],
		[
			"a cron that is none",
			() => ({ time: { kind: "recurring", cron: "soon", zone: "UTC" } }),
			["cron-unreadable"],
		],
		[
			"a cron that never comes",
			() => ({ time: { kind: "recurring", cron: "0 0 30 2 *", zone: "UTC" } }),
			["cron-never"],
		],
		["bold that is not closed", () => ({ content: text("عنوان", "نص **مهم") }), ["mark-up-open"]],
		["a link that is none", () => ({ content: text("عنوان", "[نص](javascript:x)") }), ["address-unreadable"]],
		["an unknown variable", () => ({ content: text("عنوان", "إلى {reader}") }), ["variable-unknown"]],
		[
			"a platform that is none",
			() => ({ audience: { include: [{ kind: "platform", platform: "fax" }], exclude: [] } }),
			["platform-unknown"],
		],
		["a throttle of none", () => ({ options: { perSecond: 0 } }), ["option-unreadable"]],
	] as const) {
		it(`refuses ${name}`, async () => {
			expect(codesOf(await newsroom.broadcasts.create(editor, draft(over() as never)))).toEqual(codes);
		});
	}

	it("is not scheduled: an empty audience, a text over a limit", async () => {
		const { id } = await newsroom.made({ time: { kind: "at", at: now() + hour, zone: "UTC" } });
		expect(codesOf(await newsroom.broadcasts.schedule(editor, id))).toEqual(["audience-empty"]);
		await newsroom.delivery.addChannels(1);
		newsroom.dontFit([{ code: "text-too-long", length: 5_000, limit: 4_096 }]);
		expect(codesOf(await newsroom.broadcasts.schedule(editor, id))).toEqual(["text-too-long"]);
		newsroom.dontFit([]);
		expect(codesOf(await newsroom.broadcasts.schedule(editor, id))).toEqual([]);
	});

	it("tells the second of two editors, and overwrites nothing", async () => {
		const { id, revision } = await newsroom.made();
		expect(
			await newsroom.broadcasts.edit(chief, id, revision, { content: text("نص سامر", "") }),
		).toMatchObject({ ok: true });
		expect(
			await newsroom.broadcasts.edit(editor, id, revision, { content: text("نص ليلى", "") }),
		).toMatchObject({
			refusals: [{ code: "changed-meanwhile", facts: { name: "سامر" } }],
		});
		expect((await newsroom.state(id)).content).toEqual(text("نص سامر", ""));
	});

	it("makes one broadcast of a call that is repeated with its key", async () => {
		const one = await newsroom.broadcasts.create(editor, draft(), "k1");
		const two = await newsroom.broadcasts.create(editor, draft(), "k1");
		expect(two).toEqual(one);
		expect(await newsroom.broadcasts.list()).toHaveLength(1);
	});

	it("makes one sending of two clicks at once", async () => {
		await newsroom.delivery.addChannels(2);
		const { id } = await newsroom.made();
		const both = await Promise.all([
			newsroom.broadcasts.sendNow(editor, id),
			newsroom.broadcasts.sendNow(editor, id),
		]);
		expect(both.every(({ ok }) => ok)).toBe(true);
		await runUntil(id, "finished");
		expect(newsroom.platform.arrivals).toHaveLength(2);
	});
});

describe("with the approval of a second person", () => {
	let strict: ReturnType<typeof openNewsroom>;

	beforeEach(async () => {
		strict = openNewsroom(redis.url, { needsSecondPerson: true });
		await strict.delivery.addChannels(1);
	});
	afterEach(() => strict.stop());

	it("is approved by somebody else than who wrote it, and again after a change", async () => {
		const { id } = await strict.made();
		expect(codesOf(await strict.broadcasts.sendNow(editor, id))).toEqual(["needs-approval"]);
		expect(codesOf(await strict.broadcasts.approve(editor, id))).toEqual(["own-approval"]);
		const approved = await strict.broadcasts.approve(chief, id);
		const revision = approved.ok ? approved.broadcast.revision : 0;
		await strict.broadcasts.edit(editor, id, revision, { name: "اسم آخر" });
		expect((await strict.state(id)).state).toBe("draft");
		await strict.broadcasts.approve(chief, id);
		expect(await strict.broadcasts.sendNow(editor, id)).toMatchObject({ ok: true });
	});

	it("is not asked about a time that was missed before it was changed", async () => {
		const at = strict.deps.now() + hour;
		const { id } = await strict.made({
			time: { kind: "at", at, zone: "UTC" },
			options: { misfire: { kind: "ask" } },
		});
		await strict.broadcasts.approve(chief, id);
		await strict.broadcasts.schedule(editor, id);
		strict.pass(3 * hour);
		await strict.advance();
		const { revision, missedAt } = await strict.state(id);
		expect(missedAt).toBe(at);
		await strict.broadcasts.edit(editor, id, revision, { name: "اسم آخر", time: { kind: "now" } });
		expect(await strict.state(id)).not.toHaveProperty("missedAt");
		expect(codesOf(await strict.broadcasts.decide(editor, id, "send"))).toEqual(["wrong-state"]);
	});

	/** Approved, and sent once of many times. */
	async function sentOnce(): Promise<string> {
		strict.setClock(Date.parse("2027-01-10T08:59:30Z"));
		const { id } = await strict.made({ time: { kind: "recurring", cron: "0 9 * * *", zone: "UTC" } });
		await strict.broadcasts.approve(chief, id);
		await strict.broadcasts.schedule(editor, id);
		strict.pass(31_000);
		await strict.advance();
		return id;
	}

	it("says at its next times what was corrected only when that is approved too", async () => {
		const id = await sentOnce();
		await runBroadcastUntil(strict, id, "scheduled");
		await strict.broadcasts.correct(editor, id, text("العنوان الصحيح", ""));
		expect(await strict.state(id)).toMatchObject({ state: "draft", content: text("العنوان الصحيح", "") });
		expect(await changesOf(strict)).toEqual(["العنوان الصحيح"]);
		expect(codesOf(await strict.broadcasts.schedule(editor, id))).toEqual(["needs-approval"]);
		expect(codesOf(await strict.broadcasts.approve(editor, id))).toEqual(["own-approval"]);
		strict.setClock(Date.parse("2027-01-11T09:00:01Z"));
		await strict.advance();
		expect(strict.platform.arrivals).toHaveLength(1);
		await strict.broadcasts.approve(chief, id);
		await strict.broadcasts.schedule(editor, id);
		strict.setClock(Date.parse("2027-01-12T09:00:01Z"));
		await strict.advance();
		await runBroadcastUntil(strict, id, "scheduled");
		expect(strict.platform.arrivals).toHaveLength(2);
	});

	it("is a draft when it has been sent, where it was corrected meanwhile and is to come again", async () => {
		const id = await sentOnce();
		await strict.broadcasts.correct(editor, id, text("العنوان الصحيح", ""));
		await runBroadcastUntil(strict, id, "draft");
		expect(strict.platform.arrivals).toHaveLength(1);
		const { approvedBy, nextAt, run } = await strict.state(id);
		expect([approvedBy, nextAt, run?.number]).toEqual([undefined, undefined, 1]);
	});

	it("can be withdrawn though it is a draft again", async () => {
		const id = await sentOnce();
		await runBroadcastUntil(strict, id, "scheduled");
		const { revision } = await strict.state(id);
		await strict.broadcasts.edit(editor, id, revision, { content: text("عنوان الغد", "") });
		expect(await strict.broadcasts.withdraw(editor, id)).toMatchObject({ broadcast: { state: "draft" } });
		expect(await changesOf(strict)).toEqual([undefined]);
	});
});

/** What was written over the messages, once all corrections and withdrawals are done; undefined: it was deleted. */
async function changesOf({ advance, delivery, deps, pass, platform }: ReturnType<typeof openNewsroom>) {
	const isDone = async () =>
		(await deps.broadcasts.list(1)).every(({ amendments }) =>
			amendments.every(({ finishedAt }) => finishedAt !== undefined),
		);
	for (let round = 0; !(await isDone()); round++) {
		expect(round).toBeLessThan(20);
		pass(1_500);
		await advance();
		await runLane(bulk, delivery.deps, never);
	}
	return platform.changes.map((change) => change.text);
}
