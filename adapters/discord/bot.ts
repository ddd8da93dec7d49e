import {
	Client,
	Events,
	GatewayIntentBits,
	type Interaction,
	Options,
	Routes,
	type WebSocketOptions,
} from "discord.js";
import type { CommandPort, PlaceEvents } from "../../src/commands/port.ts";
import { AppError } from "../../src/domain/errors.ts";
import type { Log } from "../../src/domain/log.ts";
import type { ListeningState } from "../../src/domain/platform-state.ts";
import type { Message } from "../../src/message/message.ts";
import { answerCommand, problemOf } from "./commands/answer-command.ts";
import { answerCompletion } from "./commands/answer-completion.ts";
import { answerPress } from "./commands/answer-press.ts";
import { buildCommandForms } from "./commands/command-forms.ts";
import { shardsThatEnd, watchShards } from "./gateway.ts";
import { createIdentifyBudget } from "./identify-budget.ts";
import { discordLimits } from "./limits.ts";
import { greetGuild } from "./places/greet.ts";
import { tellPlaceEvents } from "./places/place-events.ts";
import { makeRequestsInTurn, type RequestTurn } from "./transport/requests-in-turn.ts";

export type DiscordBotOptions = {
	token: string;
	/** Address of Discord's API without the version; its own when absent. */
	api?: string;
	commands: CommandPort;
	events: PlaceEvents;
	/**
	 * Sends a message of its own, through the send window; false when it did not arrive. Without it nobody is written to
	 * who did not ask there.
	 */
	reply?: (address: string, message: Message, addressKind: string) => Promise<boolean>;
	/** For what the library asks by itself. Without it nothing counts that. */
	turn?: RequestTurn;
	/** What a person is told whose command ended in an outage. Without it nothing is said. */
	outage?: (language: string) => Message;
	/** Told whenever it begins or ceases to listen. */
	seen?: (state: ListeningState) => void;
	log: Log;
	/** Wait before a connection that failed is tried again, in ms; doubled up to a minute. */
	retryMs?: number;
	/** How long `start` waits for the gateway, which is waited for in the background after that, in ms. */
	gatewayMs?: number;
	/** How long a command may take before Discord is told that it takes longer, in ms. */
	patienceMs?: number;
};

export type DiscordBot = {
	/**
	 * Resolves when commands are answered, or when Discord cannot be reached or its gateway says nothing, and is tried
	 * again in the background. Rejects with BQ_DISCORD_TOKEN when the token is refused.
	 */
	start(): Promise<void>;
	/** Takes no more commands and resolves when those at work are done. */
	stop(): Promise<void>;
};

/**
 * Discord's side that listens: slash commands and what happens to channels, over the gateway, with no intent but Guilds.
 * Answers to commands are outside the bot's fifty requests a second; all else that is asked takes its turn.
 */
export function createDiscordBot(options: DiscordBotOptions): DiscordBot {
	const { log, seen = () => {} } = options;
	const stopping = new AbortController();
	const ws = {
		buildStrategy: shardsThatEnd(stopping.signal),
		buildIdentifyThrottler: createIdentifyBudget(log),
	};
	const atWork = new Set<Promise<void>>();
	let told: Promise<void> = Promise.resolve();
	let client: Client | undefined;
	let connecting: Promise<void> | undefined;

	/** One after the other: what left must not overtake what came back. */
	function tell(what: () => Promise<void>): void {
		told = told
			.then(what)
			.catch((error: unknown) => log.error({ problem: problemOf(error) }, "discord: an event was not noted"));
	}

	function onInteraction(interaction: Interaction): void {
		if (stopping.signal.aborted) return;
		const work = respond(interaction, options).finally(() => atWork.delete(work));
		atWork.add(work);
	}

	async function connect(): Promise<void> {
		await client?.destroy();
		client = createClient(options, ws, onInteraction, tell);
		watchShards(client, seen);
		const ready = new Promise<void>((resolve) => client?.once(Events.ClientReady, () => resolve()));
		// discord.js tries a gateway that refuses or is silent for ever, and says nothing of it.
		await unlessStopped(client.login(options.token).then(() => ready));
		if (stopping.signal.aborted || client.application === null) return;
		const body = buildCommandForms(options.commands.commands);
		await unlessStopped(client.rest.put(Routes.applicationCommands(client.application.id), { body }));
		if (stopping.signal.aborted) return;
		seen({ up: true });
		log.info(
			{ username: client.user?.username, guilds: client.guilds.cache.size },
			"discord: the bot is there",
		);
	}

	function unlessStopped(work: Promise<unknown>): Promise<unknown> {
		return Promise.race([work, aborted(stopping.signal)]);
	}

	/** Until Discord is reached, or refuses the token. */
	async function keepConnecting(first: Promise<void>): Promise<void> {
		let waitMs = options.retryMs ?? 5_000;
		for (let trying = first; ; trying = connect()) {
			const problem = await trying.then(
				() => undefined,
				(error: unknown) => error ?? "unknown",
			);
			if (problem === undefined) return;
			if (isTokenRefused(problem)) {
				const { message, advice } = tokenRefused();
				return seen({ up: false, detail: `${message}. ${advice}`, isOver: true });
			}
			noteAway("discord: not reached, tried again", problemOf(problem));
			await pause(waitMs, stopping.signal);
			if (stopping.signal.aborted) return;
			// A day holds 1,000 IDENTIFYs; over them Discord takes the token away.
			waitMs = Math.min(waitMs * 2, 60_000);
		}
	}

	function noteAway(what: string, problem?: string): void {
		log.warn(problem === undefined ? {} : { problem }, what);
		seen({ up: false, detail: problem === undefined ? what : `${what}: ${problem}` });
	}

	return {
		async start() {
			const trying = connect();
			const late = new AbortController();
			try {
				const isThere = trying.then(() => true);
				if (await Promise.race([isThere, pause(options.gatewayMs ?? 30_000, late.signal)])) return;
				noteAway("discord: the gateway does not answer, it is waited for");
			} catch (error) {
				if (isTokenRefused(error)) {
					await client?.destroy();
					throw tokenRefused();
				}
			} finally {
				late.abort();
			}
			connecting = keepConnecting(trying);
		},
		async stop() {
			stopping.abort();
			await connecting;
			await Promise.all(atWork);
			await client?.destroy();
			await told;
		},
	};
}

