import type { Article, ArticleDraft, Skip } from "../domain/article.ts";
import type { Source } from "../domain/source.ts";
import type { Instant } from "../domain/time.ts";
import type { LinkProblem } from "../store/news/passed-links.ts";
import { articleId } from "./build-article.ts";
import type { Failed, IngestDeps } from "./ingest-deps.ts";
import { type Articles, type Place, readOptions } from "./load-source.ts";

export type Followed = {
	articles: readonly ArticleDraft[];
	/** Those of them of which the source told no more than the address. */
	listed: ReadonlySet<ArticleDraft>;
	skipped: readonly Skip[];
	/** Articles that were listed and are known. */
	known: readonly Article[];
	/** New ones whose turn has not come yet: they wait for the next check. */
	waiting: number;
	/** The ids of those whose pages could not be had: they are tried again, perhaps for ever. */
	failed: readonly string[];
	/** Why a page could not be had, where none could. */
	problem?: LinkProblem;
	/** The site asks to be left alone for so long. */
	retryAfterMs?: number;
};

/** Pages that are read in one check; the rest comes at the next. */
const mostPages = 20;
/** A site that asks for long pauses must not keep a check running for ever. */
const longestMs = 60_000;
/** A page that could not be had may be there soon; one that holds no article will hardly become one. */
const failedForMs = 3600_000;
const uselessForMs = 24 * 3600_000;

/**
 * What a source lists: addresses, and `unread`, the items of which it tells no more than the headline; and the ids of those
 * links whose pages could not be had at its first look.
 */
export type Listed = {
	place: Place;
	result: Pick<Articles, "format" | "links">;
	unread: readonly ArticleDraft[];
	missed: ReadonlySet<string>;
};

/** An article that is to be read from its page; `draft` is what its source told of it already. */
type Link = { id: string; url: string; draft?: ArticleDraft };

/**
 * Reads the articles that an index page or a sitemap lists, and those of which a feed tells no more than the headline:
 * as far as they are new, the oldest first. What failed or was no article is left alone for a while; what is among
 * `missed` failed at the first look and comes last, so that it keeps none from its turn. Of an item whose page holds no
 * article, or may not be read, the headline is all there is to tell.
 */
export async function followLinks(
	source: Source,
	{ place, result, unread, missed }: Listed,
	deps: IngestDeps,
	signal?: AbortSignal,
): Promise<Followed> {
	const links = listLinks(source, { place, result, unread });
	const stored = await Promise.all(links.map(({ id }) => deps.articles.get(id)));
	const unknown = links.filter((_, nth) => stored[nth] === undefined);
	await deps.articles.keep(links.flatMap(({ id }, nth) => (stored[nth] === undefined ? [] : [id])));
	const passed = await deps.passedLinks.among(unknown.map(({ id }) => id));
	const fresh = unknown.filter(({ id }) => !passed.has(id));
	const untried = fresh.filter(({ id }) => !missed.has(id));
	const again = fresh.filter(({ id }) => missed.has(id));
	const { articles, skipped, done, failures, ...rest } = await readPages(
		[...untried, ...again],
		source,
		deps,
		signal,
	);
	const known = stored.filter((article) => article !== undefined);
	const earlier = [...passed].flatMap(([id, problem]) => (problem === null ? [] : [{ id, problem }]));
	const failed = [...earlier, ...failures];
	const useful = known.length + articles.length + skipped.length;
	const isNothing = useful === 0 && failed.length === passed.size + failures.length;
	const problem = isNothing ? failed.at(-1)?.problem : undefined;
	return {
		...rest,
		articles,
		skipped,
		known,
		waiting: Math.max(0, untried.length - done),
		failed: [...failed, ...again.slice(Math.max(0, done - untried.length))].map(({ id }) => id),
		...(problem === undefined ? {} : { problem }),
	};
}

/** Oldest first: pages put the newest on top. */
function listLinks(source: Source, { place, result, unread }: Omit<Listed, "missed">): Link[] {
	const isList = place.kind === "index" || result.format === "sitemap";
	const items = unread.toSorted((a, b) => (a.publishedAt ?? 0) - (b.publishedAt ?? 0));
	const links = [
		...(isList ? result.links.toReversed() : []).map((url) => ({ id: idOf(url, source), url })),
		...items.flatMap((draft) =>
			draft.url === undefined ? [] : [{ id: articleId(draft, source), url: draft.url, draft }],
		),
	];
	return [...new Map(links.map((link) => [link.id, link])).values()];
}

