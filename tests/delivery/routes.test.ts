import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { runLane } from "../../src/delivery/run-lane.ts";
import type { Channel, Route } from "../../src/domain/channel.ts";
import type { Post } from "../../src/domain/post.ts";
import type { Lane } from "../../src/store/redis/keys.ts";
import { startRedis, type TestRedis } from "../support/redis.ts";
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

const route = (to: string, part: Partial<Route>): Route => ({
	topics: [],
	sources: [],
	to,
	toKind: "topic",
	title: "قسم",
	...part,
});
const sport = route("a0/5", { topics: ["رياضه"] });
const national = route("a0/6", { sources: ["national"] });

async function addRouted(...routes: readonly Route[]): Promise<string> {
	const [channel] = await delivery.addChannels(1);
	await delivery.deps.channels.update(channel?.id ?? "", (now) => ({ ...now, routes }));
	return channel?.id ?? "";
}

function cardOf(id: string, topics: readonly string[], sourceId = "other") {
	return {
		articleId: id,
		sourceId,
		headline: id,
		publishedAt: 0,
		publishedDate: "2023-03-22",
		datePrecision: "instant",
		lead: "",
		sourceName: "مصدر",
		language: "ar",
		topics,
	} as const;
}
const cardPost = (id: string, topics: readonly string[], sourceId?: string): Post =>
	textPost(id, { kind: "article", content: { kind: "card", card: cardOf(id, topics, sourceId) } });

/** Runs the lane again whenever it asks for it, until nothing is open in it. */
async function runToTheEnd(): Promise<void> {
	for (;;) {
		const { dueAt } = await runLane(lane, delivery.deps, never);
		if (dueAt === undefined) return;
		await new Promise((resolve) => setTimeout(resolve, Math.max(0, dueAt - Date.now())));
	}
}
const arrived = () =>
	platform.arrivals.map(({ deliveryId, address }) => `${deliveryId.split("/")[0]} ${address}`);
const states = async (postId: string) =>
	(await delivery.deps.ledger.entries(lane, postId)).map(({ state }) => state.kind);

describe("a channel with rules for parts of its place", () => {
	it("gets each post once: where the first rule that fits says, and the rest where it always did", async () => {
		await addRouted(sport, national);
		await delivery.plan(cardPost("sport", ["الرياضة", "رياضة"]));
		await delivery.plan(cardPost("source", ["سياسة"], "national"));
		await delivery.plan(cardPost("both", ["رياضة"], "national"));
		await delivery.plan(cardPost("rest", ["سياسة"]));
		await delivery.plan(textPost("text"));
		await runToTheEnd();
		expect(arrived()).toEqual(["sport a0/5", "source a0/6", "both a0/5", "rest a0", "text a0"]);
	});

	it("gets a digest in a part when all of it belongs there", async () => {
		await addRouted(sport);
		const digest = (id: string, ...topics: readonly string[]) =>
			textPost(id, {
				kind: "digest",
				content: { kind: "digest", cards: topics.map((topic, nth) => cardOf(`${id}${nth}`, [topic])) },
			});
		await delivery.plan(digest("sport", "رياضة", "رياضة"));
		await delivery.plan(digest("mixed", "رياضة", "سياسة"));
		await runToTheEnd();
		expect(arrived()).toEqual(["sport a0/5", "mixed a0"]);
	});

	it("gets the news of a closed part in the place itself, and nothing else changes; a day later it is tried again", async () => {
		const id = await addRouted(sport, national);
		for (const outcome of [
			{ kind: "forbidden", reason: "topic-closed", raw: "TOPIC_CLOSED" },
			{ kind: "gone", reason: "unknown-channel", raw: "10003" },
		] as const) {
			platform.answerWith(({ address }) => (address === "a0/5" ? outcome : "accept"));
			await delivery.plan(cardPost(`p-${outcome.kind}`, ["رياضة"]));
			await runToTheEnd();
			const { state, routes = [] } = (await delivery.deps.channels.get(id)) as Channel;
			expect(state).toEqual({ kind: "active" });
			expect(routes[0]?.hindered).toMatchObject({ reason: outcome.reason });
			expect(routes[1]).toEqual(national);
			expect(await states(`p-${outcome.kind}`)).toEqual(["sent"]);
			await delivery.deps.channels.update(id, (now) => ({
				...now,
				routes: [{ ...sport, hindered: { reason: "topic-closed", until: Date.now() - 1 } }, national],
			}));
		}
		expect(arrived()).toEqual(["p-forbidden a0", "p-gone a0"]);
		platform.answerWith(() => "accept");
		await delivery.plan(cardPost("later", ["رياضة"]));
		await runToTheEnd();
		expect(arrived().at(-1)).toBe("later a0/5");
		expect((await delivery.deps.channels.get(id))?.routes).toEqual([sport, national]);
	});

	it("is gone, as any, when neither the part nor the place can be reached", async () => {
		const id = await addRouted(sport);
		platform.answerWith(() => ({ kind: "gone", reason: "removed", raw: "403" }));
		await delivery.plan(cardPost("p", ["رياضة"]));
		await runToTheEnd();
		expect((await delivery.deps.channels.get(id))?.state).toMatchObject({ kind: "gone", reason: "removed" });
		expect(await states("p")).toEqual(["failed"]);
	});

	it("has a send without an answer looked for where it went, though the rule has changed since", async () => {
		const id = await addRouted(sport);
		const { publisher } = platform;
		const asked: string[] = [];
		const { resolve } = publisher;
		publisher.resolve = async (request) => {
			asked.push(request.address);
			return resolve ? resolve(request) : { kind: "unknown", why: "" };
		};
		platform.answerWith((_, nth) => (nth === 1 ? "accept-silently" : "accept"));
		await delivery.plan(cardPost("p", ["رياضة"]));
		delivery.deps.at = async (point) => {
			if (point === "answered") await delivery.deps.channels.update(id, (now) => ({ ...now, routes: [] }));
		};
		await runToTheEnd();
		expect(asked).toEqual(["a0/5"]);
		expect(arrived()).toEqual(["p a0/5"]);
		expect(await states("p")).toEqual(["sent"]);
	});
});
