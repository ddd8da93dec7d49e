/** This many chats that answer 429 within a second are not to blame themselves. */
const chatsOfABot = 3;
const withinMs = 1000;

export type LimitScope = (chatId: number) => "channel" | "platform";

/**
 * Telegram does not say whether a 429 is the chat's or the bot's (PLATFORMS §1). It is first taken for the chat's; when
 * several different chats answer so within a second it is the bot's. What is remembered is a guess's ground and no
 * state: another process makes its own guess.
 */
export function createLimitScope(now: () => number = Date.now): LimitScope {
	const limited = new Map<number, number>();
	return (chatId) => {
		const at = now();
		limited.set(chatId, at);
		for (const [chat, time] of limited) if (time <= at - withinMs) limited.delete(chat);
		return limited.size >= chatsOfABot ? "platform" : "channel";
	};
}
