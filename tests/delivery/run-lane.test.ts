import timers from "node:timers/promises";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { runLane } from "../../src/delivery/run-lane.ts";
import { sweepLanes } from "../../src/delivery/sweep.ts";
import { planPost } from "../../src/planning/plan-post.ts";
import { putOrder } from "../../src/store/delivery/orders.ts";
import { keys, type Lane } from "../../src/store/redis/keys.ts";
import { startRedis, type TestRedis } from "../support/redis.ts";
import { until } from "../support/until.ts";
import { openDelivery, textPost } from "./harness.ts";
import { createPlatformInMemory } from "./platform-in-memory.ts";

const lane: Lane = { platform: "memory", number: 0, class: "news" };
const never = new AbortController().signal;

let redis: TestRedis;
let platform: ReturnType<typeof createPlatformInMemory>;
let delivery: ReturnType<typeof openDelivery>;

beforeEach(async () => {
	redis = await startRedis();
	platform = createPlatformInMemory();
	delivery = openDelivery(redis.url, platform.publisher);
});
afterEach(async () => {
	await delivery.stop();
	await redis.stop();
});

/** Runs the lane again whenever it asks for it, until nothing is open in it. */
async function runToTheEnd(): Promise<void> {
	for (;;) {
		const { dueAt } = await runLane(lane, delivery.deps, never);
		if (dueAt === undefined) return;
		await new Promise((resolve) => setTimeout(resolve, Math.max(0, dueAt - Date.now())));
	}
}

async function statesOf(postId: string) {
	const entries = await delivery.deps.ledger.entries(lane, postId);
	return entries.sort((a, b) => a.offset - b.offset).map(({ state }) => state);
}

it("looks that wait long for their turn keep no other channel waiting", async () => {
	await delivery.addChannels(100);
	const inDoubt = (address: string) => Number(address.slice(1)) < 80;
	platform.answerWith(({ deliveryId, address }) =>
		deliveryId.startsWith("p1") && inDoubt(address) ? "accept-silently" : "accept",
	);
	let lookedAt = 0;
	let release = () => {};
	const released = new Promise<void>((resolve) => {
		release = resolve;
	});
	const { resolve } = platform.publisher;
	platform.publisher.resolve = async (request) => {
		lookedAt++;
		await released;
		return resolve?.(request) ?? { kind: "not-sent" };
	};
	await delivery.plan(textPost("p1", { priority: "bulk" }));
	const stopping = new AbortController();
	const bulk: Lane = { ...lane, class: "bulk" };
	const running = (async () => {
		while (!stopping.signal.aborted) {
			await runLane(bulk, delivery.deps, stopping.signal);
			await timers.setTimeout(20);
		}
	})();
	await until(() => lookedAt >= 16, "as many looks are under way as may be");
	await delivery.plan(textPost("p2", { priority: "bulk" }));
	const others = () => platform.arrivals.filter(({ deliveryId }) => deliveryId.startsWith("p2"));
	await until(() => others().length === 20, "the channels without a doubt have the next post");
	expect(others().some(({ address }) => inDoubt(address))).toBe(false);
	release();
	await until(() => platform.arrivals.length === 200, "every channel has both");
	stopping.abort();
	await running;
	expect(lookedAt).toBe(80);
});

