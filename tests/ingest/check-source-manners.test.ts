import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { checkSourceJob } from "../../jobs/check-source.ts";
import { silentLog } from "../../src/domain/log.ts";
import { checkSource } from "../../src/ingest/check-source.ts";
import { isDue } from "../../src/ingest/record-check.ts";
import { type Connection, createConnection } from "../../src/store/redis/connection.ts";
import { startRedis, type TestRedis } from "../support/redis.ts";
import {
	articlePage,
	createTestIngest,
	feedOf,
	indexPage,
	type Outlet,
	startOutlet,
	testSource,
} from "./outlet.ts";

const start = Date.UTC(2024, 4, 6, 12);
const minutes = 60_000;
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

describe("robots.txt", () => {
	const forbidding = { body: "User-agent: *\nDisallow: /news\nDisallow: /rss\n" };

	it("keeps us from a page that it forbids, with the reason on the source", async () => {
		outlet.pages.set("/robots.txt", forbidding).set("/news/1000", { body: articlePage(0) });
		const deps = createTestIngest(connection, clock);
		const report = await checkSource(testSource(`${outlet.address}/news/1000`, "page"), deps);
		expect(outlet.asked()).toEqual(["/robots.txt"]);
		expect(report.problem?.code).toBe("BQ_SOURCE_FORBIDDEN_BY_ROBOTS");
		expect(await deps.health.get("city")).toMatchObject({
			failures: 1,
			problem: { code: "BQ_SOURCE_FORBIDDEN_BY_ROBOTS" },
		});
	});

	it("is obeyed where only the bytes tell that a location is a page", async () => {
		outlet.pages.set("/robots.txt", forbidding).set("/news/1000", { body: articlePage(0) });
		const report = await checkSource(
			testSource(`${outlet.address}/news/1000`, "auto"),
			createTestIngest(connection, clock),
		);
		expect(report).toMatchObject({ stored: [], problem: { code: "BQ_SOURCE_FORBIDDEN_BY_ROBOTS" } });
	});

	it("keeps us from the pages that an index lists, and says so at every check", async () => {
		outlet.pages.set("/robots.txt", forbidding).set("/", { body: indexPage([0, 1]) });
		const deps = createTestIngest(connection, clock);
		for (const asked of [["/robots.txt", "/"], ["/"]]) {
			const report = await checkSource(testSource(`${outlet.address}/`, "index"), deps);
			expect(report.problem?.code).toBe("BQ_SOURCE_FORBIDDEN_BY_ROBOTS");
			expect(outlet.asked()).toEqual(asked);
		}
	});

	it("governs the page to which another was redirected", async () => {
		outlet.pages
			.set("/robots.txt", forbidding)
			.set("/story", { status: 302, headers: { location: "/news/1000" } })
			.set("/news/1000", { body: articlePage(0) });
		const source = testSource(`${outlet.address}/story`, "page");
		const report = await checkSource(source, createTestIngest(connection, clock));
		expect(report).toMatchObject({ stored: [], problem: { code: "BQ_SOURCE_FORBIDDEN_BY_ROBOTS" } });
	});

	it("is not asked for a feed", async () => {
		outlet.pages.set("/robots.txt", forbidding).set("/rss", { body: feedOf([0]) });
		const source = testSource(`${outlet.address}/rss`, "feed");
		const report = await checkSource(source, createTestIngest(connection, clock));
		expect(outlet.asked()).toEqual(["/rss"]);
		expect(report.stored).toHaveLength(1);
	});

	it("is asked for once a day, and soon again when the site is in trouble", async () => {
		outlet.pages.set("/news/1000", { body: articlePage(0) }).set("/robots.txt", { status: 500 });
		const deps = createTestIngest(connection, clock);
		const page = `${outlet.address}/news/1000`;
		expect(await deps.web.load(page, { robots: true })).toMatchObject({ code: "BQ_SOURCE_UNREACHABLE" });
		outlet.pages.delete("/robots.txt");
		const asked = [];
		for (const wait of [11 * minutes, 0, 23 * 60 * minutes, 2 * 60 * minutes]) {
			clock.now += wait;
			outlet.asked();
			await deps.web.load(page, { robots: true });
			asked.push(outlet.asked().length);
		}
		expect(asked).toEqual([2, 1, 1, 2]);
	});
});

describe("pacing", () => {
	it("leaves a gap between the pages of an index and between the sources of one host", async () => {
		outlet.pages.set("/", { body: indexPage([0, 1, 2]) }).set("/rss", { body: feedOf([5]) });
		for (const nth of [0, 1, 2]) outlet.pages.set(`/news/${1000 + nth}`, { body: articlePage(nth) });
		const deps = createTestIngest(connection, clock, { gapMs: 1000 });
		const from = outlet.visits.length;
		await checkSource(testSource(`${outlet.address}/`, "index"), deps);
		await checkSource(testSource(`${outlet.address}/rss`, "feed", "wire"), deps);
		const visits = outlet.visits.slice(from).filter(({ path }) => path !== "/robots.txt");
		expect(visits.map(({ at }) => at - start)).toEqual([0, 1000, 2000, 3000, 4000]);
	});

	it("does not hold up other hosts", async () => {
		const other = await startOutlet(clock);
		const deps = createTestIngest(connection, clock, { gapMs: 1000 });
		for (const { address } of [outlet, other]) await deps.web.load(`${address}/rss`, { robots: false });
		expect(other.visits.map(({ at }) => at)).toEqual([start]);
		await other.stop();
	});

	it("keeps a longer Crawl-delay, and what has no time left waits for the next check", async () => {
		outlet.pages
			.set("/robots.txt", { body: "User-agent: *\nCrawl-delay: 40\n" })
			.set("/", { body: indexPage([0, 1, 2]) });
		for (const nth of [0, 1, 2]) outlet.pages.set(`/news/${1000 + nth}`, { body: articlePage(nth) });
		const deps = createTestIngest(connection, clock, { gapMs: 1000 });
		const source = testSource(`${outlet.address}/`, "index");
		const first = await checkSource(source, deps);
		const second = await checkSource(source, deps);
		const from = outlet.visits.findLastIndex(({ path }) => path === "/robots.txt") + 1;
		const times = outlet.visits.slice(from).map(({ at }) => (at - start) / 1000);
		expect(times).toEqual([0, 40, 80, 120, 160]);
		expect([first.stored.length, second.stored.length]).toEqual([2, 1]);
	});

	it("ends a check early when the program stops, and reads the rest afterwards", async () => {
		outlet.pages.set("/", { body: indexPage([0, 1]) });
		const stopping = new AbortController();
		outlet.pages.set("/news/1000", () => {
			stopping.abort();
			return { body: articlePage(0) };
		});
		outlet.pages.set("/news/1001", { body: articlePage(1) });
		const deps = createTestIngest(connection, clock);
		const source = testSource(`${outlet.address}/`, "index");
		const reports = [await checkSource(source, deps, stopping.signal), await checkSource(source, deps)];
		expect(reports.map(({ stored }) => stored.length)).toEqual([1, 1]);
	});
});

