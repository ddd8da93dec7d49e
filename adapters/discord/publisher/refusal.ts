import { RequestMethod, Routes } from "discord.js";
import type { Outcome } from "../../../src/domain/outcome.ts";
import { outcomeOf, reactionTo } from "../errors.ts";
import { type DiscordAddress, targetOf } from "../places/address.ts";
import { readRights } from "../places/rights.ts";
import type { CallEnd, DiscordConnection } from "../transport/connection.ts";

export type Failed = Exclude<CallEnd, { kind: "ok" }>;

/** A call without a success, in everybody's words; an archived thread is opened on the way. */
export async function refusalOf(
	{ connection, botId }: { connection: DiscordConnection; botId: string },
	end: Failed,
	address: DiscordAddress,
	context: { messageIds: readonly string[]; plainText: boolean },
): Promise<Outcome> {
	const scope = "channel" as const;
	if (end.kind === "fenced") {
		return { kind: "retry", afterMs: 0, scope, limited: false, raw: "somebody else owns it now" };
	}
	if (end.kind === "not-sent") {
		return { kind: "retry", afterMs: 1_000, scope: "platform", limited: false, raw: `not sent: ${end.why}` };
	}
	if (end.kind === "ambiguous") return end;
	const reaction = reactionTo(end.refusal);
	if (reaction.kind === "open-thread" && (await openThread(connection, address))) {
		return {
			kind: "retry",
			afterMs: 0,
			scope,
			limited: false,
			raw: "the thread was archived; it is open now",
		};
	}
	const outcome = outcomeOf(reaction, end.refusal, context);
	if (reaction.kind !== "no-right" || context.plainText || outcome.kind !== "forbidden") return outcome;
	// Plain text needs no right to embed; where that alone is missing, it passes.
	const lacksEmbedsOnly = await mayPostPlain(connection, botId, address);
	return lacksEmbedsOnly ? { ...outcome, kind: "rejected", reason: "no-embeds", plainText: true } : outcome;
}

/** Limits on one kind of action, and not on posting; for messages that were passed on they are long. */
const changeLimits: ReadonlySet<number | undefined> = new Set([20022, 20028, 20029]);
/** No limit on posting holds a channel back for longer; ms. */
const longestPostLimitMs = 60_000;

/** The same of a request that changes a message or takes it back: where that is limited by itself, new posts are not. */
export async function refusalOfChange(
	self: { connection: DiscordConnection; botId: string },
	end: Failed,
	address: DiscordAddress,
	context: { messageIds: readonly string[]; plainText: boolean },
): Promise<Outcome> {
	const outcome = await refusalOf(self, end, address, context);
	if (outcome.kind !== "retry" || outcome.scope === "platform") return outcome;
	const isOwnLimit = end.kind === "refused" && changeLimits.has(end.refusal.code);
	return isOwnLimit || outcome.afterMs > longestPostLimitMs ? { ...outcome, limited: false } : outcome;
}

/**
 * What is refused in a thread that a message names says nothing of the place itself: it is not gone because somebody has
 * deleted a thread in it, nor closed because one is locked.
 */
export function ofPart(outcome: Outcome): Outcome {
	if (outcome.kind !== "gone" && outcome.kind !== "forbidden") return outcome;
	const reason = outcome.kind === "gone" ? "not-found" : outcome.reason;
	return { kind: "rejected", reason, plainText: false, raw: outcome.raw };
}

async function mayPostPlain(
	connection: DiscordConnection,
	botId: string,
	address: DiscordAddress,
): Promise<boolean> {
	const rights = await readRights(connection, botId, targetOf(address));
	if (rights === undefined) return false;
	const maySend = rights.may(rights.isThread ? "SendMessagesInThreads" : "SendMessages");
	return rights.may("ViewChannel") && maySend && !rights.may("EmbedLinks");
}

async function openThread(connection: DiscordConnection, address: DiscordAddress): Promise<boolean> {
	const end = await connection.call({
		method: RequestMethod.Patch,
		route: Routes.channel(targetOf(address)),
		body: { archived: false },
	});
	return end.kind === "ok";
}
