import type { Source, SourceHealth } from "../domain/source.ts";
import type { ReadOptions, ReadResult } from "../sources/read-options.ts";
import { isFullReadDue } from "./full-read.ts";
import type { Ask, Failed, Fetched, IngestDeps, NotModified } from "./ingest-deps.ts";

/** Where a source's news lie. */
export type Place = NonNullable<SourceHealth["place"]>;
export type Articles = Extract<ReadResult, { kind: "articles" }>;

/** What a source gave, and where it was found. */
export type SourceLoad =
	| { kind: "read"; place: Place; loaded: Fetched; result: Articles }
	| (NotModified & { place: Place })
	| (Failed & { place: Place })
	| { kind: "stopped" };

/** A place that was found and fails so often may have moved: the page is asked again which feeds it has. */
const failuresToSearchAgain = 3;
/** Feeds of a page that are tried in one check. */
const mostFeeds = 5;

/**
 * Loads a source and reads it. A location that is a page but no article stands for the feeds that it names, the first
 * that can be read, or else for the articles that it lists; a sitemap index for the first of its sitemaps. `before`
 * tells where the news were found the last time, so that the page is not asked again each time.
 */
export async function loadSource(
	source: Source,
	before: SourceHealth | undefined,
	deps: IngestDeps,
	signal?: AbortSignal,
): Promise<SourceLoad> {
	const own: Place = { location: source.location, kind: source.kind };
	const isLost = (before?.failures ?? 0) >= failuresToSearchAgain;
	const known = isLost ? undefined : before?.place;
	const stop = signal === undefined ? {} : { signal };
	const { etag, lastModified } = known === undefined ? {} : validatorsOf(before, deps);
	const first = await loadPlace(source, known ?? own, deps, {
		...stop,
		...(etag === undefined ? {} : { etag }),
		...(lastModified === undefined ? {} : { lastModified }),
	});
	if (first.kind !== "read" || first.result.articles.length > 0) return first;
	if (first.result.format === "sitemap index") return readFirstFeed(source, first, deps, stop);
	return source.kind === "auto" && isListing(first.result) ? discover(source, first, deps, stop) : first;
}

function validatorsOf(
	before: SourceHealth | undefined,
	{ now }: Pick<IngestDeps, "now">,
): Pick<SourceHealth, "etag" | "lastModified"> {
	return before === undefined || isFullReadDue(before, now()) ? {} : before;
}

/** Fewer guesses: a page that has a headline and lacks a text is an article that cannot be read. */
function isListing({ format, skipped }: Articles): boolean {
	return (
		format === "page" && skipped.some(({ reason }) => reason === "not-an-article" || reason === "no-headline")
	);
}

type Read = Extract<SourceLoad, { kind: "read" }>;

async function discover(source: Source, page: Read, deps: IngestDeps, stop: Stop): Promise<SourceLoad> {
	const found = page.place.kind === "index" ? page : await readFirstFeed(source, page, deps, stop);
	if (found !== page) return found;
	const isIndex = page.result.links.length > 0;
	return isIndex ? { ...page, place: { location: page.place.location, kind: "index" } } : page;
}

/** What the first feed that holds anything gave; the page itself where none does. */
async function readFirstFeed(source: Source, page: Read, deps: IngestDeps, stop: Stop): Promise<SourceLoad> {
	const isSitemap = page.result.format === "sitemap index";
	for (const location of page.result.feeds.slice(0, mostFeeds)) {
		if (location === page.place.location) continue;
		const found = await loadPlace(source, { location, kind: "feed" }, deps, stop);
		if (found.kind === "stopped") return found;
		if (found.kind !== "read" || !holdsNews(found.result)) continue;
		if (!isSitemap) return found;
		// Tomorrow the newest sitemap is another one: the index is asked each time, and in full.
		return { kind: "read", place: page.place, loaded: withoutValidators(found.loaded), result: found.result };
	}
	return page;
}

function holdsNews({ articles, links }: Articles): boolean {
	return articles.length > 0 || links.length > 0;
}

export function withoutValidators({ etag: _, lastModified: __, ...loaded }: Fetched): Fetched {
	return loaded;
}

type Stop = Pick<Ask, "signal">;

/** Loads one place and reads what is there, whatever it is; nothing is looked for elsewhere. */
export async function loadPlace(
	source: Source,
	place: Place,
	deps: Pick<IngestDeps, "web" | "read" | "now">,
	ask: Omit<Ask, "robots">,
): Promise<SourceLoad> {
	const isPage = place.kind === "page" || place.kind === "index";
	const loaded = await deps.web.load(place.location, { ...ask, robots: isPage });
	if (loaded.kind === "stopped") return loaded;
	if (loaded.kind !== "fetched") return { ...loaded, place };
	const result = await deps.read(loaded.bytes, { ...readOptions(source, loaded, deps), kind: place.kind });
	if (result.kind === "unreadable") return { ...result, kind: "failed", place };
	// What it is, shows only now; a page is not used against its site's will, whoever named it.
	const refused =
		place.kind === "auto" && result.format === "page"
			? await deps.web.refusal(loaded.finalUrl ?? place.location)
			: undefined;
	return refused === undefined ? { kind: "read", place, loaded, result } : { ...refused, place };
}

/** How a page or feed of a source is read. */
export function readOptions(source: Source, loaded: Fetched, { now }: Pick<IngestDeps, "now">): ReadOptions {
	return {
		reference: now(),
		timeZone: source.timeZone,
		kind: source.kind,
		...(source.name === "" ? {} : { siteName: source.name }),
		...(loaded.finalUrl === undefined ? {} : { baseUrl: loaded.finalUrl }),
		...(loaded.contentType === undefined ? {} : { contentType: loaded.contentType }),
		...(source.selectors === undefined ? {} : { selectors: source.selectors }),
	};
}
