import type { Article, ArticleDraft, Skip } from "../domain/article.ts";
import type { Source, SourceHealth } from "../domain/source.ts";
import type { Instant } from "../domain/time.ts";

/** Articles that are stored of one check: what a feed holds more is an archive. */
const mostAtOnce = { listed: 1_000, brought: 100 };
/** New articles that are stored in a day of a source that somebody brought. */
const mostBroughtADay = 500;
const dayMs = 24 * 3600_000;

type Told = SourceHealth["told"];

/**
 * The newest of what a source tells, as many as may be stored of it now, and why the others are not. Whoever brings a
 * source decides what it tells, and everybody's articles lie in one Redis: `told` is what it told in checks before.
 */
export function takeNewest(
	drafts: readonly ArticleDraft[],
	{ onlyByName }: Pick<Source, "onlyByName">,
	told: Told,
	now: Instant,
): { newest: readonly ArticleDraft[]; skipped: readonly Skip[] } {
	const most =
		onlyByName === true
			? Math.min(mostAtOnce.brought, Math.max(0, mostBroughtADay - countToday(told, now)))
			: mostAtOnce.listed;
	const over = drafts.length - most;
	if (over <= 0) return { newest: drafts, skipped: [] };
	const ordered = drafts.toSorted((a, b) => (a.publishedAt ?? 0) - (b.publishedAt ?? 0));
	const detail = `${over} of ${drafts.length} are not stored: of this source no more than the newest ${most} are taken now`;
	return { newest: ordered.slice(over), skipped: [{ reason: "too-many", detail }] };
}

/** What a brought source told by now, with what was stored in this check. */
export function countTold(
	{ onlyByName }: Pick<Source, "onlyByName">,
	told: Told,
	stored: readonly Article[],
	now: Instant,
): { told?: NonNullable<Told> } {
	const before = countToday(told, now);
	// A revision takes no place of its own.
	const count = before + stored.filter(({ revision }) => revision === 1).length;
	if (onlyByName !== true || count === 0) return {};
	return { told: { since: before === 0 ? now : (told?.since ?? now), count } };
}

function countToday(told: Told, now: Instant): number {
	return told === undefined || now - told.since >= dayMs ? 0 : told.count;
}
