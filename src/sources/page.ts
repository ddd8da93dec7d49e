import { cleanLine } from "../arabic/clean.ts";
import { detectLanguage } from "../arabic/language.ts";
import type { ArticleDraft, SkipReason } from "../domain/article.ts";
import { findArticleLinks } from "./index-page.ts";
import { findLead } from "./lead.ts";
import { findPageBody, type PageBody, readSelectedBody } from "./page/body.ts";
import { findPageDate, type PageDate } from "./page/date.ts";
import { readDateLine } from "./page/date-line.ts";
import { type PageDocument, type PageNode, parsePageDocument, rootsOf } from "./page/dom.ts";
import { findPageHeadline } from "./page/headline.ts";
import { readPageMarkup } from "./page/markup.ts";
import { type Metadata, readMetadata } from "./page/metadata.ts";
import { type PageOutline, readPageOutline } from "./page/outline.ts";
import { isArticlePage } from "./page/verdict.ts";
import type { ReadOptions, ReadResult } from "./read-options.ts";

/** Characters of a page as it came; the heaviest news pages have three millions. */
const longestPage = 8_000_000;
/** Of a page without scripts and drawings the heaviest have one million characters, twenty thousand tags. */
const mostMarkup = { characters: 2_000_000, tags: 60_000, entities: 150_000 };
/** Of a story; what is behind them is none of it. */
const mostLines = 3_000;
/** Browsers themselves nest no deeper. */
const deepestPage = 512;

/**
 * Reads a news page: one article, or the reason why there is none (`not-an-article`, with the addresses of the articles
 * that the page lists; `no-headline`, `no-body`, `empty`, `too-large`, `unreadable`). Its own data are trusted before
 * what it shows (ARABIC §3, §8); a source's selectors before both. Never throws.
 */
export function parsePage(html: string, options: ReadOptions): ReadResult {
	if (html.length > longestPage) {
		return skipped("too-large", `page: ${html.length} characters, over ${longestPage}`);
	}
	const { html: markup, jsonLd, tags, entities } = readPageMarkup(html);
	const size = { characters: markup.length, tags, entities };
	for (const part of ["characters", "tags", "entities"] as const) {
		if (size[part] <= mostMarkup[part]) continue;
		return skipped("too-large", `page: ${size[part]} ${part} besides scripts, over ${mostMarkup[part]}`);
	}
	if (markup.trim() === "") return skipped("empty", "page: no text");
	const document = parsePageDocument(markup);
	const outline = readPageOutline(...rootsOf(document));
	if (outline.depth > deepestPage) {
		return skipped("unreadable", `page: elements nested ${outline.depth} deep, over ${deepestPage}`);
	}
	const metadata = readMetadata(outline, jsonLd, options);
	return readPage({
		document,
		outline,
		tags,
		metadata,
		options,
		links: linkFinder(document, markup, metadata, options),
	});
}

type Page = {
	document: PageDocument;
	outline: PageOutline;
	tags: number;
	metadata: Metadata;
	options: ReadOptions;
	/** The articles that the page lists, found when first asked for. */
	links: () => readonly string[];
};

/** Looking at all links costs: it is done before the body takes the page apart only where it will likely be needed. */
function linkFinder(document: PageDocument, markup: string, metadata: Metadata, options: ReadOptions) {
	if (metadata.isArticle) return () => findArticleLinks(markup, options);
	const links = findArticleLinks(document, options);
	return () => links;
}

