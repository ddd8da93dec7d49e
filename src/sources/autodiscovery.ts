import { Parser } from "htmlparser2";
import { canonicalUrl } from "./canonical-url.ts";

const feedTypes =
	/^(?:application\/(?:rss|atom|rdf)\+xml|application\/feed\+json|application\/json|application\/xml|text\/xml)\b/iu;
/** Not the news itself: a feed of comments, or WordPress' description of its editors' interface. */
const others = /\/comments\/|comments?\/feed|\/wp-json\/|oembed|opensearch/iu;
const most = 20;

/**
 * The feeds that a page names by `<link rel="alternate">`, in its order, resolved by `<base>` and the page's address.
 * Feeds of comments are left out.
 */
export function findFeeds(html: string, baseUrl?: string): readonly string[] {
	const found = new Set<string>();
	let base = baseUrl;
	const parser = new Parser({
		onopentag(name, attributes) {
			if (name === "base" && attributes.href !== undefined)
				base = canonicalUrl(attributes.href, baseUrl) ?? base;
			const url = name === "link" ? feedOf(attributes, base) : undefined;
			if (url !== undefined) found.add(url);
			// The links are in the head; a page's body is long.
			if (name === "body" && found.size > 0) parser.pause();
		},
	});
	parser.write(html.slice(0, 500_000));
	return [...found].slice(0, most);
}

function feedOf(
	{ rel = "", type = "", href = "" }: Record<string, string>,
	base: string | undefined,
): string | undefined {
	if (!/\balternate\b/iu.test(rel) || !feedTypes.test(type.trim())) return undefined;
	const url = canonicalUrl(href, base);
	return url === undefined || others.test(url) ? undefined : url;
}