describe("a lane", () => {
	it("brings every post to every channel once, in the order in which they were planned", async () => {
		await delivery.addChannels(3);
		for (const id of ["p1", "p2", "p3"]) await delivery.plan(textPost(id));
		await delivery.plan(textPost("p2"));
		await runToTheEnd();
		for (const address of ["a0", "a1", "a2"]) {
			const texts = platform.arrivals.filter((a) => a.address === address).map((a) => a.text);
			expect(texts).toEqual(["خبر p1", "خبر p2", "خبر p3"]);
		}
		expect(platform.arrivals).toHaveLength(9);
		expect(await delivery.deps.ledger.openPosts(lane)).toEqual([]);
	});

	it("closes a post of which nothing is kept any more, instead of asking for it for ever", async () => {
		await delivery.addChannels(1);
		await delivery.plan(textPost("forgotten"));
		// As after weeks without the program: what has a life has ended, the lane's list has none.
		const { redis: store } = delivery.connection;
		await store.del(keys.post("forgotten"));
		await store.del(keys.ledger(lane, "forgotten"));
		await runToTheEnd();
		expect(await delivery.deps.ledger.openPosts(lane)).toEqual([]);
	});

	it("puts breaking news before what was planned earlier", async () => {
		await delivery.addChannels(1);
		await delivery.plan(textPost("slow"));
		await delivery.plan(textPost("fast", { priority: "breaking" }));
		await runToTheEnd();
		expect(platform.arrivals.map(({ text }) => text)).toEqual(["خبر fast", "خبر slow"]);
	});

	it("does not let one limited channel delay another, and keeps its order", async () => {
		await delivery.addChannels(2);
		platform.answerWith((request, nth) =>
			request.address === "a0" && nth === 1
				? { kind: "retry", afterMs: 600, scope: "channel", limited: true, raw: "429" }
				: "accept",
		);
		await delivery.plan(textPost("p1"));
		await delivery.plan(textPost("p2"));
		await runToTheEnd();
		const arrived = platform.arrivals.map(({ address, text }) => `${address} ${text}`);
		expect(arrived).toEqual(["a1 خبر p1", "a1 خبر p2", "a0 خبر p1", "a0 خبر p2"]);
	});

	it("sends nothing to a channel that the platform says is full, until it is free, and does not count that as a limit hit", async () => {
		await delivery.addChannels(1);
		const at: number[] = [];
		platform.answerWith((_request, nth) => {
			at.push(performance.now());
			return {
				kind: "sent",
				messageIds: [String(nth + at.length)],
				...(at.length === 1 ? { restMs: 400 } : {}),
			};
		});
		await delivery.plan(textPost("p1"));
		await delivery.plan(textPost("p2"));
		await runToTheEnd();
		expect(at).toHaveLength(2);
		expect((at[1] ?? 0) - (at[0] ?? 0)).toBeGreaterThanOrEqual(399);
	});

	it("looks for a post without an answer instead of sending it again", async () => {
		await delivery.addChannels(1);
		platform.answerWith((_, nth) => (nth === 1 ? "accept-silently" : "accept"));
		await delivery.plan(textPost("p1"));
		await runToTheEnd();
		expect(platform.arrivals).toHaveLength(1);
		expect(await statesOf("p1")).toEqual([{ kind: "sent", messageIds: ["1000"] }]);
	});

	it("sends again what is proved not to have arrived", async () => {
		await delivery.addChannels(1);
		platform.answerWith((_, nth) => (nth === 1 ? { kind: "ambiguous", why: "reset" } : "accept"));
		await delivery.plan(textPost("p1"));
		await runToTheEnd();
		expect(platform.arrivals).toHaveLength(1);
	});

	it("holds a post as unknown, and says so, where nobody can tell", async () => {
		const blind = createPlatformInMemory({ canResolve: false });
		const other = openDelivery(redis.url, blind.publisher);
		await other.addChannels(1);
		blind.answerWith(() => "accept-silently");
		await other.plan(textPost("p1"));
		const first = await runLane(lane, other.deps, never);
		expect(first.dueAt).toBeUndefined();
		expect((await other.deps.ledger.entries(lane, "p1")).map(({ state }) => state.kind)).toEqual(["unknown"]);
		expect(blind.arrivals).toHaveLength(1);
		await other.stop();
	});

	it("keeps a channel's subscriptions when it is gone, and skips what waits for it with a reason", async () => {
		await delivery.addChannels(2);
		platform.answerWith((request) =>
			request.address === "a0" ? { kind: "gone", reason: "blocked", raw: "403" } : "accept",
		);
		await delivery.plan(textPost("p1"));
		await delivery.plan(textPost("p2"));
		await runToTheEnd();
		expect(await statesOf("p1")).toEqual([
			{ kind: "failed", reason: "blocked" },
			{ kind: "sent", messageIds: ["1000"] },
		]);
		expect((await statesOf("p2"))[0]).toEqual({ kind: "skipped", reason: "gone: blocked" });
		expect((await delivery.deps.channels.find("memory", "a0"))?.state).toMatchObject({ kind: "gone" });
	});

	it("follows a channel that moved and sends the same delivery to its new address", async () => {
		await delivery.addChannels(1);
		platform.answerWith((request) =>
			request.address === "a0" ? { kind: "moved", newAddress: "b0", raw: "migrated" } : "accept",
		);
		await delivery.plan(textPost("p1"));
		await runToTheEnd();
		expect(platform.arrivals.map(({ address }) => address)).toEqual(["b0"]);
		expect(await delivery.deps.channels.find("memory", "a0")).toBeUndefined();
	});

	it("tries a refused post once as plain text, then sets it aside with the platform's words", async () => {
		await delivery.addChannels(1);
		const formats: boolean[] = [];
		platform.answerWith((request) => {
			formats.push(request.plainText);
			return { kind: "rejected", reason: "malformed", plainText: true, raw: "can't parse entities" };
		});
		await delivery.plan(textPost("p1"));
		await runToTheEnd();
		expect(formats).toEqual([false, true]);
		expect(await statesOf("p1")).toEqual([{ kind: "failed", reason: "malformed" }]);
		expect(await delivery.deps.ledger.refusals(lane, "p1")).toEqual(new Map([[0, "can't parse entities"]]));
	});

	it("skips news that has expired instead of sending it late", async () => {
		await delivery.addChannels(1);
		await delivery.plan(textPost("old", { expiresAt: Date.now() - 1 }));
		await runToTheEnd();
		expect(await statesOf("old")).toEqual([{ kind: "skipped", reason: "expired" }]);
		expect(platform.arrivals).toEqual([]);
	});

	it("is worked on by one process at a time, and what a dead one left is neither lost nor doubled", async () => {
		await delivery.addChannels(40);
		await delivery.plan(textPost("p1"));
		const dying = openDelivery(redis.url, platform.publisher, { leaseMs: 400 });
		let claimed = 0;
		const dead = new Promise<void>((resolve) => {
			dying.deps.at = (point) => {
				if (point !== "answered" || ++claimed < 7) return;
				resolve();
				return new Promise(() => {}); // It accepted the answer and never lives to write it down.
			};
		});
		void runLane(lane, dying.deps, never).catch(() => {});
		await dead;
		await dying.stop();
		await runToTheEnd();
		const addresses = platform.arrivals.map(({ address }) => address);
		expect(new Set(addresses).size).toBe(40);
		expect(addresses).toHaveLength(40);
	});
});

