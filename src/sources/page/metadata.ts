import { cleanLine } from "../../arabic/clean.ts";
import { stripHtml } from "../../arabic/strip-html.ts";
import { canonicalUrl } from "../canonical-url.ts";
import { lineKey } from "../lead/words.ts";
import type { ReadOptions } from "../read-options.ts";
import { type JsonLd, readJsonLd } from "./json-ld.ts";
import type { PageOutline } from "./outline.ts";

/** What a page says of itself outside its visible text, most trusted first in each list (ARABIC §3, §8). */
export type Metadata = {
	/** Titles as written; the site's name may be part of them. */
	titles: readonly string[];
	siteNames: readonly string[];
	/** Dates as written; they may be Arabic text, and may lack a zone. */
	published: readonly string[];
	modified: readonly string[];
	descriptions: readonly string[];
	/** The page says that it is an article. */
	isArticle: boolean;
	/** The page says that it is something else: a list, a home page. */
	isOther: boolean;
	url?: string;
	image?: string;
	author?: string;
	categories: readonly string[];
	feeds: readonly string[];
};

/** JSON-LD, then Open Graph and other `meta`, then microdata and RDFa; the page's own `title` last. */
export function readMetadata(
	outline: PageOutline,
	scripts: readonly string[],
	options: ReadOptions,
): Metadata {
	const all = (names: readonly string[]) => names.flatMap((name) => first(outline.metas.get(name)));
	const own = (name: string) => [...first(outline.metas.get(name)), ...first(outline.properties.get(name))];
	const metaTitles = all(["og:title", "twitter:title"]);
	const ld = readJsonLd(scripts, metaTitles[0] ?? outline.title);
	const siteNames = readSiteNames(
		all(["og:site_name", "application-name", "al:android:app_name"]),
		ld,
		options,
	);
	const types = all(["og:type"]).join(" ").toLowerCase();
	const published = present([
		ld.datePublished,
		...all(publishedNames),
		...own("datepublished"),
		...own("datecreated"),
	]).slice(0, mostValues);
	const image = [...all(["og:image", "og:image:secure_url"]), ld.image, ...all(imageNames), ...own("image")];
	const url = readUrl(outline, all(["og:url"]), ld, options);
	return {
		titles: present([...metaTitles, ld.headline, ...own("headline"), outline.title]).map(plain),
		siteNames,
		published,
		modified: present([ld.dateModified, ...all(modifiedNames), ...own("datemodified")]).slice(0, mostValues),
		descriptions: present([...all(descriptionNames), ld.description]).map(plain),
		isArticle:
			ld.isArticle ||
			/article/u.test(types) ||
			/(?:article|blogposting)\b/u.test(outline.types) ||
			published.length > 0,
		isOther: /website|home/u.test(types) || ld.types.some((type) => listTypes.test(type)),
		categories: readCategories([
			...ld.section,
			...all(["article:section"]),
			...ld.keywords,
			...all(tagNames),
		]),
		feeds: readFeeds(outline, options),
		...optional("url", url),
		...optional("image", firstAddress(image, options)),
		...optional("author", readAuthor([...ld.authors, ...all(authorNames), ...own("author")], siteNames)),
	};
}

/** Of one name. Each is compared with headings, lines or other values; no page has as many. */
const mostValues = 20;

function first(values: readonly string[] = []): readonly string[] {
	return values.length > mostValues ? values.slice(0, mostValues) : values;
}

const publishedNames = [
	"article:published_time",
	"og:article:published_time",
	"og:published_time",
	"article:published",
	"article.published",
	"article:post_date",
	"parsely-pub-date",
	"sailthru.date",
	"cxenseparse:recs:publishtime",
	"cxenseparse:publishtime",
	"dc.date.issued",
	"dcterms.issued",
	"dcterms.created",
	"dc.date",
	"dc.date.created",
	"publish-date",
	"publish_date",
	"publishdate",
	"published_date",
	"published-date",
	"published_time",
	"pubdate",
	"originalpublicationdate",
	"rnews:datepublished",
	"dateposted",
	"date",
];
const modifiedNames = [
	"article:modified_time",
	"og:updated_time",
	"og:modified_time",
	"last-modified",
	"lastmod",
];
const descriptionNames = ["og:description", "description", "twitter:description"];
const imageNames = ["twitter:image", "twitter:image:src", "thumbnail", "sailthru.image.full"];
const authorNames = [
	"author",
	"article:author",
	"article:author_name",
	"dc.creator",
	"byl",
	"parsely-author",
];
const tagNames = ["article:tag", "news_keywords"];
const listTypes = /^(?:collectionpage|itemlist|searchresultspage|profilepage)$/u;
const mostCategories = 12;
const longestCategory = 60;

