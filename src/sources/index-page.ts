import { canonicalUrl } from "./canonical-url.ts";
import { countWords } from "./lead/line-role.ts";
import { beginningOf, type PageDocument, type PageNode, parsePageDocument } from "./page/dom.ts";
import type { ReadOptions } from "./read-options.ts";

/** Fewer words are a section's name or `المزيد`. */
const fewestWords = 4;
const mostLinks = 200;
/** Different addresses that are weighed; the fullest front pages have a few hundred. */
const mostAddresses = 5_000;
/** Characters of a link's text; the blanks of its markup count. */
const longestText = 5_000;

/**
 * The addresses of the articles that a page lists, in its order, each once: links of the same site whose text is as
 * long as a headline and whose path looks like an article's. `page` is HTML or a parsed page. With
 * `selectors.links` exactly what that selector names, of the same site or not.
 */
export function findArticleLinks(
	page: string | PageDocument,
	options: Pick<ReadOptions, "baseUrl" | "selectors">,
): string[] {
	const document = typeof page === "string" ? parsePageDocument(page) : page;
	const chosen = options.selectors?.links;
	const texts = new Map<string, string>();
	for (const link of select(document, chosen ?? "a")) {
		if (chosen === undefined && isAround(link)) continue;
		const url = canonicalUrl(link.getAttribute("href") ?? "", options.baseUrl);
		if (url === undefined) continue;
		const text = beginningOf(link, longestText).trim();
		const known = texts.get(url);
		if (known === undefined && texts.size === mostAddresses) continue;
		if (known === undefined || known.length < text.length) texts.set(url, text);
	}
	const { baseUrl } = options;
	const lister = baseUrl === undefined ? undefined : { site: siteOf(baseUrl), path: pathOf(baseUrl) };
	const own = [...texts].filter(([url, text]) => chosen !== undefined || isArticleLink(url, text, lister));
	return own.map(([url]) => url).slice(0, mostLinks);
}

function select(document: PageDocument, selector: string) {
	try {
		return [...document.querySelectorAll(selector)];
	} catch {
		return [];
	}
}

/** In a menu or a footer. Few levels are looked at: what is nested deeper is not of the page's frame. */
function isAround(link: PageNode): boolean {
	let node = link.parentNode;
	for (let level = 0; node !== null && level < 12; level += 1) {
		if (node.localName === "nav" || node.localName === "footer") return true;
		node = node.parentNode;
	}
	return false;
}

function isArticleLink(
	url: string,
	text: string,
	lister: { site: string; path: string } | undefined,
): boolean {
	if (countWords(text) < fewestWords || (lister !== undefined && siteOf(url) !== lister.site)) return false;
	const path = pathOf(url);
	if (path === (lister?.path ?? "") || path.length < 4 || otherPaths.test(path)) return false;
	return (
		/\d{3,}/u.test(path) ||
		path.split(/[-_]|%d8|[^\p{L}\p{N}%]/u).length > 4 ||
		/[?&](?:id|p|art|news)\w*=\d+/iu.test(url)
	);
}

const otherPaths =
	/\/(?:tags?|category|categories|section|sections|author|authors|search|login|register|about|contact|privacy|terms|rss|feed)(?:\/|$)|\.(?:jpe?g|png|gif|webp|pdf|mp[34]|zip)$/iu;

/** The host without `www.`, `m.` and the like. */
function siteOf(address: string): string {
	return (/^https?:\/\/(?:www\.|m\.|amp\.|mobile\.)?([^/:?#]+)/iu.exec(address)?.[1] ?? "").toLowerCase();
}

function pathOf(address: string): string {
	return decode(/^https?:\/\/[^/]+([^?#]*)/iu.exec(address)?.[1] ?? "");
}

function decode(path: string): string {
	try {
		return decodeURI(path);
	} catch {
		return path;
	}
}
