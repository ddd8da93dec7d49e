import { Agent, type Dispatcher, request } from "undici";
import type { ErrorCode } from "../domain/errors.ts";
import type { Fetched } from "./fetch/fetched.ts";
import { freshFor, header, retryAfter } from "./fetch/freshness.ts";
import { isPublicAddress, privateAddressError, publicLookup } from "./fetch/public-address.ts";
import { readBody } from "./fetch/read-body.ts";
import { readLocalFile } from "./fetch/read-local-file.ts";

export type FetchOptions = {
	/** Of the last answer; with them a server need not send again what has not changed. */
	etag?: string;
	lastModified?: string;
	/** Bytes after decompression; 10 MB when absent. */
	maxBytes?: number;
	/** Instead: so many bytes from the beginning, and what is behind them is left. */
	firstBytes?: number;
	/** Milliseconds for everything, redirects and body included; 20 s when absent. */
	timeoutMs?: number;
	/** Whether addresses of private networks may be fetched. An outlet's feed never needs it. */
	allowPrivate: boolean;
	/** Says who asks and where to complain. */
	userAgent: string;
	/** What is wanted; feeds and pages when absent. */
	accept?: string;
};

const mostRedirects = 5;
const standardBytes = 10 * 1024 * 1024;
const standardTimeout = 20_000;

/**
 * Fetches a source, politely (conditional, compressed) and warily: every hop of a redirect and every address that a name
 * resolves to is checked before a byte is sent, and size and time are bounded whatever the server does. A `location`
 * without http(s) is a file. Never throws; messages hold neither credentials nor query strings, which may be keys.
 */
export async function fetchSource(location: string, options: FetchOptions): Promise<Fetched> {
	const maxBytes = options.maxBytes ?? standardBytes;
	if (!/^https?:/iu.test(location)) {
		const { lastModified } = options;
		return readLocalFile(location, { maxBytes, ...(lastModified !== undefined && { lastModified }) });
	}
	const timeoutMs = options.timeoutMs ?? standardTimeout;
	const deadline = AbortSignal.timeout(timeoutMs);
	const agent = new Agent({
		connect: { timeout: timeoutMs, ...(options.allowPrivate ? {} : { lookup: publicLookup }) },
		maxResponseSize: -1,
	});
	try {
		return await follow(location, { ...options, maxBytes, timeoutMs, deadline, agent });
	} catch (error) {
		return failure(error, location, timeoutMs, deadline.aborted);
	} finally {
		// Nothing is kept open: the next check is minutes away, and its name may have moved.
		await agent.destroy();
	}
}

type Journey = FetchOptions & { maxBytes: number; timeoutMs: number; deadline: AbortSignal; agent: Agent };

async function follow(location: string, journey: Journey): Promise<Fetched> {
	let address = location;
	let credentials: { origin: string; header: string } | undefined;
	for (let hop = 0; hop <= mostRedirects; hop++) {
		const url = parse(address);
		if (url === undefined) return failed("BQ_SOURCE_UNREACHABLE", `${shown(address)} is no http(s) address`);
		if (!journey.allowPrivate && isLiteral(url.hostname) && !isPublicAddress(url.hostname)) {
			return failed("BQ_SOURCE_PRIVATE_ADDRESS", `${shown(address)} leads into a private network`);
		}
		credentials ??= basicCredentials(url);
		const answer = await ask(
			url,
			journey,
			credentials?.origin === url.origin ? credentials.header : undefined,
		);
		const next = redirectTarget(answer, url);
		if (next === undefined) return read(answer, url, journey);
		await answer.body.dump();
		address = next;
	}
	return failed("BQ_SOURCE_UNREACHABLE", `${shown(location)} redirects more than ${mostRedirects} times`);
}

function parse(address: string): URL | undefined {
	try {
		const url = new URL(address);
		return /^https?:$/u.test(url.protocol) ? url : undefined;
	} catch {
		return undefined;
	}
}

/** Sockets do not look an address up, so `publicLookup` never sees it. */
function isLiteral(hostname: string): boolean {
	return hostname.startsWith("[") || /^[\d.]+$/u.test(hostname);
}

/** `https://name:word@host/`: sent as Basic authentication to that origin, and to no other after a redirect. */
function basicCredentials(url: URL): { origin: string; header: string } | undefined {
	if (url.username === "" && url.password === "") return undefined;
	const pair = `${decodeURIComponent(url.username)}:${decodeURIComponent(url.password)}`;
	return { origin: url.origin, header: `Basic ${Buffer.from(pair).toString("base64")}` };
}

function ask(
	url: URL,
	journey: Journey,
	authorization: string | undefined,
): Promise<Dispatcher.ResponseData> {
	const { agent, deadline, timeoutMs, etag, lastModified, userAgent } = journey;
	return request(`${url.origin}${url.pathname}${url.search}`, {
		dispatcher: agent,
		signal: deadline,
		headersTimeout: timeoutMs,
		bodyTimeout: timeoutMs,
		headers: {
			"user-agent": userAgent,
			accept:
				journey.accept ??
				"application/rss+xml, application/atom+xml, application/feed+json, application/xml;q=0.9, text/html;q=0.8, */*;q=0.5",
			"accept-encoding": "gzip, br, deflate",
			"accept-language": "ar, *;q=0.5",
			...(etag !== undefined && { "if-none-match": etag }),
			...(lastModified !== undefined && { "if-modified-since": lastModified }),
			...(authorization !== undefined && { authorization }),
		},
	});
}

