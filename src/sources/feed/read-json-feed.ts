import { canonicalUrl } from "../canonical-url.ts";
import type { ReadOptions } from "../read-options.ts";
import { readFeedDate } from "./feed-date.ts";
import type { Markup, RawFeed, RawItem } from "./feed-item.ts";
import { firstPicture } from "./find-image.ts";

/** JSON Feed 1.0 and 1.1, with the liberties that feeds take (numbers for ids, one author). A string is the reason why not. */
export function readJsonFeed(text: string, options: ReadOptions): RawFeed | string {
	const feed = parse(text);
	if (!isRecord(feed)) return "it is not valid JSON";
	const items = feed.items;
	if (!Array.isArray(items)) return "it is JSON without a list of items";
	const title = string(feed.title);
	const base = options.baseUrl ?? address(feed.feed_url) ?? address(feed.home_page_url);
	return {
		format: "json feed",
		...(title !== undefined && { title }),
		items: items.slice(0, 2_000).flatMap((item) => (isRecord(item) ? [readItem(item, options, base)] : [])),
		feeds: [],
		links: [],
	};
}

function readItem(item: JsonObject, options: ReadOptions, base: string | undefined): RawItem {
	const content = markup(item.content_html, "html") ?? markup(item.content_text, "text");
	const summary = markup(item.summary, "text");
	const title = markup(item.title, "text");
	const guid = string(item.id);
	const link = [item.url, item.external_url, item.id]
		.map((link) => address(link, link === item.id ? undefined : base))
		.find((url) => url !== undefined);
	const date =
		readFeedDate(string(item.date_published) ?? "", options) ??
		readFeedDate(string(item.date_modified) ?? "", options);
	const image =
		[item.image, item.banner_image, ...pictures(item.attachments)]
			.map((picture) => address(picture, base))
			.find((url) => url !== undefined) ?? firstPicture(content, base);
	const author = authorOf(item);
	return {
		title,
		link,
		guid,
		date,
		summary,
		content,
		image,
		author,
		categories: Array.isArray(item.tags) ? item.tags.flatMap((tag) => string(tag) ?? []) : [],
	};
}

type JsonObject = Record<string, unknown>;

function parse(text: string): unknown {
	try {
		return JSON.parse(text);
	} catch {
		return undefined;
	}
}

function isRecord(value: unknown): value is JsonObject {
	return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** A text that says something; ids are often numbers. */
function string(value: unknown): string | undefined {
	if (typeof value === "number") return String(value);
	return typeof value === "string" && value.trim() !== "" ? value.trim() : undefined;
}

function address(value: unknown, base?: string): string | undefined {
	return canonicalUrl(string(value) ?? "", base);
}

function markup(value: unknown, kind: Markup["kind"]): Markup | undefined {
	const text = string(value);
	return text === undefined ? undefined : { kind, value: text };
}

/** Of one item; one of them is looked for that has an address. */
const mostPictures = 50;

function pictures(attachments: unknown): readonly unknown[] {
	if (!Array.isArray(attachments)) return [];
	return attachments
		.slice(0, mostPictures)
		.flatMap((item) => (isRecord(item) && /^image\//iu.test(string(item.mime_type) ?? "") ? [item.url] : []));
}

/** 1.1 has `authors`, 1.0 `author`. */
function authorOf(item: JsonObject): string | undefined {
	const authors = Array.isArray(item.authors) ? item.authors : [item.author];
	for (const author of authors) {
		const name = isRecord(author) ? string(author.name) : string(author);
		if (name !== undefined) return name;
	}
	return undefined;
}
