import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { silentLog } from "../../src/domain/log.ts";
import type { Source } from "../../src/domain/source.ts";
import { checkSource } from "../../src/ingest/check-source.ts";
import { type Connection, createConnection } from "../../src/store/redis/connection.ts";
import { startRedis, type TestRedis } from "../support/redis.ts";
import {
	articlePage,
	createTestIngest,
	feedOf,
	headline,
	indexPage,
	lead,
	type Outlet,
	startOutlet,
	type TestIngest,
	testSource,
} from "./outlet.ts";

const start = Date.UTC(2024, 4, 6, 12);
const hour = 3600_000;
const clock = { now: start };

let server: TestRedis;
let connection: Connection;
let outlet: Outlet;

beforeAll(async () => {
	server = await startRedis();
	connection = createConnection(server.url, { log: silentLog });
	outlet = await startOutlet(clock);
});
beforeEach(async () => {
	await connection.redis.flushdb();
	outlet.pages.clear();
	outlet.asked();
	clock.now = start;
});
afterAll(async () => {
	await outlet.stop();
	await connection.stop();
	await server.stop();
});

const numbers = (count: number) => Array.from({ length: count }, (_, nth) => nth);
const putArticles = (which: readonly number[]) => {
	for (const nth of which) outlet.pages.set(`/news/${1000 + nth}`, { body: articlePage(nth) });
};
/** What was asked for besides robots.txt. */
const asked = () => outlet.asked().filter((path) => path !== "/robots.txt");

describe("an address of which nothing is known", () => {
	const feedLink = (path: string) => `<link rel="alternate" type="application/rss+xml" href="${path}">`;

	it("is read by the first usable feed that its page names, which is asked directly from then on", async () => {
		const head = ["/gone", "/empty", "/rss"].map(feedLink).join("");
		outlet.pages
			.set("/", { body: indexPage(numbers(8), head), headers: { etag: '"page"' } })
			.set("/empty", { body: feedOf([]) })
			.set("/rss", { body: feedOf([0, 1]), headers: { etag: '"feed"' } });
		const deps = createTestIngest(connection, clock);
		const source = testSource(`${outlet.address}/`, "auto");
		const report = await checkSource(source, deps);
		expect(asked()).toEqual(["/", "/gone", "/empty", "/rss"]);
		expect(report.stored.map((article) => article.headline)).toEqual([headline(0), headline(1)]);
		await checkSource(source, deps);
		expect(asked()).toEqual(["/rss"]);
		expect(outlet.visits.at(-1)?.headers["if-none-match"]).toBe('"feed"');
	});

	it("is searched anew when the feed that was found stays away", async () => {
		outlet.pages
			.set("/", { body: indexPage(numbers(8), feedLink("/rss")) })
			.set("/rss", { body: feedOf([0]) });
		const deps = createTestIngest(connection, clock);
		const source = testSource(`${outlet.address}/`, "auto");
		await checkSource(source, deps);
		outlet.pages
			.set("/", { body: indexPage(numbers(8), feedLink("/atom")) })
			.set("/rss", { status: 410 })
			.set("/atom", { body: feedOf([1]) });
		for (let failure = 0; failure < 3; failure++) await checkSource(source, deps);
		asked();
		const report = await checkSource(source, deps);
		expect(asked()).toEqual(["/", "/atom"]);
		expect(report.stored.map((article) => article.headline)).toEqual([headline(1)]);
		expect(await deps.health.get("city")).toMatchObject({
			failures: 0,
			place: { location: `${outlet.address}/atom`, kind: "feed" },
		});
	});

	it("is an index where its page names no feed", async () => {
		outlet.pages.set("/", { body: indexPage(numbers(8)) });
		putArticles(numbers(8));
		const deps = createTestIngest(connection, clock);
		const report = await checkSource(testSource(`${outlet.address}/`, "auto"), deps);
		expect(report.stored).toHaveLength(8);
		expect(await deps.health.get("city")).toMatchObject({ place: { kind: "index" } });
	});

	it("is an article where it is one, whatever feeds its page names", async () => {
		const page = articlePage(3).replace("</head>", `${feedLink("/rss")}</head>`);
		outlet.pages.set("/news/1003", { body: page }).set("/rss", { body: feedOf([0, 1]) });
		const source = testSource(`${outlet.address}/news/1003`, "auto");
		const report = await checkSource(source, createTestIngest(connection, clock));
		expect(report.stored.map((article) => article.headline)).toEqual([headline(3)]);
	});
});

