import type { HttpBindings } from "@hono/node-server";
import type { Hono } from "hono";
import type { Broadcasts } from "../broadcasts/port.ts";
import { sayRefusal } from "../broadcasts/say-refusal.ts";
import { createApiSite } from "../console/api/api-site.ts";
import { createAnswerStore } from "../store/people/answers.ts";
import { createTokenGuard } from "../store/people/token-guard.ts";
import type { Core } from "./core.ts";

/** The HTTP API on an open core. */
export function createApi(core: Core, broadcasts: Broadcasts): Hono {
	const { tokens, permit, audit, sentences, config, connection, log } = core;
	return createApiSite({
		...{ broadcasts, tokens, permit, audit, sentences, log },
		zone: config.options.BARQIYA_TIME_ZONE,
		answers: createAnswerStore(connection),
		guard: createTokenGuard(connection),
		sayRefusal: (refusal, locale) => sayRefusal(locale, refusal, sentences),
		addressOf: (c) => (c.env as HttpBindings).incoming.socket.remoteAddress ?? "unknown",
	});
}
