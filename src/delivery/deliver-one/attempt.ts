import type { Channel } from "../../domain/channel.ts";
import type { DeliveryState } from "../../domain/delivery.ts";
import type { Outcome } from "../../domain/outcome.ts";
import type { Post } from "../../domain/post.ts";
import { aboutOf } from "../../message/about.ts";
import type { LedgerEntry, Sending } from "../../store/delivery/ledger.ts";
import { forbids } from "../../store/delivery/orders.ts";
import { type Slot, untilOpen } from "../../store/delivery/send-window.ts";
import type { DeliveryDeps } from "../deps.ts";
import type { LaneItem } from "../lane-queue.ts";
import type { PublishRequest } from "../publisher.ts";
import { publishAmendment } from "./amend.ts";
import type { Destination } from "./destination.ts";
import type { ItemEnd, LaneContext } from "./lane-context.ts";
import { standing } from "./settle.ts";

/** No request leaves that was ordered not to longer ago than this, in ms: a running lane looks four times as often. */
const longestOrderMs = 1_000;

export type Sent =
	| { kind: "answered"; claimed: LedgerEntry; tries: number; outcome: Outcome }
	| { kind: "not-claimed"; end: ItemEnd };

export async function claimAndPublish(
	item: LaneItem,
	channel: Channel,
	goal: Destination,
	context: LaneContext,
	plainText: boolean,
	slot: Slot,
): Promise<Sent> {
	const { deps } = context;
	await deps.at?.("granted", deliveryId(item.post, channel));
	const tries = triesOf(item.entry.state) + 1;
	await untilOpen(slot, leadOf(deps));
	const mayGo = freshness(item.post, context, slot);
	const at = deps.now();
	const claim = await claimAttempt(item, goal, context, tries, at);
	if (claim.kind === "not-claimed") return claim;
	await deps.at?.("claimed", deliveryId(item.post, channel));
	await untilOpen(slot);
	const leaves = () => {
		if (!mayGo()) return false;
		deps.window(channel.platform).left(slot);
		return true;
	};
	const request = requestFor(item, channel, goal, context, at, plainText);
	const outcome = await publish({ ...request, beforeSend: leaves }, item, channel, context);
	await deps.at?.("answered", deliveryId(item.post, channel));
	return { kind: "answered", claimed: claim.entry, tries, outcome };
}

/**
 * Whether a request may leave now: the lane is ours, the claim is young, so is its place in the window, and nothing was ordered
 * about the post meanwhile. Asked for every request of a publish: where a picture is refused a second one follows.
 */
function freshness(post: Post, context: LaneContext, slot: Slot): () => boolean {
	const { orders, timing } = context.deps;
	const until = Math.min(performance.now() + timing.longestClaimMs, slot.usableUntil);
	return () => {
		const now = performance.now();
		const isOurs = context.lease.isHeld() && now < until;
		return isOurs && now < orders.seenAt() + longestOrderMs && !forbids(orders.of(post.id), post);
	};
}

/** What a claim takes to be written, as the last ones did, in ms; by the process. */
const claimTimes = new WeakMap<DeliveryDeps, number>();
const usualClaimMs = 6;

/**
 * How long before its slot opens a delivery is claimed: so that the claim is written by then, and no sooner. What is claimed
 * and has not left when its process dies is in doubt, and on Telegram nobody may be able to tell.
 */
function leadOf(deps: DeliveryDeps): number {
	return 1.5 * (claimTimes.get(deps) ?? usualClaimMs);
}

function noteClaim(deps: DeliveryDeps, tookMs: number): void {
	claimTimes.set(deps, 0.9 * (claimTimes.get(deps) ?? usualClaimMs) + 0.1 * tookMs);
}

type Claimed = { kind: "claimed"; entry: LedgerEntry } | { kind: "not-claimed"; end: ItemEnd };

export async function claimAttempt(
	item: LaneItem,
	{ to }: Destination,
	context: LaneContext,
	tries: number,
	at: number,
): Promise<Claimed> {
	const { deps, lane, lease } = context;
	const doubted = item.entry.state.kind === "sending" ? item.entry.state.lastKnownId : undefined;
	const known = {
		...(to === undefined ? {} : { to }),
		...(doubted === undefined ? {} : { lastKnownId: doubted }),
	};
	const sending: Sending = { kind: "sending", attempt: deps.nextAttemptId(), at, tries, ...known };
	const begun = performance.now();
	const claim = await deps.ledger.claim(lane, item.post.id, item.entry, lease.token, sending);
	noteClaim(deps, performance.now() - begun);
	if (claim.kind === "claimed") return claim;
	if (claim.kind === "fenced") return { kind: "not-claimed", end: { kind: "fenced" } };
	return { kind: "not-claimed", end: standing(claim.entry, deps.now()) };
}

async function publish(
	request: PublishRequest,
	item: LaneItem,
	channel: Channel,
	context: LaneContext,
): Promise<Outcome> {
	try {
		const { amends } = item.post;
		if (amends === undefined) return await context.publisher.publish(request);
		return await publishAmendment(item, amends, request, channel, context);
	} catch (error) {
		// A publisher promises not to throw; one that does has a bug, and nothing is known of the message.
		context.deps.log.error({ channel: channel.id, reason: String(error) }, "delivery: a publisher threw");
		return { kind: "ambiguous", why: "the publisher threw" };
	}
}

/** `at`: the attempt's time. A search for it later must say the same, "two hours ago" included. */
export function requestFor(
	item: LaneItem,
	channel: Channel,
	{ address, addressKind }: Destination,
	context: LaneContext,
	at: number,
	plainText: boolean,
): PublishRequest {
	const topics = topicsOf(item.post);
	return {
		deliveryId: deliveryId(item.post, channel),
		address,
		addressKind,
		message: context.deps.render(item.post, channel, at),
		...(topics.length === 0 ? {} : { topics }),
		about: aboutOf(item.post.content),
		plainText,
	};
}

function topicsOf({ content }: Post): readonly string[] {
	if (content.kind !== "card" && content.kind !== "digest") return [];
	const cards = content.kind === "card" ? [content.card] : content.cards;
	return [...new Set(cards.flatMap(({ topics }) => topics))];
}

function deliveryId(post: Post, channel: Channel): string {
	return `${post.id}/${channel.id}`;
}

function triesOf(state: DeliveryState): number {
	return state.kind === "pending" || state.kind === "sending" ? state.tries : 0;
}
