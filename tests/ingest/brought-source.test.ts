import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { silentLog } from "../../src/domain/log.ts";
import type { Source } from "../../src/domain/source.ts";
import { checkSource } from "../../src/ingest/check-source.ts";
import { matchSubscription } from "../../src/planning/match-subscription.ts";
import { type Connection, createConnection } from "../../src/store/redis/connection.ts";
import { startRedis, type TestRedis } from "../support/redis.ts";
import { createTestIngest, feedOf, headline, type Outlet, startOutlet, testSource } from "./outlet.ts";

let redis: TestRedis;
let connection: Connection;
let outlet: Outlet;
const clock = { now: Date.UTC(2024, 4, 6, 12) };

beforeAll(async () => {
	redis = await startRedis();
	connection = createConnection(redis.url, { log: silentLog });
	outlet = await startOutlet(clock);
});
beforeEach(() => connection.redis.flushall());
afterAll(async () => {
	await outlet.stop();
	await connection.stop();
	await redis.stop();
});

const brought = (): Source => ({
	...testSource(`${outlet.address}/brought`, "feed", "web-1"),
	onlyByName: true,
});
const listed = () => testSource(`${outlet.address}/listed`, "feed", "agency");
const wish = { sources: [] as string[], topics: [], include: [], exclude: [], minimumImportance: 0 };

describe("what a source tells that somebody brought for themselves", () => {
	it("takes nothing away from a listed source that tells the same at the same address, and is in no list", async () => {
		outlet.pages.set("/brought", { body: feedOf([1, 2]).replaceAll(headline(1), "عنوان مزور لخبر غيره") });
		outlet.pages.set("/listed", { body: feedOf([1, 2]) });
		const deps = createTestIngest(connection, clock);
		expect((await checkSource(brought(), deps)).stored).toHaveLength(2);
		expect(await deps.articles.latest(10)).toEqual([]);
		expect(await deps.articles.topics()).toEqual([]);
		const { stored } = await checkSource(listed(), deps);
		expect(
			stored.map((article) => [article.headline, article.repeats, article.storyId === article.id]),
		).toEqual([
			[headline(1), undefined, true],
			[headline(2), undefined, true],
		]);
		expect((await deps.articles.latest(10)).map(({ sourceId }) => sourceId)).toEqual(["agency", "agency"]);
	});

	it("repeats what a listed source told before, so that nobody gets it from both", async () => {
		for (const path of ["/brought", "/listed"]) outlet.pages.set(path, { body: feedOf([3]) });
		const deps = createTestIngest(connection, clock);
		const [first] = (await checkSource(listed(), deps)).stored;
		const [copy] = (await checkSource(brought(), deps)).stored;
		expect([copy?.repeats, copy?.storyId]).toEqual([first?.id, first?.storyId]);
		expect(await deps.articles.storyMembers(first?.storyId ?? "")).toEqual([]);
	});

	it("reaches those who name it, and nobody who wants everything", async () => {
		outlet.pages.set("/brought", { body: feedOf([4]) });
		const deps = createTestIngest(connection, clock);
		const [stored] = (await checkSource(brought(), deps)).stored;
		const article = await deps.articles.get(stored?.id ?? "");
		if (article === undefined) throw new Error("tests: it was not stored");
		const takes = (sources: string[]) => matchSubscription({ ...wish, sources }, article, new Set());
		expect([takes([]), takes(["agency"]), takes(["web-1"])]).toEqual([false, false, true]);
	});

	it("is stored as far as readers get it: the newest, and of each the headline and the lead", async () => {
		const numbers = Array.from({ length: 103 }, (_, nth) => nth);
		outlet.pages.set("/brought", { body: feedOf(numbers) });
		const deps = createTestIngest(connection, clock);
		const { stored, skipped } = await checkSource(brought(), deps);
		expect(stored).toHaveLength(100);
		expect(skipped).toMatchObject([{ reason: "too-many", detail: expect.stringContaining("3 of 103") }]);
		const kept = await deps.articles.get(stored[0]?.id ?? "");
		expect([kept?.headline, kept?.lead, kept?.body]).toEqual([stored[0]?.headline, stored[0]?.lead, ""]);
		expect(kept?.lead).not.toBe("");
		const told = { since: clock.now, count: 100 };
		expect(await deps.health.get("web-1")).toMatchObject({ told });
		expect(await checkSource(brought(), deps)).toMatchObject({ stored: [], known: 100 });
		expect(await deps.health.get("web-1")).toMatchObject({ told });
		outlet.pages.set("/brought", { status: 500 });
		await checkSource(brought(), deps);
		expect(await deps.health.get("web-1")).toMatchObject({ failures: 1, told });
	});

	it("reaches those who named it before the operator listed it", async () => {
		outlet.pages.set("/listed", { body: feedOf([5]) });
		const deps = createTestIngest(connection, clock);
		const [article] = (await checkSource({ ...listed(), addedId: "web-2" }, deps)).stored;
		if (article === undefined) throw new Error("tests: it was not stored");
		const takes = (sources: string[]) => matchSubscription({ ...wish, sources }, article, new Set());
		expect([takes([]), takes(["web-2"]), takes(["web-3"])]).toEqual([true, true, false]);
	});
});

describe("what a listed source tells", () => {
	it("has texts of a news text's length where it is stored", async () => {
		const long = "كلمة ".repeat(5_000);
		outlet.pages.set("/listed", {
			body: feedOf([7]).replace(headline(7), long).replace("</item>", `<category>${long}</category></item>`),
		});
		const deps = createTestIngest(connection, clock);
		const [stored] = (await checkSource(listed(), deps)).stored;
		const kept = await deps.articles.get(stored?.id ?? "");
		expect([(kept?.headline.length ?? 0) <= 501, kept?.categories]).toEqual([true, []]);
		expect(await deps.articles.topics()).toEqual([]);
	});
});
