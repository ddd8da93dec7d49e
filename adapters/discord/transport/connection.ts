import { AsyncLocalStorage } from "node:async_hooks";
import { REST, type RequestMethod, type RouteLike } from "discord.js";
import {
	type Connections,
	type WatchedAnswer,
	watchedRequest,
} from "../../../src/delivery/watched-request.ts";
import { type DiscordRefusal, parseJson, readRefusal } from "../errors.ts";

export type DiscordCall = {
	method: RequestMethod;
	route: RouteLike;
	query?: URLSearchParams;
	body?: unknown;
	beforeSend?: () => boolean;
};

/** How a call ended: with what Discord says, or with what is known of a request that has no answer. */
export type CallEnd =
	/** `restMs`: nothing is left of the bucket (its headers), for so long. */
	| { kind: "ok"; result: unknown; restMs?: number }
	| { kind: "refused"; refusal: DiscordRefusal }
	| { kind: "fenced" }
	| { kind: "not-sent"; why: string }
	| { kind: "ambiguous"; why: string; underWay?: true };

export type DiscordConnection = { call(call: DiscordCall): Promise<CallEnd> };

export type ConnectionOptions = {
	token: string;
	/** Without the version; Discord's own when absent. */
	api?: string;
	timeoutMs: number;
	connections: Connections;
	/** Told of every answer that counts towards the shutting out of our address [rate in limits.ts]. */
	refused?: () => void;
	/** 0. Anything else is for showing what a library's own retries do. */
	retries?: number;
};

type Carried = { beforeSend?: () => boolean; answer?: WatchedAnswer };

/** Reaches the transport through discord.js, whose calls have no place for it. */
const carried = new AsyncLocalStorage<Carried>();

/**
 * discord.js's REST with our own transport and without its memory: it neither retries, nor waits, nor counts. Its limits
 * are one process's, its errors say neither whether anything was sent nor what the body of a 429 said; so the answer is
 * read from the transport, and what it throws is not looked at.
 */
export function createDiscordConnection(options: ConnectionOptions): DiscordConnection {
	const rest = new REST({
		version: "10",
		...(options.api === undefined ? {} : { api: options.api }),
		retries: options.retries ?? 0,
		rejectOnRateLimit: () => true,
		// The send window is the one that counts.
		globalRequestsPerSecond: Number.POSITIVE_INFINITY,
		// Ours ends first: it knows what was sent.
		timeout: options.timeoutMs + 5_000,
		hashSweepInterval: 0,
		handlerSweepInterval: 0,
		makeRequest: (url, init) => request(url, init as Init, options),
	});
	return {
		async call({ method, route, query, body, beforeSend }) {
			const carry: Carried = beforeSend === undefined ? {} : { beforeSend };
			// After one 401 it forgets the token, and would then refuse everything without asking.
			rest.setToken(options.token);
			const failure = await carried
				.run(carry, () =>
					rest.queueRequest({
						method,
						fullRoute: route,
						...(query === undefined ? {} : { query }),
						...(body === undefined ? {} : { body }),
					}),
				)
				.then(
					() => undefined,
					(error: unknown) => error,
				);
			// Its queues, one a channel and never emptied with the sweeping off.
			rest.handlers.clear();
			if (carry.answer !== undefined && isCountedAgainstUs(carry.answer)) options.refused?.();
			if (carry.answer === undefined) throw new Error("discord: a request was not made", { cause: failure });
			return readAnswer(carry.answer);
		},
	};
}

/** 401, 403, and 429 but for those of a resource that others share. */
function isCountedAgainstUs(answer: WatchedAnswer): boolean {
	if (answer.kind !== "answered") return false;
	const { status, headers } = answer;
	return status === 401 || status === 403 || (status === 429 && headers["x-ratelimit-scope"] !== "shared");
}

/** What discord.js gives to a transport. */
type Init = { method?: string; headers?: Record<string, string>; body?: unknown; signal?: AbortSignal };

async function request(url: string, init: Init, options: ConnectionOptions) {
	const carry = carried.getStore();
	if (carry === undefined) throw new Error("discord: a request without its caller");
	if (init.body !== undefined && init.body !== null && typeof init.body !== "string") {
		throw new Error("discord: uploads are not sent by this transport");
	}
	const answer = await watchedRequest({
		url,
		method: init.method ?? "GET",
		headers: { ...init.headers },
		timeoutMs: options.timeoutMs,
		connections: options.connections,
		...(typeof init.body === "string" ? { body: init.body } : {}),
		...(carry.beforeSend === undefined ? {} : { beforeSend: carry.beforeSend }),
		...(init.signal === undefined ? {} : { signal: init.signal }),
	});
	carry.answer = answer;
	if (answer.kind !== "answered") {
		const code = answer.kind === "ambiguous" ? "ECONNRESET" : undefined;
		throw Object.assign(new Error(`discord: ${answer.kind}`), code === undefined ? {} : { code });
	}
	// Without the rate-limit headers: it would hold back by them, and they are ours to obey.
	const { status, body } = answer;
	return new Response(body === "" || status === 204 ? null : body, {
		status,
		headers: { "content-type": answer.headers["content-type"] ?? "text/plain" },
	});
}

function readAnswer(answer: WatchedAnswer): CallEnd {
	if (answer.kind !== "answered") return answer;
	const { status, body } = answer;
	if (status === 204) return { kind: "ok", result: undefined };
	if (status < 200 || status >= 300) return { kind: "refused", refusal: readRefusal(answer) };
	const result = parseJson(body);
	if (result !== undefined) return { kind: "ok", result, ...restOf(answer.headers) };
	return { kind: "ambiguous", why: `answered ${status} with something that is not Discord's` };
}

/** What the bucket's headers say [rate]: the window keeps to the limits that were seen, the headers are the law. */
function restOf(headers: Readonly<Record<string, string>>): { restMs?: number } {
	const seconds = Number(headers["x-ratelimit-reset-after"]);
	if (headers["x-ratelimit-remaining"] !== "0" || !(seconds > 0)) return {};
	return { restMs: Math.ceil(seconds * 1_000) };
}
