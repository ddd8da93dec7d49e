import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { createNewsSearch } from "../../src/app/deps/search-news.ts";
import type { SearchQuery } from "../../src/commands/search/news-index.ts";
import type { Article } from "../../src/domain/article.ts";
import { type ArticleStore, createArticleStore } from "../../src/store/news/articles.ts";
import { type Connection, createConnection } from "../../src/store/redis/connection.ts";
import { keys } from "../../src/store/redis/keys.ts";
import { buildArticle, noon } from "../commands/newsroom.ts";
import { startRedis, type TestRedis } from "../support/redis.ts";

const silent = { debug() {}, info() {}, warn() {}, error() {} };
const day = 86_400_000;

let redis: TestRedis;
let connection: Connection;
let articles: ArticleStore;
let now: number;
let reads: number;
beforeEach(async () => {
	redis = await startRedis();
	connection = createConnection(redis.url, { log: silent });
	articles = createArticleStore(connection);
	now = noon;
	reads = 0;
});
afterEach(async () => {
	await connection.stop();
	await redis.stop();
});

function createSearch() {
	const counted = {
		idsSince: articles.idsSince,
		get(id: string) {
			reads += 1;
			return articles.get(id);
		},
	};
	const { search } = createNewsSearch({ articles: counted, sources: () => [], now: () => now });
	return async (words: string, of: Partial<SearchQuery> = {}) => {
		const { hits, ...rest } = await search({ words, limit: 5, topics: [], sources: [], without: [], ...of });
		return { found: hits.map(({ article }) => article.headline), ...rest };
	};
}

async function put(...all: readonly Article[]): Promise<void> {
	for (const article of all) await articles.put(article, []);
}

describe("searching the stored news", () => {
	it("finds what is new and what arrived late, newest first", async () => {
		const find = createSearch();
		await put(buildArticle(1, { headline: "جسر جديد في الشمال" }));
		expect((await find("جسر")).found).toEqual(["جسر جديد في الشمال"]);
		await put(
			buildArticle(2, { headline: "الجسور القديمة" }),
			buildArticle(3, { headline: "جسر ثالث", publishedAt: noon - 20 * day }),
			buildArticle(4, { headline: "بالجسر الرابع", publishedAt: noon }),
		);
		now += 5_000;
		expect((await find("الجسر")).found).toEqual(["بالجسر الرابع", "جسر جديد في الشمال", "جسر ثالث"]);
	});

	it("shows a revised article as it is now, and no longer finds what it no longer says", async () => {
		const find = createSearch();
		await put(buildArticle(1, { headline: "جسر جديد", lead: "" }));
		await find("جسر");
		await put(buildArticle(1, { headline: "نفق جديد", lead: "" }));
		now += 5_000;
		expect((await find("نفق")).found).toEqual(["نفق جديد"]);
		expect((await find("جسر")).found).toEqual([]);
	});

	it("forgets what is older than 30 days, and what the store has no more", async () => {
		const find = createSearch();
		await put(buildArticle(1, { headline: "جسر" }), buildArticle(2, { headline: "جسر آخر" }));
		expect((await find("جسر")).found).toHaveLength(2);
		await connection.redis.del(keys.article("a2"));
		expect((await find("جسر")).found).toEqual(["جسر"]);
		now += 31 * day;
		expect(await find("جسر")).toEqual({ kind: "all", found: [], hasMore: false, isWhole: true });
	});

	it.each([
		["as news", {}],
		["for readers alone", { backlog: true as const }],
	])("finds what a second source lists %s under that one and its topics too", async (_how, listing) => {
		const find = createSearch();
		const article = buildArticle(1, { headline: "جسر جديد" });
		await put(article);
		await articles.noteListing(article, { sourceId: "sport", topics: ["رياضة"], ...listing }, []);
		for (const of of [{ sources: [article.sourceId] }, { sources: ["sport"] }, { topics: ["رياضه"] }])
			expect((await find("جسر", of)).found).toEqual(["جسر جديد"]);
		expect((await find("جسر", { sources: ["economy"] })).found).toEqual([]);
	});

	it("finds no article that an editor took back, though it knew it before", async () => {
		const find = createSearch();
		await put(buildArticle(1, { headline: "جسر" }), buildArticle(2, { headline: "جسر آخر" }));
		expect((await find("جسر")).found).toHaveLength(2);
		await articles.amend("a2", { withdrawnAt: now });
		expect((await find("جسر")).found).toEqual(["جسر"]);
	});

	it("reads so much for a question and the rest afterwards, the newest first", async () => {
		await put(...Array.from({ length: 450 }, (_, nth) => buildArticle(nth, { headline: `خبر رقم ${nth}` })));
		const find = createSearch();
		const first = await find("خبر 3");
		expect(first).toMatchObject({ found: ["خبر رقم 3"], isWhole: false });
		expect(reads).toBeLessThan(350);
		await expect.poll(async () => (await find("خبر 449")).found).toEqual(["خبر رقم 449"]);
		expect((await find("خبر 448")).isWhole).toBe(true);
		now += 5_000;
		reads = 0;
		await find("خبر 7");
		expect(reads).toBeLessThan(60);
	});

	it("reads once for many who ask at the same time", async () => {
		await put(...Array.from({ length: 100 }, (_, nth) => buildArticle(nth, { headline: `خبر رقم ${nth}` })));
		const find = createSearch();
		await Promise.all(Array.from({ length: 20 }, () => find("زرافة")));
		expect(reads).toBe(100);
	});
});
