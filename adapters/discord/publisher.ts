import { createHash } from "node:crypto";
import { RequestMethod, Routes } from "discord.js";
import { z } from "zod";
import type {
	EditRequest,
	PinRequest,
	Publisher,
	PublishRequest,
	WithdrawRequest,
} from "../../src/delivery/publisher.ts";
import { createConnections } from "../../src/delivery/watched-request.ts";
import type { Outcome } from "../../src/domain/outcome.ts";
import { deletePost, pinPost, publishInForum, retitle } from "./forum/forum-post.ts";
import { createForums, type Forums } from "./forum/forums.ts";
import { botLayer, type DiscordWindows, discordLimits, discordWindows, standardWindows } from "./limits.ts";
import { type DiscordAddress, isForum, parseAddress, targetOf } from "./places/address.ts";
import { type MessagePlace, readMessageId, writeMessageId } from "./publisher/message-id.ts";
import { createPictures, type Pictures } from "./publisher/pictures.ts";
import { ofPart, refusalOf, refusalOfChange } from "./publisher/refusal.ts";
import { resolve } from "./publisher/resolve.ts";
import { type DiscordBody, renderMessage } from "./render.ts";
import { type CallEnd, createDiscordConnection, type DiscordConnection } from "./transport/connection.ts";

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
	/** How long a message of ours that no post explains may yet be explained by another in doubt; ms. A minute if absent. */
	explainedWithinMs?: number;
	/** False, and other numbers than 0, are for showing what goes wrong without. */
	enforceNonce?: boolean;
	retries?: number;
	/** Epoch ms. */
	now?: () => number;
	/** Told of every answer that counts towards the shutting out of our address: what is to rest after how many. */
	refused?: (layerKey: string, guard: { most: number; perMs: number }) => void;
};

/** Posts as the bot to channels (`CHANNELID`), threads (`CHANNELID/THREADID`) and, as new posts, to forums (`CHANNELID`). */
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
	const forums = createForums(connection, botId);
	const pictures = createPictures();
	const self: Self = { connection, botId, forums, pictures, enforceNonce: options.enforceNonce ?? true };
	const resolving = {
		...self,
		nonceMs: options.nonceMs ?? discordLimits.nonceMs,
		longestHoldMs: options.longestHoldMs ?? discordLimits.longestHoldMs,
		explainedWithinMs: options.explainedWithinMs ?? 60_000,
		now: options.now ?? Date.now,
		unexplained: new Map<string, number>(),
		publish: (request: PublishRequest) => publish(self, request),
	};
	return {
		platform: "discord",
		// The nonce makes a repeat harmless from the first moment; where there is none, `resolve` says when it is time.
		settleMs: 0,
		sendTimeoutMs: options.sendTimeoutMs,
		windows(address) {
			const parsed = parseAddress(address);
			const windows = options.windows ?? standardWindows;
			return parsed === undefined ? [] : discordWindows(self.botId, parsed, windows);
		},
		async prepare({ address, addressKind, turn }) {
			const parsed = parseAddress(address);
			if (parsed === undefined || !isForum(parsed, addressKind)) return;
			const call: DiscordConnection["call"] = (one) => turn(address, addressKind, () => connection.call(one));
			await forums.read(parsed.channelId, { call });
		},
		publish: (request) => publish(self, request),
		edit: (request) => edit(self, request),
		async retitle(request) {
			const parsed = parseAddress(request.address);
			return parsed === undefined ? badAddress : retitle(self, parsed, request);
		},
		withdraw: (request) => withdraw(self, request),
		pin: (request) => pin(self, request),
		resolve: (request) => resolve(resolving, request),
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
): { method: "POST"; route: `/${string}`; body: DiscordBody & Nonce } | undefined {
	const address = parseAddress(request.address);
	const body = renderMessage(request.message, request.plainText);
	return address === undefined || body === undefined ? undefined : buildPost(address, request, body);
}

function buildPost(address: DiscordAddress, { deliveryId }: { deliveryId: string }, body: DiscordBody) {
	const route = Routes.channelMessages(targetOf(address));
	return {
		method: "POST" as const,
		route,
		body: { ...body, nonce: nonceOf(deliveryId), enforce_nonce: true },
	};
}

type Nonce = { nonce: string; enforce_nonce: boolean };

/** 25 signs at most, the same for every attempt: Discord gives the first message back for a repeat. */
export function nonceOf(deliveryId: string): string {
	return createHash("sha256").update(deliveryId).digest("base64url").slice(0, discordLimits.nonce);
}

type Self = {
	connection: DiscordConnection;
	botId: string;
	forums: Forums;
	pictures: Pictures;
	enforceNonce: boolean;
};

const badAddress: Outcome = {
	kind: "rejected",
	reason: "address",
	plainText: false,
	raw: "no address of a channel or thread",
};
const empty: Outcome = { kind: "rejected", reason: "empty", plainText: false, raw: "nothing to show" };
const written = z.object({ id: z.string().regex(/^\d{17,19}$/) });

async function publish(self: Self, asked: PublishRequest): Promise<Outcome> {
	const request = self.pictures.passable(asked);
	const address = parseAddress(request.address);
	if (address === undefined) return badAddress;
	const body = renderMessage(request.message, request.plainText);
	if (body === undefined) return empty;
	const publishThere = isForum(address, request.addressKind) ? publishInForum : publishInChannel;
	return self.pictures.learn(await publishThere(self, address, request, body), request);
}

