import { html, raw } from "hono/html";
import type { PageAddresses, PageFrame } from "./page.ts";
import {
	articleAddress,
	directionOf,
	type Markup,
	renderMessage,
	summaryOf,
	tagsOf,
	titleOf,
} from "./render.ts";
import { safeAddress } from "./stored-message.ts";
import type { StoredWebEntry } from "./web-pages.ts";

type FeedFrame = Pick<PageFrame, "page" | "addresses">;

/** RSS 2.0 (https://www.rssboard.org/rss-specification) with the feed's own address as an Atom link. */
export async function buildRss(
	{ page, addresses }: FeedFrame,
	entries: readonly StoredWebEntry[],
): Promise<string> {
	const items = await Promise.all(entries.map((entry) => rssItem(entry, addresses)));
	return xmlText(html`<?xml version="1.0" encoding="UTF-8"?>
<rss version="2.0" xmlns:atom="http://www.w3.org/2005/Atom" xmlns:content="http://purl.org/rss/1.0/modules/content/" xml:lang="${page.language}">
<channel>
<title>${page.title}</title>
<link>${addresses.page}</link>
<description>${page.title}</description>
<language>${page.language}</language>
<lastBuildDate>${rfc822(page.changedAt)}</lastBuildDate>
<generator>barqiya</generator>
<atom:link href="${addresses.rss}" rel="self" type="application/rss+xml"/>
${items.map((item) => raw(item))}</channel>
</rss>
`);
}

/** JSON Feed 1.1 (https://www.jsonfeed.org/version/1.1/). */
export async function buildJsonFeed(
	{ page, addresses }: FeedFrame,
	entries: readonly StoredWebEntry[],
): Promise<string> {
	const feed = {
		version: "https://jsonfeed.org/version/1.1",
		title: page.title,
		home_page_url: addresses.page,
		feed_url: addresses.jsonFeed,
		language: page.language,
		items: await Promise.all(entries.map((entry) => jsonItem(entry, addresses))),
	};
	// No `<` leaves as it is: some readers take a title for markup.
	return `${JSON.stringify(feed, null, "\t").replaceAll("<", "\\u003c")}\n`;
}

async function rssItem(entry: StoredWebEntry, addresses: PageAddresses): Promise<string> {
	const { message } = entry;
	const address = addresses.entry(entry.id);
	return xmlText(html`<item xml:lang="${message.language}">
<title>${titleOf(message)}</title>
<link>${address}</link>
<guid isPermaLink="true">${address}</guid>
<pubDate>${rfc822(entry.postedAt)}</pubDate>
<description>${summaryOf(message)}</description>
<content:encoded>${await contentOf(entry)}</content:encoded>
${tagsOf(message).map((tag) => html`<category>${tag}</category>`)}
</item>
`);
}

async function jsonItem(entry: StoredWebEntry, addresses: PageAddresses): Promise<object> {
	const { message } = entry;
	const address = addresses.entry(entry.id);
	const tags = tagsOf(message);
	const summary = summaryOf(message);
	const external = articleAddress(message);
	const image = message.image && safeAddress(message.image.url);
	return {
		id: address,
		url: address,
		...(external === undefined ? {} : { external_url: external }),
		title: titleOf(message),
		...(summary === "" ? {} : { summary }),
		content_html: await contentOf(entry),
		...(image === undefined ? {} : { image }),
		date_published: new Date(entry.postedAt).toISOString(),
		...(entry.changedAt === entry.postedAt ? {} : { date_modified: new Date(entry.changedAt).toISOString() }),
		...(tags.length === 0 ? {} : { tags }),
		language: message.language,
	};
}

/** A feed reader takes neither our style nor our direction, and shows the title itself; it may show any picture. */
async function contentOf({ message }: StoredWebEntry): Promise<string> {
	const [first, ...rest] = message.blocks;
	const body = first?.kind === "headline" ? { ...message, blocks: rest } : message;
	const imageOrigins = message.image ? [originOf(message.image.url)].filter((origin) => origin !== "") : [];
	const { language } = message;
	return markupText(
		html`<div lang="${language}" dir="${directionOf(language)}">${renderMessage(body, { heading: 2, imageOrigins })}</div>`,
	);
}

function originOf(address: string): string {
	return URL.canParse(address) ? new URL(address).origin : "";
}

async function markupText(markup: Markup): Promise<string> {
	return String(await markup);
}

/** XML 1.0 has no place for control characters and lone surrogates, not even escaped. */
async function xmlText(markup: Markup): Promise<string> {
	return (await markupText(markup)).replace(/(?![\t\n\r])[\p{Cc}\p{Cs}\uFFFE\uFFFF]/gu, "");
}

/** RFC 822 with the four-digit year of RFC 1123, as RSS asks for it. */
function rfc822(at: number): string {
	return new Date(at).toUTCString();
}
