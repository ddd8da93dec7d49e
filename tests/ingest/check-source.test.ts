import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { explainDelivery } from "../../src/delivery/explain.ts";
import { silentLog } from "../../src/domain/log.ts";
import type { Source } from "../../src/domain/source.ts";
import { checkSource } from "../../src/ingest/check-source.ts";
import type { IngestDeps } from "../../src/ingest/ingest-deps.ts";
import { readSource } from "../../src/sources/read-source.ts";
import { createChannelStore } from "../../src/store/channels/channels.ts";
import { createLedger } from "../../src/store/delivery/ledger.ts";
import { createPostStore } from "../../src/store/delivery/posts.ts";
import { type Announcement, createArticleStore } from "../../src/store/news/articles.ts";
import { createPassedLinkStore } from "../../src/store/news/passed-links.ts";
import { createSourceHealthStore } from "../../src/store/news/sources.ts";
import { type Connection, createConnection } from "../../src/store/redis/connection.ts";
import { startRedis, type TestRedis } from "../support/redis.ts";

const now = Date.UTC(2024, 4, 6, 12);
const wire =
	"أعلنت هيئة الأرصاد صباح اليوم أن العاصفة ستبلغ الساحل الشمالي مساء الغد وأنها ستكون مصحوبة برياح شديدة وأمطار غزيرة. وطلبت الهيئة من الصيادين ألا يخرجوا إلى البحر قبل نهاية الأسبوع، ومن سكان الأودية أن ينتقلوا إلى أماكن مرتفعة حتى يزول الخطر.";

let server: TestRedis;
let connection: Connection;
let announced: Announcement[];

beforeAll(async () => {
	server = await startRedis();
	connection = createConnection(server.url, { log: silentLog });
});
beforeEach(async () => {
	await connection.redis.flushdb();
	announced = [];
});
afterAll(async () => {
	await connection.stop();
	await server.stop();
});

const source = (id: string): Source => ({
	id,
	name: `وكالة ${id}`,
	location: `http://${id}.example/feed`,
	kind: "feed",
	timeZone: "Asia/Amman",
	every: 60_000,
	topics: [],
});

function deps(feeds: Record<string, string>, announce?: IngestDeps["announce"]): IngestDeps {
	return {
		firstPosts: 10,
		web: {
			load: async (location) => ({
				kind: "fetched",
				bytes: Buffer.from(feeds[location] ?? ""),
				finalUrl: location,
			}),
			refusal: async () => undefined,
		},
		passedLinks: createPassedLinkStore(connection),
		read: async (bytes, options) => readSource(bytes, options),
		articles: createArticleStore(connection),
		health: createSourceHealthStore(connection),
		announce: announce ?? (async (one) => void announced.push(one)),
		now: () => now,
		log: silentLog,
	};
}

const feed = (...items: [headline: string, path: string][]) =>
	`<rss version="2.0"><channel><title>ت</title>${items.map(([headline, path]) => `<item><title>${headline}</title><link>${path}</link><pubDate>Mon, 06 May 2024 09:00:00 GMT</pubDate><description>${wire}</description></item>`).join("")}</channel></rss>`;

describe("checking sources that carry the same copy", () => {
	const feeds = {
		"http://one.example/feed": feed(["عاصفة تقترب من الساحل", "/1"]),
		"http://two.example/feed": feed(["تحذير من رياح شديدة", "/2"]),
	};

	it("announces both, and the second as a repetition, which explain can tell", async () => {
		const first = await checkSource(source("one"), deps(feeds));
		const second = await checkSource(source("two"), deps(feeds));
		const [one, two] = [first.stored[0], second.stored[0]];
		expect(announced.map(({ articleId }) => articleId)).toEqual([one?.id, two?.id]);
		expect(two).toMatchObject({ storyId: one?.id, repeats: one?.id });
		const channels = createChannelStore(connection);
		const place = { addressKind: "channel", title: "ق", zone: "Asia/Amman", createdAt: now };
		const { id } = await channels.register("telegram", "-1001", place);
		const steps = await explainDelivery(two?.id ?? "", id, {
			articles: createArticleStore(connection),
			channels,
			posts: createPostStore(connection),
			ledger: createLedger(connection),
			sources: [source("one"), source("two")],
			now: () => now,
		});
		expect(steps[1]).toMatchObject({ kind: "repeats", articleId: one?.id });
	});

	it("keeps everything as it is when the same is checked again", async () => {
		for (const id of ["one", "two", "one", "two"]) await checkSource(source(id), deps(feeds));
		expect(announced).toHaveLength(2);
	});

	it("loses no announcement when it dies between storing and announcing", async () => {
		const dies = deps(feeds, async () => {
			throw new Error("died");
		});
		await expect(checkSource(source("one"), dies)).rejects.toThrow("died");
		const again = await checkSource(source("one"), deps(feeds));
		const later = await checkSource(source("two"), deps(feeds));
		expect(again).toMatchObject({ known: 1, stored: [] });
		const waiting = await dies.articles.toAnnounce();
		const [two] = later.stored;
		expect(new Set(waiting.map(({ articleId }) => articleId))).toEqual(new Set([two?.repeats, two?.id]));
	});

	it("makes one repetition of two copies that are read at the same moment", async () => {
		const reports = await Promise.all(["one", "two"].map((id) => checkSource(source(id), deps(feeds))));
		expect(announced).toHaveLength(2);
		expect(reports.flatMap(({ stored }) => stored).filter(({ repeats }) => repeats)).toHaveLength(1);
	});
});
