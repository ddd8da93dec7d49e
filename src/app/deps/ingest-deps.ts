import { setTimeout } from "node:timers/promises";
import { announceArticle } from "../../../jobs/plan-article.ts";
import type { Queues } from "../../../jobs/queues.ts";
import type { IngestDeps } from "../../ingest/ingest-deps.ts";
import { createPoliteWeb } from "../../ingest/polite-web.ts";
import { fetchSource } from "../../sources/fetch-source.ts";
import { readSource } from "../../sources/read-source.ts";
import { createPassedLinkStore } from "../../store/passed-links.ts";
import type { Core } from "../core.ts";

/** Ingest's needs, answered from the core. What a process does not ask sites too fast by is in it: make it once. */
export function createIngestDeps(core: Core, queues: Queues): IngestDeps {
	const { articles, health, clock, log, connection } = core;
	const { SOURCE_HOST_GAP, SOURCE_ALLOW_PRIVATE, SOURCE_MAX_BYTES, SOURCE_TIMEOUT, SOURCE_USER_AGENT } =
		core.config.options;
	return {
		articles,
		health,
		log,
		now: clock.now,
		read: readSource,
		firstPosts: core.config.options.SOURCE_FIRST_POSTS,
		announce: (announcement) => announceArticle(queues, announcement),
		passedLinks: createPassedLinkStore(connection),
		web: createPoliteWeb({
			userAgent: SOURCE_USER_AGENT,
			gapMs: SOURCE_HOST_GAP,
			now: clock.now,
			pause: async (milliseconds, signal) => {
				// Aborted: whoever waits looks at the signal.
				await setTimeout(milliseconds, undefined, signal && { signal }).catch(() => undefined);
			},
			fetch: (location, known) =>
				fetchSource(location, {
					...known,
					allowPrivate: SOURCE_ALLOW_PRIVATE,
					maxBytes: SOURCE_MAX_BYTES,
					timeoutMs: SOURCE_TIMEOUT,
					userAgent: SOURCE_USER_AGENT,
				}),
		}),
	};
}
