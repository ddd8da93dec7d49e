import { type Channel, isReceiving } from "../domain/channel.ts";
import type { Post } from "../domain/post.ts";
import { quietUntil } from "../planning/when-to-post.ts";
import type { Sending } from "../store/delivery/ledger.ts";
import { channelPosition, type Lane } from "../store/redis/keys.ts";
import { findTarget, finishAmendment, targetLookMs } from "./deliver-one/amend.ts";
import { claimAndPublish, type Sent } from "./deliver-one/attempt.ts";
import { type Destination, destinationOf } from "./deliver-one/destination.ts";
import type { ItemEnd, LaneContext } from "./deliver-one/lane-context.ts";
import { pinMessage } from "./deliver-one/pin-message.ts";
import { resolveDoubt } from "./deliver-one/resolve-doubt.ts";
import { settle, write } from "./deliver-one/settle.ts";
import { isUnderWay, turnsOf, turnUnlessOrdered } from "./deliver-one/turn.ts";
import type { LaneItem } from "./lane-queue.ts";
import { reactOfRoute, reactTo } from "./reactions.ts";

/** A text that is about to be replaced is looked for again after this, in ms. */
const rewrittenLookMs = 500;

/** Claim → window → publish → record (DESIGN §5) for one item; a doubtful earlier attempt is resolved first. */
export async function deliverOne(item: LaneItem, context: LaneContext): Promise<ItemEnd> {
	const { state } = item.entry;
	const channel = await findChannel(item, context);
	if (state.kind === "sending") {
		if (channel === undefined) return skip(item, context, "no-channel");
		return item.post.amends === undefined
			? resolveDoubt(item, channel, context)
			: amendAgain(item, state, channel, context);
	}
	const now = context.deps.now();
	if (channel === undefined) return skip(item, context, "no-channel");
	const { stop } = context.deps.orders.of(item.post.id);
	if (stop !== undefined) return skip(item, context, stop);
	if (item.post.amends !== undefined) return amend(item, channel, context);
	if (item.post.expiresAt <= now) return skip(item, context, "expired");
	if (channel.state.kind === "gone") {
		const { movedTo, reason } = channel.state;
		return movedTo === undefined ? skip(item, context, `gone: ${reason}`) : follow(item, movedTo, context);
	}
	if (!isReceiving(channel, now)) {
		const until = channel.state.kind === "paused" ? channel.state.until : undefined;
		const at = Math.min(until ?? Number.POSITIVE_INFINITY, item.post.expiresAt);
		return { kind: "later", entry: item.entry, at };
	}
	const quiet = keepsQuiet(item.post, channel) ? quietUntil(channel, now) : undefined;
	if (quiet !== undefined) return { kind: "later", entry: item.entry, at: quiet };
	return send(item, channel, context, false);
}

/** One that is not there, or gone, may have come since the lane's channels were read: a post is planned for whoever is there. */
async function findChannel({ entry }: LaneItem, context: LaneContext): Promise<Channel | undefined> {
	const channel = context.channel(entry.offset);
	if (channel !== undefined && channel.state.kind !== "gone") return channel;
	await context.reload();
	return context.channel(entry.offset);
}

/** News was planned outside of quiet hours, but may have waited into them; a broadcast's author says what it does. */
function keepsQuiet({ kind, priority, manner }: Post, { schedule }: Channel): boolean {
	if (kind === "broadcast") return manner?.waitsForQuietHours === true;
	return priority !== "breaking" || schedule.breakingPasses !== true;
}

/** What was sent is changed, whoever paused the channel; what is not there is not made. */
async function amend(item: LaneItem, channel: Channel, context: LaneContext): Promise<ItemEnd> {
	if (channel.state.kind === "gone") return skip(item, context, `gone: ${channel.state.reason}`);
	const target = await findTarget(item, channel, context);
	if (target.kind === "none") return skip(item, context, target.why);
	if (target.kind === "not-yet") {
		return { kind: "later", entry: item.entry, at: context.deps.now() + targetLookMs };
	}
	return send(item, channel, context, false);
}

