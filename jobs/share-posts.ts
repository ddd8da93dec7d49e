import { type ShareDeps, sharePosts } from "../src/delivery/share-posts.ts";
import type { Queues } from "./queues.ts";
import type { Routine } from "./timetable.ts";
import type { WorkerSettings } from "./worker.ts";

/** Lanes that one process works on at once: sharing is in no hurry. */
const concurrency = 4;

/** Passes on what the channels of a lane have posted. */
export function sharePostsJob(deps: ShareDeps): WorkerSettings<"share-posts"> {
	return {
		queue: "share-posts",
		concurrency,
		log: deps.log,
		process: ({ platform, lane }, signal) => sharePosts(platform, lane, deps, signal),
	};
}

/** Adds a job for each lane that has something to share: after a restart, too. */
export function shareWhenDue(deps: ShareDeps & { platforms: readonly string[] }, queues: Queues): Routine {
	return {
		name: "share posts",
		everyMs: 2_000,
		async run() {
			for (const platform of deps.platforms) {
				if (deps.publisher(platform)?.sharing === undefined) continue;
				const lanes = await deps.channels.laneCount(platform);
				for (let lane = 0; lane < lanes; lane++) {
					if (!(await deps.shares.isDue(platform, lane, deps.now()))) continue;
					await queues.add("share-posts", { platform, lane }, `${platform}.${lane}`);
				}
			}
		},
	};
}
