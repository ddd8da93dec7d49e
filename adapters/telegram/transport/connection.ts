import { AsyncLocalStorage } from "node:async_hooks";
import { type ApiClientOptions, GrammyError, HttpError } from "grammy";
import {
	type Connections,
	type WatchedAnswer,
	watchedRequest,
} from "../../../src/delivery/watched-request.ts";
import { AppError } from "../../../src/domain/errors.ts";
import type { TelegramAnswer } from "../errors.ts";
import { hideToken } from "./hide-token.ts";

/** How a call ended: with Telegram's answer, or with what is known of a request that has none. */
export type CallEnd<T> =
	| { kind: "ok"; result: T }
	| { kind: "refused"; answer: TelegramAnswer }
	| { kind: "fenced" }
	| { kind: "not-sent"; why: string }
	| { kind: "ambiguous"; why: string; underWay?: true };

type Unanswered = Exclude<WatchedAnswer, { kind: "answered" }>;

/** Reaches the transport through grammY, whose calls have no place for it. */
const beforeSends = new AsyncLocalStorage<() => boolean>();

/**
 * grammY's client options with our own transport: grammY's own one neither says whether anything was sent nor notices
 * an answer that was cut in the middle (it waits for the rest until its timeout of 500 s).
 */
export function watchedClient(options: {
	apiRoot?: string | undefined;
	timeoutMs: number;
	connections: Connections;
}): ApiClientOptions {
	const fetch = async (url: string, init: RequestParts) => {
		const body = await wholeBody(init.body);
		const beforeSend = beforeSends.getStore();
		const answer = await watchedRequest({
			url,
			method: "POST",
			headers: {
				"content-type": init.headers?.["content-type"] ?? "application/json",
				"content-length": String(Buffer.byteLength(body)),
			},
			body,
			timeoutMs: options.timeoutMs,
			connections: options.connections,
			...(beforeSend === undefined ? {} : { beforeSend }),
			...(init.signal === undefined ? {} : { signal: init.signal }),
		});
		const json = readAnswer(answer);
		return { json: async () => json };
	};
	return {
		...(options.apiRoot === undefined ? {} : { apiRoot: checkRoot(options.apiRoot) }),
		// grammY needs of it the address, the body, the signal and `json()`, which is what it is given.
		fetch: fetch as unknown as NonNullable<ApiClientOptions["fetch"]>,
	};
}

type RequestParts = { body?: unknown; headers?: Record<string, string>; signal?: AbortSignal };

/** A form with a file comes as a stream; whole it has a length, and is written at once like every other request. */
async function wholeBody(body: unknown): Promise<string | Uint8Array> {
	if (typeof body === "string") return body;
	const chunks: Uint8Array[] = [];
	for await (const chunk of body as AsyncIterable<Uint8Array | string>) chunks.push(Buffer.from(chunk));
	return Buffer.concat(chunks);
}

function checkRoot(apiRoot: string): string {
	if (URL.canParse(apiRoot) && /^https?:/i.test(apiRoot)) return apiRoot.replace(/\/+$/, "");
	throw new AppError("BQ_CONFIG_INVALID", "telegram: the Bot API server's address is no http(s) address");
}

/** Makes one call and says how it ended; never rejects for what Telegram or the network may do. */
export async function endOf<T>(
	token: string,
	call: () => Promise<T>,
	beforeSend?: () => boolean,
): Promise<CallEnd<T>> {
	try {
		const result = await (beforeSend === undefined ? call() : beforeSends.run(beforeSend, call));
		return { kind: "ok", result };
	} catch (error) {
		const refused = refusalOf(error, token);
		if (refused !== undefined) return { kind: "refused", answer: refused };
		const end = unansweredOf(error);
		if (end?.kind === "fenced") return end;
		if (end !== undefined) return { ...end, why: hideToken(end.why, token) };
		throw withoutToken(error, token);
	}
}

/** A bug's error, as itself when it is ours; a library's may carry the address and so the token in any property. */
function withoutToken(error: unknown, token: string): Error {
	const cause = error instanceof HttpError ? error.error : error;
	if (cause instanceof AppError) return cause;
	return new Error(`telegram: ${hideToken(cause instanceof Error ? cause.message : String(cause), token)}`);
}

/** Telegram's refusal, when that is what an error of grammY's carries. */
export function refusalOf(error: unknown, token: string): TelegramAnswer | undefined {
	if (!(error instanceof GrammyError)) return undefined;
	return {
		code: error.error_code,
		text: hideToken(error.description, token),
		...(error.parameters.retry_after === undefined ? {} : { retryAfter: error.parameters.retry_after }),
		...(error.parameters.migrate_to_chat_id === undefined
			? {}
			: { migrateTo: error.parameters.migrate_to_chat_id }),
	};
}

/** True when an error means that Telegram could not be reached, and not that it said no. */
export function isUnreachable(error: unknown): boolean {
	return unansweredOf(error) !== undefined;
}

const ends = new WeakMap<Error, Unanswered>();

function unansweredOf(error: unknown): Unanswered | undefined {
	const cause = error instanceof HttpError ? error.error : error;
	return cause instanceof Error ? ends.get(cause) : undefined;
}

function fail(end: Unanswered): never {
	const error = new Error(`telegram: ${end.kind}${"why" in end ? `: ${end.why}` : ""}`);
	ends.set(error, end);
	throw error;
}

/** A whole answer of the Bot API itself; a proxy's page and a server's own failure tell nothing of the message. */
function readAnswer(answer: WatchedAnswer): unknown {
	if (answer.kind !== "answered") fail(answer);
	const body = parseJson(answer.body);
	if (answer.status >= 500) fail({ kind: "ambiguous", why: `answered ${answer.status}` });
	if (typeof body !== "object" || body === null || !("ok" in body) || typeof body.ok !== "boolean") {
		fail({ kind: "ambiguous", why: `answered ${answer.status} with something that is not the Bot API's` });
	}
	return body;
}

function parseJson(text: string): unknown {
	try {
		return JSON.parse(text);
	} catch {
		return undefined;
	}
}
