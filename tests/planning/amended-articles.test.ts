import { describe, expect, it } from "vitest";
import type { Article } from "../../src/domain/article.ts";
import type { Channel, Schedule } from "../../src/domain/channel.ts";
import { planAnnounced } from "../../src/planning/plan-announced.ts";
import { planArticle, postIdOf } from "../../src/planning/plan-article.ts";
import { finishDigest, openDigest, planDueDigests } from "../../src/planning/plan-digests.ts";
import { keys, type Lane } from "../../src/store/redis/keys.ts";
import { buildArticle } from "./articles.ts";
import { type Newsroom, useNewsroom } from "./newsroom.ts";

const atEight: Schedule = { kind: "times", times: ["08:00"] };
const eight = Date.parse("2023-03-23T05:00Z");
const news: Lane = { platform: "telegram", number: 0, class: "news" };

let room: Newsroom;
// 12:00 in Riyadh
useNewsroom("2023-03-22T09:00Z", (opened) => {
	room = opened;
});

const withdraw = ({ id }: Article) => room.deps.articles.amend(id, { withdrawnAt: room.clock.now });
const stateIn = async (channel: Channel, article: Article) =>
	(await room.deps.ledger.entry(news, postIdOf(article), Number(channel.id.split("-")[1])))?.state;

/** The same parts; `act` is done when `posts.put` has stored a post and before anything else is. */
function whenStored(act: () => Promise<unknown>): Newsroom["deps"] {
	const { posts } = room.deps;
	let done = false;
	return {
		...room.deps,
		posts: {
			...posts,
			async put(post) {
				await posts.put(post);
				if (!done) await act();
				done = true;
			},
		},
	};
}

describe("an article that waits for a digest", () => {
	it("is left out of it when it is taken back, and the ledger says so", async () => {
		const channel = await room.addChannel(atEight);
		const wrong = await room.publish({ headline: "خبر خاطئ" });
		await room.publish({ headline: "خبر صحيح" });
		await withdraw(wrong);
		room.clock.now = eight;
		await room.planDigests();
		expect(await room.planned(channel)).toEqual([["خبر صحيح"]]);
		expect(await stateIn(channel, wrong)).toEqual({ kind: "skipped", reason: "withdrawn" });
	});

	it("is in it as it was corrected, whatever its source says later", async () => {
		const channel = await room.addChannel(atEight);
		const article = await room.publish({ headline: "مقتل 3", lead: "مقدمة" });
		await room.deps.articles.amend(article.id, { headline: "إصابة 3" });
		await room.deps.articles.put({ ...article, headline: "مقتل 4", lead: "مقدمة أحدث" }, []);
		room.clock.now = eight;
		await room.planDigests();
		const [post] = await room.posts(channel);
		expect(post?.content).toMatchObject({ card: { headline: "إصابة 3", lead: "مقدمة أحدث" } });
	});

	it("is left out of what was held back by a cap as well", async () => {
		const channel = await room.addChannel({ kind: "at-once", caps: { perHour: 1 } });
		await room.publish({ headline: "أول" });
		const over = await room.publish({ headline: "فائض" });
		const other = await room.publish({ headline: "فائض آخر" });
		expect((await stateIn(channel, over))?.kind).toBe("skipped");
		await withdraw(over);
		await room.deps.articles.amend(other.id, { headline: "فائض مصحح" });
		room.clock.now += 3_600_000;
		await room.planDigests();
		expect(await room.planned(channel)).toEqual([["أول"], ["فائض مصحح"]]);
	});

	it("makes no digest when all that waited was taken back, or an empty one where that is wished", async () => {
		const channel = await room.addChannel(atEight);
		const wishing = await room.addChannel({ ...atEight, emptyDigests: true });
		await withdraw(await room.publish());
		room.clock.now = eight;
		await room.planDigests();
		expect(await room.planned(channel)).toEqual([]);
		expect(await room.planned(wishing)).toEqual([[]]);
	});
});

