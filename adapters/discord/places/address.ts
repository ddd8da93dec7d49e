export type DiscordAddress = { channelId: string; threadId?: string };

/** Reads `CHANNELID` or `CHANNELID/THREADID`, ids of 17 to 19 digits; undefined for anything else. */
export function parseAddress(address: string): DiscordAddress | undefined {
	const [, channelId, threadId] = /^(\d{17,19})(?:\/(\d{17,19}))?$/.exec(address) ?? [];
	if (channelId === undefined) return undefined;
	return threadId === undefined ? { channelId } : { channelId, threadId };
}

export function formatAddress({ channelId, threadId }: DiscordAddress): string {
	return threadId === undefined ? channelId : `${channelId}/${threadId}`;
}

/** What messages are sent to: to Discord a thread is a channel of its own. */
export function targetOf({ channelId, threadId }: DiscordAddress): string {
	return threadId ?? channelId;
}

/** Whether a message sent there is a new post of a forum. The kind alone does not tell: rules lead into posts of one. */
export function isForum({ threadId }: DiscordAddress, addressKind: string): boolean {
	return addressKind === forumKind && threadId === undefined;
}

/** Channels of Discord's kinds forum and media. */
export const forumKind = "forum";
