import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { runLane } from "../../src/delivery/run-lane.ts";
import type { Post } from "../../src/domain/post.ts";
import { dropOrder, putOrder } from "../../src/store/delivery/orders.ts";
import type { Lane } from "../../src/store/redis/keys.ts";
import { startRedis, type TestRedis } from "../support/redis.ts";
import { until } from "../support/until.ts";
import { openDelivery, textPost } from "./harness.ts";
import { createPlatformInMemory } from "./platform-in-memory.ts";

const lane: Lane = { platform: "memory", number: 0, class: "bulk" };

let redis: TestRedis;
let platform: ReturnType<typeof createPlatformInMemory>;
let delivery: ReturnType<typeof openDelivery>;
let stopping: AbortController;
let running: Promise<void> | undefined;

beforeEach(async () => {
	redis = await startRedis();
	platform = createPlatformInMemory();
	delivery = openDelivery(redis.url, platform.publisher);
	stopping = new AbortController();
	running = undefined;
});
afterEach(async () => {
	stopping.abort();
	await running;
	await delivery.stop();
	await redis.stop();
});

/** Runs the lane as long as the test does. */
function run(): void {
	running = (async () => {
		while (!stopping.signal.aborted) {
			await runLane(lane, delivery.deps, stopping.signal);
			await new Promise((resolve) => setTimeout(resolve, 20));
		}
	})();
}

async function freeze(post: Post, count: number): Promise<void> {
	const { posts, ledger } = delivery.deps;
	await posts.put(post);
	await posts.addLane(post.id, lane);
	await ledger.freeze(
		lane,
		post.id,
		post.priority,
		Array.from({ length: count }, (_, offset) => offset),
	);
}

async function amend(action: "correct" | "withdraw", target: string, post: Post): Promise<number> {
	const { posts, ledger } = delivery.deps;
	await posts.put({ ...post, amends: { postId: target, action } });
	return ledger.planAmendment(lane, target, post.id, post.priority);
}

const bulk = (id: string, over: Partial<Post> = {}) => textPost(id, { priority: "bulk", ...over });
const counts = (postId: string) => delivery.deps.ledger.counts(lane, postId);
const none = { sent: 0, corrected: 0, withdrawn: 0, unknown: 0, failed: {}, skipped: {} };

describe("a frozen lane", () => {
	it("keeps its first recipients, whoever is named later, and counts what became of them", async () => {
		await delivery.addChannels(4);
		await freeze(bulk("p"), 3);
		await freeze(bulk("p"), 4);
		expect(await counts("p")).toEqual({ ...none, total: 3 });
		platform.answerWith((request) =>
			request.address === "a1" ? { kind: "rejected", reason: "bad", plainText: false, raw: "no" } : "accept",
		);
		run();
		await until(async () => (await counts("p"))?.sent === 2, "two arrived");
		expect(
			await until(async () => ((await counts("p"))?.failed.bad ?? 0) > 0 && counts("p"), "one failed"),
		).toEqual({
			...none,
			total: 3,
			sent: 2,
			failed: { bad: 1 },
		});
	});

	it("tries only those once more to whom it could not be sent", async () => {
		await delivery.addChannels(3);
		await freeze(bulk("p"), 3);
		platform.answerWith((request) =>
			request.address === "a1" ? { kind: "rejected", reason: "bad", plainText: false, raw: "no" } : "accept",
		);
		run();
		await until(async () => ((await counts("p"))?.failed.bad ?? 0) === 1, "one failed");
		await until(async () => (await counts("p"))?.sent === 2, "two arrived");
		platform.answerWith(() => "accept");
		expect(await delivery.deps.ledger.retryFailed(lane, "p", "bulk")).toBe(1);
		expect(await delivery.deps.ledger.retryFailed(lane, "p", "bulk")).toBe(0);
		await until(async () => (await counts("p"))?.sent === 3, "the third arrived");
		expect(platform.arrivals.map(({ address }) => address).sort()).toEqual(["a0", "a1", "a2"]);
	});
});

