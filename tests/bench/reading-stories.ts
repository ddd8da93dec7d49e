import type { Article } from "../../src/domain/article.ts";
import { silentLog } from "../../src/domain/log.ts";
import { startRedis } from "../support/redis.ts";
import { built } from "./built.ts";
import { median } from "./measure.ts";
import { makeArticle } from "./news.ts";

const { findStory } = await built<typeof import("../../src/ingest/find-story.ts")>("src/ingest/find-story");
const { createArticleStore } =
	await built<typeof import("../../src/store/news/articles.ts")>("src/store/news/articles");
const { createConnection } = await built<typeof import("../../src/store/redis/connection.ts")>(
	"src/store/redis/connection",
);

const windows = [1_000, 10_000, 100_000];
const rounds = 400;
/** Numbers of articles that stand in no window. */
const fresh = 1_000_000;

/**
 * What it costs to find an article's story and store it, while the window holds a thousand, ten and a hundred thousand
 * others: a real Redis for each. Every other article repeats one of the window.
 */
export async function measureStories() {
	const opened = await Promise.all(windows.map(openWindow));
	const times = new Map(windows.map((size) => [size, [] as number[]]));
	for (let round = -20; round < rounds; round++) {
		for (const { size, store } of round % 2 === 0 ? opened : opened.toReversed()) {
			const one = probe(round + 20, size);
			const before = performance.now();
			const { article } = await store.put(one, [], () => findStory(one));
			const took = performance.now() - before;
			if (round < 0) continue;
			times.get(size)?.push(took);
			if ((round % 2 === 0) !== (article.repeats !== undefined)) {
				throw new Error(`bench: in a window of ${size} article ${round} was not told rightly`);
			}
		}
	}
	const memory = await Promise.all(opened.map(({ usedBytes }) => usedBytes()));
	for (const { stop } of opened) await stop();
	const first = median(times.get(windows[0] ?? 0) ?? []);
	return windows.slice(1).map((size, nth) => {
		const took = median(times.get(size) ?? []);
		const perArticle = ((memory[nth + 1] ?? 0) / size / 1024).toFixed(1);
		return {
			what: `a story in a window of ${size} articles, beside one of ${windows[0]} (${perArticle} KB of Redis an article)`,
			ours: `${took.toFixed(3)} ms`,
			beside: `${first.toFixed(3)} ms`,
			ratio: took / first,
			bar: 1.5,
		};
	});
}

async function openWindow(size: number) {
	const server = await startRedis();
	const connection = createConnection(server.url, { log: silentLog });
	const store = createArticleStore(connection);
	const atOnce = 64;
	for (let from = 0; from < size; from += atOnce) {
		const numbers = Array.from({ length: Math.min(atOnce, size - from) }, (_, nth) => from + nth);
		await Promise.all(
			numbers.map((number) => {
				const one = build(`w${number}`, number);
				return store.put(one, [], () => findStory(one));
			}),
		);
	}
	return {
		size,
		store,
		usedBytes: async () => Number(/used_memory:(\d+)/.exec(await connection.redis.info("memory"))?.[1]),
		async stop() {
			await connection.stop();
			await server.stop();
		},
	};
}

function probe(round: number, size: number): Article {
	return round % 2 === 0
		? build(`p${round}`, (round * 7919) % size, "نقلا عن الوكالات")
		: build(`p${round}`, fresh + round);
}

function build(id: string, number: number, after = ""): Article {
	const { headline, paragraphs } = makeArticle(number);
	const body = [...paragraphs, after].join("\n");
	return {
		id: id.padEnd(16, "."),
		sourceId: "bench",
		sourceName: "وكالة الساحل",
		headline,
		lead: paragraphs[0] ?? "",
		body,
		publishedAt: Date.UTC(2024, 4, 6),
		publishedDate: "2024-05-06",
		datePrecision: "instant",
		categories: [],
		language: "ar",
		storyId: id,
		revision: 1,
		firstSeenAt: Date.UTC(2024, 4, 6),
	};
}
