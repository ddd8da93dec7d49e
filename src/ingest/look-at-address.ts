import type { ArticleDraft } from "../domain/article.ts";
import type { AddressLook, FoundSource, LookProblem, Source } from "../domain/source.ts";
import type { TimeZone } from "../domain/time.ts";
import type { IngestDeps } from "./ingest-deps.ts";
import { type Articles, loadPlace, type SourceLoad } from "./load-source.ts";

export type LookDeps = Pick<IngestDeps, "web" | "read" | "now">;

/** Feeds that a page names and that are tried; those that can be read are offered. */
const mostTried = 6;
const longestName = 80;

/**
 * What is at an address that somebody gave, after reading it once with the manners and guards of every other source: a
 * feed; a page, of whose feeds those that can be read are offered, or which is read itself as a list of articles; or
 * nothing to read, and why. `location` is http(s). Never throws for what a site may do.
 */
export async function lookAtAddress(
	location: string,
	timeZone: TimeZone,
	deps: LookDeps,
	signal?: AbortSignal,
): Promise<AddressLook> {
	const load = await loadAt(location, "auto", timeZone, deps, signal);
	if (load.kind !== "read") return whyNot(load);
	const { result } = load;
	const name = nameOf(result, location);
	if (result.format === "page" || result.feeds.length > 0) {
		const found = await readFeeds(load, timeZone, deps, signal);
		if (found.length > 0) return { kind: "choice", name, found };
	}
	if (result.format === "page") return asPage(location, name, result);
	// The newest of its sitemaps is another one tomorrow: the index itself is the source.
	if (result.format === "sitemap index" && result.feeds.length > 0) {
		return { kind: "source", found: { location, kind: "auto", name, topics: [] } };
	}
	return asFeed(location, name, result);
}

function loadAt(
	location: string,
	kind: Source["kind"],
	timeZone: TimeZone,
	deps: LookDeps,
	signal: AbortSignal | undefined,
): Promise<SourceLoad> {
	const source: Source = { id: "", name: "", location, kind, timeZone, every: 0, topics: [] };
	return loadPlace(source, { location, kind }, deps, signal === undefined ? {} : { signal });
}

async function readFeeds(
	{ place, result }: Extract<SourceLoad, { kind: "read" }>,
	timeZone: TimeZone,
	deps: LookDeps,
	signal: AbortSignal | undefined,
): Promise<FoundSource[]> {
	if (result.format === "sitemap index") return [];
	const found: FoundSource[] = [];
	for (const location of result.feeds.slice(0, mostTried)) {
		if (location === place.location) continue;
		const load = await loadAt(location, "feed", timeZone, deps, signal);
		const look =
			load.kind === "read" ? asFeed(location, nameOf(load.result, location), load.result) : undefined;
		if (look?.kind === "source") found.push(look.found);
	}
	return found;
}

function asFeed(location: string, name: string, result: Articles): AddressLook {
	const { articles, links, format } = result;
	if (format === "page dump") return nothing("not-a-feed");
	if (articles.length === 0 && links.length === 0) return nothing("empty");
	if (isForeign(articles)) return nothing("not-arabic");
	const newest = articles.toSorted((a, b) => (b.publishedAt ?? 0) - (a.publishedAt ?? 0))[0]?.headline;
	return {
		kind: "source",
		found: { location, kind: "feed", name, topics: [], ...(newest === undefined ? {} : { newest }) },
	};
}

function asPage(location: string, name: string, { articles, links }: Articles): AddressLook {
	if (articles.length > 0) return nothing("one-article");
	if (links.length === 0) return nothing("not-a-feed");
	return { kind: "source", found: { location, kind: "index", name, topics: [] } };
}

/** As in a check: a source whose texts are all in another language is none for us. */
function isForeign(articles: readonly ArticleDraft[]): boolean {
	return articles.length > 0 && articles.every(({ language }) => language !== "ar" && language !== "und");
}

function nameOf({ title }: Articles, location: string): string {
	const host = new URL(location).hostname.replace(/^www\./, "");
	const name = (title ?? "").replace(/\p{C}/gu, "").trim();
	if (name === "") return host;
	return name.length <= longestName ? name : `${name.slice(0, longestName).replace(/\s+\S*$/, "")}…`;
}

const problems: Readonly<Record<string, LookProblem>> = {
	BQ_SOURCE_PRIVATE_ADDRESS: "private",
	BQ_SOURCE_TOO_LARGE: "too-large",
	BQ_SOURCE_TOO_SLOW: "too-slow",
	BQ_SOURCE_FORBIDDEN_BY_ROBOTS: "robots",
	BQ_SOURCE_UNREADABLE: "unreadable",
};

const statuses: Readonly<Record<number, LookProblem>> = {
	401: "forbidden",
	403: "forbidden",
	404: "missing",
	410: "missing",
	451: "forbidden",
};

function whyNot(load: Exclude<SourceLoad, { kind: "read" }>): AddressLook {
	if (load.kind !== "failed") return nothing("too-slow");
	const { code, status } = load;
	const known = problems[code] ?? (status === undefined ? "unreachable" : statuses[status]);
	if (known !== undefined || status === undefined) return nothing(known ?? "unreachable");
	return { kind: "nothing", why: "status", status };
}

function nothing(why: LookProblem): AddressLook {
	return { kind: "nothing", why };
}