function readPage(page: Page): ReadResult {
	const { document, outline, metadata, options } = page;
	const selected = readSelected(document, options);
	const found = findPageHeadline(outline, metadata);
	const headline = selected.headline ?? found?.headline;
	const date = selected.date ?? findPageDate(outline, metadata, found?.line, options);
	const body =
		selected.body ?? findPageBody(document, outline, page.tags, found ?? { headline: "", line: undefined });
	const none = (reason: SkipReason, detail: string) =>
		skipped(reason, detail, { feeds: metadata.feeds, links: page.links(), ...titleOf(page) });
	if (headline === undefined) {
		return none(page.links().length > 5 ? "not-an-article" : "no-headline", "page: no headline");
	}
	const article = buildArticle(page, headline, body, date, selected.lead);
	if (!isArticlePage(article, { metadata, outline, body, headline: found, date, options })) {
		return none("not-an-article", `page: "${headline}" lists articles or is none`);
	}
	if (article.lead === "") return none("no-body", `page: no text below the headline "${headline}"`);
	return {
		kind: "articles",
		format: "page",
		articles: [article],
		skipped: [],
		feeds: metadata.feeds,
		links: [],
	};
}

/** The site as it calls itself; what its host is called says less than the page's own title. */
function titleOf({ metadata, options }: Page): { title?: string } {
	const [site] = metadata.siteNames;
	const isNamed = site !== undefined && options.baseUrl?.includes(site) !== true;
	const title = isNamed ? site : metadata.titles[0];
	return title === undefined || title === "" ? {} : { title };
}

type Selected = { headline?: string; date?: PageDate; lead?: string; body?: PageBody };

/** What the source's own selectors find; one that finds nothing, or is no selector, is as if not given. */
function readSelected(document: PageDocument, options: ReadOptions): Selected {
	const { selectors = {} } = options;
	const headline = cleanLine(textOf(first(document, selectors.headline)));
	const lead = cleanLine(textOf(first(document, selectors.lead)));
	const dated = first(document, selectors.date);
	const when = dated?.getAttribute("datetime") ?? dated?.getAttribute("content") ?? dated?.textContent ?? "";
	const date = readDateLine(when.replace(/\s+/gu, " ").trim(), options);
	const body = readSelectedBody(all(document, selectors.body));
	return {
		...(headline === "" ? {} : { headline }),
		...(lead === "" ? {} : { lead }),
		...(date === undefined ? {} : { date }),
		...(body.lines.length === 0 ? {} : { body }),
	};
}

/** More is stored of neither. */
const longestSelected = 5_000;

function textOf(element: PageNode | undefined): string {
	return (element?.textContent ?? "").slice(0, longestSelected);
}

function first(document: PageDocument, selector: string | undefined) {
	return all(document, selector)[0];
}

function all(document: PageDocument, selector: string | undefined) {
	if (selector === undefined || selector.trim() === "") return [];
	try {
		return [...document.querySelectorAll(selector)];
	} catch {
		return [];
	}
}

function buildArticle(
	{ metadata, options }: Page,
	headline: string,
	page: PageBody,
	date: PageDate | undefined,
	selectedLead: string | undefined,
): ArticleDraft {
	const [siteName] = metadata.siteNames;
	const [description] = metadata.descriptions;
	const lines = page.lines.slice(0, mostLines).filter((line) => readDateLine(line, options)?.alone !== true);
	const { lead, body, caption, author } = findLead(lines, {
		headline,
		...(siteName === undefined ? {} : { siteName }),
		...(page.caption === undefined ? {} : { caption: page.caption }),
		...(description === undefined ? {} : { description }),
	});
	const { url, image } = metadata;
	const by = metadata.author ?? author;
	const picture = page.caption ?? caption;
	return {
		headline,
		lead: selectedLead ?? lead,
		body: body.join("\n"),
		categories: metadata.categories,
		language: detectLanguage([headline, ...body].join("\n")),
		...(url === undefined ? {} : { url }),
		...(image === undefined ? {} : { image }),
		...(picture === undefined ? {} : { caption: picture }),
		...(by === undefined ? {} : { author: by }),
		...(date === undefined
			? {}
			: { publishedAt: date.instant, publishedDate: date.date, datePrecision: date.precision }),
	};
}

function skipped(
	reason: SkipReason,
	detail: string,
	found: { feeds: readonly string[]; links: readonly string[]; title?: string } = { feeds: [], links: [] },
): ReadResult {
	return { kind: "articles", format: "page", articles: [], skipped: [{ reason, detail }], ...found };
}
