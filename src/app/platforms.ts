import type { IncomingMessage, ServerResponse } from "node:http";
import { createDiscordBot } from "../../adapters/discord/bot.ts";
import { checkFit as checkDiscordFit } from "../../adapters/discord/check-fit.ts";
import { checkDiscordToken } from "../../adapters/discord/check-token.ts";
import { findDiscordPrivatePlace } from "../../adapters/discord/places/find-private-place.ts";
import { buildDiscordPost, createDiscordPublisher } from "../../adapters/discord/publisher.ts";
import { createTelegramBot } from "../../adapters/telegram/bot.ts";
import { checkFit as checkTelegramFit } from "../../adapters/telegram/check-fit.ts";
import { checkTelegramToken } from "../../adapters/telegram/check-token.ts";
import { telegramRequest } from "../../adapters/telegram/publisher/render-call.ts";
import { createTelegramPublisher } from "../../adapters/telegram/publisher.ts";
import { buildWebEntry, createWebPublisher } from "../../adapters/web/publisher.ts";
import type { CommandPort, PlaceEvents } from "../commands/port.ts";
import type { Publisher } from "../delivery/publisher.ts";
import type { ErrorCode } from "../domain/errors.ts";
import type { Log } from "../domain/log.ts";
import type { ListeningState } from "../domain/platform-state.ts";
import type { Sentences } from "../i18n/sentences.ts";
import type { FitProblem } from "../message/fit-problem.ts";
import type { Message } from "../message/message.ts";
import { buildOutage } from "../message/outage.ts";
import type { PageStore } from "../store/channels/pages.ts";
import type { RefusalGuard } from "../store/delivery/send-window.ts";
import type { Config } from "./config/config.ts";
import type { OptionName } from "./config/options.ts";
import type { OptionValues } from "./config/read-options.ts";
import { createPictureLoader } from "./load-picture.ts";

/** One platform as the program knows it. Adding one is a folder in `adapters/`, a row here, and its options. */
export type PlatformRow = {
	name: string;
	/** An address as long as a real one, and nobody's. */
	sampleAddress: string;
	/** What switches it on; `barqiya doctor` and the errors name it. */
	token?: OptionName;
	isOn(options: OptionValues): boolean;
	createPublisher(given: PublisherGiven): Publisher;
	/** The exact request that would post a message, as JSON: method or route, and body. */
	preview(message: Message, deliveryId: string): unknown;
	/** What of a message the platform would not show whole; absent where everything fits. */
	checkFit?(message: Message): readonly FitProblem[];
	/** Asks the platform whether the token is good. Undefined: it is, or there is none to ask about. */
	checkToken?(options: OptionValues): Promise<TokenProblem | undefined>;
	/** Where a person and the bot are alone; undefined where the person lets nobody in. Absent: nobody can be written to. */
	findPrivatePlace?(
		personId: string,
		options: OptionValues,
	): Promise<{ address: string; addressKind: string } | undefined>;
	/** The side that listens to people; absent where nobody can talk to it. */
	createBot?(given: BotGiven): Bot;
};

export type TokenProblem = { code: ErrorCode; message: string };

export type PublisherGiven = {
	config: Config;
	pages: PageStore<Message>;
	/** The clock that delivery tells the time by, epoch ms; a machine's own may be wrong. */
	now(): number;
	/** Says that the platform refused us, and what is to rest once it did so how often. */
	refused(layerKey: string, guard: RefusalGuard): void;
	log: Log;
};

export type BotGiven = {
	config: Config;
	commands: CommandPort;
	events: PlaceEvents;
	sentences: Sentences;
	/** Sends an answer through the send window, in front of everything else; `replaces`: over the message of this id. */
	reply(address: string, addressKind: string, message: Message, replaces?: string): Promise<boolean>;
	/** Runs a request that the platform counts and that is no message, in the send window's turn. */
	turn<T>(request: () => Promise<T>, signal?: AbortSignal): Promise<T>;
	/** Told whenever the bot begins or ceases to listen. */
	seen(state: ListeningState): void;
	log: Log;
};

/** `start` resolves when the bot listens and throws an AppError when its token is refused; `stop` when it no longer works. */
export type Bot = {
	start(): Promise<void>;
	stop(): Promise<void>;
	/** Where the platform posts updates, if it does; then any number of processes may run the bot, else one. */
	webhook?: { path: string; handle(request: IncomingMessage, response: ServerResponse): Promise<void> };
};

/** Addresses that a preview names: as long as real ones, and nobody's. */
const previewChat = { telegram: -1001000000000, discord: "100000000000000000" };

