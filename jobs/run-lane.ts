import type { DeliveryDeps } from "../src/delivery/deps.ts";
import { runLane } from "../src/delivery/run-lane.ts";
import { type Lane, type LaneClass, laneClasses, laneName, readLaneName } from "../src/store/redis/keys.ts";
import type { Queues } from "./queues.ts";
import type { WorkerSettings } from "./worker.ts";

/**
 * Lanes of one platform and class that one process works on at once. A lane of a broadcast is long at work, and all that
 * are begun stand in memory: a few of them use up any rate, since each keeps hundreds of deliveries under way.
 */
const concurrency: Readonly<Record<LaneClass, number>> = { news: 64, bulk: 12 };

export type LanePart = Pick<Lane, "platform" | "class">;

/** All parts of the queue of lanes. */
export function laneParts(platforms: readonly string[]): LanePart[] {
	return platforms.flatMap((platform) => laneClasses.map((each) => ({ platform, class: each })));
}

export function lanePartName(part: LanePart): string {
	return `${part.platform}.${part.class}`;
}

/** A lane that is at work for so long makes room when others wait; in ms. */
const longestTurnMs = 15_000;

/**
 * A lane that has work is run by whoever takes the job; its lease sees to it that only one process does. Lanes take turns
 * where there are more than workers, so that a slow broadcast, or news to very many, stands before nothing for long.
 */
export function runLaneJob(
	part: LanePart,
	deps: DeliveryDeps,
	queues: Queues,
	turnMs = longestTurnMs,
): WorkerSettings<"run-lane"> {
	return {
		queue: "run-lane",
		part: lanePartName(part),
		concurrency: concurrency[part.class],
		log: deps.log,
		async process({ lane }, stopping) {
			const othersWait = () => queues.hasWaiting("run-lane", lanePartName(part));
			const turn = startTurn(turnMs, stopping, othersWait);
			try {
				const { dueAt } = await runLane(readLaneName(lane), deps, turn.signal);
				if (dueAt !== undefined) await deps.posts.noteDue(readLaneName(lane), dueAt);
			} finally {
				turn.end();
			}
		},
	};
}

/** A signal that is aborted with `stopping`, or when a turn is over and others wait. */
function startTurn(turnMs: number, stopping: AbortSignal, othersWait: () => Promise<boolean>) {
	const over = new AbortController();
	const look = setInterval(() => {
		// Redis may be away: then nobody is let in, and the lane waits for it as well.
		othersWait().then(
			(wait) => wait && over.abort(),
			() => {},
		);
	}, turnMs);
	return { signal: AbortSignal.any([stopping, over.signal]), end: () => clearInterval(look) };
}

export async function wakeLane(queues: Queues, lane: Lane): Promise<void> {
	const name = laneName(lane);
	await queues.add("run-lane", { lane: name }, name.replaceAll(":", "."), lanePartName(lane));
}
