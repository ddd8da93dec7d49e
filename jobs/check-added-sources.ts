import type { Source } from "../src/domain/source.ts";
import type { Instant } from "../src/domain/time.ts";
import type { AddedSourceStore } from "../src/store/news/added-sources.ts";
import type { Connection } from "../src/store/redis/connection.ts";
import { keys } from "../src/store/redis/keys.ts";
import { takeLease } from "../src/store/redis/lease.ts";
import type { Queues } from "./queues.ts";
import type { Routine } from "./timetable.ts";

/** Somebody who brings a source sees its first news within so long, and the time that reading takes; ms. */
const everyMs = 2_000;
const atOnce = 500;
const leaseMs = 10_000;

export type AddedSourceDeps = {
	addedSources: Pick<AddedSourceStore, "due" | "postpone">;
	findSource(id: string): Promise<Source | undefined>;
	connection: Connection;
	now(): Instant;
};

/**
 * Asks for a check of each source that people added whose time has come. Their times stand in their store, and not among
 * the queue's own schedulers, which whoever starts with another file of sources replaces. Processes that do it do it one
 * after the other.
 */
export function checkAddedSources(deps: AddedSourceDeps, queues: Pick<Queues, "add">): Routine {
	return {
		name: "check added sources",
		everyMs,
		async run() {
			const taken = await takeLease(deps.connection, keys.lease("added-sources"), leaseMs);
			if (taken.kind === "taken") return;
			try {
				await askForChecks(deps, queues);
			} finally {
				await taken.lease.release();
			}
		},
	};
}

async function askForChecks(
	{ addedSources, findSource, now }: AddedSourceDeps,
	queues: Pick<Queues, "add">,
): Promise<void> {
	const due = await addedSources.due(now(), atOnce);
	const next = new Map<string, Instant>();
	for (const id of due) {
		const source = await findSource(id);
		// One that the operator lists is checked by its own timetable; should it leave the file it is looked at again.
		if (source?.id === id) await queues.add("check-source", { sourceId: id }, id);
		next.set(id, now() + (source?.every ?? everyMs));
	}
	await addedSources.postpone(next);
}
