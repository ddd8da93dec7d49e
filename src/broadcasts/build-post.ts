import type { Broadcast, BroadcastAmendment, BroadcastContent, BroadcastRun } from "../domain/broadcast.ts";
import type { Post, PostContent } from "../domain/post.ts";
import type { Instant } from "../domain/time.ts";

const minute = 60_000;
/** An amendment has as long as what it amends is kept. */
const amendmentLifeMs = 13 * 24 * 60 * minute;

/** The post of a run. Its text may be replaced later; how it is sent stays. */
export function buildRunPost({ content, options, revision }: Broadcast, run: BroadcastRun): Post {
	return {
		id: run.postId,
		kind: "broadcast",
		content: buildContent(content, options.silent, run.at),
		dueAt: run.startedAt,
		expiresAt: expiryOf(options.expiresAfterMinutes, run),
		priority: options.urgent ? "breaking" : "bulk",
		revision,
		createdAt: run.startedAt,
		manner: {
			...(options.urgent ? {} : { waitsForQuietHours: true }),
			...(options.perSecond === undefined ? {} : { perSecond: options.perSecond }),
			...(run.rates === undefined ? {} : { rates: run.rates }),
			...(options.pin ? { pin: true } : {}),
		},
	};
}

/** When what is left of a run is left out. */
export function expiryOf(afterMinutes: number, run: Pick<BroadcastRun, "startedAt">): Instant {
	return run.startedAt + afterMinutes * minute;
}

export function buildContent({ versions }: BroadcastContent, silent: boolean, at: Instant): PostContent {
	return { kind: "broadcast", versions, at, silent };
}

/** The post that changes what `target` sent into what it says now; for a withdrawal nobody reads that. */
export function buildAmendmentPost({ postId, kind, at }: BroadcastAmendment, target: Post): Post {
	return {
		id: postId,
		kind: target.kind,
		content: target.content,
		dueAt: at,
		expiresAt: at + amendmentLifeMs,
		priority: target.priority,
		revision: 1,
		createdAt: at,
		amends: { postId: target.id, action: kind },
	};
}
