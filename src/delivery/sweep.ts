import type { Log } from "../domain/log.ts";
import type { ChannelStore } from "../store/channels/channels.ts";
import type { Ledger } from "../store/delivery/ledger.ts";
import type { PostStore } from "../store/delivery/posts.ts";
import { type Lane, laneClasses } from "../store/redis/keys.ts";

export type SweepDeps = {
	channels: ChannelStore;
	ledger: Ledger;
	posts: PostStore;
	platforms: readonly string[];
	now(): number;
	log: Log;
};

/**
 * Finds lanes with open posts that nobody will look at, because a job or a note was lost (a restored Redis, a planner that
 * died at the wrong moment), or will only look at when a clock that was set back has caught up, and notes them as due. Harmless for a lane that is being worked on: it is only run once more.
 * Returns the lanes that had been forgotten.
 */
export async function sweepLanes(deps: SweepDeps): Promise<Lane[]> {
	const forgotten: Lane[] = [];
	const setBack = await deps.posts.wasSetBack(deps.now());
	if (setBack) deps.log.warn({}, "sweep: Redis's clock was set back, every lane with open posts is woken");
	for (const platform of deps.platforms) {
		const count = await deps.channels.laneCount(platform);
		for (let number = 0; number < count; number++) {
			for (const laneClass of laneClasses) {
				const lane: Lane = { platform, number, class: laneClass };
				if (
					(!setBack && (await deps.posts.isNoted(lane))) ||
					(await deps.ledger.openPosts(lane)).length === 0
				)
					continue;
				await deps.posts.noteDue(lane, deps.now());
				forgotten.push(lane);
			}
		}
	}
	if (forgotten.length > 0)
		deps.log.warn({ lanes: forgotten.length }, "sweep: lanes were forgotten, woken again");
	return forgotten;
}
