export type Detected = { kind: "feed"; format: "xml" | "json" } | { kind: "page" } | { kind: "text" };

/**
 * What a text is, by its first element and not by its header, which lies too often (`text/html` for feeds is common).
 * Junk, comments and a DOCTYPE before the first element do not count.
 */
export function detect(text: string): Detected {
	const start = text.slice(0, 20_000).trimStart();
	if (/^[{[]/u.test(start)) {
		const isFeed = /"items"\s*:\s*\[/u.test(text) || /jsonfeed\.org\/version/u.test(start);
		return isFeed ? { kind: "feed", format: "json" } : { kind: "text" };
	}
	const first = firstElement.exec(start)?.[1]?.toLowerCase() ?? "";
	if (feedRoots.has(first)) return { kind: "feed", format: "xml" };
	let fragment = false;
	for (const { 1: name = "", index } of withoutProlog(start).matchAll(/<\/?([a-z][\w.:-]*)/giu)) {
		const local = name.toLowerCase().replace(/^.*:/u, "");
		if (feedRoots.has(local)) return { kind: "feed", format: "xml" };
		if (pageRoots.has(local)) return { kind: "page" };
		fragment ||= pageTags.has(local);
		// A program's warning before a feed is a few words of HTML; what goes on is a page without its root.
		if (fragment && index > longestWarning) break;
	}
	if (fragment) return { kind: "page" };
	return hasItem(start) ? { kind: "feed", format: "xml" } : { kind: "text" };
}

/** A title or a link not far behind the beginning of an item. */
function hasItem(start: string): boolean {
	let item = Number.NEGATIVE_INFINITY;
	for (const { 1: isItem, index } of start.matchAll(/<(?:(item|entry)|title|link)[\s>]/giu)) {
		if (isItem !== undefined) item = index;
		else if (index - item < longestField) return true;
	}
	return false;
}

/** Characters of what an item may begin with before its title. */
const longestField = 5_000;

/** Most feeds begin so, and need no more than this look. */
const firstElement = /^(?:<\?xml[^<>?]{0,200}\?>)?\s*<([a-z]+)[\s>]/iu;
const longestWarning = 2_000;
const feedRoots = new Set([
	"rss",
	"feed",
	"rdf",
	"channel",
	"urlset",
	"sitemapindex",
	"opml",
	"item",
	"entry",
]);
const pageRoots = new Set(["html", "head", "body", "meta"]);
const pageTags = new Set(
	"div p article section main table ul ol h1 h2 h3 span a img br script style header nav form iframe".split(
		" ",
	),
);

/** Comments may hold anything, a sample of a feed too. */
function withoutProlog(text: string): string {
	return text
		.replace(/<!--[\s\S]*?(?:-->|$)/gu, " ")
		.replace(/<\?[\s\S]*?(?:\?>|$)/gu, " ")
		.replace(/<!DOCTYPE[^>[]{0,500}(?:\[[\s\S]{0,2000}?\]\s{0,20})?>/giu, " ");
}
