import { parseFeed as parseByFeedParser } from "@rowanmanning/feed-parser";
import { parseFeed as parseByFeedsmith } from "feedsmith";
import RssParser from "rss-parser";

/** What a reference case asks of an entry. */
export type Entry = { title?: string; link?: string; date?: number; description?: string };

/** Bytes to entries; none where the library throws. */
export type Reader = (bytes: Uint8Array) => Promise<readonly Entry[]>;

/** What a user would take instead of ours, each asked for its own best answer. */
export const readers: Readonly<Record<string, Reader>> = {
	feedsmith: guarded((text) => {
		const { feed } = parseByFeedsmith(text) as { feed: Loose };
		return listOf(feed.items ?? feed.entries).map((item) =>
			entryOf({
				title: wordsOf(item.title) ?? firstOf((item.dc as Loose | undefined)?.titles),
				link: wordsOf(item.link) ?? alternateOf(item.links) ?? wordsOf(item.guid),
				date:
					wordsOf(item.pubDate) ??
					wordsOf(item.published) ??
					firstOf((item.dc as Loose | undefined)?.dates) ??
					wordsOf(item.updated),
				description:
					wordsOf(item.description) ??
					wordsOf(item.summary) ??
					wordsOf((item.content as Loose | undefined)?.encoded) ??
					wordsOf(item.content),
			}),
		);
	}),
	"rss-parser": guarded(async (text) => {
		const { items } = await new RssParser().parseString(text);
		return items.map((item) =>
			entryOf({
				title: item.title,
				link: item.link ?? item.guid,
				date: item.isoDate ?? item.pubDate,
				description: item.summary ?? item.content ?? item.contentSnippet,
			}),
		);
	}),
	"@rowanmanning/feed-parser": guarded((text) =>
		parseByFeedParser(text).items.map((item) =>
			entryOf({
				title: item.title ?? undefined,
				link: item.url ?? undefined,
				date: (item.published ?? item.updated)?.toISOString(),
				description: item.description ?? item.content ?? undefined,
			}),
		),
	),
};

type Loose = Record<string, unknown>;

function guarded(read: (text: string) => readonly Entry[] | Promise<readonly Entry[]>): Reader {
	return async (bytes) => {
		try {
			return await read(new TextDecoder().decode(bytes));
		} catch {
			return [];
		}
	};
}

function entryOf({
	date,
	...texts
}: Record<"title" | "link" | "date" | "description", string | undefined>): Entry {
	const instant = Date.parse(date ?? "");
	const known = Object.entries(texts).filter(([, text]) => typeof text === "string");
	return { ...Object.fromEntries(known), ...(!Number.isNaN(instant) && { date: instant }) };
}

function listOf(value: unknown): readonly Loose[] {
	return Array.isArray(value) ? (value as Loose[]) : [];
}

/** feedsmith gives texts as they are or as `{ value }`. */
function wordsOf(value: unknown): string | undefined {
	if (typeof value === "string") return value;
	if (typeof value !== "object" || value === null || !("value" in value)) return undefined;
	return typeof value.value === "string" ? value.value : undefined;
}

function firstOf(value: unknown): string | undefined {
	return Array.isArray(value) && typeof value[0] === "string" ? value[0] : undefined;
}

function alternateOf(links: unknown): string | undefined {
	const found = listOf(links).find(({ rel }) => rel === undefined || rel === "alternate");
	return typeof found?.href === "string" ? found.href : undefined;
}
