import { once } from "node:events";
import { createServer as createHttpServer, type RequestListener } from "node:http";
import { type AddressInfo, createServer as createTcpServer, type Server, type Socket } from "node:net";
import { afterEach, expect, it } from "vitest";
import { type Connections, createConnections, watchedRequest } from "../../src/delivery/watched-request.ts";
import { freePort } from "../support/port.ts";

const ends: (() => Promise<void> | void)[] = [];
afterEach(async () => {
	for (const end of ends.splice(0)) await end();
});

async function listen(server: Server): Promise<string> {
	const sockets = new Set<Socket>();
	server.on("connection", (socket: Socket) => {
		sockets.add(socket);
		socket.on("error", () => {});
	});
	server.listen(0, "127.0.0.1");
	await once(server, "listening");
	ends.push(() => {
		for (const socket of sockets) socket.destroy();
		server.close();
	});
	return `http://127.0.0.1:${(server.address() as AddressInfo).port}/`;
}

const http = (listener: RequestListener) => listen(createHttpServer(listener));
const tcp = (listener: (socket: Socket) => void) => listen(createTcpServer(listener));

function connections(): Connections {
	const made = createConnections();
	ends.push(() => made.close());
	return made;
}

const post = (url: string, more: Partial<Parameters<typeof watchedRequest>[0]> = {}) =>
	watchedRequest({ url, method: "POST", body: '{"a":1}', timeoutMs: 5_000, ...more });

it("a whole answer is handed over with its status, headers and text, whatever the status", async () => {
	const url = await http((request, response) => {
		request.resume();
		response.writeHead(429, { "X-Limit": "1" }).end("قف");
	});
	expect(await post(url)).toEqual({
		kind: "answered",
		status: 429,
		headers: expect.objectContaining({ "x-limit": "1" }),
		body: "قف",
	});
});

it("a redirect is an answer and is not followed", async () => {
	let asked = 0;
	const url = await http((_, response) => {
		asked++;
		response.writeHead(302, { location: "/elsewhere" }).end();
	});
	expect(await post(url)).toMatchObject({ kind: "answered", status: 302 });
	expect(asked).toBe(1);
});

it("a refused connection is proved not to have been sent", async () => {
	const port = await freePort();
	let asked = 0;
	const answer = await post(`http://127.0.0.1:${port}/`, { beforeSend: () => ++asked > 0 });
	expect(answer).toEqual({ kind: "not-sent", why: "ECONNREFUSED" });
	expect(asked).toBe(0);
});

it("an unknown host is proved not to have been sent", async () => {
	const answer = await post("http://no-such-host.invalid/");
	expect(answer.kind).toBe("not-sent");
});

it("a TLS handshake that fails is proved not to have been sent", async () => {
	const url = await tcp((socket) => socket.end("this is no TLS"));
	let asked = 0;
	const answer = await post(url.replace("http:", "https:"), { beforeSend: () => ++asked > 0 });
	expect(answer.kind).toBe("not-sent");
	expect(asked).toBe(0);
});

it("a TLS handshake that never ends is proved not to have been sent", async () => {
	const url = await tcp(() => {});
	const answer = await post(url.replace("http:", "https:"), { timeoutMs: 200 });
	expect(answer).toEqual({ kind: "not-sent", why: "no answer within 200 ms" });
});

it("beforeSend runs when the server has the connection and none of the request's bytes", async () => {
	let bytes = 0;
	let connected = false;
	const url = await tcp((socket) => {
		connected = true;
		socket.on("data", (data) => {
			bytes += data.length;
			socket.end("HTTP/1.1 204 No Content\r\n\r\n");
		});
	});
	let calls = 0;
	const seen = await post(url, {
		beforeSend() {
			calls++;
			return bytes === 0;
		},
	});
	expect(seen).toMatchObject({ kind: "answered", status: 204 });
	expect({ connected, calls }).toEqual({ connected: true, calls: 1 });
});

