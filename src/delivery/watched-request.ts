import { Agent as HttpAgent, request as httpRequest, type IncomingMessage } from "node:http";
import { Agent as HttpsAgent, request as httpsRequest } from "node:https";

export type WatchedRequest = {
	url: string;
	method: string;
	headers?: Readonly<Record<string, string>>;
	body?: string | Uint8Array;
	/** Longest time from the call to the last byte of the answer, in ms. */
	timeoutMs: number;
	/**
	 * Called once, synchronously, with the connection open (TLS included) and no byte of this request written; what
	 * follows it is the write. When it returns false nothing is written and the end is `fenced`.
	 */
	beforeSend?: () => boolean;
	signal?: AbortSignal;
	/** Connections kept between requests; Node's own global agents when absent. */
	connections?: Connections;
};

export type WatchedAnswer =
	/** The whole answer came, of whatever status; a redirect is an answer like any other. Header names are lower case. */
	| { kind: "answered"; status: number; headers: Readonly<Record<string, string>>; body: string }
	/** Proved: no byte of this request was ever given to the network. */
	| { kind: "not-sent"; why: string }
	/** `beforeSend` said no. */
	| { kind: "fenced" }
	/**
	 * Bytes were given to the network and no whole answer came back: the server may have acted on it. `underWay`: it was us
	 * who gave up, with the connection open, so it may do so later yet.
	 */
	| { kind: "ambiguous"; why: string; underWay?: true };

export type Connections = { http: HttpAgent; https: HttpsAgent; close(): void };

/** An API answers in kilobytes; more than this is no API. */
const largestAnswer = 8 * 1024 * 1024;

/**
 * One HTTP request of which it is known exactly whether it may have reached the server: no retry, no redirect, no
 * library in between. The line is drawn at the first write and not at the last, since a server may act on a request
 * whose connection broke before we saw the end of it. Never rejects, but for an error thrown by `beforeSend`.
 */
export function watchedRequest(options: WatchedRequest): Promise<WatchedAnswer> {
	return new Promise((resolve, reject) => {
		const url = new URL(options.url);
		const isTls = url.protocol === "https:";
		const agent = isTls ? options.connections?.https : options.connections?.http;
		let sent = false;

		const request = (isTls ? httpsRequest : httpRequest)(url, {
			method: options.method,
			headers: { ...options.headers },
			...(agent === undefined ? {} : { agent }),
		});
		const timer = setTimeout(() => giveUp(`no answer within ${options.timeoutMs} ms`), options.timeoutMs);
		const onAbort = () => giveUp("stopped by the caller");

		function finish(answer: WatchedAnswer): void {
			clearTimeout(timer);
			options.signal?.removeEventListener("abort", onAbort);
			resolve(answer);
		}
		function fail(why: string): void {
			finish(sent ? { kind: "ambiguous", why } : { kind: "not-sent", why });
			request.destroy();
		}
		function giveUp(why: string): void {
			if (sent) finish({ kind: "ambiguous", why, underWay: true });
			fail(why);
		}
		function send(): void {
			if (request.destroyed) return;
			if (request.socket?.writable !== true) fail("the connection was closed while it waited");
			else if (mayGo()) {
				sent = true;
				request.end(options.body);
			} else {
				finish({ kind: "fenced" });
				request.destroy();
			}
		}
		function mayGo(): boolean {
			try {
				return options.beforeSend?.() ?? true;
			} catch (error) {
				reject(error);
				return false;
			}
		}

		request.once("socket", (socket) => {
			if (socket.connecting) socket.once(isTls ? "secureConnect" : "connect", send);
			// A kept connection that the server has closed meanwhile tells so as soon as the event loop has polled once (the
			// first of the two may run before the next poll); writing into it would make an ambiguous end out of nothing.
			else setImmediate(() => setImmediate(send));
		});
		request.on("error", (error) => fail(describe(error)));
		request.once("response", (response) => {
			readAnswer(response).then(finish, (error) =>
				fail(`answer ${response.statusCode} was cut: ${describe(error)}`),
			);
		});
		if (options.signal?.aborted === true) onAbort();
		else options.signal?.addEventListener("abort", onAbort, { once: true });
	});
}

/**
 * Connections that are kept between requests. `idleMs` stays below the server's own patience (most close after 60 s or
 * more), since a connection that the server closes while we write into it makes an ambiguous end out of nothing.
 */
export function createConnections(options: { idleMs?: number; most?: number } = {}): Connections {
	const settings = {
		keepAlive: true,
		timeout: options.idleMs ?? 15_000,
		maxSockets: options.most ?? 256,
		scheduling: "lifo" as const,
	};
	const http = new HttpAgent(settings);
	const https = new HttpsAgent(settings);
	return {
		http,
		https,
		close() {
			http.destroy();
			https.destroy();
		},
	};
}

async function readAnswer(response: IncomingMessage): Promise<WatchedAnswer> {
	const chunks: Buffer[] = [];
	let size = 0;
	for await (const chunk of response as AsyncIterable<Buffer>) {
		size += chunk.length;
		if (size > largestAnswer) throw new Error(`over ${largestAnswer} bytes`);
		chunks.push(chunk);
	}
	if (!response.complete) throw new Error("the connection was closed");
	const headers: Record<string, string> = {};
	for (const [name, value] of Object.entries(response.headers)) {
		if (value !== undefined) headers[name] = Array.isArray(value) ? value.join(", ") : value;
	}
	return {
		kind: "answered",
		status: response.statusCode ?? 0,
		headers,
		body: Buffer.concat(chunks).toString("utf8"),
	};
}

/** An error's code where it has one; never its properties, which may hold the address and so a token. */
function describe(error: unknown): string {
	const code = error instanceof Error && "code" in error ? String(error.code) : undefined;
	if (code !== undefined) return code;
	return error instanceof Error ? error.message : "unknown error";
}
