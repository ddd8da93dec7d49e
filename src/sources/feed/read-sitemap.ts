import { canonicalUrl } from "../canonical-url.ts";
import type { ReadOptions } from "../read-options.ts";
import { readFeedDate } from "./feed-date.ts";
import type { RawFeed, RawItem } from "./feed-item.ts";
import { findImage } from "./find-image.ts";
import { readMarkup } from "./markup.ts";
import { textOf, type XmlNode } from "./xml-tree.ts";

/** As many as of a page that lists articles: a sitemap may name 50,000, years of them. */
const mostLinks = 200;
/** No sitemap may have more (https://www.sitemaps.org/protocol.html). */
const mostEntries = 50_000;
/** Twice as many as a sitemap of news may have. */
const mostItems = 2_000;
/** Characters of a date, which is W3C's. */
const longestDate = 40;

/**
 * A sitemap. Entries of the news extension have a title and a date and are items; plain ones are links to pages; an index
 * names other sitemaps, which are given as feeds. Links and feeds are the latest, the latest first, as on a page.
 */
export function readSitemap(root: XmlNode, options: ReadOptions): RawFeed {
	const named = elements(root).filter(({ name }) => name === "url" || name === "sitemap");
	const entries = named.slice(0, mostEntries).map((entry) => readEntry(entry, options));
	const isIndex = root.name === "sitemapindex";
	const untitled = newestLinks(
		entries.filter(({ title }) => title === undefined),
		options,
	);
	return {
		format: isIndex ? "sitemap index" : "sitemap",
		items: isIndex ? [] : newestItems(entries).map((entry) => readItem(entry, options)),
		feeds: isIndex ? untitled : [],
		links: isIndex ? [] : untitled,
	};
}

/** An entry, as far as it must be known to choose the latest: of very many only those are read to the end. */
type Entry = {
	fields: readonly XmlNode[];
	find(name: string): XmlNode | undefined;
	title: RawItem["title"];
	date: RawItem["date"];
};

function readEntry(entry: XmlNode, options: ReadOptions): Entry {
	const fields = elements(entry);
	const news = fields.filter(({ name }) => name === "news:news").flatMap(elements);
	const find = (name: string) =>
		news.find((field) => field.name === name) ?? fields.find((field) => field.name === name);
	const title = find("news:title");
	const written = text(find("news:publication_date") ?? find("lastmod")).trim();
	return {
		fields,
		find,
		title: title === undefined ? undefined : readMarkup(title, "text"),
		date: written.length > longestDate ? undefined : readFeedDate(written, options),
	};
}

function newestFirst(entries: readonly Entry[]): readonly Entry[] {
	return entries.toSorted((a, b) => (b.date?.instant ?? 0) - (a.date?.instant ?? 0));
}

function newestLinks(entries: readonly Entry[], options: ReadOptions): readonly string[] {
	const links: string[] = [];
	for (const entry of newestFirst(entries)) {
		const link = linkOf(entry, options);
		if (link !== undefined) links.push(link);
		if (links.length === mostLinks) break;
	}
	return links;
}

/** In the sitemap's own order. */
function newestItems(entries: readonly Entry[]): readonly Entry[] {
	const titled = entries.filter(({ title }) => title !== undefined);
	const newest = new Set(newestFirst(titled).slice(0, mostItems));
	return titled.filter((entry) => newest.has(entry));
}

function linkOf({ find }: Entry, options: ReadOptions): string | undefined {
	return canonicalUrl(text(find("loc")), options.baseUrl);
}

function readItem(entry: Entry, options: ReadOptions): RawItem {
	return {
		title: entry.title,
		link: linkOf(entry, options),
		guid: undefined,
		date: entry.date,
		summary: undefined,
		content: undefined,
		image: findImage(entry.fields, [undefined, undefined], options.baseUrl),
		author: undefined,
		categories: text(entry.find("news:keywords"))
			.split(/[,،]/u)
			.map((word) => word.trim())
			.filter((word) => word !== ""),
	};
}

function elements(node: XmlNode): readonly XmlNode[] {
	return node.children.filter((child) => typeof child !== "string");
}

function text(node: XmlNode | undefined): string {
	return node === undefined ? "" : textOf(node);
}
