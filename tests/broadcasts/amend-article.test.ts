import { afterEach, beforeEach, expect, it } from "vitest";
import { amendArticle } from "../../src/broadcasts/amend-article.ts";
import { runLane } from "../../src/delivery/run-lane.ts";
import type { CardContent, PostContent } from "../../src/domain/post.ts";
import { putOrder } from "../../src/store/delivery/orders.ts";
import { createArticleStore } from "../../src/store/news/articles.ts";
import { keys, type Lane } from "../../src/store/redis/keys.ts";
import { textPost } from "../delivery/harness.ts";
import { buildArticle } from "../planning/articles.ts";
import { startRedis, type TestRedis } from "../support/redis.ts";
import { until } from "../support/until.ts";
import { editor, openNewsroom } from "./newsroom.ts";

const news: Lane = { platform: "memory", number: 0, class: "news" };
const never = new AbortController().signal;
const hour = 3600_000;

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

const card = (articleId: string, headline: string): CardContent => ({
	articleId,
	headline,
	publishedAt: 0,
	publishedDate: "2026-11-22",
	datePrecision: "day",
	lead: "",
	sourceName: "",
	language: "ar",
	topics: [],
});

async function send(id: string, content: PostContent): Promise<void> {
	await newsroom.delivery.plan(textPost(id, { kind: "article", content }));
	await runLane(news, newsroom.delivery.deps, never);
}

function amend(change: Parameters<typeof amendArticle>[2], article = "x") {
	return amendArticle(editor, article, change, {
		...newsroom.deps,
		articles: createArticleStore(newsroom.delivery.connection),
		order: (postId, order) => putOrder(newsroom.delivery.connection, postId, order),
	});
}

async function settle(): Promise<void> {
	for (let round = 0; round < 5; round++) {
		newsroom.pass(1_500);
		await newsroom.advance();
		await runLane(news, newsroom.delivery.deps, never);
	}
}

/** What was ordered until now is known to every lane: the process's own time counts here, not the newsroom's. */
async function lookAtOrders(): Promise<void> {
	const at = performance.now();
	const { orders } = newsroom.delivery.deps;
	await until(async () => {
		await orders.refresh();
		return orders.seenAt() > at;
	}, "the orders were looked at");
}

it("an article is corrected in its own posts and in digests, then withdrawn from both", async () => {
	await newsroom.delivery.addChannels(2);
	await send("a1", { kind: "card", card: card("x", "مقتل 3") });
	await send("d1", { kind: "digest", cards: [card("x", "مقتل 3"), card("y", "خبر آخر")] });
	expect(newsroom.platform.arrivals).toHaveLength(4);
	expect(await amend({ headline: "إصابة 3" })).toEqual({ ok: true, posts: 2 });
	await settle();
	const { changes } = newsroom.platform;
	expect(changes.filter(({ text }) => text === "إصابة 3")).toHaveLength(2);
	expect(changes).toHaveLength(4);
	expect(await newsroom.deps.broadcasts.amendments()).toEqual([]);
	expect(await amend("withdraw")).toEqual({ ok: true, posts: 2 });
	await settle();
	expect(changes.filter(({ text }) => text === undefined)).toHaveLength(2);
	expect(changes).toHaveLength(8);
	const counts = await newsroom.deps.ledger.entries(news, "a1");
	expect(counts.map(({ state }) => state.kind)).toEqual(["withdrawn", "withdrawn"]);
	expect(newsroom.platform.arrivals).toHaveLength(4);
});

it("an article that no post carries yet is changed where it is stored: digests to come say the new thing", async () => {
	const articles = createArticleStore(newsroom.delivery.connection);
	await articles.put(buildArticle({ id: "x", headline: "مقتل 3" }), []);
	expect(await amend({ headline: "إصابة 3" })).toEqual({ ok: true, posts: 0 });
	expect((await articles.get("x"))?.headline).toBe("إصابة 3");
	expect(await amend("withdraw")).toEqual({ ok: true, posts: 0 });
	expect((await articles.get("x"))?.withdrawnAt).toBeGreaterThan(0);
});

it("an article of which nothing is known is not corrected", async () => {
	expect(await amend("withdraw")).toMatchObject({ ok: false, refusals: [{ code: "nothing-sent" }] });
});

