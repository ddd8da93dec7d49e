import type { Instant, LocalDate } from "../../domain/time.ts";

/** A piece of a feed before it is made plain text: `html` holds markup and entities, `text` means its brackets. */
export type Markup = { kind: "html" | "text"; value: string };

/**
 * An item as the feed gives it, whatever the format; nothing is judged yet. Addresses are absolute http(s). Every key is
 * always there: thousands of them are made, and one shape of object is what the engine is quick with.
 */
export type RawItem = {
	title: Markup | undefined;
	link: string | undefined;
	guid: string | undefined;
	date: FeedDate | undefined;
	/** RSS description, Atom summary: the short text, where the feed has one. */
	summary: Markup | undefined;
	/** content:encoded, Atom content: the long text. */
	content: Markup | undefined;
	image: string | undefined;
	author: string | undefined;
	categories: readonly string[];
};

export type FeedDate = { instant: Instant; date: LocalDate; precision: "instant" | "day" };

/** A whole feed. */
export type RawFeed = {
	/** `rss 2.0`, `rss 1.0`, `atom 1.0`, `json feed`, `cdf`, `sitemap`… */
	format: string;
	title?: string;
	items: readonly RawItem[];
	/** Feeds that this one names instead of carrying items: an OPML list, a sitemap index. */
	feeds: readonly string[];
	/** Addresses without a title: a plain sitemap. */
	links: readonly string[];
	ttlMs?: number;
};
