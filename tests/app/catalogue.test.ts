import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { checkAddedSources } from "../../jobs/check-added-sources.ts";
import { requireConfig } from "../../src/app/config/config.ts";
import { type Core, openCore } from "../../src/app/core.ts";
import { addedSourceId } from "../../src/app/sources/added-source-id.ts";
import { addSource, createBringing } from "../../src/app/sources/bring-sources.ts";
import { dropUnused } from "../../src/app/sources/drop-unused.ts";
import { silentLog } from "../../src/domain/log.ts";
import type { FoundSource, Source } from "../../src/domain/source.ts";
import { keys } from "../../src/store/redis/keys.ts";
import { startRedis, type TestRedis } from "../support/redis.ts";

const agency: Source = {
	...{ id: "agency", name: "الوكالة", location: "https://agency.example/rss.xml", kind: "feed" },
	...{ timeZone: "Asia/Amman", every: 300_000, topics: [] },
};
const reader = { platform: "telegram", id: "77", name: "ليلى", language: "ar" };
const hour = 3_600_000;
const day = 24 * hour;

let redis: TestRedis;
let here: Core;
let elsewhere: Core;
/** What the clock of `here` is ahead. */
let ahead = 0;

beforeAll(async () => {
	redis = await startRedis();
	const config = requireConfig({
		...{ REDIS_URL: redis.url, BARQIYA_SOURCES: "none.yaml", SOURCES_PER_PERSON: "2" },
		BARQIYA_OWNER: "telegram:1",
	});
	const opened = await openCore({ ...config, sources: [agency] }, silentLog);
	here = { ...opened, clock: { ...opened.clock, now: () => opened.clock.now() + ahead } };
	elsewhere = await openCore({ ...config, sources: [] }, silentLog);
});
beforeEach(async () => {
	ahead = 0;
	await here.connection.redis.flushall();
});
afterAll(async () => {
	await Promise.all([here.stop(), elsewhere.stop()]);
	await redis.stop();
});

const found = (path: string): FoundSource => ({
	...{ location: `https://city.example/${path}`, kind: "feed", name: "جريدة المدينة", topics: [] },
});
const bring = (path: string, by = reader) => createBringing(here).add(found(path), "Asia/Beirut", by);
const ids = async (core: Core) => (await core.catalogue.all()).map(({ id }) => id);
const cityId = addedSourceId("https://city.example/rss");

async function subscribe(address: string, sources: readonly string[]) {
	const { id } = await here.channels.register("telegram", address, {
		...{ addressKind: "private", title: "ليلى", zone: "Asia/Beirut", createdAt: 0 },
	});
	const wish = { id: "s", sources, topics: [], include: [], exclude: [], minimumImportance: 0 };
	await here.channels.update(id, (now) => ({ ...now, subscriptions: [wish] }));
	return id;
}

describe("a source that somebody brings", () => {
	it("is known to every process at once, with the name and the zone that it was given", async () => {
		expect(await ids(elsewhere)).toEqual([]);
		expect(await bring("rss")).toEqual({
			kind: "brought",
			source: { id: cityId, name: "جريدة المدينة" },
			isNew: true,
		});
		expect(await elsewhere.catalogue.find(cityId)).toMatchObject({
			...{ timeZone: "Asia/Beirut", onlyByName: true, addedBy: { platform: "telegram", id: "77" } },
		});
		expect(await ids(here)).toEqual(["agency", cityId]);
	});

	it("is one, however its address is spelled and whoever brings it", async () => {
		await bring("rss");
		const other = { ...reader, id: "78" };
		expect(await bring("rss/?utm_source=x#top", other)).toMatchObject({
			...{ source: { id: cityId }, isNew: false },
		});
		expect(await ids(elsewhere)).toEqual([cityId]);
	});

	it("is the operator's where the file lists its address, also for who subscribed to it before", async () => {
		const spelled = { ...found("rss"), location: "http://www.agency.example/rss.xml" };
		const brought = await createBringing(elsewhere).add(spelled, "Asia/Beirut", reader);
		const id = addedSourceId(agency.location);
		expect(brought).toMatchObject({ source: { id } });
		expect(await ids(here)).toEqual(["agency"]);
		expect((await here.catalogue.find(id))?.id).toBe("agency");
		expect(await createBringing(here).add(spelled, "Asia/Beirut", reader)).toMatchObject({
			source: { id: "agency" },
		});
	});

	it("counts for who brought it, and not for who has the right to more", async () => {
		expect([(await bring("1")).kind, (await bring("2")).kind]).toEqual(["brought", "brought"]);
		expect(await bring("3")).toEqual({ kind: "too-many" });
		expect((await bring("2")).kind).toBe("brought");
		const owner = { ...reader, id: "1" };
		for (const path of ["4", "5", "6"]) expect((await bring(path, owner)).kind).toBe("brought");
		expect(await ids(elsewhere)).toHaveLength(5);
	});

	it("is one of so many that there may be of everybody, and an editor's above that", async () => {
		const options = { ...here.config.options, SOURCES_BROUGHT: 2 };
		const bringing = createBringing({ ...here, config: { ...here.config, options } });
		const by = (id: string) => ({ ...reader, id });
		const add = (path: string, who: string) => bringing.add(found(path), "Asia/Beirut", by(who));
		expect([(await add("1", "77")).kind, await bringing.room(by("78"))]).toEqual(["brought", 1]);
		expect((await add("2", "78")).kind).toBe("brought");
		expect([await add("3", "79"), await bringing.room(by("79"))]).toEqual([{ kind: "full" }, 0]);
		expect([(await add("2", "79")).kind, (await add("3", "1")).kind]).toEqual(["brought", "brought"]);
	});

	it("is in the audit log, without what in its address may be a key", async () => {
		await bring("rss?key=secret");
		const [record] = await here.audit.read({ limit: 5 });
		expect(record).toMatchObject({
			...{ area: "sources", action: "source.add", outcome: "done", who: { id: "77" } },
			after: "جريدة المدينة: https://city.example/rss",
		});
	});
});

