import type { ArticleDraft } from "../domain/article.ts";
import type { SourceHealth } from "../domain/source.ts";
import type { Instant } from "../domain/time.ts";
import type { Followed } from "./follow-links.ts";
import { isForgotten } from "./full-read.ts";
import type { IngestDeps } from "./ingest-deps.ts";

/** What is no news: of more than `mostPosts` the older ones, those with the ids of `old`, and what `isOld` says. */
export type Backlog = {
	mostPosts?: number;
	old?: ReadonlySet<string>;
	isOld?: (draft: ArticleDraft) => boolean;
};

type Check = { before: SourceHealth | undefined; startedAt: Instant };

/** Older than this, a page that is listed for the first time was found late. */
const foundLateMs = 7 * 24 * 3600_000;

/**
 * Whether what a source has was never read to its end yet, or so long ago that none of it is known any more; where all of
 * it is posted there is no first look.
 */
export function isBehind({ before, startedAt }: Check, deps: Pick<IngestDeps, "firstPosts">): boolean {
	if (isAllPosted(deps)) return false;
	return before?.place === undefined || before.behind === true || isForgotten(before, startedAt);
}

/** The backlog of a first look. The oldest pages are read first, so the newest come with its last check. */
export function firstBacklog(
	{ before, startedAt }: Check,
	{ waiting }: Pick<Followed, "waiting">,
	{ firstPosts }: Pick<IngestDeps, "firstPosts">,
): Backlog {
	const mostPosts = waiting > 0 ? 0 : firstPosts;
	if (!isForgotten(before, startedAt)) return { mostPosts };
	// What is from before its last full read was told then.
	return { mostPosts, isOld: (draft) => isFromBy(draft, before?.readAt) };
}

/**
 * The backlog after the first look. Lists name old pages too: the most read ones, and those that were touched. The dates
 * of a feed are no such sign: of some they stand still.
 */
export function laterBacklog(
	{ before, startedAt }: Check,
	{ listed }: Pick<Followed, "listed">,
	deps: Pick<IngestDeps, "firstPosts">,
): Backlog {
	const old = new Set(before?.missed);
	if (isAllPosted(deps)) return { old };
	return { old, isOld: (draft) => listed.has(draft) && isFromBy(draft, startedAt - foundLateMs) };
}

function isAllPosted({ firstPosts }: Pick<IngestDeps, "firstPosts">): boolean {
	return firstPosts === Number.POSITIVE_INFINITY;
}

function isFromBy({ publishedAt }: ArticleDraft, instant: Instant | undefined): boolean {
	return publishedAt !== undefined && instant !== undefined && publishedAt <= instant;
}
