import type { Log } from "../src/domain/log.ts";
import type { Source } from "../src/domain/source.ts";
import { checkSource } from "../src/ingest/check-source.ts";
import type { IngestDeps } from "../src/ingest/ingest-deps.ts";
import { isDue } from "../src/ingest/record-check.ts";
import type { Queues } from "./queues.ts";
import type { WorkerSettings } from "./worker.ts";

/** Sources that one process reads at once. */
const concurrency = 8;

/** Checks a source when its time has come: after failures, and where it asks for it, it is left alone for longer. */
export function checkSourceJob(
	findSource: (id: string) => Promise<Source | undefined>,
	deps: IngestDeps & { log: Log },
): WorkerSettings<"check-source"> {
	return {
		queue: "check-source",
		concurrency,
		log: deps.log,
		async process({ sourceId }, signal) {
			const source = await findSource(sourceId);
			// Taken out of the file since (its timetable ends with the next start), or out of those that people added.
			if (source?.id !== sourceId) return;
			const health = await deps.health.get(sourceId);
			if (isDue(source, health, deps.now())) await checkSource(source, deps, signal);
		},
	};
}

/** One repeated job a source of the file. */
export async function scheduleSources(queues: Queues, sources: readonly Source[]): Promise<void> {
	await queues.schedule(
		"check-source",
		sources.map(({ id, every }) => ({ key: id, everyMs: every, payload: { sourceId: id } })),
	);
}
