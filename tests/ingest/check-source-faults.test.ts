import { gzipSync } from "node:zlib";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { silentLog } from "../../src/domain/log.ts";
import { checkSource } from "../../src/ingest/check-source.ts";
import { planArticle } from "../../src/planning/plan-article.ts";
import { createChannelStore } from "../../src/store/channels/channels.ts";
import { createDigestStore } from "../../src/store/channels/digests.ts";
import { createLedger } from "../../src/store/delivery/ledger.ts";
import { createPostStore } from "../../src/store/delivery/posts.ts";
import { type Connection, createConnection } from "../../src/store/redis/connection.ts";
import { startRedis, type TestRedis } from "../support/redis.ts";
import {
	type Answer,
	createTestIngest,
	feedOf,
	headline,
	indexPage,
	lead,
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

const english =
	"The city library will open its doors again on Sunday after two years of repairs, its director said, and the first hundred visitors will be given a book.";
const foreignFeed = `<rss version="2.0"><channel><title>City</title><item><title>The library opens again on Sunday</title><link>http://city.example/en/1</link><description>${english}</description></item></channel></rss>`;
const persian =
	"<p>شهردار گفت که کتابخانهٔ مرکزی پس از دو سال بازسازی دوباره گشوده می‌شود و گروه پژوهشگران در آنجا کار خواهند کرد.</p>";

describe("a source with something wrong", () => {
	const cases: [what: string, answer: Answer, code: string][] = [
		["an answer that is no feed", { body: "<html><body>Bad gateway</body></html>" }, "BQ_SOURCE_UNREADABLE"],
		["an empty answer", { body: "" }, "BQ_SOURCE_UNREADABLE"],
		["more than ten megabytes", { body: Buffer.alloc(10 * 1024 * 1024 + 1, 32) }, "BQ_SOURCE_TOO_LARGE"],
		[
			"more than ten megabytes once unpacked",
			{ headers: { "content-encoding": "gzip" }, body: gzipSync(Buffer.alloc(11 * 1024 * 1024, 32)) },
			"BQ_SOURCE_TOO_LARGE",
		],
		["no answer in time", { never: true }, "BQ_SOURCE_TOO_SLOW"],
		["English texts", { body: foreignFeed }, "BQ_SOURCE_NOT_ARABIC"],
		[
			"Persian texts",
			{
				body: foreignFeed
					.replace(english, persian)
					.replace(/The library[^<]*/, "گشایش دوبارهٔ کتابخانهٔ مرکزی"),
			},
			"BQ_SOURCE_NOT_ARABIC",
		],
		[
			"items that tell nothing",
			{ body: `<rss version="2.0"><channel><item><author>a</author></item></channel></rss>` },
			"BQ_SOURCE_EMPTY",
		],
		["an error", { status: 500 }, "BQ_SOURCE_UNREACHABLE"],
		["a refusal", { status: 403 }, "BQ_SOURCE_REFUSED"],
	];

	it.each(cases)(
		"(%s) has the reason on it and is tried later, and another is read",
		async (_, answer, code) => {
			outlet.pages.set("/bad", answer).set("/good", { body: feedOf([0]) });
			const deps = createTestIngest(connection, clock, { timeoutMs: 1_500 });
			const bad = testSource(`${outlet.address}/bad`, "feed", "bad");
			const [report, good] = await Promise.all([
				checkSource(bad, deps),
				checkSource(testSource(`${outlet.address}/good`, "feed", "good"), deps),
			]);
			expect(report).toMatchObject({ stored: [], problem: { code } });
			expect(good.stored).toHaveLength(1);
			const health = await deps.health.get("bad");
			expect(health).toMatchObject({ failures: 1, problem: { code } });
			expect(health?.nextCheckAt).toBeGreaterThan(start + bad.every);
		},
	);

	it("(a page with neither article nor links) has the reason on it", async () => {
		outlet.pages.set("/", { body: indexPage([]) });
		const deps = createTestIngest(connection, clock);
		const report = await checkSource(testSource(`${outlet.address}/`, "auto"), deps);
		expect(report.problem?.code).toBe("BQ_SOURCE_EMPTY");
	});

	it("(a feed without items) is noted and asked as often as ever: news may come", async () => {
		outlet.pages.set("/rss", { body: feedOf([]), headers: { etag: '"empty"' } });
		const deps = createTestIngest(connection, clock);
		const source = testSource(`${outlet.address}/rss`, "feed");
		await checkSource(source, deps);
		expect(await deps.health.get("city")).toMatchObject({
			failures: 0,
			problem: { code: "BQ_SOURCE_EMPTY" },
			nextCheckAt: start + source.every,
		});
		outlet.pages.set("/rss", { body: feedOf([0]) });
		await checkSource(source, deps);
		expect(await deps.health.get("city")).not.toHaveProperty("problem");
	});

	it("is well again after one good check", async () => {
		outlet.pages.set("/rss", { status: 500 });
		const deps = createTestIngest(connection, clock);
		const source = testSource(`${outlet.address}/rss`, "feed");
		for (let failure = 0; failure < 3; failure++) await checkSource(source, deps);
		outlet.pages.set("/rss", { body: feedOf([0]) });
		await checkSource(source, deps);
		const health = await deps.health.get("city");
		expect(health).toMatchObject({ failures: 0, nextCheckAt: start + source.every });
		expect(health).not.toHaveProperty("problem");
	});
});

describe("an article that its source changed", () => {
	it("is a new revision with its first time, and is posted once", async () => {
		const undated = (text: string) =>
			feedOf([0])
				.replace(/<pubDate>.*?<\/pubDate>/, "")
				.replace(headline(0), text);
		outlet.pages.set("/rss", { body: undated(headline(0)) });
		const deps = createTestIngest(connection, clock);
		const source = testSource(`${outlet.address}/rss`, "feed");
		const channels = createChannelStore(connection);
		const subscription = { id: "s", sources: [], topics: [], include: [], exclude: [], minimumImportance: 0 };
		await channels.register("telegram", "-1001", {
			addressKind: "channel",
			title: "ق",
			zone: "Asia/Amman",
			createdAt: start,
			subscriptions: [subscription],
		});
		const plan = async () => {
			const { articleId = "" } = deps.announced.at(-1) ?? {};
			const article = await deps.articles.get(articleId);
			if (article === undefined) throw new Error("nothing was announced");
			return planArticle(article, source, clock.now, {
				articles: deps.articles,
				channels,
				posts: createPostStore(connection),
				ledger: createLedger(connection),
				digests: createDigestStore(connection),
				platforms: ["telegram"],
				wake: async () => {},
			});
		};
		const [first] = (await checkSource(source, deps)).stored;
		const posted = await plan();
		clock.now += 3600_000;
		outlet.pages.set("/rss", { body: undated(`${headline(0)} (تصحيح)`) });
		const [revised] = (await checkSource(source, deps)).stored;
		const again = await plan();
		expect(revised).toEqual({ ...first, headline: `${headline(0)} (تصحيح)`, revision: 2 });
		expect([posted.added, again.added, again.post.id]).toEqual([1, 0, posted.post.id]);
	});

	it("is not revised by another source that tells it otherwise", async () => {
		outlet.pages
			.set("/one", { body: feedOf([0]) })
			.set("/two", { body: feedOf([0]).replace(lead(0), lead(0).split("،")[0] ?? "") });
		const deps = createTestIngest(connection, clock);
		for (const id of ["one", "two", "one", "two"])
			await checkSource(testSource(`${outlet.address}/${id}`, "feed", id), deps);
		const [article] = await deps.articles.latest(9);
		expect(article).toMatchObject({ sourceId: "one", lead: lead(0) });
		// Once more for those who want the other source.
		expect(deps.announced.map(({ revision }) => revision)).toEqual([1, 2]);
	});

	it("is not mixed up with others where a feed sends every item to one page", async () => {
		const feed = feedOf([0, 1, 2]).replace(/<link>.*?<\/link>/g, "<link>http://city.example/live</link>");
		outlet.pages.set("/rss", { body: feed });
		const deps = createTestIngest(connection, clock);
		const source = testSource(`${outlet.address}/rss`, "feed");
		const reports = [await checkSource(source, deps), await checkSource(source, deps)];
		expect(reports.map(({ stored, known }) => [stored.length, known])).toEqual([
			[3, 0],
			[0, 3],
		]);
	});

	it.each([
		["with identities of their own", '<guid isPermaLink="false">$1</guid>'],
		["without", ""],
	])("is the same whatever else leads to its page at the time (items %s)", async (_, guid) => {
		const deps = { ...createTestIngest(connection, clock), firstPosts: 0 };
		const source = testSource(`${outlet.address}/rss`, "feed");
		const news = (nth: number) => [headline(nth), 1, nth === 0];
		const check = async (...numbers: readonly number[]) => {
			const feed = feedOf(numbers).replace(
				/<link>http:\/\/city.example\/news\/(\d)<\/link>/g,
				`<link>http://city.example/live</link>${guid}`,
			);
			outlet.pages.set("/rss", { body: feed });
			const { stored } = await checkSource(source, deps);
			return stored.map((article) => [article.headline, article.revision, article.backlog ?? false]);
		};
		const checks = [];
		for (const numbers of [[0], [1, 0], [1], [2, 1], [0], [2, 1, 0]]) checks.push(await check(...numbers));
		expect(checks).toEqual([[news(0)], [news(1)], [], [news(2)], [], []]);
		const all = await deps.articles.latest(9);
		expect(all.map((article) => [article.headline, article.revision, article.backlog ?? false])).toEqual(
			[2, 1, 0].map(news),
		);
	});
});
