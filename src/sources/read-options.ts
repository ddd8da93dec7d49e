import type { ArticleDraft, Skip } from "../domain/article.ts";
import type { ErrorCode } from "../domain/errors.ts";
import type { Source } from "../domain/source.ts";
import type { Instant, TimeZone } from "../domain/time.ts";

/** What every reader of bytes or text is told. Readers are pure: the time is passed in. */
export type ReadOptions = {
	/** "Now": relative dates count from it, and dates more than a day after it are refused. */
	reference: Instant;
	/** The outlet's zone: it decides the day (ARABIC §3). */
	timeZone: TimeZone;
	/** The address that the bytes came from, after redirects; relative links are resolved against it. */
	baseUrl?: string;
	/** The HTTP header `Content-Type`, as it came. */
	contentType?: string;
	/** CSS selectors that override what is detected on a page. */
	selectors?: Source["selectors"];
	/** The outlet's name; a headline or lead that says only this is none. */
	siteName?: string;
	/** What the source is known to be; absent or `auto`: the bytes decide. */
	kind?: Source["kind"];
};

/** What a reader made of its input. It never throws: bytes that cannot be read are a value with a reason. */
export type ReadResult =
	| {
			kind: "articles";
			/** What it was: `rss 2.0`, `atom 1.0`, `json feed`, `sitemap`, `page`, `index`, `page dump`… */
			format: string;
			articles: readonly ArticleDraft[];
			skipped: readonly Skip[];
			/** Addresses of feeds that a page names. */
			feeds: readonly string[];
			/** Addresses of articles that an index page lists. */
			links: readonly string[];
			/** What the source calls itself: a feed's title, a page's site. */
			title?: string;
			/** How long the source asks to be left alone, in milliseconds (RSS `ttl`, `sy:updatePeriod`). */
			ttlMs?: number;
	  }
	| { kind: "unreadable"; code: ErrorCode; message: string };
