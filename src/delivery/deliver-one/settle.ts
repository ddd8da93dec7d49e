import type { Channel } from "../../domain/channel.ts";
import { type DeliveryState, isSettled } from "../../domain/delivery.ts";
import type { LedgerChange, LedgerEntry } from "../../store/delivery/ledger.ts";
import { holdBack } from "../hold-back.ts";
import type { LaneItem } from "../lane-queue.ts";
import type { Reaction } from "../reactions.ts";
import { amendedState } from "./amend.ts";
import type { Destination } from "./destination.ts";
import type { ItemEnd, LaneContext } from "./lane-context.ts";

/** Writes the next state and does what the reaction says about the channel and the window. */
export async function settle(
	item: LaneItem,
	channel: Channel,
	goal: Destination,
	context: LaneContext,
	claimed: LedgerEntry,
	reaction: Reaction,
): Promise<ItemEnd> {
	if (reaction.pause) await pause(goal, context, reaction.pause);
	if (reaction.channel && (await context.deps.life.apply(channel, reaction.channel))) await context.reload();
	if (reaction.next === "doubtful") {
		const doubt = { channel: channel.id, post: item.post.id, why: reaction.words };
		context.deps.log.warn(doubt, "delivery: no answer, it may or may not have arrived");
		return { kind: "later", entry: claimed, at: context.deps.now() + context.publisher.settleMs };
	}
	return write(item, context, claimed.raw, reaction.next, {
		...(reaction.words === undefined ? {} : { words: reaction.words }),
		...shareOf(item, reaction.next, channel, goal, context),
	});
}

/** Holds the layers of the window back that a send to this place counts against. */
export function pause(
	goal: Destination,
	{ deps, lane, publisher }: LaneContext,
	rest: NonNullable<Reaction["pause"]>,
): Promise<void> {
	return holdBack(goal, publisher, deps.window(lane.platform), rest);
}

export async function write(
	item: LaneItem,
	context: LaneContext,
	from: string,
	to: DeliveryState,
	beside: Pick<LedgerChange, "words" | "share"> = {},
): Promise<ItemEnd> {
	const { deps, lane } = context;
	const { amends } = item.post;
	// An id may name the part of the place that it lies in, `part/id`.
	const newest = to.kind === "sent" && amends === undefined ? to.messageIds.at(-1) : undefined;
	const newestId = newest?.split("/").at(-1);
	const { recorded, entry } = await deps.ledger.record(lane, item.post.id, {
		offset: item.entry.offset,
		from,
		...(amends === undefined ? { to } : amendedState(amends, to)),
		...beside,
		...(newestId !== undefined && /^\d+$/.test(newestId) ? { newestId } : {}),
	});
	if (!recorded) {
		const fields = { post: item.post.id, lane: lane.number, offset: item.entry.offset, wanted: to.kind };
		deps.log.warn(fields, "delivery: somebody else has decided this one meanwhile");
	}
	return standing(entry, deps.now());
}

/** What to do about an entry that is as it is now. */
export function standing(entry: LedgerEntry | undefined, now: number): ItemEnd {
	if (entry === undefined || isSettled(entry.state)) return { kind: "settled" };
	const at = entry.state.kind === "pending" ? (entry.state.notBefore ?? 0) : now;
	return { kind: "later", entry, at };
}

/** What is to be passed on to those who follow the place, noted in the same step as what became of the delivery. */
export function shareOf(
	{ post }: LaneItem,
	state: DeliveryState,
	channel: Channel,
	goal: Destination,
	{ publisher, deps }: LaneContext,
): Pick<LedgerChange, "share"> {
	const messageId = state.kind === "sent" ? state.messageIds[0] : undefined;
	const isShared = publisher.sharing?.isFor(goal.addressKind) === true && channel.sharesPosts !== false;
	if (messageId === undefined || !isShared || post.amends !== undefined) return {};
	return { share: { channelId: channel.id, messageId, postedAt: deps.now() } };
}
