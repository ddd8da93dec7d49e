import type { DeliveryDeps } from "../src/delivery/deps.ts";
import { runLane } from "../src/delivery/run-lane.ts";
import { laneName, readLaneName } from "../src/store/keys.ts";
import type { Queues } from "./queues.ts";
import type { WorkerSettings } from "./worker.ts";

/** Lanes that one process works on at once. */
const concurrency = 64;

/** A lane that has work is run by whoever takes the job; its lease sees to it that only one process does. */
export function runLaneJob(deps: DeliveryDeps): WorkerSettings<"run-lane"> {
	return {
		queue: "run-lane",
		concurrency,
		log: deps.log,
		async process({ lane }, signal) {
			const { dueAt } = await runLane(readLaneName(lane), deps, signal);
			if (dueAt !== undefined) await deps.posts.noteDue(readLaneName(lane), dueAt);
		},
	};
}

export async function wakeLane(queues: Queues, lane: Parameters<typeof laneName>[0]): Promise<void> {
	const name = laneName(lane);
	await queues.add("run-lane", { lane: name }, name.replaceAll(":", "."));
}
