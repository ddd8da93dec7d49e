import { canonicalUrl } from "../canonical-url.ts";
import type { ReadOptions } from "../read-options.ts";
import { readFeedDate } from "./feed-date.ts";
import type { RawFeed, RawItem } from "./feed-item.ts";
import { findImage } from "./find-image.ts";
import { readMarkup } from "./markup.ts";
import { textOf, type XmlNode } from "./xml-tree.ts";

/** As many as of a page that lists articles: a sitemap may name 50,000, years of them. */
const mostLinks = 200;

/**
 * A sitemap. Entries of the news extension have a title and a date and are items; plain ones are links to pages; an index
 * names other sitemaps, which are given as feeds. Links and feeds are the latest, the latest first, as on a page.
 */
export function readSitemap(root: XmlNode, options: ReadOptions): RawFeed {
	const entries = elements(root).filter(({ name }) => name === "url" || name === "sitemap");
	const read = entries.map((entry) => readEntry(entry, options));
	const isIndex = root.name === "sitemapindex";
	const untitled = read
		.toSorted((a, b) => (b.date?.instant ?? 0) - (a.date?.instant ?? 0))
		.flatMap(({ title, link }) => (title === undefined && link !== undefined ? [link] : []))
		.slice(0, mostLinks);
	return {
		format: isIndex ? "sitemap index" : "sitemap",
		items: isIndex ? [] : read.filter(({ title }) => title !== undefined),
		feeds: isIndex ? untitled : [],
		links: isIndex ? [] : untitled,
	};
}

function readEntry(entry: XmlNode, options: ReadOptions): RawItem {
	const fields = elements(entry);
	const news = fields.filter(({ name }) => name === "news:news").flatMap(elements);
	const find = (name: string) => [...news, ...fields].find((field) => field.name === name);
	const title = find("news:title");
	const markup = title === undefined ? undefined : readMarkup(title, "text");
	const link = canonicalUrl(text(find("loc")), options.baseUrl);
	const date = readFeedDate(text(find("news:publication_date") ?? find("lastmod")), options);
	const image = findImage(fields, [undefined, undefined], options.baseUrl);
	return {
		title: markup,
		link,
		guid: undefined,
		date,
		summary: undefined,
		content: undefined,
		image,
		author: undefined,
		categories: text(find("news:keywords"))
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
