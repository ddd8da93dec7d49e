import { type Api, GrammyError } from "grammy";
import type { FoundPlace } from "../../../src/commands/port.ts";
import { parseAddress } from "./address.ts";
import { placeOf } from "./place.ts";
import { mayPostIn } from "./place-events.ts";

type Asker = {
	personId: number;
	botId: number;
	/** The chat in whose name an anonymous administrator speaks. */
	isSpeakerOf: number | undefined;
};

/** True for the owner and the administrators; false also where the bot may not see who they are. */
export async function isAdministrator(api: Api, chatId: number, userId: number): Promise<boolean> {
	const member = await unlessRefused(() => api.getChatMember(chatId, userId));
	return member?.status === "creator" || member?.status === "administrator";
}

/**
 * The chat that a person named by `@name`, id, address or t.me link, as the bot sees it. Undefined where there is none,
 * where the bot may not see it, and for a private chat that is not the asker's own.
 */
export async function findPlace(api: Api, reference: string, asker: Asker): Promise<FoundPlace | undefined> {
	const named = readReference(reference.trim());
	if (named === undefined) return undefined;
	const chat = await unlessRefused(() => api.getChat(named.chat));
	if (chat === undefined) return undefined;
	if (chat.type === "private") {
		if (chat.id !== asker.personId) return undefined;
		return { ...placeOf(chat), personAdministers: true, botMayPost: true };
	}
	const bot = await unlessRefused(() => api.getChatMember(chat.id, asker.botId));
	return {
		...placeOf(chat, named.topicId),
		personAdministers: asker.isSpeakerOf === chat.id || (await isAdministrator(api, chat.id, asker.personId)),
		botMayPost: bot !== undefined && mayPostIn(chat.type, bot),
	};
}

type Reference = { chat: number | string; topicId?: number };

/** `@name`, `name`'s t.me link, a private t.me/c link, an id, or an address of ours. */
export function readReference(reference: string): Reference | undefined {
	const address = parseAddress(reference);
	if (address !== undefined) {
		return { chat: address.chatId, ...(address.topicId === undefined ? {} : { topicId: address.topicId }) };
	}
	const link = /^(?:https?:\/\/)?(?:www\.)?(?:t|telegram)\.me\/(?:s\/)?(.+)$/i.exec(reference)?.[1];
	const path = link?.replace(/[?#].*$/, "").replace(/\/+$/, "");
	// One number behind the chat is a message's; of two the first is a topic's.
	const closed = /^c\/(\d{1,12})(?:\/(\d{1,9})(?=\/))?(?:\/\d{1,9})?$/.exec(path ?? "");
	if (closed?.[1] !== undefined) {
		const topicId = closed[2] === undefined ? {} : { topicId: Number(closed[2]) };
		return { chat: Number(`-100${closed[1]}`), ...topicId };
	}
	const name = path === undefined ? /^@(\w+)$/.exec(reference)?.[1] : /^(\w+)(?:\/\d+)*$/.exec(path)?.[1];
	return name !== undefined && /^[A-Za-z]\w{3,31}$/.test(name) ? { chat: `@${name}` } : undefined;
}

/** A refusal of Telegram's is an answer: there is no such thing for this bot. An outage is thrown. */
async function unlessRefused<T>(call: () => Promise<T>): Promise<T | undefined> {
	try {
		return await call();
	} catch (error) {
		const isAnswer = error instanceof GrammyError && (error.error_code === 400 || error.error_code === 403);
		if (isAnswer) return undefined;
		throw error;
	}
}
