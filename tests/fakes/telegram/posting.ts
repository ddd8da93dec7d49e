import { refuseUnlessWritable } from "./chat-states.ts";
import { readKeyboard } from "./content.ts";
import type { FormattedText } from "./html.ts";
import type { Call, FakeState } from "./method.ts";
import type { Photo } from "./photos.ts";
import { refuse } from "./refusal.ts";
import { chatJson, type FakeChat, type FakeMessage } from "./world.ts";

/** The parameters that all methods that post share. */
export type SendParameters = {
	chat_id: number | string;
	message_thread_id?: number | undefined;
	protect_content?: boolean | undefined;
	reply_parameters?: { message_id: number; allow_sending_without_reply?: boolean | undefined } | undefined;
	reply_markup?: object | undefined;
};

export type Content = {
	text?: FormattedText;
	caption?: FormattedText;
	photo?: readonly Photo[];
	extra?: Readonly<Record<string, unknown>>;
};

/** The chat of a send, after all that may forbid it. */
export function chatToPostIn(call: Call, parameters: SendParameters, what: "text" | "photo"): FakeChat {
	const chat = call.state.world.chat(parameters.chat_id);
	refuseUnlessWritable(chat, what);
	checkTopic(chat, parameters.message_thread_id);
	const reply = parameters.reply_parameters;
	if (
		reply !== undefined &&
		!chat.messages.has(reply.message_id) &&
		reply.allow_sending_without_reply !== true
	) {
		refuse(400, "message to be replied not found");
	}
	return chat;
}

function checkTopic(chat: FakeChat, threadId: number | undefined): void {
	if (threadId === undefined) return;
	// The General topic is 1 and must be omitted.
	const topic = threadId === 1 ? undefined : chat.topics.get(threadId);
	if (!chat.isForum || topic === undefined) refuse(400, "message thread not found");
	if (topic.state === "deleted") refuse(400, "TOPIC_DELETED");
	if (topic.state === "closed" && !chat.bot.rights.topics) refuse(400, "TOPIC_CLOSED");
}

/** Makes the bot's message, stores it and logs the arrival. */
export function post(call: Call, chat: FakeChat, parameters: SendParameters, content: Content): FakeMessage {
	const { state } = call;
	const keyboard = readKeyboard(parameters.reply_markup);
	const threadId = parameters.message_thread_id;
	const reply = parameters.reply_parameters && chat.messages.get(parameters.reply_parameters.message_id);
	const message = storeMessage(state, chat, {
		byBot: true,
		isProtected: parameters.protect_content ?? chat.isProtected,
		content,
		json: {
			...authorOf(state, chat),
			...(threadId === undefined ? {} : { message_thread_id: threadId, is_topic_message: true }),
			...(reply === undefined ? {} : { reply_to_message: withoutReply(reply) }),
			...(keyboard === undefined ? {} : { reply_markup: keyboard }),
		},
	});
	call.accept({
		chatId: chat.id,
		messageIds: [message.id],
		...(threadId === undefined ? {} : { threadId }),
		...(message.text === undefined ? {} : { text: message.text }),
		...(message.caption === undefined ? {} : { caption: message.caption }),
	});
	return message;
}

/** Gives a message its id and place; anybody's message. */
export function storeMessage(
	state: FakeState,
	chat: FakeChat,
	made: {
		byBot: boolean;
		isService?: boolean;
		isProtected?: boolean;
		content: Content;
		json: Readonly<Record<string, unknown>>;
	},
): FakeMessage {
	const id = state.world.nextId(chat);
	const sentAt = state.now();
	const { text, caption } = made.content;
	const message: FakeMessage = {
		id,
		chatId: chat.id,
		sentAt,
		byBot: made.byBot,
		isService: made.isService ?? false,
		isProtected: made.isProtected ?? chat.isProtected,
		...(text === undefined ? {} : { text: text.text }),
		...(caption === undefined ? {} : { caption: caption.text }),
		entities: (text ?? caption)?.entities ?? [],
		json: {
			message_id: id,
			date: Math.floor(sentAt / 1000),
			chat: chatJson(chat, state.world),
			...made.json,
			...contentJson(made.content),
		},
	};
	chat.messages.set(id, message);
	return message;
}

export function contentJson(content: Content): Record<string, unknown> {
	const { text, caption, photo } = content;
	return {
		...(text === undefined ? {} : { text: text.text }),
		...(text === undefined || text.entities.length === 0 ? {} : { entities: text.entities }),
		...(photo === undefined ? {} : { photo }),
		...(caption === undefined || caption.text === "" ? {} : { caption: caption.text }),
		...(caption === undefined || caption.entities.length === 0 ? {} : { caption_entities: caption.entities }),
		...content.extra,
	};
}

function authorOf(state: FakeState, chat: FakeChat): Record<string, unknown> {
	return chat.type === "channel" ? { sender_chat: chatJson(chat, state.world) } : { from: state.world.me };
}

export function withoutReply(message: FakeMessage): Record<string, unknown> {
	const { reply_to_message: _reply, ...rest } = message.json;
	return rest;
}
