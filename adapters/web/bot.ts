import { createHash } from "node:crypto";
import { type Context, Hono } from "hono";
import { HTTPException } from "hono/http-exception";
import { timeout } from "hono/timeout";
import { LRUCache } from "lru-cache";
import type { Log } from "../../src/domain/log.ts";
import type { Instant } from "../../src/domain/time.ts";
import type { Sentences } from "../../src/i18n/sentences.ts";
import { errorText } from "./errors.ts";
import { buildJsonFeed, buildRss } from "./feeds.ts";
import { webLimits } from "./limits.ts";
import {
	type EntryList,
	type Missing,
	type PageAddresses,
	type PageFrame,
	renderEntryPage,
	renderListPage,
	renderMissingPage,
} from "./page.ts";
import { pageStyle } from "./page-style.ts";
import { pageSlug } from "./publisher.ts";
import type { StoredWebEntry, WebPages } from "./web-pages.ts";

export type WebSiteOptions = {
	pages: WebPages;
	/** Where readers reach this site, e.g. `https://news.example/`; may have a path. */
	baseUrl: string;
	sentences: Sentences;
	log: Log;
	/** How long a reader waits for a store that does not answer, in ms; {@link webLimits.patienceMs} when absent. */
	patienceMs?: number;
	/** Pictures of these origins are shown on the pages; those of others are not asked for. The site's own always is. */
	imageOrigins?: readonly string[];
};

/**
 * The public side: `/c/SLUG`, `/c/SLUG/ENTRY`, `/c/SLUG/feed.xml`, `/c/SLUG/feed.json`. Every answer can be cached and
 * asked for again with `If-None-Match` or `If-Modified-Since`. Pages need no script and make no external request.
 */
export function createWebSite(options: WebSiteOptions): Hono {
	const { pages, sentences, log } = options;
	const imageOrigins = [new URL(options.baseUrl).origin, ...(options.imageOrigins ?? [])];
	const headers = securityHeaders(imageOrigins);
	// Redis's client keeps what is asked while Redis is away, for as long as that lasts; a reader goes on.
	const patience = timeout(
		options.patienceMs ?? webLimits.patienceMs,
		() => new HTTPException(503, { message: "the store did not answer in time" }),
	);
	// What many readers ask for at once is written once; `page` says when something on it changed.
	const written = new LRUCache<string, Shown>({
		max: webLimits.keptBodies,
		maxSize: webLimits.keptLength,
		sizeCalculation: ({ body }) => body.length + 1,
		ttl: webLimits.cacheSeconds * 1_000,
	});
	const site = new Hono();
	site.use("*", async (c, next) => {
		await next();
		for (const [name, value] of Object.entries(headers)) c.header(name, value);
	});
	for (const { path, show } of routes) {
		site.get(path, patience, async (c) => {
			const slug = pageSlug(c.req.param("slug") ?? "");
			const page = await pages.page(slug);
			if (page === undefined) return missing(c, "no-page", { sentences });
			const addresses = addressesOf(options.baseUrl, slug);
			const frame: PageFrame = { page, addresses, imageOrigins, sentences };
			const wanted = { entry: c.req.param("entry") ?? "", before: c.req.query("before") };
			const name = JSON.stringify([path, slug, wanted.entry, wanted.before ?? "", page]);
			const kept = written.get(name);
			if (kept !== undefined) return answer(c, kept);
			const shown = await show({ pages, slug, frame, wanted });
			if (shown === undefined) return missing(c, "no-entry", frame);
			written.set(name, shown);
			return answer(c, shown);
		});
	}
	site.notFound((c) => missing(c, "no-page", { sentences }));
	site.onError((error, c) => {
		log.error({ path: c.req.path, cause: errorText(error) }, "web: a page could not be shown");
		c.header("Retry-After", "30");
		return missing(c, "away", { sentences });
	});
	return site;
}

/** Where a page and its entries are, absolute; also for telling a channel's owner. */
export function addressesOf(baseUrl: string, slug: string): PageAddresses {
	const page = new URL(
		`c/${encodeURIComponent(pageSlug(slug))}`,
		baseUrl.endsWith("/") ? baseUrl : `${baseUrl}/`,
	).href;
	return {
		page,
		rss: `${page}/feed.xml`,
		jsonFeed: `${page}/feed.json`,
		entry: (id) => `${page}/${encodeURIComponent(id)}`,
		after: (id) => `${page}?before=${encodeURIComponent(id)}`,
	};
}

type Visit = {
	pages: WebPages;
	slug: string;
	frame: PageFrame;
	wanted: { entry: string; before: string | undefined };
};

