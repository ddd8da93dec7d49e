import { createHash } from "node:crypto";
import { RequestMethod, Routes } from "discord.js";
import { z } from "zod";
import type {
	EditRequest,
	PinRequest,
	Publisher,
	PublishRequest,
	Resolution,
	ResolveRequest,
	WithdrawRequest,
} from "../../src/delivery/publisher.ts";
import { createConnections } from "../../src/delivery/watched-request.ts";
import type { Outcome } from "../../src/domain/outcome.ts";
import { type DiscordAddress, parseAddress, targetOf } from "./address.ts";
import { type CallEnd, createDiscordConnection, type DiscordConnection } from "./connection.ts";
import { outcomeOf, reactionTo } from "./errors.ts";
import { findInHistory } from "./history.ts";
import { botLayer, type DiscordWindows, discordLimits, discordWindows, standardWindows } from "./limits.ts";
import { type DiscordBody, renderMessage } from "./render.ts";
import { readRights } from "./rights.ts";

export type DiscordPublisherOptions = {
	token: string;
	/** Address of Discord's API without the version; its own when absent. */
	api?: string;
	/** How long one request may take, in ms. */
	sendTimeoutMs: number;
	/** Other limits than Discord's usual ones. */
	windows?: DiscordWindows;
	crosspostWindow?: { limit: number; perMs: number };
	/** How long after an attempt its nonce is relied on; ms. */
	nonceMs?: number;
	/** How old a request is when it is certainly not acted on any more; ms. */
	longestHoldMs?: number;
	/** False, and other numbers than 0, are for showing what goes wrong without. */
	enforceNonce?: boolean;
	retries?: number;
	/** Epoch ms. */
	now?: () => number;
	/** Told of every answer that counts towards the shutting out of our address: what is to rest after how many. */
	refused?: (layerKey: string, guard: { most: number; perMs: number }) => void;
};

/** Posts as the bot to channels (`CHANNELID`) and threads (`CHANNELID/THREADID`). */
export function createDiscordPublisher(options: DiscordPublisherOptions): Publisher & { close(): void } {
	const connections = createConnections();
	const botId = botIdOf(options.token);
	const connection = createDiscordConnection({
		token: options.token,
		refused: () => options.refused?.(botLayer(botId), discordLimits.refusals),
		timeoutMs: options.sendTimeoutMs,
		connections,
		...(options.api === undefined ? {} : { api: options.api }),
		...(options.retries === undefined ? {} : { retries: options.retries }),
	});
	const self: Self = {
		connection,
		botId,
		enforceNonce: options.enforceNonce ?? true,
		nonceMs: options.nonceMs ?? discordLimits.nonceMs,
		longestHoldMs: options.longestHoldMs ?? discordLimits.longestHoldMs,
		now: options.now ?? Date.now,
	};
	return {
		platform: "discord",
		// The nonce makes a repeat harmless from the first moment.
		settleMs: 0,
		windows(address) {
			const parsed = parseAddress(address);
			const windows = options.windows ?? standardWindows;
			return parsed === undefined ? [] : discordWindows(self.botId, parsed, windows);
		},
		publish: (request) => publish(self, request),
		edit: (request) => edit(self, request),
		withdraw: (request) => withdraw(self, request),
		pin: (request) => pin(self, request),
		resolve: (request) => resolve(self, request),
		sharing: {
			isFor: (addressKind) => addressKind === "announcement",
			window: options.crosspostWindow ?? discordLimits.crosspostWindow,
			share: (address, messageId) => crosspost(self, address, messageId),
		},
		close: () => connections.close(),
	};
}

/** The request as it is sent; what `barqiya preview --platform discord` prints. Undefined: nothing to show. */
export function buildDiscordPost(
	request: Pick<PublishRequest, "deliveryId" | "address" | "message" | "plainText">,
):
	| { method: "POST"; route: string; body: DiscordBody & { nonce: string; enforce_nonce: boolean } }
	| undefined {
	const address = parseAddress(request.address);
	const body = renderMessage(request.message, request.plainText);
	if (address === undefined || body === undefined) return undefined;
	return {
		method: "POST",
		route: Routes.channelMessages(targetOf(address)),
		body: { ...body, nonce: nonceOf(request.deliveryId), enforce_nonce: true },
	};
}

/** 25 signs at most, the same for every attempt: Discord gives the first message back for a repeat. */
export function nonceOf(deliveryId: string): string {
	return createHash("sha256").update(deliveryId).digest("base64url").slice(0, discordLimits.nonce);
}

type Self = {
	connection: DiscordConnection;
	botId: string;
	enforceNonce: boolean;
	nonceMs: number;
	longestHoldMs: number;
	now(): number;
};

const badAddress: Outcome = {
	kind: "rejected",
	reason: "address",
	plainText: false,
	raw: "no address of a channel or thread",
};
const empty: Outcome = { kind: "rejected", reason: "empty", plainText: false, raw: "nothing to show" };
const written = z.object({ id: z.string().regex(/^\d{17,19}$/) });

