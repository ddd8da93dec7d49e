import { type SweepDeps, sweepLanes } from "../src/delivery/sweep.ts";
import type { Queues } from "./queues.ts";
import { wakeLane } from "./run-lane.ts";
import type { Routine } from "./timetable.ts";

/** Lanes woken in one look; the rest comes at the next. */
const mostAtOnce = 1_000;

/** Wakes lanes whose noted time has come: retries, posts that are due later, and lanes whose owner died. */
export function wakeDueLanes(deps: SweepDeps, queues: Queues): Routine {
	return {
		name: "wake due lanes",
		everyMs: 500,
		async run() {
			for (const lane of await deps.posts.dueLanes(deps.now(), mostAtOnce)) await wakeLane(queues, lane);
		},
	};
}

/** Finds what nobody noted. Rare, since nothing but a loss in Redis makes it necessary, and it looks at every lane. */
export function sweepForgottenLanes(deps: SweepDeps, everyMs: number): Routine {
	return { name: "sweep lanes", everyMs, run: () => sweepLanes(deps) };
}
