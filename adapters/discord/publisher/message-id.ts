import type { DiscordAddress } from "../places/address.ts";

/**
 * A message's id as the ledger keeps it: with the thread that it lies in, `THREADID/MESSAGEID`, so that it is found though
 * the channel's rules lead elsewhere by then; in the channel itself the id alone.
 */
export function writeMessageId({ threadId }: DiscordAddress, id: string): string {
	return threadId === undefined ? id : `${threadId}/${id}`;
}

export type MessagePlace = {
	/** Where the message lies: in the thread that its id names, else where the address says. */
	place: DiscordAddress;
	id: string;
	/** Its id names the thread. */
	isInPart: boolean;
	/** A forum's post and its first message have one id. */
	isForumPost: boolean;
};

export function readMessageId(address: DiscordAddress, messageId: string): MessagePlace {
	const [, threadId, inThread] = /^(\d{17,19})\/(\d{17,19})$/.exec(messageId) ?? [];
	if (threadId === undefined || inThread === undefined) {
		return { place: address, id: messageId, isInPart: false, isForumPost: false };
	}
	const place = { channelId: address.channelId, threadId };
	return { place, id: inThread, isInPart: true, isForumPost: threadId === inThread };
}

/** Discord gives no id twice, wherever it is. */
export function bareId(messageId: string): string {
	return messageId.split("/").at(-1) ?? messageId;
}
