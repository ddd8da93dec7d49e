import type { DeliveryState, DeliveryStateKind } from "../domain/delivery.ts";
import type { ChannelStore } from "../store/channels/channels.ts";
import type { Ledger } from "../store/delivery/ledger.ts";
import type { PostStore } from "../store/delivery/posts.ts";
import { channelId, type Lane, laneClasses } from "../store/redis/keys.ts";

/** A delivery as a person sees it in a list. */
export type ListedDelivery = {
	post: string;
	channel: string;
	state: DeliveryState;
	/** The platform's own words, where it refused. */
	words?: string;
};

export type DeliveryListDeps = {
	channels: ChannelStore;
	ledger: Ledger;
	posts: PostStore;
	platforms: readonly string[];
	now(): number;
};

/**
 * All deliveries in this state. Nothing that is `unknown` is ever dropped silently: it stands here until somebody decides
 * it, or the two weeks are over for which a ledger is kept.
 */
export async function listDeliveries(
	state: DeliveryStateKind,
	deps: DeliveryListDeps,
): Promise<ListedDelivery[]> {
	const lanes = await lanesOf(deps);
	const found = await Promise.all(lanes.map((lane) => inLane(lane, state, deps)));
	return found.flat();
}

async function lanesOf({ channels, platforms }: DeliveryListDeps): Promise<Lane[]> {
	const counts = await Promise.all(
		platforms.map(async (platform) => ({ platform, count: await channels.laneCount(platform) })),
	);
	return counts.flatMap(({ platform, count }) =>
		Array.from({ length: count }, (_, number) => number).flatMap((number) =>
			laneClasses.map((laneClass): Lane => ({ platform, number, class: laneClass })),
		),
	);
}

async function inLane(lane: Lane, kind: DeliveryStateKind, { ledger }: DeliveryListDeps) {
	const found: ListedDelivery[] = [];
	for (const post of await ledger.keptPosts(lane)) {
		const entries = (await ledger.entries(lane, post)).filter(({ state }) => state.kind === kind);
		if (entries.length === 0) continue;
		const refusals = await ledger.refusals(lane, post);
		for (const { offset, state } of entries) {
			const words = refusals.get(offset);
			const channel = channelId(lane.platform, lane.number, offset);
			found.push({ post, channel, state, ...(words === undefined ? {} : { words }) });
		}
	}
	return found;
}