describe("a publisher that asks twice within one publish, since its picture was refused", () => {
	const { setTimeout: sleep } = timers;
	/** Longer than the look at the orders that the claim went by is believed. */
	const betweenMs = 1_200;
	let asked: boolean[];

	beforeEach(() => {
		asked = [];
		const { publish } = platform.publisher;
		platform.publisher.publish = async (request) => {
			const { beforeSend = () => true, ...rest } = request;
			const fenced = { kind: "retry", afterMs: 0, scope: "channel", limited: false, raw: "fenced" } as const;
			asked.push(beforeSend());
			if (asked.at(-1) === false) return fenced;
			await sleep(betweenMs);
			asked.push(beforeSend());
			return asked.at(-1) === false ? fenced : publish(rest);
		};
	});

	it("may send the second request as well", async () => {
		await delivery.addChannels(1);
		await delivery.plan(textPost("p1"));
		await runToTheEnd();
		expect(asked).toEqual([true, true]);
		expect((await statesOf("p1")).map(({ kind }) => kind)).toEqual(["sent"]);
	});

	it("may not when the post was stopped in between", async () => {
		await delivery.addChannels(1);
		await delivery.plan(textPost("p1"));
		delivery.deps.at = async (point) => {
			if (point === "claimed")
				setTimeout(() => void putOrder(delivery.connection, "p1", { stop: "withdrawn" }), 50);
		};
		await runToTheEnd();
		expect(asked).toEqual([true, false]);
		expect(platform.arrivals).toEqual([]);
		expect(await statesOf("p1")).toEqual([{ kind: "skipped", reason: "withdrawn" }]);
	});
});

