import { randomUUID } from "node:crypto";
import type { Log } from "../domain/log.ts";
import type { Outcome } from "../domain/outcome.ts";
import type { ChannelStore } from "../store/channels/channels.ts";
import type { SendWindow } from "../store/delivery/send-window.ts";
import type { Share, ShareStore } from "../store/delivery/shares.ts";
import type { Publisher } from "./publisher.ts";

export type ShareDeps = {
	shares: ShareStore;
	channels: ChannelStore;
	publisher(platform: string): Publisher | undefined;
	window(platform: string): SendWindow;
	now(): number;
	log: Log;
};

/** Shared in one go; the rest comes with the next. */
const mostAtOnce = 200;
/** News that is older than this is not passed on any more. */
const longestMs = 12 * 3600_000;
/** After a request without an end: sharing twice does nothing, so it is simply asked for again. */
const againMs = 60_000;

/**
 * Passes on what a lane's channels have posted, the oldest first, within each channel's own limit and behind every post
 * in the send window. What may not go yet waits; whoever dies in between leaves it to the next.
 */
export async function sharePosts(
	platform: string,
	lane: number,
	deps: ShareDeps,
	signal: AbortSignal,
): Promise<void> {
	const publisher = deps.publisher(platform);
	if (publisher?.sharing === undefined) return;
	/** Channels whose limit is full, and until when. */
	const full = new Map<string, number>();
	for (const share of await deps.shares.due(platform, lane, deps.now(), mostAtOnce)) {
		if (signal.aborted) return;
		const until = full.get(share.channelId) ?? (await shareOne(share, publisher, deps, signal));
		if (until === undefined) continue;
		full.set(share.channelId, until);
		await deps.shares.postpone(share, until);
	}
}

/** When its channel may share again, where this one could not be shared now; undefined: it is done with. */
async function shareOne(
	share: Share,
	{ sharing, windows }: Publisher,
	deps: ShareDeps,
	signal: AbortSignal,
): Promise<number | undefined> {
	const { shares, channels, log } = deps;
	const channel = await channels.get(share.channelId);
	const isOver = deps.now() - share.postedAt > longestMs;
	if (sharing === undefined || channel === undefined || channel.sharesPosts === false || isOver) {
		if (isOver) log.warn(share, "share: a post waited too long and is not passed on");
		await shares.done(share);
		return undefined;
	}
	const fullMs = await shares.take(channel.id, randomUUID(), sharing.window);
	if (fullMs > 0) return deps.now() + fullMs;
	const shared = windows(channel.address, channel.addressKind).filter((layer) => layer.shared);
	const turn = deps.window(channel.platform).acquire(shared, "bulk", signal);
	const slot = await turn.catch((error) => {
		if (!signal.aborted) throw error;
		return undefined;
	});
	if (slot === undefined) return deps.now();
	let outcome: Outcome;
	try {
		outcome = await sharing.share(channel.address, share.messageId);
	} finally {
		void deps.window(channel.platform).release(slot);
	}
	const waitMs = waitAfter(outcome);
	if (waitMs !== undefined) return deps.now() + waitMs;
	if (outcome.kind !== "sent") log.warn({ ...share, ...outcome }, "share: the platform does not take it");
	await shares.done(share);
	return undefined;
}

/** How long to wait before it is asked for again; undefined: it never is. */
function waitAfter(outcome: Outcome): number | undefined {
	switch (outcome.kind) {
		case "retry":
			return Math.max(outcome.afterMs, 1_000);
		case "ambiguous":
		case "refused-bot":
			return againMs;
		default:
			return undefined;
	}
}
