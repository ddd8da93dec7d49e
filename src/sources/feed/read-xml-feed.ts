import { canonicalUrl } from "../canonical-url.ts";
import type { ReadOptions } from "../read-options.ts";
import type { RawFeed } from "./feed-item.ts";
import { readSitemap } from "./read-sitemap.ts";
import { baseOf, readXmlItem } from "./read-xml-item.ts";
import { buildXmlTree, textOf, type XmlNode } from "./xml-tree.ts";

/** More than any feed carries; an archive of everything is cut here, newest first as feeds are. */
const mostItems = 2_000;

/** RSS of every version, RDF, Atom 0.3 and 1.0, CDF, OPML and sitemaps, well-formed or not. A string is the reason why not. */
export function readXmlFeed(text: string, options: ReadOptions): RawFeed | string {
	const tree = buildXmlTree(text);
	if (tree.kind === "refused") return tree.reason;
	const all = descendants(tree.root);
	const top = all.find(({ name }) => Object.hasOwn(roots, name));
	const items = all.filter(({ name }) => name === "item" || name === "entry");
	if (top === undefined && items.length === 0) return "it holds neither a feed's root nor an item";
	if (top !== undefined && /urlset|sitemapindex/u.test(top.name)) return readSitemap(top, options);
	if (top?.name === "opml") return outlines(all);
	const head = all.find(({ name }) => name === "channel" || name === "feed") ?? top;
	const base = feedBase(head, options);
	const title = childText(head, "title");
	const ttlMs = head === undefined ? undefined : restFor(head);
	return {
		format: top === undefined ? "rss without a root" : (roots[top.name]?.(top) ?? top.name),
		...(title !== undefined && { title }),
		...(ttlMs !== undefined && { ttlMs }),
		items: items.slice(0, mostItems).map((item) => readXmlItem(item, options, base)),
		feeds: [],
		links: [],
	};
}

/** What the first element is called and which version it says it is. */
const roots: Readonly<Record<string, (node: XmlNode) => string>> = {
	rss: ({ attributes }) => `rss ${versionOf(attributes) ?? "2.0"}`,
	"rdf:rdf": () => "rss 1.0",
	feed: ({ attributes }) =>
		`atom ${versionOf(attributes) ?? (/purl\.org\/atom/u.test(attributes.xmlns ?? "") ? "0.3" : "1.0")}`,
	channel: ({ attributes }) => (attributes.href === undefined ? "rss without a root" : "cdf"),
	opml: () => "opml",
	urlset: () => "sitemap",
	sitemapindex: () => "sitemap index",
};

function versionOf({ version }: XmlNode["attributes"]): string | undefined {
	return version?.slice(0, 20);
}

/** Elements in document order; an item's own children are read by its reader. */
function descendants(root: XmlNode): readonly XmlNode[] {
	const found: XmlNode[] = [];
	const waiting: XmlNode[] = [root];
	for (let node = waiting.pop(); node !== undefined; node = waiting.pop()) {
		if (node !== root) found.push(node);
		if (node.name === "item" || node.name === "entry") continue;
		for (const child of [...node.children].reverse()) if (typeof child !== "string") waiting.push(child);
	}
	return found;
}

/** The document's address, or, where none is known, the site's own as the feed names it. */
function feedBase(head: XmlNode | undefined, options: ReadOptions): string | undefined {
	if (options.baseUrl !== undefined) return options.baseUrl;
	if (head === undefined) return undefined;
	const links = head.children
		.filter((child) => typeof child !== "string")
		.filter(({ name }) => name === "link");
	for (const link of links) {
		const address = link.attributes.rel === "self" ? undefined : (link.attributes.href ?? textOf(link));
		const url = address === undefined ? undefined : canonicalUrl(address, baseOf(link, undefined));
		if (url !== undefined) return url;
	}
	return undefined;
}

function childText(node: XmlNode | undefined, name: string): string | undefined {
	const child = node?.children.find((candidate) => typeof candidate !== "string" && candidate.name === name);
	const text = typeof child === "object" ? textOf(child).trim() : "";
	return text === "" ? undefined : text;
}

const hour = 3_600_000;
const periods: ReadonlyMap<string, number> = new Map([
	["hourly", hour],
	["daily", 24 * hour],
	["weekly", 7 * 24 * hour],
	["monthly", 30 * 24 * hour],
	["yearly", 365 * 24 * hour],
]);

/**
 * RSS 2.0 `ttl` is in minutes; RSS 1.0's syndication module says how often in a period. WordPress writes `hourly` into every
 * feed, whatever its site does: what the module says up to an hour is no wish.
 */
function restFor(head: XmlNode): number | undefined {
	const minutes = Number(childText(head, "ttl") ?? Number.NaN);
	if (minutes > 0) return Math.min(minutes, 7 * 24 * 60) * 60_000;
	const period = periods.get(childText(head, "sy:updateperiod")?.toLowerCase() ?? "");
	if (period === undefined) return undefined;
	const frequency = Number(childText(head, "sy:updatefrequency") ?? 1);
	const rest = Math.round(period / Math.max(1, frequency || 1));
	return rest > hour ? rest : undefined;
}

function outlines(all: readonly XmlNode[]): RawFeed {
	const named = all.filter(({ attributes }) => attributes.xmlurl !== undefined).slice(0, mostItems);
	const feeds = named.flatMap(({ attributes }) => canonicalUrl(attributes.xmlurl ?? "") ?? []);
	return { format: "opml", items: [], feeds: [...new Set(feeds)], links: [] };
}