/** Without an answer it is done once more, when the first request can no longer come late: that is harmless, and enough. */
async function amendAgain(
	item: LaneItem,
	{ at }: Sending,
	channel: Channel,
	context: LaneContext,
): Promise<ItemEnd> {
	const settledAt = at + context.publisher.settleMs;
	if (context.deps.now() < settledAt) return { kind: "later", entry: item.entry, at: settledAt };
	return amend(item, channel, context);
}

async function skip(item: LaneItem, context: LaneContext, reason: string): Promise<ItemEnd> {
	return write(item, context, item.entry.raw, { kind: "skipped", reason });
}

/** Its channel has become one with another: the post goes there, unless that one has it anyway. */
async function follow(item: LaneItem, movedTo: string, context: LaneContext): Promise<ItemEnd> {
	const { posts, ledger, now } = context.deps;
	const { platform, lane: number, offset } = channelPosition(movedTo);
	const lane: Lane = { platform, number, class: context.lane.class };
	await posts.addLane(item.post.id, lane);
	await ledger.plan(lane, item.post.id, item.post.priority, [offset]);
	await posts.noteDue(lane, now());
	return skip(item, context, `moved to ${movedTo}`);
}

async function send(
	item: LaneItem,
	channel: Channel,
	context: LaneContext,
	plainText: boolean,
): Promise<ItemEnd> {
	const { deps } = context;
	const goal = destinationOf(channel, item.post, deps.now());
	const turn = turnsOf(item, context);
	if (item.post.amends === undefined) await context.publisher.prepare?.({ ...goal, turn });
	const slot = await turnUnlessOrdered(goal, item, context);
	if (slot === undefined) return { kind: "later", entry: item.entry, at: deps.now() };
	let sent: Sent | undefined;
	try {
		// It may have waited long: what was learnt about the channel meanwhile counts, and whether we are to stop.
		await deps.orders.refresh();
		const { hold, stop } = deps.orders.of(item.post.id);
		const isOrdered = hold === true || stop !== undefined;
		const seen = context.channel(item.entry.offset);
		const another = hasChanged(channel, seen) || isElsewhere(goal, seen, item.post, deps.now());
		if (context.signal.aborted || isOrdered || another) {
			return { kind: "later", entry: item.entry, at: deps.now() };
		}
		const post = await deps.orders.newest(item.post);
		if (post === undefined) return { kind: "later", entry: item.entry, at: deps.now() + rewrittenLookMs };
		sent = await claimAndPublish({ ...item, post }, channel, goal, context, plainText, slot);
	} finally {
		void deps.window(channel.platform).release(slot, sent?.kind === "answered" && isUnderWay(sent.outcome));
	}
	if (sent.kind === "not-claimed") return sent.end;
	sent.outcome = await finishAmendment(item, sent.outcome, channel, goal, turn, context);
	const attempt = { tries: sent.tries, plainText, now: deps.now(), random: Math.random };
	const reacted = reactTo(sent.outcome, attempt);
	const reaction = goal.to === undefined ? reacted : reactOfRoute(reacted, goal.to, attempt);
	const end = await settle(item, channel, goal, context, sent.claimed, reaction);
	if (item.post.manner?.pin === true && sent.outcome.kind === "sent") {
		await pinMessage(item, channel, goal, context, sent.outcome.messageIds);
	}
	if (reaction.again !== "plain-text" || end.kind !== "later") return end;
	return send({ post: item.post, entry: end.entry }, channel, context, true);
}

function hasChanged(before: Channel, now: Channel | undefined): boolean {
	return now?.address !== before.address || now.state.kind !== before.state.kind;
}

function isElsewhere(goal: Destination, channel: Channel | undefined, post: Post, now: number): boolean {
	return channel !== undefined && destinationOf(channel, post, now).address !== goal.address;
}
