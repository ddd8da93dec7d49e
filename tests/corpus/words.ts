import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { foldKey } from "../../src/arabic/fold.ts";
import { buildHashtag, findHashtags } from "../../src/arabic/hashtag.ts";
import { splitSentences } from "../../src/arabic/sentences.ts";
import { searchTerms, stemWord } from "../../src/arabic/stem.ts";
import type { Row } from "./dumps.ts";

type Result = readonly [set: string, measure: string, right: readonly boolean[], bar?: number];

/** Scores folding and stemming (Lucene's pairs). Stems have no bar: a search is as good with others. */
export async function scoreNormalisation(folder: string): Promise<Row[]> {
	type Gold = { normalize: Pair[]; stem: Pair[]; analyze: [string, string[]][] };
	const gold = await readJson<Gold>(folder, "normalisation/lucene_ar.json");
	const fold = gold.normalize.map(([text, wanted]) => foldKey(text) === foldKey(wanted));
	const stem = gold.stem.map(([text, wanted]) => stemWord(foldKey(text)) === foldKey(wanted));
	const terms = gold.analyze.map(([text, wanted]) => searchTerms(text).join(" ") === wanted.join(" "));
	return rows([
		["normalisation", "fold", fold, 1],
		["normalisation", "stem", stem],
		["normalisation", "terms", terms],
	]);
}

type Pair = [string, string];

/** Scores which hashtags a platform links in a text, and that the tag made of any line is one that it links whole. */
export async function scoreHashtags(folder: string): Promise<Row[]> {
	type Cases = { input: string; hashtags: string[] }[];
	const gold = await readJson<{ tdlib: Cases; twitter_text_arabic: Cases }>(
		folder,
		"hashtags/tdlib_and_twitter.json",
	);
	const arabic = gold.twitter_text_arabic.map(({ input, hashtags }) => ({
		input,
		hashtags: hashtags.map((tag) => `#${tag}`),
	}));
	const cases = [...gold.tdlib, ...arabic];
	const found = cases.map(({ input, hashtags }) => findHashtags(input).join() === hashtags.join());
	const made = cases.map(({ input }) => {
		const tag = buildHashtag(input);
		return tag === null ? !/\p{L}/u.test(input) : findHashtags(tag).join() === tag;
	});
	return rows([
		["hashtags", "found", found, 1],
		["hashtags", "made", made, 1],
	]);
}

/** Scores sentences against the golden rules; whether `:` and `،` end one does not count. */
export async function scoreSentences(folder: string): Promise<Row[]> {
	type Gold = { text: string; segments: string[] }[];
	const gold = await readJson<Gold>(folder, "sentence-segmentation/pragmatic_segmenter_ar.json");
	const right = gold.map(
		({ text, segments }) => joined(splitSentences(text)).join("\n") === joined(segments).join("\n"),
	);
	return rows([["sentences", "golden rules", right, 0.95]]);
}

function joined(sentences: readonly string[]): string[] {
	return sentences
		.join("\n")
		.replace(/([:،])\n/gu, "$1 ")
		.split("\n");
}

function rows(results: readonly Result[]): Row[] {
	return results.map(([set, measure, right, bar]) => ({
		set,
		n: right.length,
		measure,
		value: right.filter(Boolean).length / right.length,
		...(bar !== undefined && { bar }),
	}));
}

async function readJson<T>(folder: string, file: string): Promise<T> {
	return JSON.parse(await readFile(join(folder, file), "utf8")) as T;
}
