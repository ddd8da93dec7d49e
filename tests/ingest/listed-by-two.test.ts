import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { foldKey } from "../../src/arabic/fold.ts";
import { writeExplanation } from "../../src/cli/write-explanation.ts";
import { explainDelivery } from "../../src/delivery/explain.ts";
import type { Schedule } from "../../src/domain/channel.ts";
import type { Source } from "../../src/domain/source.ts";
import { checkSource } from "../../src/ingest/check-source.ts";
import { planAnnounced } from "../../src/planning/plan-announced.ts";
import { type Newsroom, openNewsroom } from "../planning/newsroom.ts";
import { useRedis } from "../support/use-redis.ts";
import {
	articlePage,
	createTestIngest,
	feedOf,
	headline,
	indexPage,
	type Outlet,
	startOutlet,
	type TestIngest,
	testSource,
} from "./outlet.ts";

const atOnce: Schedule = { kind: "at-once" };
const hour = 3600_000;

const redis = useRedis();
let room: Newsroom;
let outlet: Outlet;
let deps: TestIngest;
let all: Source;
let sport: Source;
beforeEach(async () => {
	room = openNewsroom(redis.url, "2024-05-06T12:00Z");
	outlet = await startOutlet(room.clock);
	deps = createTestIngest(room.connection, room.clock);
	all = testSource(`${outlet.address}/all.xml`, "feed", "all");
	sport = { ...testSource(`${outlet.address}/sport.xml`, "feed", "sport"), topics: ["رياضة"] };
	room.deps.findSource = async (id) => [all, sport].find((source) => source.id === id);
});
afterEach(async () => {
	await outlet.stop();
	await room.connection.redis.flushall();
	await room.stop();
});

/** Puts these articles into the source's feed and checks it. */
const tell = (source: Source, ...numbers: readonly number[]) => {
	outlet.pages.set(new URL(source.location).pathname, { body: feedOf(numbers) });
	return checkSource(source, deps);
};
/** Plans what was announced since the last call. */
const plan = async () => {
	for (const announcement of deps.announced.splice(0)) await planAnnounced(announcement, room.deps);
};
const news = (...numbers: readonly number[]) => numbers.map((nth) => [headline(nth)]);

describe("an article that two sources list under one address", () => {
	it("reaches who wants the second source or its topic, and nobody twice", async () => {
		const [ofAll, ofSport, ofTopic, ofBoth] = [
			await room.addChannel(atOnce, { wish: { sources: ["all"] } }),
			await room.addChannel(atOnce, { wish: { sources: ["sport"] } }),
			await room.addChannel(atOnce, { wish: { topics: ["رياضه"] } }),
			await room.addChannel(atOnce),
		];
		await tell(all, 0);
		await tell(sport, 0);
		await plan();
		await tell(all, 0, 1);
		await plan();
		const report = await tell(sport, 0, 1);
		await plan();
		expect(report).toMatchObject({ stored: [], known: 2 });
		for (const channel of [ofAll, ofSport, ofTopic, ofBoth])
			expect(await room.planned(channel)).toEqual(news(0, 1));
		expect(await deps.articles.toAnnounce()).toEqual([]);
		const [article] = await deps.articles.latest(1);
		const why = await explainDelivery(article?.id ?? "", ofTopic.id, { ...room.deps, sources: [all, sport] });
		expect(why.find(({ kind }) => kind === "wanted")).toMatchObject({ ok: true });
		expect(why.map((step) => writeExplanation(step)).join("\n")).not.toContain("undefined");
	});

	it("reaches them from an index page, and when the planner had begun before it was listed there", async () => {
		const index = { ...sport, location: `${outlet.address}/`, kind: "index" as const };
		outlet.pages.set("/", { body: indexPage([0]) }).set("/news/1000", { body: articlePage(0) });
		const ofSport = await room.addChannel(atOnce, { wish: { sources: ["sport"] } });
		await checkSource(index, deps);
		await plan();
		outlet.pages.set("/all.xml", {
			body: feedOf([1]).replace("http://city.example/news/1", `${outlet.address}/news/1001`),
		});
		await checkSource(all, deps);
		const [begun] = deps.announced;
		if (begun === undefined) throw new Error("nothing was announced");
		outlet.pages.set("/", { body: indexPage([0, 1]) });
		await checkSource(index, deps);
		// What a planner does that read the article before.
		await deps.articles.announced(begun);
		await plan();
		expect(await room.planned(ofSport)).toEqual(news(0, 1));
	});

	it("is posted when the second tells it as news, though it was there before the first was", async () => {
		deps.firstPosts = 0;
		const ofSport = await room.addChannel(atOnce, { wish: { sources: ["sport"] } });
		await tell(sport, 0);
		await tell(all, 0, 1, 2);
		await plan();
		expect(await room.planned(ofSport)).toEqual([]);
		await tell(sport, 0, 1);
		await plan();
		expect(await room.planned(ofSport)).toEqual(news(1));
		expect((await deps.articles.latest(9)).map(({ backlog }) => backlog ?? false).sort()).toEqual([
			false,
			true,
			true,
		]);
	});

	it("is not posted for a source that had it before it was added, or that lists it half a day later", async () => {
		const ofSport = await room.addChannel(atOnce, { wish: { sources: ["sport"] } });
		await tell(all, 0, 1, 2, 3);
		deps.firstPosts = 1;
		await tell(sport, 0, 1, 2);
		await plan();
		expect(await room.planned(ofSport)).toEqual(news(2));
		room.clock.now += 12 * hour;
		await tell(sport, 0, 1, 2, 3);
		await plan();
		expect(await room.planned(ofSport)).toEqual(news(2));
	});

	it("is found under the topics of both by readers who ask, also where nobody was sent it for the second", async () => {
		const asked = async () =>
			(await deps.articles.latest(9, foldKey("رياضة"))).map((article) => article.headline);
		deps.firstPosts = 0;
		await tell(all, 0, 1);
		expect(await asked()).toEqual([]);
		await tell(sport, 0);
		expect(await asked()).toEqual([headline(0)]);
		await tell(sport, 0, 1);
		expect((await asked()).toSorted()).toEqual([headline(0), headline(1)].toSorted());
		expect(await deps.articles.topics()).toContainEqual({ key: foldKey("رياضة"), name: "رياضة" });
	});

	it("is noted once: what is listed again and again costs nothing more", async () => {
		await tell(all, 0, 1, 2);
		await tell(sport, 0, 1, 2);
		expect(deps.announced).toHaveLength(6);
		const { noteListing } = deps.articles;
		let notes = 0;
		deps.articles.noteListing = (...given) => {
			notes++;
			return noteListing(...given);
		};
		for (const source of [all, sport, all, sport]) await tell(source, 0, 1, 2);
		expect([notes, deps.announced.length]).toEqual([0, 6]);
	});
});
