import type { WindowLayer } from "../../src/delivery/publisher.ts";
import { type DiscordAddress, targetOf } from "./places/address.ts";

/**
 * Discord's figures. The sources: [message] discord.com/developers/docs/resources/message · [channel] …/docs/resources/channel · [rate]
 * discord.com/developers/docs/topics/rate-limits · [interaction] …/docs/interactions/receiving-and-responding ·
 * [component] …/docs/components/reference · [seen] read from the headers of the real service, which publishes no figure.
 * Lengths are counted in UTF-16 units, which are never fewer than what Discord counts.
 */
export const discordLimits = {
	/** A message's content [message]. */
	content: 2000,
	/** Embeds of one message [message]. */
	embeds: 10,
	embedTitle: 256,
	embedDescription: 4096,
	embedFooter: 2048,
	/** Over title, description, footer, author and fields of all embeds of a message [message]. */
	embedSum: 6000,
	embedAddress: 2048,
	/** [message] */
	nonce: 25,
	/** [component] */
	rows: 5,
	buttonsInRow: 5,
	buttonLabel: 80,
	buttonAddress: 512,
	/** Of a select menu [component]. */
	options: 25,
	optionLabel: 100,
	placeholder: 150,
	/** Of a modal [component]. */
	formTitle: 45,
	fieldLabel: 45,
	fieldPlaceholder: 100,
	fieldValue: 4000,
	formFields: 5,
	/** The name of a thread, and so of a forum's post; the tags of a forum, and of one of its posts [channel]. */
	threadName: 100,
	availableTags: 20,
	appliedTags: 5,
	/** Of threads, and so of a forum's posts, that one look returns [channel]. */
	threadPage: 100,
	/** A command's or an option's description [interaction]. */
	commandDescription: 100,
	/** Messages that one look into the history returns [message]. */
	historyPage: 100,
	/** The first answer to an interaction [interaction]; ms. */
	firstAnswerMs: 3_000,
	/** Answers after it [interaction]; ms. */
	interactionTokenMs: 15 * 60_000,
	/** "You can be rate limited to 50 requests per second" over everything but interactions [rate]. */
	botWindow: { limit: 50, perMs: 1_000 },
	/**
	 * New messages in one channel [seen]; the headers are the law and may say otherwise. For new posts of a forum, a bucket
	 * of its own, no figure is known: the same is taken.
	 */
	channelWindow: { limit: 5, perMs: 5_000 },
	/** Requests to pass a channel's messages on, an hour [seen]; a minute more for what is under way. */
	crosspostWindow: { limit: 10, perMs: 3_600_000 + 60_000 },
	/**
	 * "Within the past few minutes" [message]: for so long after an attempt we rely on its nonce. The length is
	 * unpublished; two minutes are relied on, half of it left for a request that the service itself holds up. ms.
	 */
	nonceMs: 60_000,
	/** A request older than this is never acted on any more; ms. */
	longestHoldMs: 60_000,
	/**
	 * An address is shut out after 10,000 answers of 401, 403 or 429 in ten minutes [rate]. So many are let come to be;
	 * the address may have other bots.
	 */
	refusals: { most: 2_000, perMs: 600_000 },
	/** How long an address is shut out after 10,000 invalid answers, where the answer does not say it; ms. */
	banMs: 600_000,
	/** Until a guild with all the open threads that it may have is asked again; ms. */
	fullMs: 600_000,
} as const;

export type DiscordWindows = {
	bot: { limit: number; perMs: number };
	channel: { limit: number; perMs: number };
};

export const standardWindows: DiscordWindows = {
	bot: discordLimits.botWindow,
	channel: discordLimits.channelWindow,
};

/** The key of the bot's own limit, which every request passes. */
export function botLayer(botId: string): string {
	return `bot-${botId}`;
}

/** The limits that a new message counts against: the bot's, and its channel's. A thread has its own bucket. */
export function discordWindows(
	botId: string,
	address: DiscordAddress,
	windows: DiscordWindows = standardWindows,
): WindowLayer[] {
	return [
		{ key: botLayer(botId), ...windows.bot, shared: true },
		{ key: `channel-${botId}-${targetOf(address)}`, ...windows.channel, shared: false },
	];
}
