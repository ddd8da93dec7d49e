import type { WindowLayer } from "../../src/delivery/publisher.ts";

/**
 * Telegram's figures. Where it publishes none, the value is the strictest that its documentation hints at; the sources:
 * [faq] core.telegram.org/bots/faq#my-bot-is-hitting-limits · [api] core.telegram.org/bots/api · [server] the source of
 * its Bot API server and of TDLib.
 */
export const telegramLimits = {
	/** Characters of a text after its mark-up is parsed [api]. The server counts code points [server]; we count UTF-16 units, which are never fewer. */
	text: 4096,
	/** Characters of a photo's caption, likewise [api]. */
	caption: 1024,
	/** Bytes of a photo that is uploaded [api]; by its address Telegram takes half of that. */
	photoBytes: 10 * 1024 * 1024,
	/** Formatted pieces of a text; more are dropped without a word [api]. */
	entities: 100,
	/** Buttons under one message [server]. */
	buttons: 100,
	/** Bytes of a button's callback data [api]. */
	callbackBytes: 64,
	/** Characters shown in an empty answer field [api]. */
	placeholder: 64,
	/** Characters of the word that a press is answered with [api]. */
	notice: 200,
	/** Characters of a button's address: Telegram publishes no figure, and browsers and servers take so much. */
	buttonAddress: 2000,
	/** Characters of a command's description [api]. */
	commandDescription: 256,
	/** Messages that one deleteMessages takes [api]. */
	deletedAtOnce: 100,
	/** A bot deletes its own message within this time in private chats and groups, in channels at any age [api]; ms. */
	deletableMs: 48 * 3600 * 1000,
	/** The server waits out a short flood wait itself, and then still delivers [server]; ms. */
	longestHoldMs: 60_000,
	/** The latest moment at which a sent request may still be delivered, with a margin for the way; ms. */
	settleMs: 75_000,
	/** Below this a client gives up on what may still come; ms. */
	shortestSendTimeoutMs: 75_000,
	/** Messages of a bot in any second [faq], edits among them. */
	botWindow: { limit: 30, perMs: 1000 },
	/** With `allow_paid_broadcast` [faq]. */
	paidWindow: { limit: 1000, perMs: 1000 },
	/** Messages in one chat: "avoid sending more than one message per second" [faq]. */
	chatWindow: { limit: 1, perMs: 1000 },
	/** Messages in one group: "not more than 20 messages per minute" [faq]. */
	groupWindow: { limit: 20, perMs: 60_000 },
} as const;

export type TelegramWindows = {
	bot: { limit: number; perMs: number };
	chat: { limit: number; perMs: number };
	group: { limit: number; perMs: number };
};

export const standardWindows: TelegramWindows = {
	bot: telegramLimits.botWindow,
	chat: telegramLimits.chatWindow,
	group: telegramLimits.groupWindow,
};

/** The limits that a send counts against. Topics of one forum share their group's; `botId` is the token's public half. */
export function telegramWindows(
	botId: string,
	chatId: number,
	addressKind: string,
	windows: TelegramWindows = standardWindows,
): WindowLayer[] {
	const isGroup = addressKind === "group" || addressKind === "supergroup";
	return [
		{ key: `bot-${botId}`, ...windows.bot, shared: true },
		{ key: `chat-${botId}-${chatId}`, ...windows.chat, shared: false },
		...(isGroup ? [{ key: `group-${botId}-${chatId}`, ...windows.group, shared: false }] : []),
	];
}
