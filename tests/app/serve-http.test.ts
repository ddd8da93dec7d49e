import { expect, it } from "vitest";
import { serveHttp } from "../../src/app/serve-http.ts";

it.each(["127.0.0.1", "0.0.0.0"])("a server on %s names an address that a browser can open", async (host) => {
	const server = await serveHttp({ fetch: () => new Response("here") }, { host, port: 0 });
	expect(server.address).toMatch(/^http:\/\/127\.0\.0\.1:\d+$/);
	expect(await (await fetch(server.address)).text()).toBe("here");
	await server.stop();
});
