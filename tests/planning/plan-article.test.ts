import { describe, expect, it } from "vitest";
import type { Article, Listing } from "../../src/domain/article.ts";
import type { Schedule } from "../../src/domain/channel.ts";
import type { Post } from "../../src/domain/post.ts";
import { findRoute } from "../../src/message/find-route.ts";
import { planAnnounced } from "../../src/planning/plan-announced.ts";
import { planArticle } from "../../src/planning/plan-article.ts";
import { keys, type Lane } from "../../src/store/redis/keys.ts";
import { buildArticle } from "./articles.ts";
import { type Newsroom, useNewsroom } from "./newsroom.ts";

let room: Newsroom;
// 12:00 in Riyadh
useNewsroom("2023-03-22T09:00Z", (opened) => {
	room = opened;
});

const planAll = async () => {
	for (const announced of await room.deps.articles.toAnnounce()) await planAnnounced(announced, room.deps);
};

describe("an article that another source lists after its post was stored", () => {
	const sport: Listing = { sourceId: "sport", addedSourceId: "added-sport", topics: ["رياضة"] };

	/** Publishes an article that `sport` lists two minutes later. */
	async function publishListed(): Promise<Article> {
		const article = await room.publish({ headline: "فوز المنتخب" });
		await planAll();
		room.clock.now += 120_000;
		await room.deps.articles.noteListing(article, sport, []);
		return article;
	}

	it.each([
		["topic", { topics: ["رياضة"], sources: [] }],
		["id", { topics: [], sources: ["sport"] }],
		["id as an added one", { topics: [], sources: ["added-sport"] }],
	])("goes where a rule about the second source's %s sends it, and has its hashtag", async (_, wish) => {
		const to = { to: "-1000/5", toKind: "topic", title: "قسم" };
		const channel = await room.addChannel({ kind: "at-once" }, { wish });
		await publishListed();
		await planAll();
		const [post] = await room.posts(channel);
		if (post === undefined) throw new Error("tests: it was planned");
		const routed = { ...channel, routes: [{ ...wish, ...to }] };
		expect(findRoute(routed, post.content, room.clock.now)).toMatchObject(to);
		expect(post.content).toMatchObject({ card: { headline: "فوز المنتخب", topics: ["رياضة"] } });
	});

	it("says what it said, though an editor has corrected its post or its source the article meanwhile", async () => {
		const channel = await room.addChannel({ kind: "at-once" });
		const article = await publishListed();
		const [before] = await room.posts(channel);
		if (before?.content.kind !== "card") throw new Error("tests: it was planned");
		await room.deps.posts.changeContent(before.id, (content) =>
			content.kind === "card" ? { ...content, card: { ...content.card, headline: "صححه محرر" } } : undefined,
		);
		await room.deps.articles.put({ ...article, headline: "عنوان المصدر الجديد" }, []);
		await planAll();
		const [post] = await room.posts(channel);
		expect(post?.content).toMatchObject({ card: { headline: "صححه محرر", topics: ["رياضة"] } });
		expect(post?.revision).toBeGreaterThan(before.revision + 1);
	});

	it("is corrected and listed although both happen while its post is being stored", async () => {
		const channel = await room.addChannel({ kind: "at-once" });
		const article = buildArticle({ headline: "خطأ" });
		await room.deps.articles.put(article, []);
		const { posts, articles } = room.deps;
		const put = async (post: Post) => {
			await posts.put(post);
			await articles.amend(article.id, { headline: "صواب" });
			await articles.noteListing(article, sport, []);
			await planAll();
		};
		await planArticle(article, undefined, room.clock.now, { ...room.deps, posts: { ...posts, put } });
		const [post] = await room.posts(channel);
		expect(post?.content).toMatchObject({ card: { headline: "صواب", topics: ["رياضة"] } });
	});

	it("has its post left alone when nothing of that is news", async () => {
		const channel = await room.addChannel({ kind: "at-once" });
		const article = await room.publish();
		const before = await room.posts(channel);
		await room.deps.articles.noteListing(article, { ...sport, backlog: true }, []);
		await room.deps.articles.put({ ...article, lead: "مقدمة أخرى" }, []);
		await planAll();
		expect(await room.posts(channel)).toEqual(before);
	});
});

describe("a revision under a channel's caps", () => {
	const capped: Schedule = { kind: "at-once", caps: { perDay: 2 } };
	const day = 24 * 3_600_000;
	const planAgain = (article: Article) =>
		planArticle({ ...article, revision: article.revision + 1 }, undefined, room.clock.now, room.deps);

	it("takes nothing from those of another day than its article's", async () => {
		const channel = await room.addChannel(capped);
		const [first, second] = [await room.publish({ headline: "أ" }), await room.publish({ headline: "ب" })];
		const held = await room.publish({ headline: "فائض" });
		room.clock.now += day;
		for (const article of [first, second, held]) await planAgain(article);
		await room.publish({ headline: "ج" });
		await room.publish({ headline: "د" });
		expect(await room.planned(channel)).toEqual([["أ"], ["ب"], ["ج"], ["د"]]);
		expect((await room.deps.digests.waiting(channel.id)).map(({ articleId }) => articleId)).toEqual([
			held.id,
		]);
	});

	it("wakes the lane all the same: whoever planned the article may have died before", async () => {
		await room.addChannel(capped);
		const woken: Lane[] = [];
		const deps = { ...room.deps, wake: async (lane: Lane) => void woken.push(lane) };
		const article = await room.publish();
		room.clock.now += day;
		await planArticle(article, undefined, room.clock.now, deps);
		expect(woken).toEqual([{ platform: "telegram", number: 0, class: "news" }]);
	});
});

it("a channel that cannot be read keeps nobody from the news", async () => {
	const [broken, channel] = [
		await room.addChannel({ kind: "at-once" }),
		await room.addChannel({ kind: "at-once" }),
	];
	const newer = JSON.stringify({ ...broken, schedule: { kind: "of-a-newer-program" } });
	await room.connection.redis.hset(keys.channels("telegram", 0), "0", newer);
	await room.publish({ headline: "أ" });
	await planAll();
	expect(await room.planned(channel)).toEqual([["أ"]]);
	expect(await room.deps.articles.toAnnounce()).toEqual([]);
});
