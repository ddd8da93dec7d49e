import type { IncomingMessage, ServerResponse } from "node:http";
import { sequentialize } from "@grammyjs/runner";
import { Bot, type Context } from "grammy";
import type { CommandPort, PlaceEvents } from "../../src/commands/port.ts";
import type { Publisher } from "../../src/delivery/publisher.ts";
import { sendReplacing } from "../../src/delivery/send-replacing.ts";
import { createConnections } from "../../src/delivery/watched-request.ts";
import { AppError } from "../../src/domain/errors.ts";
import type { Log } from "../../src/domain/log.ts";
import type { ListeningState } from "../../src/domain/platform-state.ts";
import type { Message } from "../../src/message/message.ts";
import { answerCommand } from "./commands/answer-command.ts";
import { answerInline } from "./commands/answer-inline.ts";
import { answerPress } from "./commands/answer-press.ts";
import { commandMenus } from "./commands/menus.ts";
import { greetArrival } from "./places/greet.ts";
import { tellPlaceEvents } from "./places/place-events.ts";
import { createTelegramPublisher } from "./publisher.ts";
import { allowedUpdates } from "./transport/allowed-updates.ts";
import { isUnreachable, refusalOf, watchedClient } from "./transport/connection.ts";
import { hideToken } from "./transport/hide-token.ts";
import { pause } from "./transport/pause.ts";
import { createPolling } from "./transport/polling.ts";
import { createWebhookHandler } from "./transport/webhook.ts";
import { watchPolls } from "./watch-polls.ts";

export type TelegramBotOptions = {
	token: string;
	apiRoot?: string;
	/** One process may poll with a token; a webhook may have any number of processes behind it. */
	mode: "poll" | TelegramWebhook;
	commands: CommandPort;
	events: PlaceEvents;
	/**
	 * Sends one message of an answer, through the send window; without it answers are posted directly. `replaces`: the
	 * id of the message that it is written over, and sent anew where that is not there any more.
	 */
	reply?: (address: string, message: Message, addressKind: string, replaces?: string) => Promise<void>;
	/** What a person is told whose command ended in an outage. Without it nothing is said. */
	outage?: (language: string) => Message;
	/** Told whenever it begins or ceases to listen. */
	seen?: (state: ListeningState) => void;
	log: Log;
	/** Wait before a lost poll is taken up again, in ms. */
	retryMs?: number;
	/** How long stopping waits for polled updates that are at work, in ms. */
	stopMs?: number;
};

export type TelegramWebhook = {
	/** The public https address that Telegram posts to. */
	url: string;
	/** 1–256 of `[A-Za-z0-9_-]`; Telegram sends it with every update. */
	secret: string;
};

export type TelegramBot = {
	/**
	 * Resolves when updates arrive, or when Telegram cannot be reached and is tried again in the background. Rejects
	 * with BQ_TELEGRAM_TOKEN when the token is refused.
	 */
	start(): Promise<void>;
	/** Takes no more updates and resolves when those at work are done. */
	stop(): Promise<void>;
	/** Takes Telegram's POST in webhook mode. Never answers with a method: such a call would have no result. */
	handleUpdate(request: IncomingMessage, response: ServerResponse): Promise<void>;
	/** The bot's name without `@`; undefined until Telegram has been reached. */
	username(): string | undefined;
};

