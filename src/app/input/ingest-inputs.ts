import { createQueues } from "../../../jobs/queues.ts";
import { AppError } from "../../domain/errors.ts";
import { checkSource } from "../../ingest/check-source.ts";
import type { SourceHealthStore } from "../../store/news/sources.ts";
import { type Config, secretsOf } from "../config/config.ts";
import { openCore } from "../core.ts";
import { createIngestDeps } from "../deps/ingest-deps.ts";
import { createLog } from "../log.ts";
import { adHocSource } from "./ad-hoc-source.ts";

/**
 * Reads inputs once, stores and announces what is new, and tells of each article. Posting is the work of the processes
 * that plan and deliver: it happens now if they run, else when they start.
 */
export async function* ingestInputs(
	inputs: readonly string[],
	sourceId: string | undefined,
	config: Config,
): AsyncGenerator<Record<string, unknown>> {
	const log = createLog(config.options.LOG_LEVEL, secretsOf(config));
	const core = await openCore(config, log);
	const queues = createQueues(core.connection);
	try {
		const sources = await core.catalogue.all();
		if (sourceId !== undefined && !sources.some(({ id }) => id === sourceId)) {
			throw new AppError("BQ_USAGE", `ingest: there is no source "${sourceId}"`);
		}
		const deps = {
			...createIngestDeps(core, queues),
			health: noHealth,
			firstPosts: Number.POSITIVE_INFINITY,
		};
		for (const input of inputs) {
			const source = adHocSource(input, sourceId, config, sources);
			const report = await checkSource(source, deps);
			for (const { id, headline, url, repeats } of report.stored)
				yield { input, id, headline, url: url ?? null, ...(repeats === undefined ? {} : { repeats }) };
			for (const { reason, detail } of report.skipped) yield { input, skipped: reason, detail };
			if (report.problem) yield { input, failed: report.problem.code, detail: report.problem.message };
			else if (report.known > 0) yield { input, known: report.known };
		}
	} finally {
		await queues.stop();
		await core.stop();
	}
}

/** What is given by hand is read each time, whenever it was read before. */
const noHealth: SourceHealthStore = {
	get: async () => undefined,
	put: async () => {},
	all: async () => new Map(),
};
