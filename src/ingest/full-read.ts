import type { SourceHealth } from "../domain/source.ts";
import type { Instant } from "../domain/time.ts";
import { articleLifeSeconds } from "../store/news/store-article.ts";

const dayMs = 24 * 3600_000;
/** Only a full answer tells which articles are still named; with this, several may fail before the first is forgotten. */
const holdsForMs = 7 * dayMs;
/** A check may take its time, and the clocks of two machines differ. */
const forgottenAfterMs = articleLifeSeconds * 1000 - dayMs;

/** Whether "not modified" is no answer now: what a source names has to be renewed, or it would be taken for new. */
export function isFullReadDue({ readAt }: SourceHealth, now: Instant): boolean {
	return readAt === undefined || now - readAt > holdsForMs;
}

/** Whether nothing that a source named at its last full read is sure to be stored any more. */
export function isForgotten(health: SourceHealth | undefined, now: Instant): boolean {
	// Without a time it was read by an earlier version.
	return health?.readAt !== undefined && now - health.readAt > forgottenAfterMs;
}
