import type { IncomingMessage, ServerResponse } from "node:http";
import type { HttpBindings } from "@hono/node-server";
import { RESPONSE_ALREADY_SENT } from "@hono/node-server/utils/response";
import { Hono } from "hono";
import { createWebSite } from "../../adapters/web/bot.ts";
import type { Queues } from "../../jobs/queues.ts";
import { createHealthSite } from "../console/health.ts";
import { AppError } from "../domain/errors.ts";
import { createApi } from "./api.ts";
import { openBroadcasts } from "./broadcasts.ts";
import type { OptionName } from "./config/options.ts";
import type { OptionValues } from "./config/read-options.ts";
import type { Core } from "./core.ts";
import { isLocalCaller } from "./local-caller.ts";
import { createHealth } from "./operate/check-health.ts";
import { type HttpServer, serveHttp } from "./serve-http.ts";

/** By path: who takes the updates that a platform posts there. May be filled after the server has started. */
export type Webhooks = Map<string, (request: IncomingMessage, response: ServerResponse) => Promise<void>>;

/** Serves the public pages, the HTTP API, health for load balancers, and takes updates that platforms post. */
export async function startWeb(core: Core, queues: Queues, webhooks: Webhooks): Promise<HttpServer> {
	const { WEB_LISTEN, WEB_BASE_URL } = core.config.options;
	const mayKnow = hasOwnHealth(core.config.options) ? () => false : isLocalCaller;
	const app = new Hono();
	app.use("*", async (c, next) => {
		const handle = c.req.method === "POST" ? webhooks.get(c.req.path) : undefined;
		if (handle === undefined) return next();
		const { incoming, outgoing } = c.env as HttpBindings;
		await handle(incoming, outgoing as ServerResponse);
		return RESPONSE_ALREADY_SENT;
	});
	const server = await listen(app, "WEB_LISTEN", WEB_LISTEN);
	app.route("/", createHealthSite({ health: createHealth(core, queues), mayKnow }));
	app.route("/", createApi(core, openBroadcasts(core, queues)));
	mountSite(app, core, WEB_BASE_URL ?? server.address);
	core.log.info({ address: server.address }, "web: listening");
	return server;
}

/** Whether health and metrics have a place of their own in a process that serves the pages as well. */
export function hasOwnHealth({
	WEB_LISTEN: web,
	HEALTH_LISTEN: health,
}: Pick<OptionValues, "WEB_LISTEN" | "HEALTH_LISTEN">): boolean {
	if (health === undefined) return false;
	const isEverywhere = [web.host, health.host].some((host) => host === "0.0.0.0" || host === "::");
	return web.port !== health.port || web.port === 0 || (web.host !== health.host && !isEverywhere);
}

/** Serves health and metrics, to whoever can reach them. */
export async function startHealth(
	core: Core,
	queues: Queues,
	at: { host: string; port: number },
): Promise<HttpServer> {
	const app = new Hono();
	const server = await listen(app, "HEALTH_LISTEN", at);
	app.route("/", createHealthSite({ health: createHealth(core, queues) }));
	core.log.info({ address: server.address }, "health: listening");
	return server;
}

async function listen(
	app: Hono,
	option: OptionName,
	at: { host: string; port: number },
): Promise<HttpServer> {
	return serveHttp(app, at).catch((error: Error) => {
		const what = `web: ${option} ${at.host}:${at.port} cannot be listened on: ${error.message}`;
		throw new AppError("BQ_CONFIG_INVALID", what, { cause: error });
	});
}

export function mountSite(app: Pick<Hono, "route">, { pages, sentences, log }: Core, baseUrl: string): void {
	app.route("/", createWebSite({ pages, baseUrl, sentences, log }));
}
