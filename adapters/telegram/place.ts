import type { Context } from "grammy";
import type { Place } from "../../src/commands/port.ts";
import { formatAddress } from "./address.ts";

/** The parts of a chat that make a place of it. */
export type ChatLike = {
	id: number;
	type: string;
	title?: string | undefined;
	first_name?: string | undefined;
};

export function placeOf(chat: ChatLike, topicId?: number): Place {
	return {
		address: formatAddress({ chatId: chat.id, ...(topicId === undefined ? {} : { topicId }) }),
		addressKind: chat.type,
		title: chat.title ?? chat.first_name ?? String(chat.id),
		isPrivate: chat.type === "private",
	};
}

/** The forum topic that a message stands in; a thread of answers in an ordinary group is none. */
export function topicOf(message: Context["msg"]): number | undefined {
	return message?.is_topic_message === true ? message.message_thread_id : undefined;
}
