import type { HttpBindings } from "@hono/node-server";
import type { Context } from "hono";

const loopback = /^(?:::ffff:)?127\.|^::1$/;
const loopbackName = /^(?:localhost|127\.[\d.]+|\[::1\])$/;
const proxyHeader = /^(?:x-forwarded-.+|forwarded|via|x-real-ip)$/;

/** Whether somebody on this machine asks, and not everybody through a proxy that stands on it, or through a name of theirs. */
export function isLocalCaller(c: Context): boolean {
	const { remoteAddress = "" } = (c.env as HttpBindings).incoming.socket;
	return (
		loopback.test(remoteAddress) &&
		loopbackName.test(new URL(c.req.url).hostname) &&
		![...c.req.raw.headers.keys()].some((name) => proxyHeader.test(name))
	);
}
