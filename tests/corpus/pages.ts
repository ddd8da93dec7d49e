import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { parsePage } from "../../src/sources/page.ts";
import { comparable, sameLead, sameText } from "./compare.ts";
import type { Miss, Row } from "./dumps.ts";

/** Scores the HTML pages below the corpus folder; `misses` takes what went wrong. The bar is all pages but one. */
export async function scorePages(folder: string, misses: Miss[] = []): Promise<Row[]> {
	const set = join(folder, "arabic-html-pages");
	const gold = JSON.parse(await readFile(join(set, "gold.json"), "utf8")) as readonly Wanted[];
	for (const wanted of gold) {
		const html = await readFile(join(set, wanted.file), "utf8");
		const result = parsePage(html, { reference: Date.now(), timeZone: wanted.tz, baseUrl: wanted.url });
		const article = result.kind === "articles" ? result.articles[0] : undefined;
		const miss = (measure: string, got: string | undefined, right: string) =>
			misses.push({ file: wanted.file, measure, got, wanted: right });
		if (!sameText(article?.headline ?? "", wanted.headline)) {
			miss("headline", article?.headline, wanted.headline);
		}
		if (article?.publishedDate !== wanted.date) miss("date", article?.publishedDate, wanted.date);
		if (!isLead(article?.lead ?? "", wanted)) miss("lead", article?.lead, wanted.lead_paragraph);
	}
	return ["headline", "date", "lead"].map((measure) => ({
		set: "html pages",
		n: gold.length,
		measure,
		value: 1 - misses.filter((miss) => miss.measure === measure).length / gold.length,
		bar: (gold.length - 1) / gold.length,
	}));
}

type Wanted = {
	file: string;
	url: string;
	tz: string;
	date: string;
	headline: string;
	lead_starts_with: string;
	lead_paragraph: string;
};

function isLead(lead: string, wanted: Wanted): boolean {
	return (
		sameLead(lead, wanted.lead_paragraph) && comparable(lead).includes(comparable(wanted.lead_starts_with))
	);
}
