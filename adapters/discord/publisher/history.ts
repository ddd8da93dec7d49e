import { RequestMethod, Routes } from "discord.js";
import { z } from "zod";
import type { Resolution, ResolveRequest } from "../../../src/delivery/publisher.ts";
import { limitOf, reactionTo } from "../errors.ts";
import { discordLimits } from "../limits.ts";
import { type DiscordAddress, targetOf } from "../places/address.ts";
import { readRights } from "../places/rights.ts";
import type { CallEnd, DiscordConnection } from "../transport/connection.ts";
import { writeMessageId } from "./message-id.ts";
import { firstId, type Recognised, type SeenMessage, seenMessage } from "./recognise.ts";

/** Pages of a hundred: a channel in which more was written meanwhile is left to a person. */
const mostPages = 20;

const page = z.array(seenMessage);

/**
 * `hidden`: the bot may not read here, and asking again will not change that. `unexplained`: a message of ours stands there
 * that may be the post in another look.
 */
export type Found = Exclude<Resolution, { kind: "not-yet" }> | { kind: "hidden" } | { kind: "unexplained" };

/** Refusals that say nothing of the place: asked again, it may be another answer. */
const passing = new Set(["limited", "overloaded", "shut-out", "refused-bot", "ambiguous"]);

/**
 * Looks for a delivery's message among what was written after its first attempt. `not-sent` only when the whole span was
 * seen and the bot may see it: without the right Discord shows an empty history.
 */
export async function findInHistory(
	connection: DiscordConnection,
	botId: string,
	address: DiscordAddress,
	request: ResolveRequest,
	recognise: (message: SeenMessage) => Recognised,
): Promise<Found> {
	let after = firstId(request);
	let isDoubtful = false;
	for (let count = 0; count < mostPages; count++) {
		const end = await connection.call({
			method: RequestMethod.Get,
			route: Routes.channelMessages(targetOf(address)),
			query: new URLSearchParams({ after, limit: String(discordLimits.historyPage) }),
		});
		if (end.kind !== "ok") return unread(end);
		const messages = page.safeParse(end.result);
		if (!messages.success) return { kind: "unknown", why: "the history has another shape" };
		const seen = messages.data.map((message) => ({ id: message.id, is: recognise(message) }));
		const found = seen.find(({ is }) => is === "same");
		if (found !== undefined) return { kind: "sent", messageIds: [writeMessageId(address, found.id)] };
		isDoubtful ||= seen.some(({ is }) => is === "unexplained");
		const newest = messages.data[0];
		if (newest === undefined || messages.data.length < discordLimits.historyPage) {
			if (isDoubtful) return { kind: "unexplained" };
			return count > 0 || newest !== undefined
				? { kind: "not-sent" }
				: emptyOrHidden(connection, botId, address);
		}
		after = newest.id;
	}
	return { kind: "unknown", why: "too much was written meanwhile" };
}

/** Who may not enter the channel any more cannot post there either: the next attempt says why. */
export function unread(end: Exclude<CallEnd, { kind: "ok" }>): Found {
	const reaction = end.kind === "refused" ? reactionTo(end.refusal) : undefined;
	if (reaction?.kind === "gone" || reaction?.kind === "no-right") return { kind: "not-sent" };
	return unanswered(end);
}

/** A look that showed nothing, for whatever reason. */
export function unanswered(
	end: Exclude<CallEnd, { kind: "ok" }>,
): Extract<Found, { kind: "unknown" | "unreachable" }> {
	if (end.kind !== "refused") return { kind: "unreachable", why: "why" in end ? end.why : "not asked" };
	const reaction = reactionTo(end.refusal);
	const why = `a look was refused: ${end.refusal.status} ${end.refusal.text}`;
	if (!passing.has(reaction.kind)) return { kind: "unknown", why };
	return {
		kind: "unreachable",
		why,
		...(reaction.kind === "limited" ? { limit: limitOf(end.refusal) } : {}),
	};
}

async function emptyOrHidden(
	connection: DiscordConnection,
	botId: string,
	address: DiscordAddress,
): Promise<Found> {
	const rights = await readRights(connection, botId, targetOf(address));
	if (rights === undefined) return { kind: "unreachable", why: "the history is empty or hidden" };
	return rights.may("ReadMessageHistory") ? { kind: "not-sent" } : { kind: "hidden" };
}
