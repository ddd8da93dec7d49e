export type TelegramAddress = { chatId: number; topicId?: number };

/** The General topic of a forum: its number is never sent. */
const generalTopic = 1;

/** Reads `CHATID` or `CHATID/TOPICID`; undefined for anything else. */
export function parseAddress(address: string): TelegramAddress | undefined {
	const [, chat, topic] = /^(-?[1-9]\d{0,15})(?:\/([1-9]\d{0,9}))?$/.exec(address) ?? [];
	if (chat === undefined) return undefined;
	const topicId = topic === undefined ? undefined : Number(topic);
	const chatId = Number(chat);
	return topicId === undefined || topicId === generalTopic ? { chatId } : { chatId, topicId };
}

export function formatAddress({ chatId, topicId }: TelegramAddress): string {
	return topicId === undefined || topicId === generalTopic ? String(chatId) : `${chatId}/${topicId}`;
}
