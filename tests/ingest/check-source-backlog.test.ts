import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import type { Article } from "../../src/domain/article.ts";
import { silentLog } from "../../src/domain/log.ts";
import { checkSource } from "../../src/ingest/check-source.ts";
import { type Connection, createConnection } from "../../src/store/redis/connection.ts";
import { startRedis, type TestRedis } from "../support/redis.ts";
import {
	type Answer,
	articlePage,
	createTestIngest,
	feedOf,
	headline,
	indexPage,
	type Outlet,
	startOutlet,
	testSource,
} from "./outlet.ts";

const start = Date.UTC(2024, 4, 6, 12);
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
	clock.now = start;
});
afterAll(async () => {
	await outlet.stop();
	await connection.stop();
	await server.stop();
});

describe("what a source had before it was added", () => {
	it("is kept for readers, and only the newest of it are posted", async () => {
		outlet.pages.set("/rss", { body: feedOf([0, 1, 2, 3]) });
		const deps = { ...createTestIngest(connection, clock), firstPosts: 2 };
		const { stored } = await checkSource(testSource(`${outlet.address}/rss`, "feed"), deps);
		expect(stored).toHaveLength(4);
		const ordered = stored.toSorted((a, b) => a.publishedAt - b.publishedAt);
		expect(ordered.map(({ backlog }) => backlog ?? false)).toEqual([true, true, false, false]);
		expect(await deps.articles.latest(9)).toHaveLength(4);
	});

	it("is not posted at all where none of it is asked for", async () => {
		outlet.pages.set("/rss", { body: feedOf([0, 1]) });
		const deps = { ...createTestIngest(connection, clock), firstPosts: 0 };
		const source = testSource(`${outlet.address}/rss`, "feed");
		const { stored } = await checkSource(source, deps);
		expect(stored.map(({ backlog }) => backlog ?? false)).toEqual([true, true]);
		outlet.pages.set("/rss", { body: feedOf([0, 1, 2]) });
		const later = await checkSource(source, deps);
		expect(later.stored.map(({ backlog }) => backlog ?? false)).toEqual([false]);
	});

	it("is no matter for what comes later, though the dates of the feed stand still", async () => {
		outlet.pages.set("/rss", { body: feedOf([0]) });
		const deps = { ...createTestIngest(connection, clock), firstPosts: 1 };
		const source = testSource(`${outlet.address}/rss`, "feed");
		await checkSource(source, deps);
		outlet.pages.set("/rss", { body: feedOf([0, 1, 2, 3]).replaceAll("May 2024", "May 2021") });
		const { stored } = await checkSource(source, deps);
		expect(stored.map(({ backlog }) => backlog ?? false)).toEqual([false, false, false]);
	});
});

describe("a source that was not read in full for as long as articles are kept", () => {
	const day = 24 * 3600_000;
	const told = [0, 1, 2, 3];
	const source = () => testSource(`${outlet.address}/rss`, "feed");
	const dated = (feed: string, date: string) =>
		feed.replace(/<pubDate>.*?<\/pubDate>/, `<pubDate>${date}</pubDate>`);
	const put = (body: string, etag: string) =>
		outlet.pages.set("/rss", ({ "if-none-match": known }) =>
			known === etag ? { status: 304 } : { body, headers: { etag } },
		);
	const forgetArticles = async () =>
		connection.redis.del(await connection.redis.keys("{articles}:article:*"));
	const posted = (stored: readonly Article[]) =>
		stored.filter(({ backlog }) => backlog !== true).map((article) => article.headline);
	beforeEach(() => put(feedOf(told), '"v1"'));

	it("does not come about while it answers: one that does not change is read in full once a week", async () => {
		const deps = createTestIngest(connection, clock);
		const { stored } = await checkSource(source(), deps);
		const lives = () => Promise.all(stored.map(({ id }) => connection.redis.ttl(`{articles}:article:${id}`)));
		const [life = 0] = await lives();
		for (const { id } of stored) await connection.redis.expire(`{articles}:article:${id}`, 60);
		const asked: unknown[] = [];
		for (const days of [6, 2, 1]) {
			clock.now += days * day;
			await checkSource(source(), deps);
			asked.push(outlet.visits.at(-1)?.headers["if-none-match"]);
		}
		expect(asked).toEqual(['"v1"', undefined, '"v1"']);
		expect(Math.min(...(await lives()))).toBeGreaterThan(life - 60);
	});

	it.each(["failed", "stood still"])("posts what is new and not all that was told (it %s)", async (why) => {
		const deps = createTestIngest(connection, clock);
		await checkSource(source(), deps);
		await forgetArticles();
		clock.now += 15 * day;
		outlet.pages.set("/rss", { status: 500 });
		if (why === "failed") await checkSource(source(), deps);
		clock.now += 16 * day;
		put(dated(feedOf([4, ...told]), "Thu, 06 Jun 2024 08:00:00 GMT"), '"v2"');
		const { stored } = await checkSource(source(), deps);
		expect([stored.length, posted(stored)]).toEqual([5, [headline(4)]]);
		put(dated(feedOf([5, 4, ...told]), "Thu, 06 Jun 2024 09:00:00 GMT"), '"v3"');
		expect(posted((await checkSource(source(), deps)).stored)).toEqual([headline(5)]);
	});

	it("is no flood where its news is undated", async () => {
		const deps = { ...createTestIngest(connection, clock), firstPosts: 2 };
		await checkSource(source(), deps);
		await forgetArticles();
		clock.now += 31 * day;
		put(feedOf([4, ...told]).replace(/<pubDate>.*?<\/pubDate>/g, ""), '"v2"');
		expect(posted((await checkSource(source(), deps)).stored)).toHaveLength(2);
	});

	it("is read in full, and its news is news, where it is not known when it was: after an upgrade", async () => {
		const deps = createTestIngest(connection, clock);
		await checkSource(source(), deps);
		const { readAt: _, ...earlier } = (await deps.health.get("city")) ?? {
			checkedAt: 0,
			failures: 0,
			nextCheckAt: 0,
		};
		await deps.health.put("city", earlier);
		await checkSource(source(), deps);
		expect(outlet.visits.at(-1)?.headers["if-none-match"]).toBeUndefined();
		await deps.health.put("city", earlier);
		put(feedOf([4, ...told]), '"v2"');
		expect(posted((await checkSource(source(), { ...deps, firstPosts: 0 })).stored)).toEqual([headline(4)]);
	});
});