describe("news that was planned before quiet hours and comes to its turn in them", () => {
	const hour = 3_600_000;
	const clock = (shift: number) => new Date(Date.now() + shift).toISOString().slice(11, 16);

	it("waits for their end, but for breaking news where the owner lets it pass", async () => {
		const [channel] = await delivery.addChannels(1);
		await delivery.deps.channels.update(channel?.id ?? "", (now) => ({
			...now,
			schedule: {
				kind: "at-once",
				quiet: { from: clock(-hour), to: clock(2 * hour) },
				breakingPasses: true,
			},
		}));
		const life = { kind: "article", expiresAt: Date.now() + 12 * hour } as const;
		await delivery.plan(textPost("late", life));
		await delivery.plan(textPost("flash", { ...life, priority: "breaking" }));
		const { dueAt = 0 } = await runLane(lane, delivery.deps, never);
		expect(platform.arrivals.map(({ text }) => text)).toEqual(["خبر flash"]);
		expect(dueAt).toBeGreaterThan(Date.now() + hour);
	});
});

describe("a channel that comes while its lane is at work", () => {
	it("gets what was planned for it, though the lane has not looked at its channels since", async () => {
		await delivery.addChannels(1);
		await delivery.plan(textPost("first"));
		let hasCome = false;
		delivery.deps.at = async (point) => {
			if (point !== "claimed" || hasCome) return;
			hasCome = true;
			await delivery.addChannels(2);
			await delivery.plan(textPost("p1"));
		};
		await runToTheEnd();
		expect((await statesOf("p1")).map(({ kind }) => kind)).toEqual(["sent", "sent"]);
	});
});

describe("a post that this program cannot read", () => {
	it("stands in no other's way", async () => {
		await delivery.addChannels(1);
		await delivery.plan(textPost("newer"));
		await delivery.connection.redis.set(keys.post("newer"), JSON.stringify({ id: "newer", kind: "film" }));
		await delivery.plan(textPost("p1"));
		await runLane(lane, delivery.deps, never);
		expect((await statesOf("p1")).map(({ kind }) => kind)).toEqual(["sent"]);
	});
});

describe("a look for a doubtful attempt that meets a limit", () => {
	it("has whoever sends there wait as well", async () => {
		await delivery.addChannels(1);
		await delivery.plan(textPost("p1"));
		const limit = { afterMs: 60_000, scope: "channel" } as const;
		platform.publisher.resolve = async () => ({ kind: "unreachable", why: "429", limit });
		platform.answerWith(() => "accept-silently");
		const { dueAt = 0 } = await runLane(lane, delivery.deps, never);
		expect(dueAt).toBeGreaterThan(Date.now() + 50_000);
		const control = keys.windowControl("memory", "chat:a0");
		expect(Number(await delivery.connection.redis.hget(control, "paused"))).toBeGreaterThan(
			Date.now() + 50_000,
		);
	});
});

describe("a doubtful attempt while the platform cannot be asked", () => {
	it("stays in doubt, is found when the platform is back, and is a person's to decide after an hour", async () => {
		await delivery.addChannels(1);
		await delivery.plan(textPost("p1"));
		const { resolve } = platform.publisher;
		let isAway = true;
		platform.publisher.resolve = async (request) =>
			isAway || resolve === undefined ? { kind: "unreachable", why: "502" } : resolve(request);
		platform.answerWith(() => "accept-silently");
		const { dueAt = 0 } = await runLane(lane, delivery.deps, never);
		expect(dueAt).toBeGreaterThan(Date.now());
		expect((await statesOf("p1"))[0]?.kind).toBe("sending");
		isAway = false;
		await runLane(lane, delivery.deps, never);
		expect((await statesOf("p1"))[0]?.kind).toBe("sent");
		isAway = true;
		await delivery.plan(textPost("p2"));
		await runLane(lane, delivery.deps, never);
		expect((await statesOf("p2"))[0]?.kind).toBe("sending");
		const now = delivery.deps.now;
		delivery.deps.now = () => now() + 3_600_000;
		await runLane(lane, delivery.deps, never);
		expect((await statesOf("p2"))[0]).toMatchObject({ kind: "unknown", reason: "502" });
		expect(platform.arrivals).toHaveLength(2);
	});
});

