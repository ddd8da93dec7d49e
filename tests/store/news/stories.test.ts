import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Article } from "../../../src/domain/article.ts";
import { silentLog } from "../../../src/domain/log.ts";
import { findStory, type StoryText } from "../../../src/ingest/find-story.ts";
import { type ArticleStore, createArticleStore } from "../../../src/store/news/articles.ts";
import type { StoryStore } from "../../../src/store/news/stories.ts";
import { createStoriesInMemory } from "../../../src/store/news/stories-in-memory.ts";
import { type Connection, createConnection } from "../../../src/store/redis/connection.ts";
import { keys } from "../../../src/store/redis/keys.ts";
import { startRedis, type TestRedis } from "../../support/redis.ts";
import { article, bulletin, storiesKeepTheContract } from "./stories-contract.ts";

let server: TestRedis;
let connection: Connection;
let articles: ArticleStore;

beforeAll(async () => {
	server = await startRedis();
	connection = createConnection(server.url, { log: silentLog });
	articles = createArticleStore(connection);
});
afterAll(async () => {
	await connection.stop();
	await server.stop();
});

const put = (one: StoryText, part: Partial<Article> = {}) => {
	const stored = whole(one, part);
	return articles.put(stored, [], () => findStory(stored));
};

describe("stories in memory", () => storiesKeepTheContract(async () => createStoriesInMemory()));

describe("stories in Redis", () => {
	storiesKeepTheContract(async () => {
		await connection.redis.flushdb();
		return placedByStoring();
	});

	it("announces what is new, and what repeats another as well: some have only the outlet that repeats it", async () => {
		await connection.redis.flushdb();
		expect((await put(article("a"))).kind).toBe("new");
		const copy = await put(article("b"));
		expect(copy).toMatchObject({ kind: "new", article: { storyId: "a", repeats: "a" } });
		const waiting = (await articles.toAnnounce()).map(({ articleId }) => articleId);
		expect(waiting.toSorted()).toEqual(["a", "b"]);
		expect(await articles.get("b")).toMatchObject({ storyId: "a", repeats: "a" });
		expect(await articles.storyMembers("a")).toEqual(["b"]);
	});

	it("keeps the event of what is only related to its story", async () => {
		await connection.redis.flushdb();
		const [part, rest] = [article("b").body, bulletin("c", "الاثنين", [14, 9, 2300, 1750, 120, 25], 0).body];
		await put(article("a", { body: `${part}\n${rest}` }));
		const body = part.split("\n").slice(0, 3).join("\n");
		const related = await put(article("b", { body }));
		expect(related.article).toMatchObject({ storyId: "a", eventId: "b" });
		await put(article("b", { body, headline: "عنوان جديد للخبر" }));
		expect(await articles.get("b")).toMatchObject({ storyId: "a", eventId: "b", revision: 2 });
		expect(await articles.get("a")).not.toHaveProperty("eventId");
	});

	it("keeps the story of an article whose headline changes", async () => {
		await connection.redis.flushdb();
		await put(article("a"));
		await put(article("b"));
		const changed = await put(article("b", { headline: "عنوان جديد للخبر" }));
		expect(changed).toMatchObject({ kind: "revised" });
		expect(await articles.get("b")).toMatchObject({
			storyId: "a",
			repeats: "a",
			revision: 2,
			headline: "عنوان جديد للخبر",
		});
		expect(await articles.toAnnounce()).toHaveLength(3);
	});

	it("answers a script that was sent twice as it did the first time", async () => {
		await connection.redis.flushdb();
		await put(article("a"));
		expect(await put(article("a"))).toMatchObject({ kind: "known", article: { revision: 1 } });
		expect(await articles.toAnnounce()).toHaveLength(1);
	});

	it("lets every key that it writes expire, but the lists that have a length", async () => {
		await connection.redis.flushdb();
		await put(article("a"));
		await put(article("b"));
		const lists = ["{articles}:latest", "{articles}:announce"];
		const names = (await connection.redis.keys("*")).filter((name) => !lists.includes(name));
		const lives = await Promise.all(names.map((name) => connection.redis.ttl(name)));
		expect(names.filter((_, nth) => (lives[nth] ?? -1) < 0)).toEqual([]);
	});

	it("knows a copy of what was stored before tellings had an opening and figures", async () => {
		await connection.redis.flushdb();
		await put(article("a"));
		const telling = keys.telling("a");
		const {
			opening: _,
			figures: __,
			...old
		} = JSON.parse((await connection.redis.hget(telling, "json")) ?? "");
		await connection.redis.hset(telling, "json", JSON.stringify(old));
		expect((await put(article("b"))).article).toMatchObject({ repeats: "a" });
	});

	it("reads few candidates however many copies there are", async () => {
		await connection.redis.flushdb();
		const asked: number[] = [];
		for (let nth = 0; nth < 60; nth++) {
			const one = whole(article(`c${nth}`));
			await articles.put(one, [], () => {
				const { sketch, decide } = findStory(one);
				return {
					sketch,
					decide: (candidates) => {
						asked.push(candidates.length);
						return decide(candidates);
					},
				};
			});
		}
		expect(Math.max(...asked)).toBeLessThanOrEqual(16);
	});
});

function whole(one: StoryText, part: Partial<Article> = {}): Article {
	return {
		...one,
		sourceId: "outlet",
		sourceName: "وكالة",
		publishedDate: "2024-05-06",
		datePrecision: "instant",
		categories: [],
		language: "ar",
		storyId: one.id,
		revision: 1,
		firstSeenAt: one.publishedAt,
		...part,
	};
}

/** Storing an article places it; what it answers of a known one is read back. */
function placedByStoring(): StoryStore {
	return {
		async place(one, question) {
			const given = article(one.id, one);
			const answer = await articles.put(whole(given), [], () => question);
			if (answer.place !== undefined) return answer.place;
			const kept = await articles.get(one.id);
			return { storyId: kept?.storyId ?? "", relation: "new", counts: [] };
		},
	};
}
