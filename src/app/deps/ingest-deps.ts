import { announceArticle } from "../../../jobs/plan-article.ts";
import type { Queues } from "../../../jobs/queues.ts";
import type { IngestDeps } from "../../ingest/ingest-deps.ts";
import { createPassedLinkStore } from "../../store/news/passed-links.ts";
import type { Core } from "../core.ts";

/** Ingest's needs, answered from the core. */
export function createIngestDeps(core: Core, queues: Queues): IngestDeps {
	const { articles, health, clock, log, connection, reader, web } = core;
	return {
		articles,
		health,
		log,
		web,
		now: clock.now,
		read: reader.read,
		firstPosts: core.config.options.SOURCE_FIRST_POSTS,
		announce: (announcement) => announceArticle(queues, announcement),
		passedLinks: createPassedLinkStore(connection),
	};
}
