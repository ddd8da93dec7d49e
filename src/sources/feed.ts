import type { ArticleDraft, Skip } from "../domain/article.ts";
import type { Instant } from "../domain/time.ts";
import { buildFeedArticle } from "./feed/build-feed-article.ts";
import type { RawFeed } from "./feed/feed-item.ts";
import { plainLine, plainText } from "./feed/markup.ts";
import { readJsonFeed } from "./feed/read-json-feed.ts";
import { readXmlFeed } from "./feed/read-xml-feed.ts";
import type { ReadOptions, ReadResult } from "./read-options.ts";

/**
 * The articles of a feed: RSS 0.9x, 1.0 and 2.0, RDF, Atom 0.3 and 1.0, CDF, JSON Feed, sitemaps with news; OPML and
 * sitemap indexes give `feeds`. Text only comes out, and addresses are http(s) only, so nothing that a feed smuggles in
 * survives. Never throws.
 *
 * One reader of our own on htmlparser2 takes well-formed and ill-formed XML alike. A library for the first and a reader
 * for the second would be two opinions on the same feed, and feedsmith, the best of the libraries, knows neither
 * `xml:base` nor which element wins where a feed mixes vocabularies; `tests/corpus/feeds.ts` measures both.
 */
export function parseFeed(text: string, options: ReadOptions): ReadResult {
	const feed = readRawFeed(text, options);
	if (typeof feed === "string") {
		return { kind: "unreadable", code: "BQ_SOURCE_UNREADABLE", message: `feed: ${feed}` };
	}
	const siteName = options.siteName ?? nameOf(feed);
	const articles: ArticleDraft[] = [];
	const skipped: Skip[] = [];
	const findTwin = createTwinFinder();
	let quotes = 0;
	for (const [nth, item] of feed.items.entries()) {
		if (quotes > mostQuotes) {
			const left = `more than ${mostQuotes} quotation marks in it: ${feed.items.length - nth} items are not read`;
			skipped.push({ reason: "too-large", detail: `feed: ${left}` });
			break;
		}
		const article = buildFeedArticle(item, siteName);
		quotes += countQuotes(article);
		const twin = "headline" in article ? findTwin(article) : undefined;
		if (!("headline" in article)) skipped.push(article);
		else if (twin !== undefined) {
			skipped.push({
				reason: "duplicate-in-source",
				detail: `the feed has it twice (${twin.slice(0, 200)})`,
				item: article,
			});
		} else articles.push(article);
	}
	const { format, feeds, links, ttlMs } = feed;
	const title = plainLine(feed.title ?? "");
	return {
		...{ kind: "articles", format, articles, skipped, feeds, links },
		...(title !== "" && { title }),
		...(ttlMs !== undefined && { ttlMs }),
	};
}

/** In all texts of a feed. To find out which belong together takes longer than all else, and no feed has nearly as many. */
const mostQuotes = 150_000;

function countQuotes(article: Partial<ArticleDraft> | Skip): number {
	if (!("headline" in article)) return 0;
	let count = 0;
	for (const text of [article.headline, article.lead, article.body, ...(article.categories ?? [])])
		for (const _ of (text ?? "").matchAll(/["«»“”„]/gu)) count++;
	return count;
}

/** What is longer is no name, and would be compared with each item. */
const longestName = 500;

function nameOf({ title = "" }: RawFeed): string | undefined {
	return title === "" || title.length > longestName ? undefined : title;
}

/** An item before the rules for articles: whatever fields it has, as text. */
export type FeedItem = {
	title?: string;
	link?: string;
	guid?: string;
	date?: Instant;
	description?: string;
	content?: string;
	image?: string;
};

/** Every item of a feed, those too that make no article; empty when it cannot be read. */
export function readFeedItems(text: string, options: ReadOptions): readonly FeedItem[] {
	const feed = readRawFeed(text, options);
	if (typeof feed === "string") return [];
	return feed.items.map(({ title, link, guid, date, summary, content, image }) => {
		const description = summary ?? content;
		return {
			...(title !== undefined && { title: plainText(title) }),
			...(link !== undefined && { link }),
			...(guid !== undefined && { guid }),
			...(date !== undefined && { date: date.instant }),
			...(description !== undefined && { description: plainText(description) }),
			...(content !== undefined && { content: plainText(content) }),
			...(image !== undefined && { image }),
		};
	});
}

function readRawFeed(text: string, options: ReadOptions): RawFeed | string {
	return /^\s*[{[]/u.test(text.slice(0, 1000)) ? readJsonFeed(text, options) : readXmlFeed(text, options);
}

/** Says by what an article repeats one that it was asked about before, or remembers it. */
function createTwinFinder(): (article: ArticleDraft) => string | undefined {
	const guids = new Set<string>();
	const headlines = new Map<string, string[]>();
	return ({ guid, url, headline }) => {
		// The same guid is the same item. The same address is not: some feeds send every item to one page.
		if (guid !== undefined && guids.has(guid)) return `guid ${guid}`;
		const others = url === undefined ? undefined : headlines.get(url);
		if (others?.includes(headline)) return `${url} ${headline}`;
		if (guid !== undefined) guids.add(guid);
		if (others !== undefined) others.push(headline);
		else if (url !== undefined) headlines.set(url, [headline]);
		return undefined;
	};
}