/** Translates Telegram's updates into the core's calls and its answers into posts; it decides nothing else. */
export function createTelegramBot(options: TelegramBotOptions): TelegramBot {
	const { token, mode, log, seen = () => {} } = options;
	const connections = createConnections();
	const client = watchedClient({ apiRoot: options.apiRoot, timeoutMs: 75_000, connections });
	const bot = new Bot(token, { client });
	watchPolls(bot, token, seen);
	const publisher = createTelegramPublisher({
		token,
		...(options.apiRoot === undefined ? {} : { apiRoot: options.apiRoot }),
	});
	const stopping = new AbortController();
	// Of another type by name alone: grammY takes Node's own as well.
	const over = stopping.signal as NonNullable<Parameters<typeof bot.api.getMe>[0]>;
	const reply = options.reply ?? directReply(publisher, log, stopping.signal);
	// First, since it has to see every update.
	const polling = createPolling({
		...{ bot, log, token },
		...{ retryMs: options.retryMs ?? 5000, stopMs: options.stopMs ?? 10_000 },
	});

	const asides = new Set<Promise<void>>();
	const answering = {
		commands: options.commands,
		reply,
		outage: options.outage,
		log,
		token,
		files: `${options.apiRoot ?? "https://api.telegram.org"}/file/bot${token}`,
		username: () => bot.botInfo.username,
		aside(work: Promise<void>) {
			const settled = work
				.catch((error: unknown) =>
					log.error({ problem: problemOf(error, token) }, "telegram: a late answer failed"),
				)
				.finally(() => asides.delete(settled));
			asides.add(settled);
		},
	};
	bot.use(sequentialize((ctx: Context) => String(ctx.chat?.id ?? ctx.from?.id ?? 0)));
	bot.use(async (ctx, next) => {
		await tellPlaceEvents(ctx, options.events);
		await greetArrival(ctx, answering);
		await next();
	});
	const said = ["message:text", "channel_post:text", "message:document", "channel_post:document"] as const;
	bot.on([...said], (ctx) => answerCommand(ctx, answering));
	bot.on("callback_query", (ctx) => answerPress(ctx, answering));
	bot.on("inline_query", (ctx) => answerInline(ctx, answering));
	bot.catch(({ error, ctx }) => {
		log.error(
			{ update: ctx.update.update_id, problem: problemOf(error, token) },
			"telegram: an update failed",
		);
	});

	const webhook = mode === "poll" ? undefined : createWebhookHandler({ bot, secret: mode.secret, log });
	let connecting: Promise<void> | undefined;

	async function connect(): Promise<void> {
		// Not `bot.init()`, which would try for ever and say nothing.
		if (!bot.isInited()) bot.botInfo = await bot.api.getMe(over);
		for (const menu of commandMenus(options.commands.commands)) {
			await bot.api.setMyCommands(menu.commands, menu.other, over);
		}
		if (!bot.botInfo.supports_inline_queries) {
			log.info({}, "telegram: inline mode is off; /setinline at @BotFather switches it on");
		}
		if (mode === "poll") {
			await bot.api.deleteWebhook({}, over);
			if (stopping.signal.aborted) return;
			polling.start();
		} else {
			const settings = { secret_token: mode.secret, allowed_updates: allowedUpdates };
			await bot.api.setWebhook(mode.url, settings, over);
		}
		seen({ up: true });
		log.info(
			{ username: bot.botInfo.username, mode: mode === "poll" ? "poll" : "webhook" },
			"telegram: the bot is there",
		);
	}

	/** Until Telegram is reached; a refused token ends it. */
	async function keepConnecting(): Promise<void> {
		for (
			let waitMs = options.retryMs ?? 5000;
			!stopping.signal.aborted;
			waitMs = Math.min(waitMs * 2, 60_000)
		) {
			await pause(waitMs, stopping.signal);
			if (stopping.signal.aborted) return;
			const problem = await connect().then(
				() => undefined,
				(error: unknown) => error ?? "unknown",
			);
			if (problem === undefined) return;
			if (isTokenRefused(problem, token)) {
				const { message, advice } = tokenRefused();
				return seen({ up: false, detail: `${message}. ${advice}`, isOver: true });
			}
			noteAway(problem);
		}
	}

	function noteAway(problem: unknown): void {
		const detail = problemOf(problem, token);
		log.warn({ problem: detail }, "telegram: not reached, tried again");
		seen({ up: false, detail: `telegram: not reached, tried again: ${detail}` });
	}

	return {
		username: () => (bot.isInited() ? bot.botInfo.username : undefined),
		async start() {
			try {
				await connect();
			} catch (error) {
				if (stopping.signal.aborted) return;
				if (isTokenRefused(error, token)) throw tokenRefused();
				// A refused setting does not get better by waiting, and what is no answer of Telegram's is a bug.
				if (refusalOf(error, token)?.code === 400) {
					throw new AppError("BQ_CONFIG_INVALID", `telegram: ${problemOf(error, token)}`);
				}
				if (!isUnreachable(error) && refusalOf(error, token) === undefined) {
					throw new Error(`telegram: ${problemOf(error, token)}`);
				}
				noteAway(error);
				connecting = keepConnecting();
			}
		},
		async stop() {
			stopping.abort();
			await connecting;
			await polling.stop();
			await webhook?.stop();
			await Promise.all(asides);
			await publisher.stop();
			connections.close();
		},
		async handleUpdate(request, response) {
			if (webhook === undefined) response.writeHead(404).end();
			else await webhook.handle(request, response);
		},
	};
}

/** For a bot without a send window: a limited answer waits once as long as Telegram says. */
function directReply(
	publisher: Publisher,
	log: Log,
	stopped: AbortSignal,
): NonNullable<TelegramBotOptions["reply"]> {
	let count = 0;
	return async (address, message, addressKind, replaces) => {
		count++;
		const request = { deliveryId: `reply-${count}`, address, addressKind, message, plainText: false };
		const post = () => sendReplacing(publisher, request, replaces);
		let outcome = await post();
		if (outcome.kind === "retry" && outcome.limited) {
			await pause(outcome.afterMs, stopped);
			outcome = await post();
		}
		if (outcome.kind !== "sent") log.warn({ address, outcome }, "telegram: an answer was not sent");
	};
}

function isTokenRefused(error: unknown, token: string): boolean {
	const code = refusalOf(error, token)?.code;
	return code === 401 || code === 404;
}

function tokenRefused(): AppError {
	return new AppError("BQ_TELEGRAM_TOKEN", "telegram: Telegram refuses the bot's token");
}

function problemOf(error: unknown, token: string): string {
	return hideToken(error instanceof Error ? error.message : String(error), token);
}
