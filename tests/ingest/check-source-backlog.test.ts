import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { silentLog } from "../../src/domain/log.ts";
import { checkSource } from "../../src/ingest/check-source.ts";
import { type Connection, createConnection } from "../../src/store/redis/connection.ts";
import { startRedis, type TestRedis } from "../support/redis.ts";
import { createTestIngest, feedOf, type Outlet, startOutlet, testSource } from "./outlet.ts";

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
