import { RequestMethod, Routes } from "discord.js";
import { z } from "zod";
import { stripDirection } from "../../src/arabic/bidi.ts";
import type { Resolution, ResolveRequest } from "../../src/delivery/publisher.ts";
import { type DiscordAddress, targetOf } from "./address.ts";
import type { CallEnd, DiscordConnection } from "./connection.ts";
import { reactionTo } from "./errors.ts";
import { discordLimits } from "./limits.ts";
import { renderMessage } from "./render.ts";
import { readRights } from "./rights.ts";

/** Our clock and Discord's may differ by so much; ms. */
const clockSkewMs = 120_000;
/** Pages of a hundred: a channel in which more was written meanwhile is left to a person. */
const mostPages = 20;

const page = z.array(
	z.object({
		id: z.string(),
		author: z.object({ id: z.string() }),
		content: z.string(),
		embeds: z.array(
			z.object({
				title: z.string().optional(),
				description: z.string().optional(),
				footer: z.object({ text: z.string() }).optional(),
			}),
		),
	}),
);
type Words = {
	content: string;
	embeds: readonly {
		title?: string | undefined;
		description?: string | undefined;
		footer?: { text: string } | undefined;
	}[];
};

/** `hidden`: the bot may not read here, and asking again will not change that. */
export type Found = Resolution | { kind: "hidden" };

/**
 * Looks for a delivery's message among what was written after its first attempt. Discord does not give nonces back, so a
 * message of ours with the same words is the one, unless the ledger knows it as another. `not-sent` only when the whole
 * span was seen and the bot may see it: without the right Discord shows an empty history.
 */
export async function findInHistory(
	connection: DiscordConnection,
	botId: string,
	address: DiscordAddress,
	request: ResolveRequest,
): Promise<Found> {
	const wanted = new Set(
		[false, true].flatMap((plain) => {
			const body = renderMessage(request.message, plain);
			return body === undefined ? [] : [wordsOf({ content: body.content ?? "", embeds: body.embeds ?? [] })];
		}),
	);
	let after = firstId(request);
	for (let count = 0; count < mostPages; count++) {
		const end = await connection.call({
			method: RequestMethod.Get,
			route: Routes.channelMessages(targetOf(address)),
			query: new URLSearchParams({ after, limit: String(discordLimits.historyPage) }),
		});
		if (end.kind !== "ok") return unread(end);
		const messages = page.safeParse(end.result);
		if (!messages.success) return { kind: "unknown", why: "the history has another shape" };
		const found = messages.data.find(
			({ id, author, ...words }) =>
				author.id === botId && !request.explained.includes(id) && wanted.has(wordsOf(words)),
		);
		if (found !== undefined) return { kind: "sent", messageIds: [found.id] };
		const newest = messages.data[0];
		if (newest === undefined || messages.data.length < discordLimits.historyPage) {
			return count > 0 || newest !== undefined
				? { kind: "not-sent" }
				: emptyOrHidden(connection, botId, address);
		}
		after = newest.id;
	}
	return { kind: "unknown", why: "too much was written meanwhile" };
}

/** Who may not enter the channel any more cannot post there either: the next attempt says why. */
function unread(end: Exclude<CallEnd, { kind: "ok" }>): Resolution {
	if (end.kind !== "refused") return { kind: "unknown", why: "why" in end ? end.why : "not asked" };
	const reaction = reactionTo(end.refusal);
	if (reaction.kind === "gone" || reaction.kind === "no-right") return { kind: "not-sent" };
	return { kind: "unknown", why: `the history was refused: ${end.refusal.status} ${end.refusal.text}` };
}

async function emptyOrHidden(
	connection: DiscordConnection,
	botId: string,
	address: DiscordAddress,
): Promise<Found> {
	const rights = await readRights(connection, botId, targetOf(address));
	if (rights === undefined) return { kind: "unknown", why: "the history is empty or hidden" };
	return rights.may("ReadMessageHistory") ? { kind: "not-sent" } : { kind: "hidden" };
}

/** The newest message known before the attempt is a better mark than any clock. */
function firstId({ lastKnownId, attemptedAt }: ResolveRequest): string {
	if (lastKnownId !== undefined && /^\d{17,19}$/.test(lastKnownId)) return lastKnownId;
	return String((BigInt(Math.max(0, attemptedAt - clockSkewMs - discordEpoch)) << 22n) + 1n);
}

const discordEpoch = 1_420_070_400_000;

/** What a reader sees, without what Discord may change: blanks and direction marks. */
function wordsOf({ content, embeds }: Words): string {
	const parts = [
		content,
		...embeds.flatMap(({ title, description, footer }) => [title, description, footer?.text]),
	];
	return JSON.stringify(parts.map((part) => stripDirection(part ?? "").replace(/\s+/g, "")));
}
