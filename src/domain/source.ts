import type { Instant, TimeZone } from "./time.ts";

/** Where articles come from. Written by the operator in `barqiya.yaml`, or added by people. */
export type Source = {
	/** `[a-z0-9-]{1,40}`, chosen by the operator; what people type in commands. Of one that was added: a hash of its address. */
	id: string;
	/** As readers see it, e.g. `الوكالة الوطنية`. */
	name: string;
	/** http(s) address, or a file path. */
	location: string;
	/** `index`: a page that lists articles. `auto` looks at the bytes. */
	kind: "auto" | "feed" | "page" | "text" | "index";
	/** The outlet's zone: it decides the day (ARABIC §3). */
	timeZone: TimeZone;
	/** Milliseconds between two checks. */
	every: number;
	topics: readonly string[];
	/** CSS selectors that override what is detected on a page. */
	selectors?: { headline?: string; date?: string; lead?: string; body?: string; links?: string };
	/** Brought by somebody for themselves: its news reaches those who subscribe to it by name, and stands in no list. */
	onlyByName?: true;
	/** The id that it has where it is added; who subscribed to it before the operator listed it, subscribed by that. */
	addedId?: string;
};

/** True for the ids of sources that people add; one of the file that looks so is no harm. */
export function isAddedId(id: string): boolean {
	return /^web-[0-9a-f]{20}$/.test(id);
}

/** A source that stands in no file. */
export type AddedSource = Source & {
	addedBy: { platform: string; id: string; name: string };
	addedAt: Instant;
	/** Nobody who can be reached subscribes to it since: it is not read, and dropped after a while. */
	unusedSince?: Instant;
};

/** What somebody's address turned out to be, before it is a source. */
export type FoundSource = Pick<Source, "location" | "kind" | "topics"> & {
	/** As it calls itself; its host where it does not. */
	name: string;
	/** The headline of its newest article. */
	newest?: string;
};

/** What was found at an address: something to read, a page with feeds to choose from, or why neither. */
export type AddressLook =
	| { kind: "source"; found: FoundSource }
	| { kind: "choice"; name: string; found: readonly FoundSource[] }
	| { kind: "nothing"; why: LookProblem; status?: number };

export const lookProblems = [
	...(["unreachable", "missing", "forbidden", "status", "too-slow", "too-large", "private"] as const),
	...(["robots", "not-a-feed", "one-article", "empty", "not-arabic", "unreadable", "no-address"] as const),
] as const;
export type LookProblem = (typeof lookProblems)[number];

/** What the last check of a source did; kept beside the source, never inside it. */
export type SourceHealth = {
	/** A hash of the source's settings; when they change, nothing of this holds any more. */
	settings?: string;
	/** Where its news really lay: the location itself, or a feed that its page names. `etag` and `lastModified` are of there. */
	place?: { location: string; kind: Source["kind"] };
	/** The first look is not over: pages that it lists have yet to be read. */
	behind?: boolean;
	/** The ids of articles that the first look listed and whose pages could not be had: they are no news when they come. */
	missed?: readonly string[];
	/** Of a source that is `onlyByName`: how many new articles it told in the day that began then. */
	told?: { since: Instant; count: number };
	/** When the last check began that had the whole of it, and not just that nothing changed. */
	readAt?: Instant;
	/** When the check began. */
	checkedAt: Instant;
	/** Failures in a row; 0 when the last check was good. With 0 a problem is one that did not keep it from being read. */
	failures: number;
	/** Error code and sentence of the last failure. */
	problem?: { code: string; message: string };
	etag?: string;
	lastModified?: string;
	nextCheckAt: Instant;
};
