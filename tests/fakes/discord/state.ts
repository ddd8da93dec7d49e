import type { DiscordSpec } from "../spec/discord.ts";
import type { Answer, RefusalCode } from "./answers.ts";
import type { ArrivalLog } from "./arrival-log.ts";
import type { Faults } from "./faults.ts";
import type { CommandForm, ModalForm } from "./forms.ts";
import type { Gateway } from "./gateway.ts";
import type { Interactions } from "./interactions.ts";
import type { RateLimits } from "./rate-limits.ts";
import type { Bot, Channel, Message, User, World } from "./world.ts";

export type Settings = {
	/** Spread over the way there and the way back, for every request. */
	latencyMs: number;
	/** How long a nonce is remembered where `enforce_nonce` asks for it. Discord: "the past few minutes". */
	nonceMs: number;
	/** Time for the first answer to an interaction. */
	firstAnswerMs: number;
	/** Time for everything after it. */
	interactionTokenMs: number;
};

/** A refusal that a test put on a channel. */
export type ScriptedRefusal = { code: RefusalCode; times: number; method?: string; retryAfter?: number };

/** A request that was refused with 429. `scripted`: by a fault, not by a window that was full. */
export type Limited = { at: number; route: string; major: string; scope: string; scripted: boolean };

/** What else was accepted: edits, deletions, crossposts, answers to interactions. */
export type Changed = {
	at: number;
	kind: "edit" | "delete" | "pin" | "crosspost" | "answer" | "rename" | "delete-thread";
	channelId: string;
	messageId: string;
	body: unknown;
};

/** Everything the fake is made of, as its routes and its people need it. */
export type State = {
	now(): number;
	settings: Settings;
	world: World;
	gateway: Gateway;
	limits: RateLimits;
	faults: Faults;
	arrivals: ArrivalLog;
	changes: Changed[];
	limited: Limited[];
	/** Complaints about requests that Discord's own OpenAPI file has. Must stay empty. */
	specProblems: string[];
	counters: { requests: number; formErrors: number; nonceRepeats: number; invalid: number };
	refusals: Map<string, ScriptedRefusal[]>;
	/** By `botId/guildId`, or `botId/` for the global ones. */
	commands: Map<string, (CommandForm & { id: string })[]>;
	nonces: Map<string, { messageId: string; at: number }>;
	interactions: Interactions;
	/** The form that each person has open, and the message from which it was opened. */
	modals: Map<string, { form: ModalForm; channelId: string; source?: Message }>;
	/** Those of the request that is being answered. */
	files: readonly { id: string; name: string; bytes: Buffer }[];
	spec: DiscordSpec | undefined;
	gatewayUrl(): string;
	/** The direct channel with somebody, made when there is none. */
	dmWith(user: User): Channel;
	/** Sends an event to every bot that is in the guild. */
	tellGuild(guildId: string | undefined, event: string, data: unknown): void;
};

/** A request on its way to a route. */
export type Call = {
	method: string;
	params: Readonly<Record<string, string>>;
	query: URLSearchParams;
	body: unknown;
	bot: Bot;
};

export type Handler = (state: State, call: Call) => Answer;