export const platforms: readonly PlatformRow[] = [
	{
		name: "telegram",
		sampleAddress: String(previewChat.telegram),
		token: "TELEGRAM_BOT_TOKEN",
		isOn: ({ TELEGRAM_BOT_TOKEN }) => TELEGRAM_BOT_TOKEN !== undefined,
		createPublisher: ({ config, now }) =>
			createTelegramPublisher({
				...telegramSettings(config.options),
				now,
				loadPicture: createPictureLoader(config.options),
			}),
		// A private chat has the id of its person; one below zero is that of a group or channel, and never private.
		findPrivatePlace: async (personId) =>
			personId.startsWith("-") ? undefined : { address: personId, addressKind: "private" },
		createBot: buildTelegramBot,
		checkToken: async (options) => {
			const { token, apiRoot } = telegramSettings(options);
			const seen = await checkTelegramToken({ token, apiRoot, timeoutMs: tokenPatienceMs });
			return problemWith("Telegram", seen, "BQ_TELEGRAM_TOKEN");
		},
		preview: (message) => telegramRequest(previewChat.telegram, message),
		checkFit: checkTelegramFit,
	},
	{
		name: "discord",
		sampleAddress: previewChat.discord,
		token: "DISCORD_BOT_TOKEN",
		isOn: ({ DISCORD_BOT_TOKEN }) => DISCORD_BOT_TOKEN !== undefined,
		createPublisher: ({ config, now, refused }) =>
			createDiscordPublisher({ ...discordSettings(config.options), now, refused }),
		createBot: ({ config, sentences, reply, ...given }) =>
			createDiscordBot({
				...given,
				token: config.options.DISCORD_BOT_TOKEN ?? "",
				api: config.options.DISCORD_API_ROOT,
				reply: (address, message, addressKind) => reply(address, addressKind, message),
				outage: (language) => buildOutage(language, sentences),
			}),
		findPrivatePlace: (personId, options) => {
			const { token, api } = discordSettings(options);
			return findDiscordPrivatePlace(personId, { token, api, timeoutMs: tokenPatienceMs });
		},
		checkToken: async (options) => {
			const seen = await checkDiscordToken({ ...discordSettings(options), timeoutMs: tokenPatienceMs });
			return problemWith("Discord", seen, "BQ_DISCORD_TOKEN");
		},
		preview: (message, deliveryId) =>
			buildDiscordPost({ message, deliveryId, address: previewChat.discord, plainText: false }),
		checkFit: checkDiscordFit,
	},
	{
		name: "web",
		sampleAddress: "news",
		isOn: () => true,
		createPublisher: ({ pages }) => createWebPublisher({ pages }),
		preview: (message, deliveryId) => buildWebEntry({ message, deliveryId, plainText: false }),
	},
];

function discordSettings(options: OptionValues) {
	return {
		token: options.DISCORD_BOT_TOKEN ?? "",
		api: options.DISCORD_API_ROOT,
		sendTimeoutMs: options.DISCORD_SEND_TIMEOUT,
	};
}

function buildTelegramBot({ config, sentences, reply, ...given }: BotGiven): Bot {
	const { TELEGRAM_WEBHOOK_URL: url, TELEGRAM_WEBHOOK_SECRET: secret } = config.options;
	const webhook = url === undefined || secret === undefined ? undefined : { url, secret };
	const bot = createTelegramBot({
		...given,
		token: config.options.TELEGRAM_BOT_TOKEN ?? "",
		apiRoot: config.options.TELEGRAM_API_ROOT,
		mode: webhook ?? "poll",
		reply: async (address, message, addressKind, replaces) => {
			await reply(address, addressKind, message, replaces);
		},
		outage: (language) => buildOutage(language, sentences),
	});
	if (webhook === undefined) return bot;
	return { ...bot, webhook: { path: new URL(webhook.url).pathname, handle: bot.handleUpdate } };
}

function telegramSettings(options: OptionValues) {
	const { TELEGRAM_AUDIT_CHAT: chat } = options;
	return {
		token: options.TELEGRAM_BOT_TOKEN ?? "",
		apiRoot: options.TELEGRAM_API_ROOT,
		sendTimeoutMs: options.TELEGRAM_SEND_TIMEOUT,
		settleMs: options.TELEGRAM_SEND_TIMEOUT,
		windows: { bot: { limit: options.TELEGRAM_SENDS_PER_SECOND, perMs: 1_000 } },
		paidBroadcast: options.TELEGRAM_SENDS_PER_SECOND > 30,
		...(chat === undefined ? {} : { audit: { chat: Number(chat) } }),
	};
}

const tokenPatienceMs = 10_000;

function problemWith(
	name: string,
	seen: "good" | "refused" | "unreachable",
	code: "BQ_TELEGRAM_TOKEN" | "BQ_DISCORD_TOKEN",
): TokenProblem | undefined {
	if (seen === "good") return undefined;
	if (seen === "refused") return { code, message: `${name} refuses the token` };
	return { code: "BQ_PLATFORM_UNREACHABLE", message: `${name} does not answer` };
}