describe("an order", () => {
	it("to stop holds for what is in doubt: it is looked for, and not sent again to find out", async () => {
		await delivery.addChannels(1);
		await freeze(bulk("p"), 1);
		platform.answerWith(() => ({ kind: "ambiguous", why: "no answer" }));
		const mayRepeat: (boolean | undefined)[] = [];
		platform.publisher.resolve = async ({ beforeSend }) => {
			mayRepeat.push(beforeSend?.());
			if (mayRepeat.length === 1) await putOrder(delivery.connection, "p", { stop: "cancelled" });
			return mayRepeat.at(-1) ? { kind: "not-yet", at: delivery.deps.now() + 20 } : { kind: "not-sent" };
		};
		run();
		await until(async () => (await counts("p"))?.skipped.cancelled === 1, "it was skipped");
		expect([mayRepeat[0], mayRepeat.at(-1)]).toEqual([true, false]);
	});

	it("of another text holds for what is in doubt: the old one is looked for, and not sent again to find out", async () => {
		await delivery.addChannels(1);
		await freeze(bulk("p"), 1);
		platform.answerWith((_, nth) => (nth === 1 ? { kind: "ambiguous", why: "no answer" } : "accept"));
		const mayRepeat: (boolean | undefined)[] = [];
		platform.publisher.resolve = async ({ beforeSend }) => {
			mayRepeat.push(beforeSend?.());
			if (mayRepeat.length === 1) {
				const content = { kind: "text", headline: "النص المصحح", paragraphs: [], language: "ar" } as const;
				await delivery.deps.posts.replaceContent("p", content, 2);
				await putOrder(delivery.connection, "p", { revision: 2 });
			}
			return mayRepeat.at(-1) ? { kind: "not-yet", at: delivery.deps.now() + 20 } : { kind: "not-sent" };
		};
		run();
		await until(() => platform.arrivals.length === 1, "it arrived");
		expect([mayRepeat[0], mayRepeat.at(-1)]).toEqual([true, false]);
		expect(platform.arrivals.map(({ text }) => text)).toEqual(["النص المصحح"]);
	});

	it("holds a post within a second, lets others pass, and is lifted without a loss", async () => {
		await delivery.addChannels(60);
		await freeze(bulk("held", { manner: { perSecond: 20 } }), 60);
		run();
		await until(() => platform.arrivals.length >= 5, "it began");
		await putOrder(delivery.connection, "held", { hold: true });
		const at = performance.now();
		await freeze(bulk("other"), 60);
		await until(
			() => platform.arrivals.filter(({ text }) => text === "خبر other").length === 60,
			"the other passed",
		);
		await until(() => performance.now() - at > 1_000, "a second went by");
		const held = () => platform.arrivals.filter(({ text }) => text === "خبر held").length;
		const before = held();
		await until(() => performance.now() - at > 2_500, "some more time went by");
		expect(held()).toBe(before);
		expect(before).toBeLessThan(60);
		await dropOrder(delivery.connection, "held");
		await until(() => held() === 60, "the rest arrived");
		expect(new Set(platform.arrivals.map(({ deliveryId }) => deliveryId)).size).toBe(120);
	});

	it("lets no more through than its platform's part of the post's own rate", async () => {
		await delivery.addChannels(6);
		await freeze(bulk("p", { manner: { perSecond: 50, rates: { memory: 2.5, other: 47.5 } } }), 6);
		const times: number[] = [];
		platform.answerWith(() => {
			times.push(performance.now());
			return "accept";
		});
		run();
		await until(() => times.length === 6, "all arrived");
		// Three within the time that three take at that rate; the clocks of Redis and of the test are rounded apart.
		for (const [nth, at] of times.slice(3).entries()) expect(at - (times[nth] ?? 0)).toBeGreaterThan(1_150);
	});

	it("stops a post: what has not begun is skipped, at once and for good", async () => {
		await delivery.addChannels(40);
		await freeze(bulk("p", { manner: { perSecond: 5 } }), 40);
		run();
		await until(() => platform.arrivals.length >= 3, "it began");
		await putOrder(delivery.connection, "p", { stop: "cancelled" });
		expect(await delivery.deps.ledger.stop(lane, "p", "cancelled")).toBeGreaterThan(20);
		const end = await until(async () => {
			const seen = await counts("p");
			return seen !== undefined && seen.sent + (seen.skipped.cancelled ?? 0) === 40 && seen;
		}, "all are settled");
		expect(end.sent).toBe(platform.arrivals.length);
	});

	for (const [name, order] of [
		["held", { hold: true }],
		["stopped", { stop: "cancelled" }],
	] as const) {
		it(`frees the lane of a slow post that is ${name}: however many wait for its turn, others pass at once`, async () => {
			await delivery.addChannels(250);
			await freeze(bulk("slow", { manner: { perSecond: 1 } }), 250);
			run();
			await until(() => platform.arrivals.length >= 1, "it began");
			await putOrder(delivery.connection, "slow", order);
			await freeze(bulk("other"), 250);
			await until(
				() => platform.arrivals.filter(({ text }) => text === "خبر other").length === 250,
				"the other passed",
			);
			expect(platform.arrivals.filter(({ text }) => text === "خبر slow").length).toBeLessThan(10);
		});
	}

	it("takes nothing of an earlier one back, whoever is first: a stop stays, and the newest text", async () => {
		const { connection, deps } = delivery;
		const orders = [
			{ revision: 3, until: 1 },
			{ stop: "withdrawn", until: 3 },
			{ revision: 2 },
			{ until: 2 },
		];
		await Promise.all(orders.map((order) => putOrder(connection, "p", order)));
		await deps.orders.refresh();
		expect(deps.orders.of("p")).toEqual({ revision: 3, stop: "withdrawn", until: 3 });
	});

	it("replaces the text of what is not sent yet", async () => {
		await delivery.addChannels(20);
		await freeze(bulk("p", { manner: { perSecond: 10 } }), 20);
		run();
		await until(() => platform.arrivals.length >= 3, "it began");
		const content = { kind: "text", headline: "النص المصحح", paragraphs: [], language: "ar" } as const;
		await delivery.deps.posts.replaceContent("p", content, 2);
		await putOrder(delivery.connection, "p", { revision: 2 });
		await until(() => platform.arrivals.length === 20, "all arrived");
		expect(platform.arrivals.at(0)?.text).toBe("خبر p");
		expect(platform.arrivals.at(-1)?.text).toBe("النص المصحح");
	});
});

