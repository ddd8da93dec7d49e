import type { Channel } from "../../domain/channel.ts";
import { type DeliveryState, isSettled } from "../../domain/delivery.ts";
import type { Outcome } from "../../domain/outcome.ts";
import type { Amends } from "../../domain/post.ts";
import type { LedgerChange } from "../../store/delivery/ledger.ts";
import type { LaneItem } from "../lane-queue.ts";
import type { PublishRequest, Turn } from "../publisher.ts";
import type { Destination } from "./destination.ts";
import type { LaneContext } from "./lane-context.ts";

/** A message that is still on its way is looked for again after this, in ms. */
export const targetLookMs = 2_000;

export type Target =
	| { kind: "messages"; messageIds: readonly string[] }
	/** It is being sent, or in doubt. */
	| { kind: "not-yet" }
	| { kind: "none"; why: string };

/** The messages in a channel that a correction or withdrawal is about, as the ledger of the post that it amends has them. */
export async function findTarget(
	item: LaneItem,
	channel: Channel,
	{ deps, lane }: LaneContext,
): Promise<Target> {
	const { amends } = item.post;
	if (amends === undefined) return { kind: "none", why: "amends nothing" };
	const state = (await deps.ledger.entry(lane, amends.postId, item.entry.offset))?.state;
	if (state === undefined) return { kind: "none", why: "never sent" };
	if (state.kind === "withdrawn") return { kind: "none", why: "withdrawn" };
	if ("messageIds" in state && state.messageIds.length > 0) {
		if (await mayBeElsewhere(amends.postId, channel, deps)) {
			return { kind: "none", why: "its channel has moved since" };
		}
		return { kind: "messages", messageIds: state.messageIds };
	}
	return isSettled(state) ? { kind: "none", why: `not sent: ${state.kind}` } : { kind: "not-yet" };
}

/**
 * At a new address ids are counted anew: the id of a message from before is there that of another one. The ledger does not
 * say when a message was sent, so a post that was made before the move counts as sent before it.
 */
async function mayBeElsewhere(
	postId: string,
	{ movedAt }: Channel,
	{ posts }: LaneContext["deps"],
): Promise<boolean> {
	if (movedAt === undefined) return false;
	const post = await posts.get(postId);
	return post === undefined || movedAt > post.createdAt;
}

/** The request that changes or takes back what stands in the channel. Doing it twice is doing it once. */
export async function publishAmendment(
	item: LaneItem,
	{ action }: Amends,
	request: PublishRequest,
	channel: Channel,
	context: LaneContext,
): Promise<Outcome> {
	const target = await findTarget(item, channel, context);
	if (target.kind !== "messages") {
		return {
			kind: "rejected",
			reason: "nothing-there",
			plainText: false,
			raw: "delivery: no message to change",
		};
	}
	const { messageIds } = target;
	if (action === "correct") return context.publisher.edit({ ...request, messageIds });
	const { address, addressKind } = request;
	const replacement = context.deps.renderWithdrawn(channel);
	return context.publisher.withdraw({ address, addressKind, messageIds, replacement });
}

/**
 * What belongs to an amendment beside the messages themselves: the names of the places that they made. Its requests take
 * their own turns; when it did not come to its end, the whole amendment is done again.
 */
export async function finishAmendment(
	item: LaneItem,
	outcome: Outcome,
	channel: Channel,
	{ address, addressKind }: Destination,
	turn: Turn,
	{ deps, publisher, signal }: LaneContext,
): Promise<Outcome> {
	const { amends } = item.post;
	if (amends === undefined || outcome.kind !== "sent" || publisher.retitle === undefined) return outcome;
	const { messageIds } = outcome;
	const message =
		amends.action === "withdraw"
			? deps.renderWithdrawn(channel)
			: deps.render(item.post, channel, deps.now());
	try {
		const titled = await publisher.retitle({ address, addressKind, messageIds, message, turn });
		return titled.kind === "sent" ? outcome : titled;
	} catch (error) {
		if (!signal.aborted)
			deps.log.error({ channel: channel.id, reason: String(error) }, "delivery: a publisher threw");
		return { kind: "ambiguous", why: "stopped before the name was changed" };
	}
}

/** An amendment has no messages of its own; what it did stands with the post that it amends. */
export function amendedState(
	{ postId, action }: Amends,
	to: DeliveryState,
): Pick<LedgerChange, "to" | "amended"> {
	if (to.kind !== "sent") return { to };
	const amended = { postId, to: action === "correct" ? "corrected" : "withdrawn" } as const;
	return { to: { kind: "sent", messageIds: [] }, amended };
}
