import { Api, InputFile } from "grammy";
import type {
	EditRequest,
	PinRequest,
	Publisher,
	PublishRequest,
	WithdrawRequest,
} from "../../src/delivery/publisher.ts";
import { createConnections } from "../../src/delivery/watched-request.ts";
import type { Outcome } from "../../src/domain/outcome.ts";
import { outcomeOf, type Reaction, reactionTo, type TelegramAnswer } from "./errors.ts";
import { standardWindows, type TelegramWindows, telegramLimits, telegramWindows } from "./limits.ts";
import { parseAddress, type TelegramAddress } from "./places/address.ts";
import { type AuditOptions, createAudit } from "./publisher/audit.ts";
import { createLimitScope } from "./publisher/limit-scope.ts";
import { createPictures, type LoadPicture, type PictureSource, type Pictures } from "./publisher/pictures.ts";
import { renderCall, type TelegramCall } from "./publisher/render-call.ts";
import { isBlank } from "./render.ts";
import { type CallEnd, endOf, watchedClient } from "./transport/connection.ts";
import { pause } from "./transport/pause.ts";

export type TelegramPublisherOptions = {
	token: string;
	/** Another Bot API server than Telegram's own; no slash at its end. */
	apiRoot?: string;
	/** Telegram may hold a request for 60 s and still deliver it: never below 75 s but in a test of just that. */
	sendTimeoutMs?: number;
	/** See `Publisher.settleMs`; a test with a fake that holds shorter may wait shorter. */
	settleMs?: number;
	windows?: Partial<TelegramWindows>;
	/** `allow_paid_broadcast`: up to 1,000 a second, 0.1 Star a message. */
	paidBroadcast?: boolean;
	/** A post for a topic that is closed or gone is sent to its group instead. */
	withoutClosedTopic?: boolean;
	/** The private chat through which `resolve` reads; without it there is no `resolve`. */
	audit?: AuditOptions;
	/** For pictures that Telegram cannot fetch; absent: such a post goes without its picture. */
	loadPicture?: LoadPicture;
	/** Wait before what follows a refused photo, so that the chat's window of a second holds. */
	photoFallbackDelayMs?: number;
	/** Epoch ms, by the clock that attempts are dated with. */
	now?: () => number;
};

export type TelegramPublisher = Publisher & {
	/** Closes the connections that were kept. */
	stop(): Promise<void>;
};

/** Posts to Telegram chats, groups, topics and channels; an address is `CHATID` or `CHATID/TOPICID`. */
export function createTelegramPublisher(options: TelegramPublisherOptions): TelegramPublisher {
	const { token } = options;
	const connections = createConnections();
	const timeoutMs = options.sendTimeoutMs ?? 90_000;
	const api = new Api(token, watchedClient({ apiRoot: options.apiRoot, timeoutMs, connections }));
	const paid = options.paidBroadcast === true;
	const standard = paid ? { ...standardWindows, bot: telegramLimits.paidWindow } : standardWindows;
	const windows = { ...standard, ...options.windows };
	const settleMs = options.settleMs ?? telegramLimits.settleMs;
	const sender: Sender = {
		api,
		token,
		options,
		limitScope: createLimitScope(),
		pictures: createPictures(options.loadPicture),
	};
	const audit =
		options.audit && createAudit({ api, token, settleMs, now: options.now ?? Date.now, ...options.audit });
	return {
		platform: "telegram",
		settleMs,
		publish: (request) => publish(sender, request),
		edit: (request) => edit(sender, request),
		withdraw: (request) => withdraw(sender, request),
		pin: (request) => pin(sender, request),
		windows(address, addressKind) {
			const chatId = parseAddress(address)?.chatId;
			return chatId === undefined
				? []
				: telegramWindows(token.split(":")[0] ?? "", chatId, addressKind, windows);
		},
		...(audit === undefined ? {} : { resolve: audit }),
		async stop() {
			connections.close();
		},
	};
}

type Sender = {
	api: Api;
	token: string;
	options: TelegramPublisherOptions;
	limitScope: (chatId: number) => "channel" | "platform";
	pictures: Pictures;
};

const badAddress: Outcome = {
	kind: "rejected",
	reason: "address",
	plainText: false,
	raw: "telegram: the address is neither CHATID nor CHATID/TOPICID",
};
const empty: Outcome = {
	kind: "rejected",
	reason: "empty",
	plainText: false,
	raw: "telegram: the message has no text",
};
const fenced: Outcome = {
	kind: "retry",
	afterMs: 0,
	scope: "channel",
	limited: false,
	raw: "claimed by another worker",
};