describe("an index page", () => {
	it("is read twenty articles at a check, the oldest first, until none is left, though it did not change", async () => {
		const all = numbers(45);
		outlet.pages.set("/", ({ "if-none-match": known }) =>
			known === '"v"' ? { status: 304 } : { body: indexPage(all), headers: { etag: '"v"' } },
		);
		putArticles(all);
		const deps = createTestIngest(connection, clock);
		const source = testSource(`${outlet.address}/`, "index");
		const batches = [];
		for (let check = 0; check < 4; check++) {
			await checkSource(source, deps);
			batches.push(asked().filter((path) => path !== "/"));
		}
		const pages = (from: number, to: number) => all.slice(from, to).map((nth) => `/news/${1000 + nth}`);
		expect(batches).toEqual([pages(0, 20), pages(20, 40), pages(40, 45), []]);
		expect(deps.announced).toHaveLength(45);
	});

	it("gives its new articles only", async () => {
		outlet.pages.set("/", { body: indexPage([0, 1]) });
		putArticles([0, 1, 2]);
		const deps = createTestIngest(connection, clock);
		const source = testSource(`${outlet.address}/`, "index");
		await checkSource(source, deps);
		outlet.pages.set("/", { body: indexPage([0, 1, 2]) });
		asked();
		const report = await checkSource(source, deps);
		expect(asked()).toEqual(["/", "/news/1002"]);
		expect(report).toMatchObject({ known: 2, stored: [{ headline: headline(2), lead: lead(2) }] });
	});

	it.each([
		["2021-05-05", "no news", true],
		["2024-04-30", "news", false],
	])("of which one is from %s and listed now has %s", async (day, _, backlog) => {
		outlet.pages.set("/", { body: indexPage([0]) }).set("/news/1001", { body: articlePage(1, day) });
		putArticles([0]);
		const deps = createTestIngest(connection, clock);
		const source = testSource(`${outlet.address}/`, "index");
		await checkSource(source, deps);
		outlet.pages.set("/", { body: indexPage([0, 1]) });
		const { stored } = await checkSource(source, deps);
		expect(stored.map((article) => [article.headline, article.backlog ?? false])).toEqual([
			[headline(1), backlog],
		]);
		await connection.redis.flushdb();
		const byHand = await checkSource(source, { ...deps, firstPosts: Number.POSITIVE_INFINITY });
		expect(byHand.stored.map((article) => article.backlog ?? false)).toEqual([false, false]);
	});

	it("leaves links that failed alone for an hour, and those without an article for a day", async () => {
		outlet.pages.set("/", { body: indexPage([0, 1, 2]) }).set("/news/1001", { body: indexPage([]) });
		putArticles([0]);
		const deps = createTestIngest(connection, clock);
		const source = testSource(`${outlet.address}/`, "index");
		const report = await checkSource(source, deps);
		expect(report.skipped).toHaveLength(1);
		asked();
		await checkSource(source, deps);
		expect(asked()).toEqual(["/"]);
		// Redis counts this time by itself.
		const passed = await connection.redis.keys("{sources}:passed:*");
		const lives = await Promise.all(passed.map((key) => connection.redis.pttl(key)));
		const hours = lives.map((life) => Math.round(life / hour));
		expect(hours.toSorted((a, b) => a - b)).toEqual([1, 24]);
		await connection.redis.del(passed);
		putArticles([2]);
		const later = await checkSource(source, deps);
		expect(later.stored.map((article) => article.headline)).toEqual([headline(2)]);
	});

	it("is told of without the query of a page that holds nothing, which may be a key", async () => {
		const link = `${outlet.address}/news/1?token=s3cret`;
		outlet.pages
			.set("/map.xml", { body: `<urlset><url><loc>${link}</loc></url></urlset>` })
			.set("/news/1?token=s3cret", { body: indexPage([]) });
		const deps = createTestIngest(connection, clock);
		const report = await checkSource(testSource(`${outlet.address}/map.xml`, "feed"), deps);
		expect(report.skipped[0]?.detail).toContain(`${outlet.address}/news/1: page: `);
		expect(JSON.stringify([report, await deps.health.get("city")])).not.toContain("s3cret");
	});

	it("is left alone for as long as one of its pages asks", async () => {
		outlet.pages
			.set("/", { body: indexPage([0, 1]) })
			.set("/news/1000", { status: 429, headers: { "retry-after": "5400" } });
		putArticles([1]);
		const deps = createTestIngest(connection, clock);
		await checkSource(testSource(`${outlet.address}/`, "index"), deps);
		expect(asked()).toEqual(["/", "/news/1000"]);
		expect(await deps.health.get("city")).toMatchObject({ nextCheckAt: start + 5400_000 });
	});
});

