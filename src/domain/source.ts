import type { Instant, TimeZone } from "./time.ts";

/** Where articles come from. Written by the operator in `barqiya.yaml`, or added by an editor. */
export type Source = {
	/** `[a-z0-9-]{1,40}`, chosen by the operator; what people type in commands. */
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
};

/** What the last check of a source did; kept beside the source, never inside it. */
export type SourceHealth = {
	/** A hash of the source's settings; when they change, nothing of this holds any more. */
	settings?: string;
	/** Where its news really lay: the location itself, or a feed that its page names. `etag` and `lastModified` are of there. */
	place?: { location: string; kind: Source["kind"] };
	/** The first look is not over: pages that it lists have yet to be read. */
	behind?: boolean;
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