async function publishInChannel(
	self: Self,
	address: DiscordAddress,
	request: PublishRequest,
	message: DiscordBody,
): Promise<Outcome> {
	const { route, body } = buildPost(address, request, message);
	const end = await self.connection.call({
		method: RequestMethod.Post,
		route,
		body: { ...body, enforce_nonce: self.enforceNonce },
		...(request.beforeSend === undefined ? {} : { beforeSend: request.beforeSend }),
	});
	if (end.kind !== "ok")
		return refusalOf(self, end, address, { messageIds: [], plainText: request.plainText });
	const made = written.safeParse(end.result);
	const rest = end.restMs === undefined ? {} : { restMs: end.restMs };
	if (!made.success) return { kind: "ambiguous", why: "answered with something that is no message" };
	return { kind: "sent", messageIds: [writeMessageId(address, made.data.id)], ...rest };
}

/** Publishes an announcement to the servers that follow its channel. One that is published already counts as done. */
async function crosspost(self: Self, place: string, messageId: string): Promise<Outcome> {
	const address = parseAddress(place);
	if (address === undefined) return badAddress;
	const at = readMessageId(address, messageId);
	const end = await self.connection.call({
		method: RequestMethod.Post,
		route: Routes.channelMessageCrosspost(targetOf(at.place), at.id),
	});
	return endOf(self, end, at, messageId);
}

async function edit(self: Self, asked: EditRequest): Promise<Outcome> {
	const request = self.pictures.passable(asked);
	const address = parseAddress(request.address);
	const [messageId] = request.messageIds;
	if (address === undefined || messageId === undefined) return badAddress;
	const body = renderMessage(request.message, request.plainText);
	if (body === undefined) return empty;
	const at = readMessageId(address, messageId);
	const end = await self.connection.call({
		method: RequestMethod.Patch,
		route: Routes.channelMessage(targetOf(at.place), at.id),
		body: wholeMessage(body),
		...(request.beforeSend === undefined ? {} : { beforeSend: request.beforeSend }),
	});
	return self.pictures.learn(await endOf(self, end, at, messageId, request.plainText), request);
}

/** How a request about a message that was sent ended. */
async function endOf(
	self: Self,
	end: CallEnd,
	{ place, isInPart }: MessagePlace,
	messageId: string,
	plainText = true,
): Promise<Outcome> {
	const messageIds = [messageId];
	if (end.kind === "ok") return { kind: "sent", messageIds };
	const outcome = await refusalOfChange(self, end, place, { messageIds, plainText });
	return isInPart ? ofPart(outcome) : outcome;
}

/** What is not named in an edit would stay as it was. Flags are left: a message that was silent stays so. */
function wholeMessage({ content = "", embeds = [], components = [], allowed_mentions }: DiscordBody) {
	return { content, embeds, components, allowed_mentions };
}

/**
 * A message that is gone already counts as taken back; one that may not be deleted is written over. Of a forum the whole
 * post goes, or what its first message says.
 */
async function withdraw(self: Self, request: WithdrawRequest): Promise<Outcome> {
	const address = parseAddress(request.address);
	if (address === undefined) return badAddress;
	for (const messageId of request.messageIds) {
		const at = readMessageId(address, messageId);
		const outcome = at.isForumPost
			? ((await deletePost(self, at, messageId)) ?? (await overwrite(self, request, messageId)))
			: await takeBack(self, request, at, messageId);
		if (outcome.kind !== "sent") return outcome;
	}
	return { kind: "sent", messageIds: request.messageIds };
}

async function takeBack(
	self: Self,
	request: WithdrawRequest,
	at: MessagePlace,
	messageId: string,
): Promise<Outcome> {
	const messageIds = [messageId];
	const end = await self.connection.call({
		method: RequestMethod.Delete,
		route: Routes.channelMessage(targetOf(at.place), at.id),
	});
	if (end.kind === "ok" || (end.kind === "refused" && end.refusal.code === 10008)) {
		return { kind: "sent", messageIds };
	}
	const outcome = await refusalOfChange(self, end, at.place, { messageIds, plainText: true });
	if (outcome.kind === "forbidden") return overwrite(self, request, messageId);
	// With the thread the message went.
	if (outcome.kind === "gone" && at.isInPart) return { kind: "sent", messageIds };
	return outcome;
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

async function pin(self: Self, { address: place, messageId }: PinRequest): Promise<Outcome> {
	const address = parseAddress(place);
	if (address === undefined) return badAddress;
	const at = readMessageId(address, messageId);
	if (at.isForumPost) return pinPost(self, at, messageId);
	const end = await self.connection.call({
		method: RequestMethod.Put,
		route: Routes.channelMessagesPin(targetOf(at.place), at.id),
	});
	return endOf(self, end, at, messageId);
}

/** The first part of a token is the bot's id. https://discord.com/developers/docs/reference#authentication */
function botIdOf(token: string): string {
	const id = Buffer.from(token.split(".", 1)[0] ?? "", "base64url").toString("latin1");
	return /^\d{17,19}$/.test(id) ? id : createHash("sha256").update(token).digest("hex").slice(0, 16);
}
