import { setTimeout } from "node:timers/promises";
import type { Web } from "../../ingest/ingest-deps.ts";
import { createPoliteWeb } from "../../ingest/polite-web.ts";
import { fetchSource } from "../../sources/fetch-source.ts";
import type { Clock } from "../../store/redis/clock.ts";
import type { Config } from "../config/config.ts";

/** The way to sites, within the limits that the operator sets. */
export function createWeb({ options }: Pick<Config, "options">, clock: Pick<Clock, "now">): Web {
	const { SOURCE_HOST_GAP, SOURCE_ALLOW_PRIVATE, SOURCE_MAX_BYTES, SOURCE_TIMEOUT, SOURCE_USER_AGENT } =
		options;
	return createPoliteWeb({
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
	});
}