describe("an item of a feed that has no text", () => {
	const breaking = (...which: readonly number[]) =>
		feedOf(which)
			.replace(/<description>.*?<\/description>/g, "")
			.replaceAll("http://city.example/news/", `${outlet.address}/news/100`);
	/** A page as it is put out in the first minutes. */
	const bare = `<!doctype html><html lang="ar"><head><meta charset="utf-8"><title>${headline(1)}</title><meta property="og:type" content="article"></head><body><main><article><h1>${headline(1)}</h1></article></main></body></html>`;
	let source: Source;
	let deps: TestIngest;
	/** The headline and lead of what was stored, and the pages that were asked for. */
	const check = async () => {
		const { stored } = await checkSource(source, deps);
		return {
			stored: stored.map((article) => [article.headline, article.lead, article.backlog ?? false]),
			asked: asked().filter((path) => path !== "/rss"),
		};
	};
	beforeEach(async () => {
		source = testSource(`${outlet.address}/rss`, "feed");
		deps = createTestIngest(connection, clock);
		outlet.pages.set("/rss", { body: breaking(0) });
		putArticles([0]);
		expect(await check()).toEqual({ stored: [[headline(0), lead(0), false]], asked: ["/news/1000"] });
		outlet.pages.set("/rss", { body: breaking(1, 0) });
	});

	it.each([
		["has no more than the headline", "/news/1001", { body: bare }],
		["holds no article", "/news/1001", { body: indexPage([]) }],
		["is no page", "/news/1001", { body: "%PDF-1.7", headers: { "content-type": "application/pdf" } }],
		["is refused", "/news/1001", { status: 403 }],
	])("is news by its headline where its page %s, and is read no more", async (_, path, answer) => {
		outlet.pages.set(path, answer);
		expect(await check()).toEqual({ stored: [[headline(1), "", false]], asked: ["/news/1001"] });
		putArticles([1]);
		expect(await check()).toEqual({ stored: [], asked: [] });
		expect(deps.announced).toHaveLength(2);
	});

	it("is news by its headline where robots.txt forbids its page", async () => {
		await connection.redis.flushdb();
		deps = createTestIngest(connection, clock);
		outlet.pages.set("/robots.txt", { body: "User-agent: *\nDisallow: /news\n" });
		expect(await check()).toEqual({
			stored: [0, 1].map((nth) => [headline(nth), "", false]),
			asked: [],
		});
		expect(await deps.health.get("city")).not.toHaveProperty("problem");
	});

	it.each([
		["is in trouble", { status: 500 }],
		["is not there yet", { status: 404 }],
		["is asked for too often", { status: 429 }],
	])("waits for its page where that %s", async (_, answer) => {
		outlet.pages.set("/news/1001", answer);
		expect(await check()).toEqual({ stored: [], asked: ["/news/1001"] });
		// Redis counts this time by itself.
		await connection.redis.del(await connection.redis.keys("{sources}:passed:*"));
		putArticles([1]);
		expect(await check()).toEqual({ stored: [[headline(1), lead(1), false]], asked: ["/news/1001"] });
	});

	it("is news by its headline where others lead to the same page, which is none of theirs", async () => {
		const live = breaking(3, 2).replace(/<link>.*?<\/link>/g, `<link>${outlet.address}/live</link>`);
		outlet.pages.set("/rss", { body: live }).set("/live", { body: articlePage(0) });
		expect(await check()).toEqual({ stored: [2, 3].map((nth) => [headline(nth), "", false]), asked: [] });
		expect(await check()).toEqual({ stored: [], asked: [] });
	});
});

