import type { Broadcast, BroadcastRun } from "../domain/broadcast.ts";
import type { Post } from "../domain/post.ts";
import type { Lane } from "../store/redis/keys.ts";
import { isReachable, readAudience } from "./audience.ts";
import { buildRunPost } from "./build-post.ts";
import type { BroadcastDeps } from "./deps.ts";
import type { Refusal } from "./port.ts";

/** Lanes that are frozen before the broadcast is looked at again: it may be paused meanwhile. */
const atOnce = 40;

export type Frozen =
	| { kind: "more" }
	| { kind: "all"; recipients: number }
	/** The audience names what is not there any more. */
	| { kind: "nobody"; refusals: readonly Refusal[] };

/**
 * Writes the recipients of a run into the ledger, a part of the lanes at a time; each lane once and for ever, with those
 * who are meant at that moment. A planner that dies in between is simply run again.
 */
export async function freezeSome(
	broadcast: Broadcast,
	run: BroadcastRun,
	deps: BroadcastDeps,
): Promise<Frozen> {
	const post = buildRunPost(broadcast, run);
	await deps.posts.put(post);
	const lanes = lanesOf(run, post);
	const totals = await Promise.all(
		lanes.map(async (lane) => (await deps.ledger.counts(lane, post.id))?.total),
	);
	const left = lanes.filter((_, at) => totals[at] === undefined);
	if (left.length === 0) {
		// A lane may have been frozen by a planner that died before it woke it.
		if (!run.frozen) for (const [at, lane] of lanes.entries()) if (totals[at]) await wake(lane, post, deps);
		return { kind: "all", recipients: totals.reduce<number>((sum, total) => sum + (total ?? 0), 0) };
	}
	const audience = await readAudience(broadcast.audience, deps);
	if (!audience.ok) return { kind: "nobody", refusals: audience.refusals };
	for (const lane of left.slice(0, atOnce)) {
		const channels = await deps.channels.lane(lane.platform, lane.number);
		const offsets = [...channels]
			.filter(([, channel]) => isReachable(channel) && audience.chosen(channel))
			.map(([offset]) => offset);
		if (offsets.length > 0) await deps.posts.addLane(post.id, lane);
		await deps.ledger.freeze(lane, post.id, post.priority, offsets);
		if (offsets.length > 0) await wake(lane, post, deps);
	}
	return { kind: "more" };
}

/** Platform by platform in turn, so that all of them begin at once. */
function lanesOf(run: BroadcastRun, post: Pick<Post, "priority">): Lane[] {
	const laneClass = post.priority === "bulk" ? "bulk" : "news";
	return Object.entries(run.lanes)
		.flatMap(([platform, count]) =>
			Array.from({ length: count }, (_, number): Lane => ({ platform, number, class: laneClass })),
		)
		.sort((one, other) => one.number - other.number);
}

export async function wake(
	lane: Lane,
	post: Pick<Post, "dueAt">,
	{ posts, wake: tell }: Pick<BroadcastDeps, "posts" | "wake">,
): Promise<void> {
	await posts.noteDue(lane, post.dueAt);
	await tell(lane);
}

/** Has the lanes of a post look at it again. */
export async function wakeAll(
	postId: string,
	deps: Pick<BroadcastDeps, "posts" | "wake" | "now">,
): Promise<void> {
	for (const lane of await deps.posts.lanes(postId)) await wake(lane, { dueAt: deps.now() }, deps);
}