function idOf(url: string, source: Source): string {
	return articleId({ url, headline: "", lead: "", body: "", categories: [], language: "und" }, source);
}

type Failure = { id: string; problem: LinkProblem };
type PagesRead = Pick<Followed, "articles" | "listed" | "skipped" | "retryAfterMs"> & {
	done: number;
	failures: readonly Failure[];
};

async function readPages(
	links: readonly Link[],
	source: Source,
	deps: IngestDeps,
	signal: AbortSignal | undefined,
): Promise<PagesRead> {
	const articles: ArticleDraft[] = [];
	const listed = new Set<ArticleDraft>();
	const skipped: Skip[] = [];
	const until: Instant = deps.now() + longestMs;
	const failures: Failure[] = [];
	let done = 0;
	for (const link of links.slice(0, mostPages)) {
		if (signal?.aborted || (done > 0 && deps.now() > until)) break;
		const page = await readPage(link, source, deps, signal);
		if (page.kind === "stopped") break;
		done++;
		if (page.kind === "failed") {
			failures.push({ id: link.id, problem: page });
			const { retryAfterMs } = page;
			if (retryAfterMs !== undefined) return { articles, listed, skipped, done, failures, retryAfterMs };
		} else if (page.kind === "skipped") skipped.push(page.skip);
		else {
			articles.push(page.article);
			if (link.draft === undefined) listed.add(page.article);
		}
	}
	return { articles, listed, skipped, done, failures };
}

type PageRead =
	| { kind: "article"; article: ArticleDraft }
	| { kind: "skipped"; skip: Skip }
	| Failed
	| { kind: "stopped" };

async function readPage(
	{ id, url, draft }: Link,
	source: Source,
	deps: IngestDeps,
	signal: AbortSignal | undefined,
): Promise<PageRead> {
	const loaded = await deps.web.load(url, { robots: true, ...(signal === undefined ? {} : { signal }) });
	if (loaded.kind === "failed") {
		if (draft !== undefined && isRefusal(loaded)) return { kind: "article", article: draft };
		const isForbidden = loaded.code === "BQ_SOURCE_FORBIDDEN_BY_ROBOTS";
		const wait = Math.max(isForbidden ? uselessForMs : failedForMs, loaded.retryAfterMs ?? 0);
		await deps.passedLinks.pass(id, wait, { code: loaded.code, message: loaded.message });
		return loaded;
	}
	if (loaded.kind !== "fetched") return { kind: "stopped" };
	const result = await deps.read(loaded.bytes, { ...readOptions(source, loaded, deps), kind: "page" });
	const [article] = result.kind === "articles" ? result.articles : [];
	if (article !== undefined) return { kind: "article", article: complete(article, url, draft) };
	if (draft !== undefined) return { kind: "article", article: draft };
	await deps.passedLinks.pass(id, uselessForMs);
	const [why] = result.kind === "articles" ? result.skipped : [];
	const detail = result.kind === "articles" ? (why?.detail ?? "no article") : result.message;
	return {
		kind: "skipped",
		skip: { reason: why?.reason ?? "unreadable", detail: `${withoutQuery(url)}: ${detail}` },
	};
}

/** Whether a page will hardly be given out at another time: what failed otherwise is tried again. */
function isRefusal({ code, status = 0 }: Failed): boolean {
	return code === "BQ_SOURCE_FORBIDDEN_BY_ROBOTS" || [401, 403, 451].includes(status);
}

/** What is told of it is seen by others: keys may stand in a query. */
function withoutQuery(url: string): string {
	return url.replace(/[?#].*$/s, "");
}

/** The page's text under the address by which it will be met again; what the list said of it has been edited and wins. */
function complete(page: ArticleDraft, url: string, draft: ArticleDraft | undefined): ArticleDraft {
	if (draft === undefined) return { ...page, url };
	const { lead, body, language } = page;
	const categories = [...new Set([...draft.categories, ...page.categories])];
	return { ...page, ...draft, lead, body, language, categories };
}
