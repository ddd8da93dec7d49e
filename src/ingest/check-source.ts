import type { Article, ArticleDraft, Skip } from "../domain/article.ts";
import type { Source, SourceHealth } from "../domain/source.ts";
import type { Instant } from "../domain/time.ts";
import { firstBacklog, isBehind, laterBacklog } from "./backlog.ts";
import { type Followed, followLinks } from "./follow-links.ts";
import type { Failed, IngestDeps } from "./ingest-deps.ts";
import { loadSource, type SourceLoad } from "./load-source.ts";
import { noteListing } from "./note-listing.ts";
import { healthOf, type Problem, recordFailure, recordSuccess } from "./record-check.ts";
import { sortItems } from "./sort-items.ts";
import { storeArticles } from "./store-articles.ts";
import { countTold, takeNewest } from "./take-newest.ts";

export type CheckReport = {
	stored: readonly Article[];
	/** Articles that were known already. */
	known: number;
	skipped: readonly Skip[];
	problem?: Problem;
};

/**
 * Checks a source once: loads it, reads it and the pages that it lists, stores what is new, announces it, and writes down
 * how it went. What fails is recorded on the source with its reason and never
 * thrown; an outage of Redis is. When `signal` is aborted it ends after the request under way; the rest is for the next.
 */
export async function checkSource(
	source: Source,
	deps: IngestDeps,
	signal?: AbortSignal,
): Promise<CheckReport> {
	const startedAt = deps.now();
	const before = healthOf(source, await deps.health.get(source.id));
	const load = await loadSource(source, before, deps, signal);
	const check = { source, before, startedAt };
	if (load.kind === "stopped") return nothing;
	if (load.kind === "failed") return fail(check, load, deps);
	if (load.kind === "not-modified") {
		const ttlMs = Math.max(load.ttlMs ?? 0, waitedFor(before));
		const look = { behind: isBehind(check, deps), missed: before?.missed ?? [], told: before?.told };
		const { readAt } = before ?? {};
		await recordSuccess(
			{ ...check, place: load.place, ...look, readAt },
			{ ttlMs, validators: before ?? {} },
			deps,
		);
		return nothing;
	}
	return take(check, load, deps, signal);
}

const nothing: CheckReport = { stored: [], known: 0, skipped: [] };

/** What a feed asks for in its text holds while the text does. */
function waitedFor(before: SourceHealth | undefined): number {
	return before === undefined || before.failures > 0 ? 0 : before.nextCheckAt - before.checkedAt;
}

type Check = { source: Source; before: SourceHealth | undefined; startedAt: Instant };

async function take(
	check: Check,
	load: Extract<SourceLoad, { kind: "read" }>,
	deps: IngestDeps,
	signal: AbortSignal | undefined,
): Promise<CheckReport> {
	const { source } = check;
	const { place, loaded, result } = load;
	const missed = new Set(check.before?.missed);
	const { told, unread, textless } = sortItems(result.articles);
	const followed = await followLinks(source, { place, result, unread, missed }, deps, signal);
	// Feeds put the newest on top.
	const drafts = [...told.toReversed(), ...followed.articles];
	// That a list is no article itself is no news.
	const own = place.kind === "index" && result.links.length > 0 ? [] : result.skipped;
	const { newest, skipped: over } = takeNewest(drafts, source, check.before?.told, check.startedAt);
	const skipped = [...own, ...followed.skipped, ...textless.map(skipWithoutText), ...over];
	const fault = findFault({ drafts, skipped, followed, load });
	if (fault?.kind === "failed") return { ...(await fail(check, fault, deps)), skipped };
	const behind = isBehind(check, deps);
	const { waiting, failed } = followed;
	const backlog = behind ? firstBacklog(check, followed, deps) : laterBacklog(check, followed, deps);
	const stored = await storeArticles(newest, source, deps, backlog);
	for (const article of followed.known) await noteListing(article, source, deps, behind);
	const problem = fault ?? followed.problem;
	const isPending = waiting + failed.length > 0;
	const day = countTold(source, check.before?.told, stored, check.startedAt);
	await recordSuccess(
		{ ...check, place, ...lookAfter(drafts, followed, { behind, missed }), ...day, readAt: check.startedAt },
		{
			// What waits is not named by an answer "not modified".
			validators: isPending || problem !== undefined ? {} : loaded,
			ttlMs: followed.retryAfterMs ?? (isPending ? 0 : Math.max(loaded.ttlMs ?? 0, result.ttlMs ?? 0)),
			...(problem === undefined ? {} : { problem }),
		},
		deps,
	);
	deps.log.info(
		{
			...{ source: source.id, stored: stored.length, skipped: skipped.length, over: over[0]?.detail },
			...{ waiting, failed: failed.length },
		},
		"ingest: source checked",
	);
	const known = newest.length - stored.length + followed.known.length;
	return { stored, known, skipped, ...(problem === undefined ? {} : { problem }) };
}

/**
 * How the first look stands after a check. A page that cannot be had is not waited for, it may never be; what it tells is
 * as old when it comes later. Where none could be had, nothing was looked at yet.
 */
function lookAfter(
	drafts: readonly ArticleDraft[],
	{ waiting, failed, problem }: Followed,
	{ behind, missed }: { behind: boolean; missed: ReadonlySet<string> },
): { behind: boolean; missed: readonly string[] } {
	const isUnread = drafts.length === 0 && problem !== undefined;
	return {
		behind: behind && (waiting > 0 || isUnread),
		missed: failed.filter((id) => behind || missed.has(id)),
	};
}

function skipWithoutText(draft: ArticleDraft): Skip {
	return { reason: "no-body", detail: `"${draft.headline}" has neither text nor address`, item: draft };
}

type Taken = {
	drafts: readonly ArticleDraft[];
	skipped: readonly Skip[];
	followed: Followed;
	load: Extract<SourceLoad, { kind: "read" }>;
};

/**
 * What is wrong with a source that could be read: `failed` when it gives nothing to publish and is left alone for
 * longer, `noted` when it may well have something at the next check.
 */
function findFault({
	drafts,
	skipped,
	followed,
	load,
}: Taken): Failed | (Problem & { kind: "noted" }) | undefined {
	if (drafts.length > 0) {
		const isForeign = drafts.every(({ language }) => language !== "ar" && language !== "und");
		if (!isForeign || followed.known.length > 0) return undefined;
		return failed("BQ_SOURCE_NOT_ARABIC", `its texts are in "${drafts[0]?.language}"`);
	}
	const { result } = load;
	const { known, waiting, failed: notHad } = followed;
	if (known.length + waiting + notHad.length > 0 || result.links.length > 0) return undefined;
	const [why] = skipped;
	if (why !== undefined) return failed("BQ_SOURCE_EMPTY", `${why.detail} (${why.reason})`);
	return {
		kind: "noted",
		code: "BQ_SOURCE_EMPTY",
		message: `ingest: it is a ${result.format} without items`,
	};
}

function failed(code: Failed["code"], message: string): Failed {
	return { kind: "failed", code, message: `ingest: ${message}` };
}

async function fail(check: Check, problem: Failed, deps: IngestDeps): Promise<CheckReport> {
	await recordFailure(check, problem, check.before, deps);
	const { code, message } = problem;
	return { ...nothing, problem: { code, message } };
}