/** How long to wait for a server that cannot be reached. */
const unreachableMs = 5000;
/** How long to wait when a chat is there although the send said that it is not. */
const unconfirmedMs = 60_000;

async function publish(sender: Sender, request: PublishRequest): Promise<Outcome> {
	const address = parseAddress(request.address);
	if (address === undefined) return badAddress;
	const { file } = request.message;
	if (file !== undefined) return postFile(sender, request, address, file);
	const call = renderCall(request.message, { plainText: request.plainText });
	if (isBlank(call.text)) return empty;
	if (call.kind === "text") return post(sender, request, address, { call });
	return post(sender, request, address, shapeOf(request, call, await sender.pictures.first(call.photo)));
}

/** An answer with a file: what it says stands below it. */
async function postFile(
	{ api, token, ...sender }: Sender,
	{ message, plainText, beforeSend }: PublishRequest,
	{ chatId, topicId }: TelegramAddress,
	file: NonNullable<PublishRequest["message"]["file"]>,
): Promise<Outcome> {
	const { text, parameters } = renderCall(message, { plainText, part: "caption" });
	const { link_preview_options: _, ...others } = parameters;
	const end = await endOf(
		token,
		() =>
			api.sendDocument(chatId, new InputFile(Buffer.from(file.text), file.name), {
				...others,
				caption: text.text,
				...(topicId === undefined ? {} : { message_thread_id: topicId }),
			}),
		beforeSend,
	);
	if (end.kind === "ok") return { kind: "sent", messageIds: [String(end.result.message_id)] };
	return close({ api, token, ...sender }, chatId, end, []);
}

/** What is sent: a text, or a photo in one of the ways to give it. */
type Shape = { call: TelegramCall; picture?: PictureSource };

function shapeOf(request: PublishRequest, call: TelegramCall, picture: PictureSource | undefined): Shape {
	if (picture !== undefined) return { call, picture };
	return { call: renderCall(request.message, { plainText: request.plainText, withoutPhoto: true }) };
}

/** One request, or more where a refusal proves that the one before made nothing. */
async function post(
	sender: Sender,
	request: PublishRequest,
	address: TelegramAddress,
	shape: Shape,
): Promise<Outcome> {
	const { options, pictures } = sender;
	const { call, picture } = shape;
	const end = await send(sender, request, address, shape);
	if (end.kind === "ok") {
		if (picture !== undefined) pictures.posted(picture, end.result.photo?.at(-1)?.file_id);
		return { kind: "sent", messageIds: [String(end.result.message_id)] };
	}
	const reaction = end.kind === "refused" ? reactionTo(end.answer) : undefined;
	if (picture !== undefined && (reaction?.kind === "without-photo" || reaction?.kind === "photo-fault")) {
		const isAllowed = reaction.kind === "photo-fault";
		const next = isAllowed ? await pictures.next(picture, reaction.fault) : undefined;
		await pause(options.photoFallbackDelayMs ?? telegramLimits.chatWindow.perMs);
		return post(sender, request, address, shapeOf(request, call, next));
	}
	if (reaction?.kind === "topic-closed" && options.withoutClosedTopic && address.topicId !== undefined) {
		return post(sender, request, { chatId: address.chatId }, shape);
	}
	return close(sender, address.chatId, end, []);
}

type Made = { message_id: number; photo?: { file_id: string }[] };

function send(
	{ api, token, options }: Sender,
	{ beforeSend }: PublishRequest,
	{ chatId, topicId }: TelegramAddress,
	{ call, picture }: Shape,
): Promise<CallEnd<Made>> {
	const parameters = {
		...call.parameters,
		...(topicId === undefined ? {} : { message_thread_id: topicId }),
		...(options.paidBroadcast === true ? { allow_paid_broadcast: true } : {}),
	};
	const request = (): Promise<Made> =>
		picture === undefined
			? api.sendMessage(chatId, call.text.text, parameters)
			: api.sendPhoto(chatId, photoOf(picture), parameters);
	return endOf(token, request, beforeSend);
}

function photoOf(picture: PictureSource): string | InputFile {
	switch (picture.kind) {
		case "address":
			return picture.address;
		case "file":
			return picture.fileId;
		case "bytes":
			return new InputFile(picture.bytes, "photo");
	}
}

