import type { Context } from "grammy";
import type { Place } from "../../../src/commands/port.ts";
import { formatAddress } from "./address.ts";

/** The parts of a chat that make a place of it. */
export type ChatLike = {
	id: number;
	type: string;
	title?: string | undefined;
	first_name?: string | undefined;
};

/** Telegram tells a topic's name only with what was its first message. */
export function placeOf(chat: ChatLike, topicId?: number, topicName?: string): Place {
	const whole = formatAddress({ chatId: chat.id });
	const address = formatAddress({ chatId: chat.id, ...(topicId === undefined ? {} : { topicId }) });
	const addressKind = chat.type;
	const title = chat.title ?? chat.first_name ?? String(chat.id);
	const part = topicName ?? `#${topicId}`;
	return {
		address,
		addressKind,
		title,
		isPrivate: chat.type === "private",
		...(address === whole ? {} : { within: { address: whole, addressKind, title, part } }),
	};
}

/** The name of the topic that a message stands in, where Telegram sent it along. */
export function topicNameOf(message: Context["msg"]): string | undefined {
	return message?.reply_to_message?.forum_topic_created?.name;
}

/** The forum topic that a message stands in; a thread of answers in an ordinary group is none. */
export function topicOf(message: Context["msg"]): number | undefined {
	return message?.is_topic_message === true ? message.message_thread_id : undefined;
}