describe("its checks", () => {
	it("are asked for at once and then at its interval, by whichever process, and never of the file's", async () => {
		await bring("rss");
		const asked: string[] = [];
		const queue = {
			add: async (_: string, { sourceId }: { sourceId?: string }) => void asked.push(sourceId ?? ""),
		};
		const routines = [here, elsewhere].map((core) =>
			checkAddedSources(
				{ ...core, findSource: core.catalogue.find, now: here.clock.now },
				queue as unknown as Parameters<typeof checkAddedSources>[1],
			),
		);
		for (const passed of [0, 1, 299_000, 2_000]) {
			ahead += passed;
			for (const routine of routines) await routine.run();
		}
		expect(asked).toEqual([cityId, cityId]);
	});
});

describe("a source that no channel subscribes to by name any more", () => {
	const dueIds = () => here.addedSources.due(here.clock.now() + day, 10);

	it("is not read any more, is dropped after a week, and does not count any more", async () => {
		await bring("rss");
		await dropUnused(here);
		expect(await dueIds()).toEqual([cityId]);
		ahead += 2 * hour;
		await dropUnused(here);
		expect(await dueIds()).toEqual([]);
		expect(await ids(here)).toContain(cityId);
		ahead += 8 * day;
		await dropUnused(here);
		expect(await ids(elsewhere)).toEqual([]);
		expect((await here.audit.read({ limit: 1 }))[0]).toMatchObject({
			...{ action: "source.remove", object: `source ${cityId}`, reason: "nobody subscribes to it" },
		});
		expect([(await bring("1")).kind, (await bring("2")).kind]).toEqual(["brought", "brought"]);
	});

	it("is kept while a channel cannot be read: it may be that one's", async () => {
		await bring("rss");
		await subscribe("77", [cityId]);
		const channels = keys.channels("telegram", 0);
		const json = (await here.connection.redis.hget(channels, "0")) ?? "";
		await here.connection.redis.hset(channels, "0", JSON.stringify({ ...JSON.parse(json), look: "newer" }));
		ahead += 8 * day;
		await expect(dropUnused(here)).rejects.toThrow("store: channel telegram-0");
		expect(await dueIds()).toEqual([cityId]);
	});

	it("is read again as soon as somebody brings it anew, or subscribes to it", async () => {
		await bring("rss");
		ahead += 2 * hour;
		await dropUnused(here);
		await bring("rss", { ...reader, id: "78" });
		expect(await dueIds()).toEqual([cityId]);
		ahead += 2 * hour;
		await dropUnused(here);
		expect(await dueIds()).toEqual([]);
		await subscribe("77", [cityId]);
		await dropUnused(here);
		expect(await dueIds()).toEqual([cityId]);
	});

	it("is kept for a channel that may come back", async () => {
		await bring("rss");
		const id = await subscribe("77", [cityId]);
		await here.channels.update(id, (now) => ({
			...now,
			state: { kind: "gone", reason: "blocked", since: 0 },
		}));
		for (const passed of [2 * hour, 30 * day, 30 * day]) {
			ahead += passed;
			await dropUnused(here);
		}
		expect([await dueIds(), await ids(here)]).toEqual([[], ["agency", cityId]]);
	});

	it("stays where the operator added it for everybody", async () => {
		const by = { platform: "cli", id: "op", name: "op", role: "owner" } as const;
		await addSource(found("rss"), "Asia/Amman", { by, onlyByName: false }, here);
		for (const passed of [2 * hour, 30 * day]) {
			ahead += passed;
			await dropUnused(here);
		}
		expect(await dueIds()).toEqual([cityId]);
	});
});