describe("asking again", () => {
	const conditional = (body: string, etag: string, more: Record<string, string> = {}) =>
		outlet.pages.set("/rss", (headers) => {
			const same = headers["if-none-match"] === etag;
			return { status: same ? 304 : 200, headers: { etag, ...more }, ...(same ? {} : { body }) };
		});

	it("is conditional, and an unchanged feed is no failure", async () => {
		conditional(feedOf([0]), '"v1"');
		const deps = createTestIngest(connection, clock);
		const source = testSource(`${outlet.address}/rss`, "feed");
		await checkSource(source, deps);
		const report = await checkSource(source, deps);
		expect(outlet.visits.at(-1)?.headers["if-none-match"]).toBe('"v1"');
		expect(report).toEqual({ stored: [], known: 0, skipped: [] });
		expect(await deps.health.get("city")).toMatchObject({ failures: 0, etag: '"v1"' });
	});

	it("does not carry the ETag of one location to another", async () => {
		conditional(feedOf([0]), '"v1"');
		outlet.pages.set("/moved", { body: feedOf([1]) });
		const deps = createTestIngest(connection, clock);
		await checkSource(testSource(`${outlet.address}/rss`, "feed"), deps);
		await checkSource(testSource(`${outlet.address}/moved`, "feed"), deps);
		expect(outlet.visits.at(-1)?.headers["if-none-match"]).toBeUndefined();
	});

	it.each([
		["ttl in the feed", "<ttl>60</ttl>", {}],
		["Cache-Control", "", { "cache-control": "max-age=3600" }],
	])("waits as long as %s asks for, also after an unchanged answer", async (_, channel, headers) => {
		conditional(feedOf([0], channel), '"v1"', headers);
		const deps = createTestIngest(connection, clock);
		const source = testSource(`${outlet.address}/rss`, "feed");
		for (const body of ["whole", "unchanged"]) {
			await checkSource(source, deps);
			const health = await deps.health.get(source.id);
			const due = [5, 59, 60].map((after) => isDue(source, health, clock.now + after * minutes));
			expect({ body, due }).toEqual({ body, due: [false, false, true] });
			clock.now += 60 * minutes;
		}
	});

	it("follows the timetable where the source asks for nothing, however late the last check was", async () => {
		outlet.pages.set("/rss", { body: feedOf([0]), headers: { "cache-control": "max-age=60" } });
		const deps = createTestIngest(connection, clock);
		const source = testSource(`${outlet.address}/rss`, "feed");
		await checkSource(source, deps);
		expect(isDue(source, await deps.health.get("city"), clock.now + 4 * minutes)).toBe(true);
	});

	it("is what the job leaves, which the timetable starts earlier", async () => {
		outlet.pages.set("/rss", { body: feedOf([0], "<ttl>60</ttl>") });
		const source = testSource(`${outlet.address}/rss`, "feed");
		const job = checkSourceJob(async () => source, createTestIngest(connection, clock));
		for (const wait of [0, 5, 60]) {
			clock.now += wait * minutes;
			await job.process({ sourceId: source.id }, new AbortController().signal);
		}
		expect(outlet.asked()).toHaveLength(2);
	});

	it("comes after Retry-After, else ever more slowly, and at once when the settings were changed", async () => {
		outlet.pages.set("/rss", { status: 503, headers: { "retry-after": "7200" } });
		const deps = createTestIngest(connection, clock);
		const source = testSource(`${outlet.address}/rss`, "feed");
		await checkSource(source, deps);
		const asked = await deps.health.get("city");
		expect([119, 120].map((after) => isDue(source, asked, clock.now + after * minutes))).toEqual([
			false,
			true,
		]);
		outlet.pages.set("/rss", { status: 500 });
		const waits = [];
		for (let failures = 2; failures <= 4; failures++) {
			await checkSource(source, deps);
			const health = await deps.health.get("city");
			waits.push((health?.nextCheckAt ?? 0) - clock.now);
			expect(isDue({ ...source, location: `${outlet.address}/mended` }, health, clock.now)).toBe(true);
		}
		for (const [nth, wait] of waits.entries()) {
			const doubled = source.every * 2 ** (nth + 2);
			expect(wait).toBeGreaterThanOrEqual(doubled * 0.9);
			expect(wait).toBeLessThanOrEqual(doubled * 1.1);
		}
		expect(new Set(waits.map((wait) => wait % source.every)).size).toBeGreaterThan(1);
	});
});