describe("the first look at a source whose pages have to be read", () => {
	const index = (numbers: readonly number[]) => ({ body: indexPage(numbers) });
	const feed = (numbers: readonly number[]) => ({
		body: feedOf(numbers)
			.replace(/<description>.*?<\/description>/g, "")
			.replace(/http:\/\/city.example\/news\/(\d+)/g, (_, nth) => pageOf(Number(nth))),
	});
	const pathOf = (nth: number) => `/news/${1000 + nth}`;
	const pageOf = (nth: number) => `${outlet.address}${pathOf(nth)}`;
	const put = (...numbers: readonly number[]) => {
		for (const nth of numbers) outlet.pages.set(pathOf(nth), { body: articlePage(nth) });
	};
	const look = async (deps: ReturnType<typeof createTestIngest>, kind: "index" | "feed" = "index") => {
		const { stored } = await checkSource(testSource(`${outlet.address}/`, kind), deps);
		const ordered = stored.toSorted((a, b) => a.headline.localeCompare(b.headline));
		return Object.fromEntries(ordered.map((one) => [one.headline, one.backlog ?? false]));
	};
	/** Redis counts by itself for how long a link is left alone. */
	const waitForLinks = async () => connection.redis.del(await connection.redis.keys("{sources}:passed:*"));
	const posted = (...numbers: readonly number[]) =>
		Object.fromEntries(numbers.map((nth) => [headline(nth), false]));

	const robots: Answer = { body: `User-agent: *\nDisallow: ${pathOf(0)}` };
	it.each([
		["is gone", "index", index, pathOf(0), { status: 404 }],
		["is refused", "index", index, pathOf(0), { status: 403 }],
		["is forbidden", "index", index, "/robots.txt", robots],
		["is gone", "feed", feed, pathOf(0), { status: 404 }],
	] as const)("is over though one of them %s (%s)", async (_, kind, list, path, answer) => {
		outlet.pages.set("/", list([0, 1, 2])).set(path, answer);
		put(1, 2);
		const deps = createTestIngest(connection, clock);
		expect(await look(deps, kind)).toEqual(posted(1, 2));
		outlet.pages.set("/", list([0, 1, 2, 3]));
		put(3);
		expect(await look(deps, kind)).toEqual(posted(3));
	});

	it("posts no flood of old news when pages that could not be had come later", async () => {
		outlet.pages.set("/", index([0, 1, 2]));
		put(2);
		const deps = createTestIngest(connection, clock);
		await look(deps);
		await look(deps);
		await waitForLinks();
		outlet.pages.set("/", index([0, 1, 2, 3]));
		put(0, 1, 3);
		expect(await look(deps)).toEqual({ ...posted(3), [headline(0)]: true, [headline(1)]: true });
		expect(await deps.health.get("city")).not.toHaveProperty("missed");
	});

	it("is not over while none of them can be had", async () => {
		outlet.pages.set("/", index([0, 1, 2]));
		const deps = { ...createTestIngest(connection, clock), firstPosts: 2 };
		await look(deps);
		await waitForLinks();
		put(0, 1, 2);
		const first = await look(deps);
		expect(Object.values(first).filter((backlog) => !backlog)).toHaveLength(2);
	});

	it("reaches all of them, though the oldest twenty can never be had", async () => {
		const numbers = Array.from({ length: 23 }, (_, nth) => nth);
		outlet.pages.set("/", index(numbers));
		put(20, 21, 22);
		const deps = createTestIngest(connection, clock);
		expect(await look(deps)).toEqual({});
		await waitForLinks();
		expect(await look(deps)).toEqual(posted(20, 21, 22));
	});

	it("is none where all is to be posted, as it is by hand", async () => {
		const numbers = Array.from({ length: 23 }, (_, nth) => nth);
		outlet.pages.set("/", index(numbers));
		put(...numbers.slice(1));
		const deps = { ...createTestIngest(connection, clock), firstPosts: Number.POSITIVE_INFINITY };
		expect(Object.values(await look(deps))).toEqual(Array.from({ length: 19 }, () => false));
	});
});
