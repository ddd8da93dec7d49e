import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
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

const clock = { now: Date.UTC(2024, 4, 6, 12) };
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

	it("is no matter for what comes later", async () => {
		outlet.pages.set("/rss", { body: feedOf([0]) });
		const deps = { ...createTestIngest(connection, clock), firstPosts: 1 };
		const source = testSource(`${outlet.address}/rss`, "feed");
		await checkSource(source, deps);
		outlet.pages.set("/rss", { body: feedOf([0, 1, 2, 3]) });
		const { stored } = await checkSource(source, deps);
		expect(stored.map(({ backlog }) => backlog ?? false)).toEqual([false, false, false]);
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