/** What is longer is no name of a site. */
const longestName = 200;

function readSiteNames(names: readonly string[], ld: JsonLd, options: ReadOptions): string[] {
	const given = options.siteName === undefined ? [] : [options.siteName];
	const labels = hostLabels(options.baseUrl);
	return [...new Set(present([...given, ...names, ld.publisher]).map(plain)), ...labels].filter(
		(name) => name !== "" && name.length <= longestName && !/^https?:/iu.test(name),
	);
}

/** `www.alkhabar.example` → `alkhabar.example`, `alkhabar`. */
function hostLabels(address: string | undefined): string[] {
	const host = /^https?:\/\/(?:www\.|m\.|ar\.|arabic\.)?([^/:?#]+)/iu.exec(address ?? "")?.[1];
	if (host === undefined) return [];
	const [label = ""] = host.split(".");
	return label.length > 2 ? [host, label] : [host];
}

/** The canonical address; one that names the site's root from within the site is a template's mistake. */
function readUrl(
	outline: PageOutline,
	openGraph: readonly string[],
	ld: JsonLd,
	options: ReadOptions,
): string | undefined {
	const canonical = outline.links.filter(({ rel }) => rel === "canonical").map(({ href }) => href);
	const deep = isDeep(options.baseUrl);
	for (const address of present([...canonical, ...openGraph, ld.url])) {
		const url = canonicalUrl(address, options.baseUrl);
		if (url !== undefined && (isDeep(url) || !deep)) return url;
	}
	return options.baseUrl === undefined ? undefined : canonicalUrl(options.baseUrl);
}

function isDeep(address: string | undefined): boolean {
	return address !== undefined && /^https?:\/\/[^/]+\/.*[^/]/iu.test(address);
}

function firstAddress(values: readonly (string | undefined)[], options: ReadOptions): string | undefined {
	for (const value of present(values)) {
		const url = canonicalUrl(value, options.baseUrl);
		if (url !== undefined) return url;
	}
	return undefined;
}

/** A person's name: no address, no site's name, not the word admin. */
function readAuthor(values: readonly string[], siteNames: readonly string[]): string | undefined {
	const sites = siteNames.map(lineKey);
	return values.map(plain).find((name) => {
		const key = lineKey(name);
		if (key === "" || name.length > 80 || /[/@_]|\.(?:com|net|org)/iu.test(name)) return false;
		return !sites.includes(key) && !sites.includes(key.replaceAll(" ", "")) && !noAuthor.test(key);
	});
}

const noAuthor =
	/^(?:(?:developed|powered|designed) by\b.*|admin\w*|administrator|editor|user|null|undefined|none|guest|\d+)$/u;

function readCategories(values: readonly string[]): string[] {
	const seen = new Map<string, string>();
	for (const words of values) {
		for (const written of plain(words).split(/[,،;؛]/u)) {
			const word = written.trim();
			const key = word.length > longestCategory ? "" : lineKey(word);
			if (key !== "" && !seen.has(key)) seen.set(key, word);
			if (seen.size === mostCategories) return [...seen.values()];
		}
	}
	return [...seen.values()];
}

function readFeeds(outline: PageOutline, options: ReadOptions): string[] {
	const feeds = outline.links
		.filter(({ rel, type }) => /\balternate\b/u.test(rel) && feedTypes.test(type.trim()))
		.flatMap(({ href }) => canonicalUrl(href, options.baseUrl) ?? []);
	return [...new Set(feeds)].filter((feed) => !noNews.test(feed));
}

const feedTypes = /^(?:application\/(?:rss|atom|rdf)\+xml|application\/feed\+json)\b/iu;
/** Not the news itself: a feed of comments, or WordPress' description of its editors' interface. */
const noNews = /\/comments\/|comments?\/feed|\/wp-json\/|oembed|opensearch/iu;

/** Display text: what stands in attributes and JSON is often escaped once more. */
function plain(value: string): string {
	const text = value.slice(0, longestValue);
	return cleanLine(/[&<]/u.test(text) ? stripHtml(text) : text);
}

const longestValue = 2_000;

function present(values: readonly (string | undefined)[]): string[] {
	return values.filter((value): value is string => value !== undefined && value.trim() !== "");
}

function optional<K extends string>(key: K, value: string | undefined): { [key in K]?: string } {
	return value === undefined ? {} : ({ [key]: value } as { [key in K]?: string });
}