function createClient(
	options: DiscordBotOptions,
	ws: WebSocketOptions,
	onInteraction: (interaction: Interaction) => void,
	tell: (what: () => Promise<void>) => void,
): Client {
	const client = new Client({
		intents: [GatewayIntentBits.Guilds],
		shards: "auto",
		ws,
		allowedMentions: { parse: [] },
		rest: {
			...(options.api === undefined ? {} : { api: options.api }),
			...(options.turn === undefined ? {} : { makeRequest: makeRequestsInTurn(options.turn) }),
		},
		// Nothing of what people write is kept, nor who they are.
		makeCache: Options.cacheWithLimits({
			...Options.DefaultMakeCacheSettings,
			MessageManager: 0,
			ReactionManager: 0,
			PresenceManager: 0,
			GuildMemberManager: { maxSize: 100, keepOverLimit: (member) => member.id === member.client.user.id },
		}),
	});
	const note = (problem: unknown, sentence: string) =>
		options.log.warn({ problem: problemOf(problem) }, sentence);
	client.on(Events.Error, (error) => note(error, "discord: the gateway's connection failed"));
	client.on(Events.ShardError, (error) => note(error, "discord: a shard's connection failed"));
	client.on(Events.InteractionCreate, onInteraction);
	tellPlaceEvents(client, options.events, tell);
	const { commands, reply } = options;
	// Only of servers that are new while we listen: those that were there come before the client is ready.
	if (reply !== undefined) {
		client.on(Events.GuildCreate, (guild) => tell(() => greetGuild(guild, { commands, reply })));
	}
	return client;
}

async function respond(interaction: Interaction, options: DiscordBotOptions): Promise<void> {
	const answering = {
		commands: options.commands,
		outage: options.outage,
		write: options.reply,
		log: options.log,
		patienceMs: options.patienceMs ?? discordLimits.firstAnswerMs / 3,
	};
	if (interaction.isChatInputCommand()) await answerCommand(interaction, answering);
	else if (interaction.isAutocomplete()) await answerCompletion(interaction, options);
	else if (interaction.isMessageComponent() || interaction.isModalSubmit()) {
		await answerPress(interaction, answering);
	}
}

function tokenRefused(): AppError {
	return new AppError("BQ_DISCORD_TOKEN", "discord: Discord refuses the bot's token");
}

/** discord.js says so before it asks, or after Discord has answered 401. */
function isTokenRefused(error: unknown): boolean {
	const { code, status } = (error ?? {}) as { code?: unknown; status?: unknown };
	return code === "TokenInvalid" || status === 401;
}

function pause(ms: number, signal: AbortSignal): Promise<void> {
	return new Promise((resolve) => {
		const timer = setTimeout(resolve, ms);
		signal.addEventListener("abort", () => {
			clearTimeout(timer);
			resolve();
		});
	});
}

function aborted(signal: AbortSignal): Promise<void> {
	return new Promise((resolve) => {
		if (signal.aborted) resolve();
		else signal.addEventListener("abort", () => resolve(), { once: true });
	});
}
