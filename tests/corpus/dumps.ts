import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { parsePageDump } from "../../src/sources/page-dump.ts";
import { sameLead, sameText } from "./compare.ts";

/** One line of the table that the corpus is scored in; `value` is a share of `n`. */
export type Row = { set: string; n: number; measure: string; value: number; bar?: number };

/** What a dump was read as beside what was wanted, where the two differ. */
export type Miss = { file: string; measure: string; got: string | undefined; wanted: string };

/** Scores the page dumps below the corpus folder; `misses` takes what went wrong. */
export async function scoreDumps(folder: string, misses: Miss[] = []): Promise<Row[]> {
	const set = join(folder, "arabic-page-dumps-generated");
	const gold = JSON.parse(await readFile(join(set, "gold.json"), "utf8")) as readonly Wanted[];
	for (const wanted of gold) {
		const text = await readFile(join(set, wanted.file), "utf8");
		const result = parsePageDump(text, { reference: Date.now(), timeZone: "Africa/Cairo" });
		const article = result.kind === "articles" ? result.articles[0] : undefined;
		for (const { measure, got, right } of [
			{ measure: "headline", got: article?.headline, right: sameText },
			{ measure: "date", got: article?.publishedDate, right: sameText },
			{ measure: "lead", got: article?.lead, right: sameLead },
		] as const) {
			if (got === undefined || !right(got, wanted[measure])) {
				misses.push({ file: wanted.file, measure, got, wanted: wanted[measure] });
			}
		}
	}
	return Object.entries({ headline: 0.98, date: 0.99, lead: 0.995 }).map(([measure, bar]) => ({
		set: "page dumps",
		n: gold.length,
		measure,
		value: 1 - misses.filter((miss) => miss.measure === measure).length / gold.length,
		bar,
	}));
}

type Wanted = { file: string; headline: string; date: string; lead: string };