it.each([false, true])(
	"when beforeSend says no, not one byte arrives (kept connection: %s)",
	async (kept) => {
		let requests = 0;
		let bytes = 0;
		const url = await http((request, response) => {
			requests++;
			request.socket.on("data", (data) => {
				bytes += data.length;
			});
			request.resume();
			response.end("ok");
		});
		const pool = connections();
		if (kept) await post(url, { connections: pool });
		const before = { requests, bytes };
		expect(await post(url, { connections: pool, beforeSend: () => false })).toEqual({ kind: "fenced" });
		await post(url, { connections: connections() });
		expect(requests).toBe(before.requests + 1);
	},
);

const broken: [string, (socket: Socket) => void][] = [
	["a reset before any answer", (socket) => socket.once("data", () => socket.resetAndDestroy())],
	["a close before any answer", (socket) => socket.once("data", () => socket.destroy())],
	[
		"a close in the middle of the answer",
		(socket) =>
			socket.once("data", () => socket.end("HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\nhalf of it")),
	],
	[
		"a reset in the middle of a chunked answer",
		(socket) =>
			socket.once("data", () =>
				socket.write("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nhalf \r\n", () =>
					socket.resetAndDestroy(),
				),
			),
	],
	["an answer that is no HTTP", (socket) => socket.once("data", () => socket.end("what?\r\n\r\n"))],
];

it.each(broken)("%s is ambiguous, and over", async (_name, listener) => {
	const answer = await post(await tcp(listener), {});
	expect(answer.kind).toBe("ambiguous");
	expect(answer).not.toHaveProperty("underWay");
});

it("no answer at all is ambiguous, and may still be under way", async () => {
	const answer = await post(await tcp(() => {}), { timeoutMs: 500 });
	expect(answer).toEqual({ kind: "ambiguous", why: "no answer within 500 ms", underWay: true });
});

it("a connection that breaks while a large body is being written is ambiguous", async () => {
	const url = await tcp((socket) => socket.once("data", () => socket.resetAndDestroy()));
	expect((await post(url, { body: "x".repeat(4_000_000) })).kind).toBe("ambiguous");
});

it("a caller who stops before the connection is open knows that nothing was sent; after it, nothing is known", async () => {
	const url = await tcp(() => {});
	const early = new AbortController();
	early.abort();
	expect(await post(url, { signal: early.signal })).toEqual({
		kind: "not-sent",
		why: "stopped by the caller",
	});
	const late = new AbortController();
	const answer = post(url, {
		signal: late.signal,
		beforeSend() {
			setImmediate(() => late.abort());
			return true;
		},
	});
	expect(await answer).toEqual({ kind: "ambiguous", why: "stopped by the caller", underWay: true });
});

it("a connection that the server closed while it was kept is not written into", async () => {
	let closed: Promise<unknown> = Promise.resolve();
	const url = await tcp((socket) => {
		socket.once("data", () => {
			closed = once(socket, "finish");
			socket.end("HTTP/1.1 200 OK\r\nContent-Length: 2\r\nConnection: keep-alive\r\n\r\nok");
		});
	});
	const pool = connections();
	for (let round = 0; round < 50; round++) {
		const answer = await post(url, { connections: pool });
		expect(["answered", "not-sent"]).toContain(answer.kind);
		await closed;
	}
});

it("connections are kept and used again", async () => {
	const sockets = new Set<Socket>();
	const url = await http((request, response) => {
		sockets.add(request.socket);
		request.resume();
		response.end("ok");
	});
	const pool = connections();
	for (let round = 0; round < 20; round++) await post(url, { connections: pool });
	expect(sockets.size).toBe(1);
});

it("an error thrown by beforeSend reaches the caller and nothing is sent", async () => {
	let requests = 0;
	const url = await http((_, response) => {
		requests++;
		response.end();
	});
	const thrown = new Error("a bug");
	await expect(
		post(url, {
			beforeSend() {
				throw thrown;
			},
		}),
	).rejects.toBe(thrown);
	expect(requests).toBe(0);
});