async function publish(self: Self, request: PublishRequest): Promise<Outcome> {
	const address = parseAddress(request.address);
	if (address === undefined) return badAddress;
	const post = buildDiscordPost(request);
	if (post === undefined) return empty;
	const end = await self.connection.call({
		method: RequestMethod.Post,
		route: Routes.channelMessages(targetOf(address)),
		body: { ...post.body, enforce_nonce: self.enforceNonce },
		...(request.beforeSend === undefined ? {} : { beforeSend: request.beforeSend }),
	});
	if (isPictureFault(end, request)) return publish(self, withoutPicture(request));
	if (end.kind !== "ok")
		return refusalOf(self, end, address, { messageIds: [], plainText: request.plainText });
	const message = written.safeParse(end.result);
	const rest = end.restMs === undefined ? {} : { restMs: end.restMs };
	if (message.success) return { kind: "sent", messageIds: [message.data.id], ...rest };
	return { kind: "ambiguous", why: "answered with something that is no message" };
}

/** Publishes an announcement to the servers that follow its channel. One that is published already counts as done. */
async function crosspost(self: Self, place: string, messageId: string): Promise<Outcome> {
	const address = parseAddress(place);
	if (address === undefined) return badAddress;
	const end = await self.connection.call({
		method: RequestMethod.Post,
		route: Routes.channelMessageCrosspost(targetOf(address), messageId),
	});
	const messageIds = [messageId];
	return end.kind === "ok"
		? { kind: "sent", messageIds }
		: refusalOf(self, end, address, { messageIds, plainText: true });
}

async function edit(self: Self, request: EditRequest): Promise<Outcome> {
	const address = parseAddress(request.address);
	const [messageId] = request.messageIds;
	if (address === undefined || messageId === undefined) return badAddress;
	const body = renderMessage(request.message, request.plainText);
	if (body === undefined) return empty;
	const end = await self.connection.call({
		method: RequestMethod.Patch,
		route: Routes.channelMessage(targetOf(address), messageId),
		body: wholeMessage(body),
		...(request.beforeSend === undefined ? {} : { beforeSend: request.beforeSend }),
	});
	if (end.kind === "ok") return { kind: "sent", messageIds: [messageId] };
	if (isPictureFault(end, request)) return edit(self, withoutPicture(request));
	return refusalOf(self, end, address, { messageIds: [messageId], plainText: request.plainText });
}

/** The form was refused for its picture: that made nothing, and the same without it may pass. */
function isPictureFault(end: CallEnd, { message, plainText }: PublishRequest): boolean {
	if (plainText || message.image === undefined || end.kind !== "refused") return false;
	return end.refusal.code === 50035 && /"image"/.test(end.refusal.text);
}

function withoutPicture<T extends PublishRequest>(request: T): T {
	const { image: _, ...message } = request.message;
	return { ...request, message };
}

/** What is not named in an edit would stay as it was. Flags are left: a message that was silent stays so. */
function wholeMessage({ content = "", embeds = [], components = [], allowed_mentions }: DiscordBody) {
	return { content, embeds, components, allowed_mentions };
}

/** A message that is gone already counts as taken back; one that may not be deleted is written over. */
async function withdraw(self: Self, request: WithdrawRequest): Promise<Outcome> {
	const address = parseAddress(request.address);
	if (address === undefined) return badAddress;
	for (const messageId of request.messageIds) {
		const end = await self.connection.call({
			method: RequestMethod.Delete,
			route: Routes.channelMessage(targetOf(address), messageId),
		});
		if (end.kind === "ok" || (end.kind === "refused" && end.refusal.code === 10008)) continue;
		const outcome = await refusalOf(self, end, address, { messageIds: [messageId], plainText: true });
		const instead = outcome.kind === "forbidden" ? await overwrite(self, request, messageId) : outcome;
		if (instead.kind !== "sent") return instead;
	}
	return { kind: "sent", messageIds: request.messageIds };
}

async function pin(self: Self, request: PinRequest): Promise<Outcome> {
	const address = parseAddress(request.address);
	if (address === undefined) return badAddress;
	const { messageId } = request;
	const end = await self.connection.call({
		method: RequestMethod.Put,
		route: Routes.channelMessagesPin(targetOf(address), messageId),
	});
	if (end.kind === "ok") return { kind: "sent", messageIds: [messageId] };
	return refusalOf(self, end, address, { messageIds: [messageId], plainText: true });
}

function overwrite(self: Self, request: WithdrawRequest, messageId: string): Promise<Outcome> {
	return edit(self, {
		deliveryId: messageId,
		address: request.address,
		addressKind: request.addressKind,
		message: request.replacement,
		plainText: false,
		messageIds: [messageId],
	});
}