/** What stands at an address. */
type Shown = { body: string; type: string; changedAt: Instant; status?: 410 };

/** In this order: an entry's route would take the feeds' addresses too. */
const routes: readonly { path: string; show(visit: Visit): Promise<Shown | undefined> }[] = [
	{ path: "/c/:slug/feed.xml", show: showRss },
	{ path: "/c/:slug/feed.json", show: showJsonFeed },
	{ path: "/c/:slug", show: showList },
	{ path: "/c/:slug/:entry", show: showEntry },
];

const types = {
	html: "text/html; charset=utf-8",
	rss: "application/rss+xml; charset=utf-8",
	jsonFeed: "application/feed+json; charset=utf-8",
};

async function showRss({ pages, slug, frame }: Visit): Promise<Shown> {
	const entries = await pages.list(slug, webLimits.feedEntries);
	return { body: await buildRss(frame, entries), type: types.rss, changedAt: frame.page.changedAt };
}

async function showJsonFeed({ pages, slug, frame }: Visit): Promise<Shown> {
	const entries = await pages.list(slug, webLimits.feedEntries);
	return { body: await buildJsonFeed(frame, entries), type: types.jsonFeed, changedAt: frame.page.changedAt };
}

async function showList({ pages, slug, frame, wanted: { before } }: Visit): Promise<Shown | undefined> {
	const found = await pages.list(slug, webLimits.pageEntries + 1, before);
	if (before !== undefined && found.length === 0) return undefined;
	const markup = renderListPage(frame, { first: before === undefined, ...split(found) });
	return { body: String(await markup), type: types.html, changedAt: frame.page.changedAt };
}

async function showEntry({ pages, slug, frame, wanted }: Visit): Promise<Shown | undefined> {
	const entry = await pages.find(slug, wanted.entry);
	if (entry === undefined) return undefined;
	const body = String(await renderEntryPage(frame, entry));
	const { changedAt, state } = entry;
	return { body, type: types.html, changedAt, ...(state === "withdrawn" ? { status: 410 as const } : {}) };
}

/** One more than a page holds was asked for: it tells whether older entries follow. */
function split(found: readonly StoredWebEntry[]): Omit<EntryList, "first"> {
	const entries = found.slice(0, webLimits.pageEntries);
	const last = entries.at(-1);
	return found.length > entries.length && last ? { entries, older: last.id } : { entries };
}

async function missing(
	c: Context,
	what: Missing,
	frame: Pick<PageFrame, "sentences"> & Partial<PageFrame>,
): Promise<Response> {
	const body = String(await renderMissingPage(what, frame));
	return c.body(body, what === "away" ? 503 : 404, { "Content-Type": types.html });
}

/** The body with its validators, or 304 with nothing when the asker has it (RFC 9110 §13). */
function answer(c: Context, { body, type, changedAt, status }: Shown): Response {
	const etag = `"${createHash("sha256").update(body).digest("base64url").slice(0, 27)}"`;
	c.header("ETag", etag);
	c.header("Last-Modified", new Date(changedAt).toUTCString());
	c.header("Cache-Control", `public, max-age=${webLimits.cacheSeconds}`);
	if (status === undefined && isFresh(c, etag, changedAt)) return c.body(null, 304);
	c.header("Content-Type", type);
	return c.body(body, status ?? 200);
}

function isFresh(c: Context, etag: string, changedAt: Instant): boolean {
	const known = c.req.header("If-None-Match");
	// A date is not looked at beside a tag: it is whole seconds, and two changes may share one.
	if (known !== undefined) {
		return known.split(",").some((tag) => ["*", etag].includes(tag.trim().replace(/^W\//, "")));
	}
	const since = Date.parse(c.req.header("If-Modified-Since") ?? "");
	return Number.isFinite(since) && Math.floor(changedAt / 1000) * 1000 <= since;
}

function securityHeaders(imageOrigins: readonly string[]): Record<string, string> {
	const style = createHash("sha256").update(pageStyle).digest("base64");
	return {
		"Content-Security-Policy": [
			"default-src 'none'",
			`style-src 'sha256-${style}'`,
			`img-src data: ${imageOrigins.join(" ")}`,
			"base-uri 'none'",
			"form-action 'none'",
			"frame-ancestors 'none'",
		].join("; "),
		"X-Content-Type-Options": "nosniff",
		"Referrer-Policy": "strict-origin-when-cross-origin",
		"Cross-Origin-Opener-Policy": "same-origin",
	};
}
