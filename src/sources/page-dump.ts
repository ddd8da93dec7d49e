import { cleanText } from "../arabic/clean.ts";
import { detectLanguage } from "../arabic/language.ts";
import type { ArticleDraft, Skip } from "../domain/article.ts";
import { findLead } from "./lead.ts";
import { readDateLine } from "./page/date-line.ts";
import { stripSiteName } from "./page/headline.ts";
import { findDumpDate } from "./page-dump/date.ts";
import { type DumpHeadline, type DumpLine, dumpLine, findDumpHeadline } from "./page-dump/headline.ts";
import { splitSingleLine } from "./page-dump/single-line.ts";
import type { ReadOptions, ReadResult } from "./read-options.ts";

/** A person copies no more than this from one page; longer input is an archive or a mistake. */
const longestDump = 500_000;
const mostLines = 5_000;

/**
 * Reads plain text that was copied from a news page: one article, or the reason why there is none (`empty`,
 * `no-headline`, `no-body`, `too-large`). Never throws.
 */
export function parsePageDump(text: string, options: ReadOptions): ReadResult {
	if (text.length > longestDump) {
		return skipped("too-large", `page dump: ${text.length} characters, over ${longestDump}`);
	}
	const lines = readLines(text, options);
	if (lines.length > mostLines) {
		return skipped("too-large", `page dump: ${lines.length} lines, over ${mostLines}`);
	}
	if (lines.length === 0) return skipped("empty", "page dump: no text");
	const found = findDumpHeadline(lines);
	if (found === undefined) return skipped("no-headline", "page dump: no line before the text is a headline");
	const article = buildArticle(lines, found, options);
	if (article.lead === "")
		return skipped("no-body", `page dump: no text after the headline "${article.headline.slice(0, 200)}"`);
	return { kind: "articles", format: "page dump", articles: [article], skipped: [], feeds: [], links: [] };
}

function readLines(text: string, options: ReadOptions): DumpLine[] {
	const lines = cleanText(text.replace(/[\f\v]/gu, "\n"))
		.split("\n")
		.map((line) => line.trim())
		.filter((line) => line !== "");
	const parts = lines.length === 1 ? splitSingleLine(lines[0] ?? "", options) : lines;
	return parts.map((line) => dumpLine(line, readDateLine(line, options)?.alone ?? false));
}

function buildArticle(lines: readonly DumpLine[], found: DumpHeadline, options: ReadOptions): ArticleDraft {
	const headline = stripSiteName(found.headline, options.siteName ?? "");
	const story = lines.slice(found.index + 1).filter(({ role }) => role !== "dated");
	const { lead, body, caption, author } = findLead(
		story.map(({ text }) => text),
		{ headline, ...(options.siteName === undefined ? {} : { siteName: options.siteName }) },
	);
	const date = findDumpDate(lines, found, options);
	return {
		headline,
		lead,
		body: body.join("\n"),
		categories: [],
		language: detectLanguage([headline, ...body].join("\n")),
		...(date === undefined
			? {}
			: { publishedAt: date.instant, publishedDate: date.date, datePrecision: date.precision }),
		...(caption === undefined ? {} : { caption }),
		...(author === undefined ? {} : { author }),
	};
}

function skipped(reason: Skip["reason"], detail: string): ReadResult {
	return {
		kind: "articles",
		format: "page dump",
		articles: [],
		skipped: [{ reason, detail }],
		feeds: [],
		links: [],
	};
}