const redirects = new Set([301, 302, 303, 307, 308]);

function redirectTarget({ statusCode, headers }: Dispatcher.ResponseData, from: URL): string | undefined {
	const location = header(headers, "location");
	if (!redirects.has(statusCode) || location === undefined) return undefined;
	try {
		return new URL(location, from).href;
	} catch {
		return location;
	}
}

async function read(answer: Dispatcher.ResponseData, url: URL, journey: Journey): Promise<Fetched> {
	const { statusCode, headers } = answer;
	// A body that is given up in the middle says so by an event, which nobody else listens to.
	answer.body.on("error", () => undefined);
	const now = Date.now();
	const ttlMs = freshFor(headers, now);
	const ttl = ttlMs === undefined ? {} : { ttlMs };
	if (statusCode === 304) {
		await answer.body.dump();
		return { kind: "not-modified", ...ttl };
	}
	if (statusCode < 200 || statusCode > 299) {
		await answer.body.dump();
		return refused(statusCode, url, retryAfter(headers, now));
	}
	const { firstBytes } = journey;
	const limit = { bytes: firstBytes ?? journey.maxBytes, cut: firstBytes !== undefined };
	if (!limit.cut && Number(header(headers, "content-length") ?? 0) > limit.bytes) {
		answer.body.destroy();
		return tooLarge(url, journey.maxBytes);
	}
	const body = await readBody(answer.body, header(headers, "content-encoding") ?? "", limit);
	if (body.kind === "too-large") return tooLarge(url, journey.maxBytes);
	if (body.kind === "unknown-encoding") {
		return failed(
			"BQ_SOURCE_UNREADABLE",
			`${shown(url.href)} is encoded as ${body.name.slice(0, 40)}, which was not asked for`,
		);
	}
	return { kind: "fetched", bytes: body.bytes, ...kept(headers), finalUrl: withoutCredentials(url), ...ttl };
}

function kept(headers: Dispatcher.ResponseData["headers"]): {
	contentType?: string;
	etag?: string;
	lastModified?: string;
} {
	const contentType = header(headers, "content-type");
	const etag = header(headers, "etag");
	const lastModified = header(headers, "last-modified");
	return {
		...(contentType !== undefined && { contentType }),
		...(etag !== undefined && { etag }),
		...(lastModified !== undefined && { lastModified }),
	};
}

function refused(status: number, url: URL, retryAfterMs: number | undefined): Fetched {
	const code = status >= 500 && status !== 503 ? "BQ_SOURCE_UNREACHABLE" : "BQ_SOURCE_REFUSED";
	return {
		...failed(code, `${shown(url.href)} answered ${status}`),
		status,
		...(retryAfterMs !== undefined && { retryAfterMs }),
	};
}

function tooLarge(url: URL, maxBytes: number): Fetched {
	return failed("BQ_SOURCE_TOO_LARGE", `${shown(url.href)} is larger than ${maxBytes} bytes`);
}

function failed(code: ErrorCode, message: string): Extract<Fetched, { kind: "failed" }> {
	return { kind: "failed", code, message: `fetch: ${message}` };
}

function failure(error: unknown, location: string, timeoutMs: number, timedOut: boolean): Fetched {
	const code = errorCode(error);
	if (code === privateAddressError) {
		return failed("BQ_SOURCE_PRIVATE_ADDRESS", `${shown(location)} leads into a private network`);
	}
	if (timedOut || /TIMEOUT|ETIMEDOUT/u.test(code)) {
		return failed("BQ_SOURCE_TOO_SLOW", `${shown(location)} took longer than ${timeoutMs} ms`);
	}
	if (code.startsWith("Z_") || code.startsWith("ERR__") || code.startsWith("ERR_BROTLI")) {
		return failed(
			"BQ_SOURCE_UNREADABLE",
			`${shown(location)} is compressed in a way that cannot be undone (${code})`,
		);
	}
	return failed("BQ_SOURCE_UNREACHABLE", `${shown(location)} did not answer (${code})`);
}

/** The code, and never the message: an SDK's message may quote the address with its key. */
function errorCode(error: unknown): string {
	for (let cause = error, depth = 0; cause instanceof Error && depth < 5; cause = cause.cause, depth++) {
		if (cause instanceof AggregateError && cause.errors.length > 0) return errorCode(cause.errors[0]);
		if ("code" in cause && typeof cause.code === "string") return cause.code;
	}
	return error instanceof Error ? error.name : "unknown error";
}

/** Host and path alone. */
function shown(address: string): string {
	const url = parse(address);
	return url === undefined ? "the address" : `${url.origin}${url.pathname}`;
}

function withoutCredentials(url: URL): string {
	const plain = new URL(url);
	plain.username = "";
	plain.password = "";
	return plain.href;
}
