import type { Broadcast, BroadcastRun } from "../domain/broadcast.ts";
import { type Channel, isReceiving } from "../domain/channel.ts";
import { isSettled } from "../domain/delivery.ts";
import { quietUntil } from "../planning/when-to-post.ts";
import type { Lane } from "../store/redis/keys.ts";
import { nextTimeOf } from "./check-time.ts";
import type { BroadcastDeps } from "./deps.ts";

/** Skips what has not begun of a run, for this reason. What is being sent ends as it ends. */
export async function leaveOut(
	{ postId }: BroadcastRun,
	reason: string,
	{ posts, ledger, log }: Pick<BroadcastDeps, "posts" | "ledger" | "log">,
): Promise<void> {
	let count = 0;
	for (const lane of await posts.lanes(postId)) count += await ledger.stop(lane, postId, reason);
	if (count > 0) log.info({ post: postId, reason, count }, "broadcast: what has not begun is left out");
}

/**
 * Whether the broadcast's next time has come, and its run is open only because of channels that their owners paused or
 * that have quiet hours. Whoever merely has not had their turn yet still gets it: the next time waits for them, else the
 * last ones of a list that takes longer than the time in between would never get anything.
 */
export async function isHeldUpByChannels(
	{ time, options }: Broadcast,
	run: BroadcastRun,
	deps: Pick<BroadcastDeps, "posts" | "ledger" | "channels" | "now">,
): Promise<boolean> {
	const now = deps.now();
	const next = nextTimeOf(time, run.at);
	if (next === undefined || next > now) return false;
	const isHeldUp = (channel: Channel) =>
		(channel.state.kind === "paused" && !isReceiving(channel, now)) ||
		(!options.urgent && quietUntil(channel, now) !== undefined);
	for (const lane of await deps.posts.lanes(run.postId)) {
		if (!(await isLaneHeldUp(lane, run.postId, isHeldUp, deps))) return false;
	}
	return true;
}

async function isLaneHeldUp(
	lane: Lane,
	postId: string,
	isHeldUp: (channel: Channel) => boolean,
	{ ledger, channels }: Pick<BroadcastDeps, "ledger" | "channels">,
): Promise<boolean> {
	const entries = await ledger.entries(lane, postId);
	const open = entries.filter(({ state }) => !isSettled(state));
	if (open.length === 0) return true;
	const known = await channels.lane(lane.platform, lane.number);
	return open.every(({ offset, state }) => {
		const channel = known.get(offset);
		return state.kind === "pending" && channel !== undefined && isHeldUp(channel);
	});
}
