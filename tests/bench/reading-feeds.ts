import RssParser from "rss-parser";
import { built } from "./built.ts";
import { type GeneratedFeed, generateFeeds } from "./generated-feeds.ts";
import { measure } from "./measure.ts";

/** `ratio`: our time over theirs, medians of interleaved rounds in one run; `bar`: what it may be at most. */
export type Ratio = { name: string; ours: number; theirs: number; ratio: number; bar: number };

/**
 * Feed bytes → cleaned articles, against what `rss-parser` takes to parse the same bytes and do nothing else. The compiled
 * program is measured: what a loader makes of the sources is not what runs.
 */
export async function benchFeeds(rounds: number): Promise<Ratio[]> {
	const { readSource } =
		await built<typeof import("../../src/sources/read-source.ts")>("src/sources/read-source");
	const ours = ({ bytes }: GeneratedFeed) => {
		const result = readSource(bytes, { reference: Date.UTC(2026, 0, 1), timeZone: "Asia/Riyadh" });
		if (result.kind !== "articles" || result.articles.length < 20)
			throw new Error("bench: a feed was not read");
	};
	const theirs = async ({ bytes, encoding }: GeneratedFeed) => {
		const { items } = await new RssParser().parseString(new TextDecoder(encoding).decode(bytes));
		if (items.length < 20) throw new Error("bench: rss-parser did not read a feed");
	};
	const ratios: Ratio[] = [];
	for (const feed of generateFeeds()) {
		const contenders = [
			{ name: "ours", work: () => ours(feed) },
			{ name: "rss-parser", work: () => theirs(feed) },
		];
		const [mine = 0, other = 1] = (await measure(contenders, rounds)).values();
		const name = `feed (${feed.name}) → cleaned articles, beside rss-parser`;
		ratios.push({ name, ours: mine, theirs: other, ratio: mine / other, bar: 1 });
	}
	return ratios;
}
