import type { Channel } from "../domain/channel.ts";
import type { Post } from "../domain/post.ts";
import type { ChannelStore } from "../store/channels/channels.ts";
import type { Ledger } from "../store/delivery/ledger.ts";
import type { PostStore } from "../store/delivery/posts.ts";
import { channelPosition, type Lane, laneName, readLaneName } from "../store/redis/keys.ts";

export type PlanDeps = {
	posts: PostStore;
	ledger: Ledger;
	channels: ChannelStore;
	platforms: readonly string[];
	/** Tells delivery that a lane has work. */
	wake(lane: Lane): Promise<void>;
};

/** Who gets a post: all that want it, or channels by their ids, for whom no lane is searched. */
export type Audience = ((channel: Channel) => boolean) | readonly string[];

/**
 * Writes a post and its recipients, lane by lane, and wakes their lanes. Doing it again adds nobody twice and wakes
 * again, so a planner that died in between is simply run once more. Returns how many recipients were new.
 */
export async function planPost(post: Post, audience: Audience, deps: PlanDeps): Promise<number> {
	await deps.posts.put(post);
	let added = 0;
	if (typeof audience !== "function") {
		for (const [lane, offsets] of byLane(post, audience)) added += await planLane(post, lane, offsets, deps);
		return added;
	}
	for await (const { lane, channels } of eachLane(post, deps)) {
		const offsets = [...channels].filter(([, channel]) => audience(channel)).map(([offset]) => offset);
		added += await planLane(post, lane, offsets, deps);
	}
	return added;
}

/** The lanes that a post goes through, with their channels by offset. */
export async function* eachLane(
	post: Pick<Post, "priority">,
	deps: Pick<PlanDeps, "channels" | "platforms">,
): AsyncGenerator<{ lane: Lane; channels: ReadonlyMap<number, Channel> }> {
	for (const platform of deps.platforms) {
		const lanes = await deps.channels.laneCount(platform);
		for (let number = 0; number < lanes; number++) {
			yield { lane: laneOf(post, platform, number), channels: await deps.channels.lane(platform, number) };
		}
	}
}

/** Adds recipients of one lane to a post that is stored, but for those who have one of `same`, and wakes the lane. */
export async function planLane(
	post: Post,
	lane: Lane,
	offsets: readonly number[],
	deps: PlanDeps,
	same: readonly string[] = [],
): Promise<number> {
	if (offsets.length === 0) return 0;
	await deps.posts.addLane(post.id, lane);
	const added = await deps.ledger.plan(lane, post.id, post.priority, offsets, same);
	await deps.posts.noteDue(lane, post.dueAt);
	await deps.wake(lane);
	return added;
}

function byLane(post: Post, channelIds: readonly string[]): readonly (readonly [Lane, readonly number[]])[] {
	const lanes = new Map<string, number[]>();
	for (const id of channelIds) {
		const { platform, lane, offset } = channelPosition(id);
		const name = laneName(laneOf(post, platform, lane));
		lanes.set(name, [...(lanes.get(name) ?? []), offset]);
	}
	return [...lanes].map(([name, offsets]) => [readLaneName(name), offsets]);
}

function laneOf(post: Pick<Post, "priority">, platform: string, number: number): Lane {
	return { platform, number, class: post.priority === "bulk" ? "bulk" : "news" };
}
