import { createHash, timingSafeEqual } from "node:crypto";
import type { IncomingMessage, ServerResponse } from "node:http";
import type { Bot } from "grammy";
import { z } from "zod";
import type { Log } from "../../../src/domain/log.ts";
import { pause } from "./pause.ts";

export type WebhookHandler = {
	handle(request: IncomingMessage, response: ServerResponse): Promise<void>;
	/** Resolves when the updates at work are done. */
	stop(): Promise<void>;
};

/** Telegram's updates are kilobytes. */
const largestUpdate = 1024 * 1024;
/** Telegram waits about a minute; whoever works longer does so after the answer. */
const longestWorkMs = 25_000;
/** Updates that are remembered, since Telegram sends one again when our answer was late. */
const remembered = 1000;

const updateShape = z.looseObject({ update_id: z.int() });

/** Takes an update that Telegram posts: secret checked in constant time, each update once, empty answers only. */
export function createWebhookHandler(options: { bot: Bot; secret: string; log: Log }): WebhookHandler {
	const wanted = digest(options.secret);
	const seen = new Set<number>();
	const working = new Set<Promise<void>>();

	async function work(update: z.infer<typeof updateShape>): Promise<void> {
		if (seen.has(update.update_id)) return;
		seen.add(update.update_id);
		const [oldest] = seen;
		if (seen.size > remembered && oldest !== undefined) seen.delete(oldest);
		// Checked as far as is ours to check: grammY's own types say the rest, and a missing field fails that update alone.
		const handled = options.bot
			.handleUpdate(update as unknown as Parameters<Bot["handleUpdate"]>[0])
			.catch((error: unknown) =>
				options.bot.errorHandler(error as Parameters<typeof options.bot.errorHandler>[0]),
			);
		// grammY's error handler is ours and does not throw; should it, the update has still ended.
		const tracked = handled.then(nothing, nothing);
		working.add(tracked);
		const done = new AbortController();
		void tracked.then(() => {
			working.delete(tracked);
			done.abort();
		});
		await pause(longestWorkMs, done.signal);
	}

	return {
		async handle(request, response) {
			const secret = request.headers["x-telegram-bot-api-secret-token"];
			if (request.method !== "POST") return void response.writeHead(405).end();
			if (typeof secret !== "string" || !timingSafeEqual(digest(secret), wanted)) {
				options.log.warn({}, "telegram: a webhook call without the right secret was refused");
				return void response.writeHead(401).end();
			}
			// Telegram sends it again: until its own name is known the bot can answer nothing.
			if (!options.bot.isInited()) return void response.writeHead(503).end();
			const body = await readBody(request);
			if (body === undefined) return void response.writeHead(413, { connection: "close" }).end();
			const update = updateShape.safeParse(parseJson(body));
			if (!update.success) return void response.writeHead(400).end();
			await work(update.data);
			response.writeHead(200).end();
		},
		async stop() {
			await Promise.all(working);
		},
	};
}

function nothing(): void {}

/** Of one length whatever was given, so that comparing takes the same time. */
function digest(text: string): Buffer {
	return createHash("sha256").update(text).digest();
}

/** Undefined when it is over the limit, or when the client left before its end. */
async function readBody(request: IncomingMessage): Promise<string | undefined> {
	const chunks: Buffer[] = [];
	let size = 0;
	try {
		// The connection stays, so that a body that is too large still gets its answer.
		for await (const chunk of request.iterator({ destroyOnReturn: false }) as AsyncIterable<Buffer>) {
			size += chunk.length;
			if (size > largestUpdate) return undefined;
			chunks.push(chunk);
		}
	} catch {
		return undefined;
	}
	return Buffer.concat(chunks).toString("utf8");
}

function parseJson(text: string): unknown {
	try {
		return JSON.parse(text);
	} catch {
		return undefined;
	}
}