/** A call without a success, in everybody's words; an archived thread is opened on the way. */
async function refusalOf(
	self: Self,
	end: Exclude<CallEnd, { kind: "ok" }>,
	address: DiscordAddress,
	context: { messageIds: readonly string[]; plainText: boolean },
): Promise<Outcome> {
	const scope = "channel" as const;
	if (end.kind === "fenced") {
		return { kind: "retry", afterMs: 0, scope, limited: false, raw: "somebody else owns it now" };
	}
	if (end.kind === "not-sent") {
		return { kind: "retry", afterMs: 1_000, scope: "platform", limited: false, raw: `not sent: ${end.why}` };
	}
	if (end.kind === "ambiguous") return end;
	const reaction = reactionTo(end.refusal);
	if (reaction.kind === "open-thread" && (await openThread(self, address))) {
		return {
			kind: "retry",
			afterMs: 0,
			scope,
			limited: false,
			raw: "the thread was archived; it is open now",
		};
	}
	const outcome = outcomeOf(reaction, end.refusal, context);
	if (reaction.kind !== "no-right" || context.plainText || outcome.kind !== "forbidden") return outcome;
	// Plain text needs no right to embed; where that alone is missing, it passes.
	const lacksEmbedsOnly = await mayPostPlain(self, address);
	return lacksEmbedsOnly ? { ...outcome, kind: "rejected", reason: "no-embeds", plainText: true } : outcome;
}

async function mayPostPlain(self: Self, address: DiscordAddress): Promise<boolean> {
	const rights = await readRights(self.connection, self.botId, targetOf(address));
	if (rights === undefined) return false;
	const maySend = rights.may(rights.isThread ? "SendMessagesInThreads" : "SendMessages");
	return rights.may("ViewChannel") && maySend && !rights.may("EmbedLinks");
}

async function openThread(self: Self, address: DiscordAddress): Promise<boolean> {
	const end = await self.connection.call({
		method: RequestMethod.Patch,
		route: Routes.channel(targetOf(address)),
		body: { archived: false },
	});
	return end.kind === "ok";
}

/** Rounds of asking, when the answers themselves are lost; the waits between them, in ms. */
const waits = [0, 200, 500, 1_000, 2_000, 4_000, 8_000];

/**
 * While the nonce holds, the message is sent again: Discord gives the first one back, or takes it now. Later, or when it
 * may not be sent (another owner, a right that was lost since), the channel's history tells. A refusal of the repeat
 * proves nothing of the first attempt.
 */
async function resolve(self: Self, request: ResolveRequest): Promise<Resolution> {
	const address = parseAddress(request.address);
	if (address === undefined) return { kind: "not-sent" };
	// Looking counts against the bot's requests as well, so it waits for its turn like a message.
	const inTurn = <T>(ask: () => Promise<T>) =>
		request.turn?.(request.address, request.addressKind, ask) ?? ask();
	const connection: DiscordConnection = { call: (call) => inTurn(() => self.connection.call(call)) };
	let maySend = true;
	let why = "";
	const isNonceKnown = () => self.now() - request.attemptedAt < self.nonceMs;
	// Its turn may come late: what counts is the moment at which the repeat leaves.
	const beforeSend = () => {
		maySend = isNonceKnown() && (request.beforeSend?.() ?? true);
		return maySend;
	};
	for (const wait of waits) {
		await pause(wait);
		if (maySend && isNonceKnown()) {
			const outcome = await inTurn(() => publish(self, { ...request, beforeSend }));
			if (outcome.kind === "sent") return outcome;
			why = "raw" in outcome ? outcome.raw : outcome.why;
			if (outcome.kind === "retry") await pause(Math.min(outcome.afterMs, 10_000));
			else maySend &&= outcome.kind === "ambiguous";
			continue;
		}
		const found = await findInHistory(connection, self.botId, address, request);
		if (found.kind === "sent") return found;
		if (found.kind === "hidden") {
			return { kind: "unknown", why: "discord: the bot may not read the channel's history" };
		}
		if (found.kind === "unknown") why = found.why;
		else {
			const left = request.attemptedAt + self.longestHoldMs - self.now();
			if (left <= 0) return found;
			// The first attempt may still be acted on: look again when it cannot be any more.
			await pause(left);
		}
	}
	return { kind: "unknown", why: `discord: ${why}` };
}

function pause(ms: number): Promise<void> {
	return ms > 0 ? new Promise((resolve) => setTimeout(resolve, ms)) : Promise.resolve();
}

/** The first part of a token is the bot's id. https://discord.com/developers/docs/reference#authentication */
function botIdOf(token: string): string {
	const id = Buffer.from(token.split(".", 1)[0] ?? "", "base64url").toString("latin1");
	return /^\d{17,19}$/.test(id) ? id : createHash("sha256").update(token).digest("hex").slice(0, 16);
}