describe("a lane that is asked to stop", () => {
	it("claims nothing more, finishes what is in flight, and leaves nothing in doubt", async () => {
		await delivery.addChannels(300);
		await delivery.plan(textPost("p1"));
		const stopping = new AbortController();
		let answer = () => {};
		const answered = new Promise<void>((resolve) => {
			answer = resolve;
		});
		let claimed = 0;
		delivery.deps.at = async (point) => {
			if (point !== "claimed") return;
			claimed++;
			if (claimed === 10) stopping.abort();
			await answered;
		};
		const run = runLane(lane, delivery.deps, stopping.signal);
		stopping.signal.addEventListener("abort", () => setTimeout(answer, 100));
		expect((await run).dueAt).toBeDefined();
		const kinds = (await statesOf("p1")).map(({ kind }) => kind);
		expect(new Set(kinds)).toEqual(new Set(["sent", "pending"]));
		expect(platform.arrivals).toHaveLength(kinds.filter((kind) => kind === "sent").length);
		expect(await delivery.connection.redis.exists(keys.laneLease(lane))).toBe(0);
		delete delivery.deps.at;
		await runToTheEnd();
		expect(new Set(platform.arrivals.map(({ address }) => address)).size).toBe(300);
		expect(platform.arrivals).toHaveLength(300);
	});
});

describe("a lane that is asked to stop while it looks for a doubtful attempt", () => {
	it("decides nothing of it, and who has the lane next finds it", async () => {
		await delivery.addChannels(1);
		await delivery.plan(textPost("p1"));
		const stopping = new AbortController();
		const { publisher } = platform;
		const { resolve } = publisher;
		const look = async () => {
			stopping.abort();
			return { kind: "ok" };
		};
		publisher.resolve = async (request) => {
			const { turn, address, addressKind } = request;
			if (stopping.signal.aborted) return resolve?.(request) ?? { kind: "unknown", why: "" };
			await turn?.(address, addressKind, look);
			await turn?.(address, addressKind, look);
			return { kind: "not-sent" };
		};
		platform.answerWith(() => "accept-silently");
		expect((await runLane(lane, delivery.deps, stopping.signal)).dueAt).toBeDefined();
		expect((await statesOf("p1"))[0]?.kind).toBe("sending");
		await runToTheEnd();
		expect((await statesOf("p1"))[0]?.kind).toBe("sent");
		expect(platform.arrivals).toHaveLength(1);
	});
});

describe("a channel that has become one with another", () => {
	it("gets its waiting posts there, once, also where the other was planned for them", async () => {
		const [old, other] = await delivery.addChannels(2);
		if (old === undefined || other === undefined) throw new Error("no channels");
		await delivery.plan(textPost("both"));
		const { posts, ledger, channels } = delivery.deps;
		const onlyOld = { posts, ledger, channels, platforms: ["memory"], wake: async () => {} };
		await planPost(textPost("old"), ({ id }) => id === old.id, onlyOld);
		await channels.move("memory", old.address, other.address);
		await runToTheEnd();
		const seen = platform.arrivals.map(({ address, text }) => `${address} ${text}`);
		expect(seen.sort()).toEqual([`${other.address} خبر both`, `${other.address} خبر old`]);
	});
});

describe("the sweep", () => {
	it("notes a lane with open posts that was forgotten, and no other", async () => {
		await delivery.addChannels(1);
		await delivery.plan(textPost("p1"));
		const sweep = { ...delivery.deps, platforms: ["memory"] };
		expect(await sweepLanes(sweep)).toEqual([]);
		await delivery.deps.posts.setDue(lane, undefined);
		expect(await sweepLanes(sweep)).toEqual([lane]);
		expect(await delivery.deps.posts.dueLanes(Date.now(), 10)).toEqual([lane]);
	});

	it("wakes a lane that was noted by a clock which has been set back since", async () => {
		const hour = 3_600_000;
		await delivery.addChannels(1);
		await delivery.plan(textPost("p1"));
		const sweep = { ...delivery.deps, platforms: ["memory"] };
		await sweepLanes({ ...sweep, now: () => Date.now() + hour });
		await delivery.deps.posts.setDue(lane, Date.now() + hour);
		expect(await sweepLanes(sweep)).toEqual([lane]);
		expect(await delivery.deps.posts.dueLanes(Date.now(), 10)).toEqual([lane]);
		expect(await sweepLanes(sweep)).toEqual([]);
	});
});