it("two articles of one digest that are corrected at the same moment are both corrected in it", async () => {
	await newsroom.delivery.addChannels(1);
	await send("d1", { kind: "digest", cards: [card("x", "مقتل 3"), card("y", "خبر آخر"), card("z", "ثالث")] });
	await Promise.all([
		amend({ headline: "إصابة 3" }),
		amend({ headline: "خبر صحيح" }, "y"),
		amend("withdraw", "z"),
	]);
	const post = await newsroom.deps.posts.get("d1");
	const cards = post?.content.kind === "digest" ? post.content.cards : [];
	expect(cards.map(({ headline }) => headline)).toEqual(["إصابة 3", "خبر صحيح"]);
});

it("a correction that cannot be made keeps no other from being made", async () => {
	await newsroom.delivery.addChannels(1);
	await send("b1", { kind: "card", card: card("y", "خبر") });
	await send("a1", { kind: "card", card: card("x", "مقتل 3") });
	await amend({ headline: "خبر صحيح" }, "y");
	await newsroom.delivery.connection.redis.set(keys.post("b1"), "{}");
	await amend({ headline: "إصابة 3" });
	await settle();
	expect(newsroom.platform.changes.map(({ text }) => text)).toEqual(["إصابة 3"]);
	expect((await newsroom.deps.broadcasts.amendments()).map(({ target }) => target)).toEqual(["b1"]);
});

it("whose turn comes when the correction is done gets the new text too, though the lane has the old one in memory", async () => {
	await newsroom.delivery.addChannels(2);
	let begin = () => {};
	const turn = new Promise<void>((resolve) => {
		begin = resolve;
	});
	newsroom.platform.publisher.prepare = async ({ address }) => (address === "a1" ? turn : undefined);
	const { arrivals, changes } = newsroom.platform;
	const running = send("a1", { kind: "card", card: card("x", "مقتل 3") });
	await until(() => arrivals.length === 1, "one has it");
	await amend({ headline: "إصابة 3" });
	await until(async () => {
		newsroom.pass(500);
		await newsroom.advance();
		return (await newsroom.deps.broadcasts.amendments()).length === 0;
	}, "the correction is done");
	expect(changes.map(({ text }) => text)).toEqual(["إصابة 3"]);
	await lookAtOrders();
	begin();
	await running;
	expect(arrivals.map(({ address, text }) => [address, text])).toEqual([
		["a0", "مقتل 3"],
		["a1", "إصابة 3"],
	]);
});

for (const [name, then] of [
	["", async () => {}],
	[", even if it is corrected then", () => amend({ headline: "إصابة 3" })],
] as const) {
	it(`what a planner plans of an article after it was withdrawn is not sent${name}`, async () => {
		await newsroom.delivery.addChannels(1);
		await send("a1", { kind: "card", card: card("x", "مقتل 3") });
		await amend("withdraw");
		await then();
		await settle();
		expect(await newsroom.deps.broadcasts.amendments()).toEqual([]);
		await newsroom.delivery.addChannels(2);
		await lookAtOrders();
		await send("a1", { kind: "card", card: card("x", "مقتل 3") });
		expect(newsroom.platform.arrivals).toHaveLength(1);
		const entries = await newsroom.deps.ledger.entries(news, "a1");
		expect(entries.map(({ state }) => state)).toMatchObject([
			{ kind: "withdrawn" },
			{ kind: "skipped", reason: "withdrawn" },
		]);
	});
}

it("what is ordered about an article's post stands until nothing of it can be sent, and no longer", async () => {
	await newsroom.delivery.addChannels(1);
	await send("a1", { kind: "card", card: card("x", "مقتل 3") });
	await amend({ headline: "إصابة 3" });
	await settle();
	const { broadcasts, now } = newsroom.deps;
	const ordered = () => newsroom.delivery.connection.redis.hkeys(keys.orders());
	await putOrder(newsroom.delivery.connection, "b1", { hold: true });
	await broadcasts.dropOldOrders(now() + hour);
	expect((await ordered()).sort()).toEqual(["a1", "b1"]);
	await broadcasts.dropOldOrders(now() + 4 * hour);
	expect(await ordered()).toEqual(["b1"]);
});
