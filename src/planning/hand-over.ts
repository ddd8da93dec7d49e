import type { Instant } from "../domain/time.ts";
import type { Waiting } from "../store/channels/digests.ts";
import { channelPosition } from "../store/redis/keys.ts";
import { type ArticlePlanDeps, keepForDigests, postIdOf } from "./plan-article.ts";
import { readTellings } from "./tellings.ts";
import { nextTimeFor } from "./when-to-post.ts";

/**
 * What waits for the digest of a channel that has moved into another waits for that one's from now on, but for what it
 * has already or holds back itself. Doing it again changes nothing. False: there is no such channel.
 */
export async function handOver(
	waiting: readonly Waiting[],
	movedTo: string,
	now: Instant,
	deps: ArticlePlanDeps,
): Promise<boolean> {
	const channel = await deps.channels.get(movedTo);
	if (channel === undefined) return false;
	const { platform, lane: number, offset } = channelPosition(movedTo);
	const later = [{ offset, dueAt: nextTimeFor(channel, now) }];
	for (const one of waiting) {
		const article = await deps.articles.get(one.articleId);
		if (article === undefined || article.withdrawnAt !== undefined) continue;
		const { others } = await readTellings(article, deps);
		await keepForDigests([article.id], later, now, deps);
		await deps.digests.hold({ platform, number, class: "news" }, one, later, others.map(postIdOf));
	}
	return true;
}