describe("an article that is named for longer than articles are kept", () => {
	it.each(["index", "feed"] as const)("is not taken for a new one (%s)", async (kind) => {
		outlet.pages.set("/", { body: kind === "index" ? indexPage([0]) : feedOf([0]) });
		putArticles([0]);
		const deps = createTestIngest(connection, clock);
		const source = testSource(`${outlet.address}/`, kind);
		const { stored } = await checkSource(source, deps);
		const key = `{articles}:article:${stored[0]?.id}`;
		const life = await connection.redis.ttl(key);
		await connection.redis.expire(key, 60);
		await checkSource(source, deps);
		expect(await connection.redis.ttl(key)).toBeGreaterThan(life - 60);
	});
});

describe("a sitemap", () => {
	const sitemap = (entries: string) =>
		`<?xml version="1.0" encoding="UTF-8"?><urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9" xmlns:news="http://www.google.com/schemas/sitemap-news/0.9">${entries}</urlset>`;
	const news = (nth: number) =>
		`<url><loc>${outlet.address}/news/${1000 + nth}</loc><news:news><news:publication_date>2024-05-06T0${nth}:00:00+03:00</news:publication_date><news:title>${headline(nth)}</news:title></news:news></url>`;

	it("with news gives headline and date, and the page gives the lead", async () => {
		outlet.pages.set("/map.xml", { body: sitemap([2, 0, 1].map(news).join("")) });
		putArticles([0, 1, 2]);
		const deps = createTestIngest(connection, clock);
		const source = testSource(`${outlet.address}/map.xml`, "auto");
		const report = await checkSource(source, deps);
		expect(asked()).toEqual(["/map.xml", "/news/1000", "/news/1001", "/news/1002"]);
		expect(report.stored[2]).toMatchObject({
			headline: headline(2),
			lead: lead(2),
			publishedAt: Date.UTC(2024, 4, 5, 23),
		});
		const again = await checkSource(source, deps);
		expect([again.known, again.stored.length, asked()]).toEqual([3, 0, ["/map.xml"]]);
		expect(deps.announced).toHaveLength(3);
	});

	it("without titles gives the addresses, the longest unchanged first", async () => {
		const entry = (nth: number, day: number) =>
			`<url><loc>${outlet.address}/news/${1000 + nth}</loc><lastmod>2024-05-0${day}</lastmod></url>`;
		outlet.pages.set("/map.xml", { body: sitemap(entry(0, 2) + entry(1, 4) + entry(2, 3)) });
		putArticles([0, 1, 2]);
		const source = testSource(`${outlet.address}/map.xml`, "feed");
		await checkSource(source, createTestIngest(connection, clock));
		expect(asked()).toEqual(["/map.xml", "/news/1000", "/news/1002", "/news/1001"]);
	});

	it("in which a page of long ago is touched has no news", async () => {
		const entry = (nth: number, day: number) =>
			`<url><loc>${outlet.address}/news/${1000 + nth}</loc><lastmod>2024-05-0${day}</lastmod></url>`;
		outlet.pages
			.set("/map.xml", { body: sitemap(entry(0, 5)) })
			.set("/news/1001", { body: articlePage(1, "2021-05-05") });
		putArticles([0]);
		const deps = createTestIngest(connection, clock);
		const source = testSource(`${outlet.address}/map.xml`, "feed");
		await checkSource(source, deps);
		outlet.pages.set("/map.xml", { body: sitemap(entry(0, 5) + entry(1, 6)) });
		const { stored } = await checkSource(source, deps);
		expect(stored).toMatchObject([{ headline: headline(1), backlog: true }]);
	});

	it("that is an index leads to its latest sitemap, each time anew", async () => {
		const index = (days: readonly number[]) =>
			`<sitemapindex xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">${days.map((day) => `<sitemap><loc>${outlet.address}/map-${day}.xml</loc><lastmod>2024-05-0${day}</lastmod></sitemap>`).join("")}</sitemapindex>`;
		outlet.pages
			.set("/maps.xml", { body: index([1, 2]), headers: { etag: '"same"' } })
			.set("/map-2.xml", { body: sitemap(news(0)) })
			.set("/map-3.xml", { body: sitemap(news(1)) });
		putArticles([0, 1]);
		const deps = createTestIngest(connection, clock);
		const source = testSource(`${outlet.address}/maps.xml`, "auto");
		await checkSource(source, deps);
		outlet.pages.set("/maps.xml", { body: index([1, 2, 3]) });
		await checkSource(source, deps);
		expect(asked()).toEqual([
			"/maps.xml",
			"/map-2.xml",
			"/news/1000",
			"/maps.xml",
			"/map-3.xml",
			"/news/1001",
		]);
	});
});