async function edit(sender: Sender, request: EditRequest): Promise<Outcome> {
	const address = parseAddress(request.address);
	const [first] = request.messageIds;
	if (address === undefined) return badAddress;
	// 0: the server scheduled it; such a message cannot be edited, and it was sent.
	if (first === "0") return { kind: "sent", messageIds: request.messageIds };
	if (first === undefined || !/^\d+$/.test(first)) return unknownMessage;
	const { api } = sender;
	const tryPart = (part: "text" | "caption"): Promise<CallEnd<unknown>> => {
		const call = renderCall(request.message, { plainText: request.plainText, withoutPhoto: true, part });
		const { disable_notification: _silent, ...parameters } = call.parameters;
		const { text } = call.text;
		const edited = () =>
			part === "text"
				? api.editMessageText(address.chatId, Number(first), text, parameters)
				: api.editMessageCaption(address.chatId, Number(first), { ...parameters, caption: text });
		return endOf<unknown>(sender.token, edited, request.beforeSend);
	};
	const whole = renderCall(request.message, { plainText: request.plainText });
	if (isBlank(whole.text)) return empty;
	const part = whole.kind === "photo" ? "caption" : "text";
	let end = await tryPart(part);
	if (end.kind === "refused" && reactionTo(end.answer).kind === "other-part") {
		await pause(sender.options.photoFallbackDelayMs ?? telegramLimits.chatWindow.perMs);
		end = await tryPart(part === "text" ? "caption" : "text");
	}
	if (end.kind === "ok") return { kind: "sent", messageIds: request.messageIds };
	return close(sender, address.chatId, end, request.messageIds);
}

const unknownMessage: Outcome = {
	kind: "rejected",
	reason: "not-found",
	plainText: false,
	raw: "telegram: that is no message id",
};

/** Deletes each message; where Telegram lets nobody delete, the replacement is written over the first. */
async function withdraw(sender: Sender, request: WithdrawRequest): Promise<Outcome> {
	const address = parseAddress(request.address);
	if (address === undefined) return badAddress;
	for (const id of request.messageIds) {
		if (!/^[1-9]\d*$/.test(id)) continue;
		const end = await endOf(sender.token, () => sender.api.deleteMessage(address.chatId, Number(id)));
		if (end.kind === "ok") continue;
		const reaction = end.kind === "refused" ? reactionTo(end.answer) : undefined;
		if (reaction?.kind === "done") continue;
		if (reaction?.kind !== "write-over") return close(sender, address.chatId, end, request.messageIds);
		const { address: place, addressKind, replacement: message } = request;
		const written = {
			deliveryId: id,
			address: place,
			addressKind,
			message,
			plainText: false,
			messageIds: [id],
		};
		const outcome = await edit(sender, written);
		if (outcome.kind !== "sent") return outcome;
	}
	return { kind: "sent", messageIds: request.messageIds };
}

async function pin(sender: Sender, { address: place, messageId }: PinRequest): Promise<Outcome> {
	const address = parseAddress(place);
	if (address === undefined) return badAddress;
	if (!/^[1-9]\d*$/.test(messageId)) return unknownMessage;
	const quietly = { disable_notification: true };
	const end = await endOf(sender.token, () =>
		sender.api.pinChatMessage(address.chatId, Number(messageId), quietly),
	);
	if (end.kind === "ok") return { kind: "sent", messageIds: [messageId] };
	return close(sender, address.chatId, end, [messageId]);
}

/** The outcome of a call that did not succeed. */
async function close(
	sender: Sender,
	chatId: number,
	end: Exclude<CallEnd<unknown>, { kind: "ok" }>,
	messageIds: readonly string[],
): Promise<Outcome> {
	if (end.kind === "fenced") return fenced;
	if (end.kind === "ambiguous") return end;
	if (end.kind === "not-sent") {
		const raw = `telegram: not sent: ${end.why}`;
		return { kind: "retry", afterMs: unreachableMs, scope: "platform", limited: false, raw };
	}
	const reaction = reactionTo(end.answer);
	if (reaction.kind === "gone-if-confirmed") return confirm(sender, chatId, reaction, end.answer);
	return outcomeOf(reaction, end.answer, { messageIds, limitScope: () => sender.limitScope(chatId) });
}

/** "Chat not found" may be a passing fault of the server's: the chat itself is asked for once. */
async function confirm(
	sender: Sender,
	chatId: number,
	reaction: Reaction,
	answer: TelegramAnswer,
): Promise<Outcome> {
	const end = await endOf(sender.token, () => sender.api.getChat(chatId));
	const again = end.kind === "refused" ? reactionTo(end.answer).kind : undefined;
	if (again === "gone-if-confirmed" || again === "gone") {
		return outcomeOf(reaction, answer, { messageIds: [], limitScope: () => "channel" });
	}
	const raw = `${answer.code} ${answer.text}`;
	return { kind: "retry", afterMs: unconfirmedMs, scope: "channel", limited: false, raw };
}
