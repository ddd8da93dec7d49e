import type { ErrorCode } from "../domain/errors.ts";
import type { Log } from "../domain/log.ts";
import type { Instant } from "../domain/time.ts";
import type { ReadOptions, ReadResult } from "../sources/read-options.ts";
import type { Announcement, ArticleStore } from "../store/news/articles.ts";
import type { PassedLinkStore } from "../store/news/passed-links.ts";
import type { SourceHealthStore } from "../store/news/sources.ts";

/** What checking a source needs. */
export type IngestDeps = {
	web: Web;
	/** `createReader`: everything that comes from outside is read in a thread of its own. */
	read(bytes: Uint8Array, options: ReadOptions): Promise<ReadResult>;
	articles: ArticleStore;
	health: SourceHealthStore;
	passedLinks: PassedLinkStore;
	/** Of what a source has at its first check, so many of the newest are posted; a new source is no flood. Infinity: all of it. */
	firstPosts: number;
	/** Tells planning of an article; called again for whatever was not planned. */
	announce(announcement: Announcement): Promise<void>;
	now(): Instant;
	log: Log;
};

/** The way to files and sites, on which manners are kept: `createPoliteWeb`. */
export type Web = {
	/** Waits for its turn at the host, then loads. Never throws. */
	load(location: string, ask: Ask): Promise<Loaded>;
	/** Why a page may not be fetched, by its site's robots.txt; undefined where it may. */
	refusal(location: string): Promise<Failed | undefined>;
};

export type Ask = {
	/** Of the last answer of this very location. */
	etag?: string;
	lastModified?: string;
	/** Pages are asked for by the rules of robots.txt; a feed is an invitation of its own. */
	robots: boolean;
	/** When it is aborted nothing more is asked for. */
	signal?: AbortSignal;
};

/** What a location gave: a file or an answer. */
export type Loaded = Fetched | NotModified | Failed | { kind: "stopped" };

export type Fetched = {
	kind: "fetched";
	bytes: Uint8Array;
	contentType?: string;
	etag?: string;
	lastModified?: string;
	finalUrl?: string;
	ttlMs?: number;
};

export type NotModified = { kind: "not-modified"; ttlMs?: number };

export type Failed = {
	kind: "failed";
	code: ErrorCode;
	message: string;
	/** What the server answered, where it did. */
	status?: number;
	retryAfterMs?: number;
};