describe("an article that is changed while it is being planned", () => {
	for (const [when, deps] of [
		["before the digest is written", async (act: () => Promise<unknown>) => act().then(() => room.deps)],
		["when the digest is written already", async (act: () => Promise<unknown>) => whenStored(act)],
	] as const) {
		it(`is changed in the digest too: ${when}`, async () => {
			const channel = await room.addChannel(atEight);
			const wrong = await room.publish({ headline: "خطأ" });
			const other = await room.publish({ headline: "قديم" });
			room.clock.now = eight;
			const opened = await openDigest({ channelId: channel.id, dueAt: eight }, room.deps);
			if (opened === undefined) throw new Error("tests: it is due");
			const act = async () => {
				await withdraw(wrong);
				await room.deps.articles.amend(other.id, { headline: "مصحح" });
			};
			await finishDigest(channel.id, opened, await deps(act));
			expect(await room.planned(channel)).toEqual([["مصحح"]]);
			await planDueDigests(room.deps);
			expect(await room.planned(channel)).toEqual([["مصحح"]]);
		});
	}

	it("is posted to nobody when it is taken back", async () => {
		const channel = await room.addChannel({ kind: "at-once" });
		const article = buildArticle();
		await room.deps.articles.put(article, []);
		await planArticle(
			article,
			undefined,
			room.clock.now,
			whenStored(() => withdraw(article)),
		);
		expect(await room.planned(channel)).toEqual([]);
	});

	it("is posted as it was corrected", async () => {
		const channel = await room.addChannel({ kind: "at-once" });
		const article = buildArticle({ headline: "خطأ" });
		await room.deps.articles.put(article, []);
		const correct = () => room.deps.articles.amend(article.id, { headline: "صواب" });
		await planArticle(article, undefined, room.clock.now, whenStored(correct));
		expect(await room.planned(channel)).toEqual([["صواب"]]);
	});

	it("is not planned at all when it was taken back before its turn came", async () => {
		const channel = await room.addChannel({ kind: "at-once" });
		const article = buildArticle();
		await room.deps.articles.put(article, []);
		await withdraw(article);
		const [announced] = await room.deps.articles.toAnnounce();
		if (announced === undefined) throw new Error("tests: it was just stored");
		await planAnnounced(announced, room.deps);
		expect(await room.planned(channel)).toEqual([]);
		expect(await room.deps.articles.toAnnounce()).toEqual([]);
	});
});

it("a revision that comes when nobody knows any more who got the article is no news", async () => {
	const channel = await room.addChannel({ kind: "at-once" });
	const article = buildArticle({ firstSeenAt: room.clock.now });
	for (const [days, headline] of [
		[0, "العنوان الأول"],
		[15, "العنوان بعد أسبوعين"],
	] as const) {
		room.clock.now += days * 24 * 3_600_000;
		await room.deps.articles.put({ ...article, headline }, []);
		for (const announced of await room.deps.articles.toAnnounce()) await planAnnounced(announced, room.deps);
		if (days === 0)
			await room.connection.redis.del(keys.ledger(news, postIdOf(article)), keys.lanePosts(news));
	}
	expect(await room.planned(channel)).toEqual([]);
	expect(await room.deps.articles.toAnnounce()).toEqual([]);
});

for (const [hours, waiting] of [
	[11, 1],
	[12, 0],
	[6 * 24, 0],
] as const) {
	it(`a revision ${hours} hours after its article was seen is held for ${waiting} of those who subscribed since`, async () => {
		const article = await room.publish({ firstSeenAt: room.clock.now });
		room.clock.now += hours * 3_600_000;
		const channel = await room.addChannel(atEight);
		for (const announced of await room.deps.articles.toAnnounce())
			await room.deps.articles.announced(announced);
		await room.deps.articles.put({ ...article, lead: "غيّر المصدر المقدمة." }, []);
		for (const announced of await room.deps.articles.toAnnounce()) await planAnnounced(announced, room.deps);
		expect(await room.deps.digests.waiting(channel.id)).toHaveLength(waiting);
		expect(await room.deps.articles.toAnnounce()).toEqual([]);
	});
}

it("what was taken back is not among the latest", async () => {
	const wrong = await room.publish({ headline: "خطأ" });
	await room.publish({ headline: "صواب" });
	await withdraw(wrong);
	expect((await room.deps.articles.latest(5)).map(({ headline }) => headline)).toEqual(["صواب"]);
});