describe("an amendment", () => {
	it("corrects every message that was sent, and then takes each back, once", async () => {
		await delivery.addChannels(3);
		await freeze(bulk("p"), 3);
		run();
		await until(async () => (await counts("p"))?.sent === 3, "it arrived");
		const corrected = bulk("p.c1", { content: { ...bulk("x").content } as Post["content"] });
		expect(await amend("correct", "p", corrected)).toBe(3);
		expect(await amend("correct", "p", corrected)).toBe(3);
		await until(async () => (await counts("p.c1"))?.sent === 3, "it was corrected");
		expect(await counts("p")).toEqual({ ...none, total: 3, corrected: 3 });
		const ids = platform.arrivals.map(({ id }) => id).sort();
		expect(platform.changes.map(({ id }) => id).sort()).toEqual(ids);
		expect(new Set(platform.changes.map(({ text }) => text))).toEqual(new Set(["خبر x"]));
		expect(await amend("withdraw", "p", bulk("p.w1"))).toBe(3);
		await until(async () => (await counts("p.w1"))?.sent === 3, "it was withdrawn");
		expect(await counts("p")).toEqual({ ...none, total: 3, withdrawn: 3 });
		const taken = platform.changes.filter(({ text }) => text === undefined).map(({ id }) => id);
		expect(taken.sort()).toEqual(ids);
		expect(await amend("correct", "p", bulk("p.c2"))).toBe(0);
	});

	it("makes no message where there is none, and reaches a channel that is paused", async () => {
		await delivery.addChannels(3);
		await freeze(bulk("p"), 2);
		platform.answerWith((request) =>
			request.address === "a1" ? { kind: "rejected", reason: "bad", plainText: false, raw: "no" } : "accept",
		);
		run();
		await until(async () => ((await counts("p"))?.failed.bad ?? 0) === 1, "one failed");
		await until(async () => (await counts("p"))?.sent === 1, "one arrived");
		await delivery.deps.channels.update("memory-0", (now) => ({
			...now,
			state: { kind: "paused", reason: "owner" },
		}));
		expect(await amend("withdraw", "p", bulk("p.w1"))).toBe(1);
		await until(async () => (await counts("p.w1"))?.sent === 1, "it was withdrawn");
		expect(await counts("p")).toEqual({ ...none, total: 2, withdrawn: 1, failed: { bad: 1 } });
		expect(platform.arrivals).toHaveLength(1);
	});

	it("touches nothing in a channel that moved since: there the same id is another message", async () => {
		await delivery.addChannels(2);
		await freeze(bulk("p", { createdAt: Date.now() - 1_000 }), 2);
		run();
		await until(async () => (await counts("p"))?.sent === 2, "it arrived");
		await delivery.deps.channels.move("memory", "a0", "b0");
		expect(await amend("correct", "p", bulk("p.c1"))).toBe(2);
		await until(async () => (await counts("p.c1"))?.sent === 1, "the other was corrected");
		expect(await amend("withdraw", "p", bulk("p.w1"))).toBe(2);
		await until(async () => (await counts("p.w1"))?.sent === 1, "the other was withdrawn");
		const isLeft = async (id: string) => (await counts(id))?.skipped["its channel has moved since"] === 1;
		await until(async () => (await isLeft("p.c1")) && isLeft("p.w1"), "the one that moved is left as it is");
		const other = platform.arrivals.find(({ address }) => address === "a1")?.id;
		expect(platform.changes.map(({ id }) => id)).toEqual([other, other]);
	});

	it("is not done again at the new address when the platform answers that the channel has moved", async () => {
		await delivery.addChannels(1);
		await freeze(bulk("p", { createdAt: Date.now() - 1_000 }), 1);
		run();
		await until(async () => (await counts("p"))?.sent === 1, "it arrived");
		const { edit } = platform.publisher;
		platform.publisher.edit = async (request) =>
			request.address === "a0" ? { kind: "moved", newAddress: "b0", raw: "upgraded" } : edit(request);
		expect(await amend("correct", "p", bulk("p.c1"))).toBe(1);
		await until(
			async () => (await counts("p.c1"))?.skipped["its channel has moved since"] === 1,
			"it is left as it is",
		);
		expect(platform.changes).toEqual([]);
	});

	it("reaches what was sent after a move, also where a post has followed its channel into another", async () => {
		await delivery.addChannels(3);
		const { channels } = delivery.deps;
		await channels.move("memory", "a2", "b2", Date.now() - 60_000);
		await freeze(bulk("p", { createdAt: Date.now() - 1_000 }), 1);
		await freeze(bulk("q", { createdAt: Date.now() - 1_000 }), 3);
		await channels.move("memory", "a0", "b0");
		await channels.move("memory", "b0", "a1");
		run();
		await until(async () => (await counts("p"))?.sent === 1, "it has followed");
		await until(async () => (await counts("q"))?.sent === 2, "the others arrived");
		await amend("withdraw", "p", bulk("p.w1"));
		await amend("withdraw", "q", bulk("q.w1"));
		await until(() => platform.changes.length === 3, "all were withdrawn");
		expect(platform.changes.map(({ id }) => id).sort()).toEqual(platform.arrivals.map(({ id }) => id).sort());
	});
});
