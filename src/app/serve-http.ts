import type { Server } from "node:http";
import type { AddressInfo } from "node:net";
import { serve } from "@hono/node-server";
import type { Hono } from "hono";

/** Listened on they mean every address, and opened none: links to them would lead nowhere. */
const anywhere: Readonly<Record<string, string>> = { "0.0.0.0": "127.0.0.1", "::": "[::1]" };

/** A server that listens; `address` is what a browser on this machine opens. */
export type HttpServer = { address: string; stop(): Promise<void> };

/**
 * Serves an app. Port 0 takes a free one. Rejects when the port is taken. Routes may be added to `app` in the same turn
 * in which this resolves and not later: after its first request a Hono takes none.
 */
export async function serveHttp(
	app: Pick<Hono, "fetch">,
	{ host, port }: { host: string; port: number },
): Promise<HttpServer> {
	const server = await new Promise<Server>((resolve, reject) => {
		const created = serve({ fetch: app.fetch, hostname: host, port }, () => resolve(created)) as Server;
		created.once("error", reject);
	});
	const { address, port: given, family } = server.address() as AddressInfo;
	const opened = anywhere[address] ?? (family === "IPv6" ? `[${address}]` : address);
	return {
		address: `http://${opened}:${given}`,
		stop: () =>
			new Promise((resolve) => {
				server.close(() => resolve());
				server.closeAllConnections();
			}),
	};
}
