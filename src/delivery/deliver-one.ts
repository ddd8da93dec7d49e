import { type Channel, isReceiving } from "../domain/channel.ts";
import { type DeliveryState, isSettled } from "../domain/delivery.ts";
import type { Outcome } from "../domain/outcome.ts";
import type { Post } from "../domain/post.ts";
import { aboutOf } from "../message/about.ts";
import { quietUntil } from "../planning/when-to-post.ts";
import { channelPosition, type Lane } from "../store/keys.ts";
import type { Lease } from "../store/lease.ts";
import type { LedgerChange, LedgerEntry, Sending } from "../store/ledger.ts";
import { type Slot, untilOpen } from "../store/send-window.ts";
import { amendedState, findTarget, finishAmendment, publishAmendment, targetLookMs } from "./amend.ts";
import type { DeliveryDeps } from "./deps.ts";
import { type Destination, destinationOf, destinationOfAttempt } from "./destination.ts";
import type { LaneItem } from "./lane-queue.ts";
import { pinMessage } from "./pin-message.ts";
import type { Publisher, PublishRequest, Resolution, Turn, WindowLayer } from "./publisher.ts";
import { type Reaction, reactOfRoute, reactTo } from "./reactions.ts";

/** No request leaves that was ordered not to longer ago than this, in ms. */
const longestOrderMs = 1_000;

/** A text that is about to be replaced is looked for again after this, in ms. */
const rewrittenLookMs = 500;

/** A platform that cannot be asked about a doubtful attempt is asked again after this, and for so long after the attempt; in ms. */
const outageLookMs = 15_000;
const longestOutageMs = 3600_000;

/** Posts that were closed longer before an attempt do not stand behind the newest id known to it. */
const explainedMs = 24 * 3600_000;

/** What became of an item: settled, or to be looked at again at a time, in the state that stands in the ledger now. */
export type ItemEnd =
	| { kind: "settled" }
	| { kind: "later"; entry: LedgerEntry; at: number }
	/** The lane has another owner. */
	| { kind: "fenced" };

export type LaneContext = {
	lane: Lane;
	lease: Lease;
	deps: DeliveryDeps;
	publisher: Publisher;
	channel(offset: number): Channel | undefined;
	/** Reads the channels again: one of them has changed. */
	reload(): Promise<void>;
	/** Aborted when the program stops or the lane is lost: nothing new is claimed then. */
	signal: AbortSignal;
};

/** Claim → window → publish → record (DESIGN §5) for one item; a doubtful earlier attempt is resolved first. */
export async function deliverOne(item: LaneItem, context: LaneContext): Promise<ItemEnd> {
	const { state } = item.entry;
	const channel = context.channel(item.entry.offset);
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
	const quiet = item.post.manner?.waitsForQuietHours === true ? quietUntil(channel, now) : undefined;
	if (quiet !== undefined) return { kind: "later", entry: item.entry, at: quiet };
	return send(item, channel, context, false);
}

/** What was sent is changed, whoever paused the channel; what is not there is not made. */
async function amend(item: LaneItem, channel: Channel, context: LaneContext): Promise<ItemEnd> {
	if (channel.state.kind === "gone") return skip(item, context, `gone: ${channel.state.reason}`);
	const target = await findTarget(item, context);
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

/** Whether the end of a request, an outcome or whatever a publisher makes of one, leaves it possible that it arrives later. */
function isUnderWay(end: unknown): boolean {
	return typeof end === "object" && end !== null && "underWay" in end && end.underWay === true;
}

function hasChanged(before: Channel, now: Channel | undefined): boolean {
	return now?.address !== before.address || now.state.kind !== before.state.kind;
}

function isElsewhere(goal: Destination, channel: Channel | undefined, post: Post, now: number): boolean {
	return channel !== undefined && destinationOf(channel, post, now).address !== goal.address;
}

/** What waits for the turn of a slow post looks for orders about it so often, in ms. */
const orderLookMs = 1_000;

/**
 * Waits for a slot. Undefined: the post is ordered to be held or stopped. One that is slower than its platform may have its
 * lane's every place wait for its turn, minutes long; they are given up then, so that others pass.
 */
async function turnUnlessOrdered(
	{ address, addressKind }: Destination,
	item: LaneItem,
	context: LaneContext,
): Promise<Slot | undefined> {
	const { deps, lane, signal } = context;
	if (ownLimit(item.post, lane.platform).length === 0) {
		return turnOf("reserve", address, addressKind, item, context);
	}
	const waiting = new AbortController();
	const giveUp = () => waiting.abort(signal.reason);
	signal.addEventListener("abort", giveUp, { once: true });
	if (signal.aborted) giveUp();
	const look = setInterval(() => {
		const { hold, stop } = deps.orders.of(item.post.id);
		if (hold === true || stop !== undefined) waiting.abort(new Error("delivery: ordered not to be sent"));
	}, orderLookMs);
	try {
		return await turnOf("reserve", address, addressKind, item, { ...context, signal: waiting.signal });
	} catch (error) {
		if (signal.aborted || !waiting.signal.aborted) throw error;
		return undefined;
	} finally {
		clearInterval(look);
		signal.removeEventListener("abort", giveUp);
	}
}

/** Waits for a slot of all layers that a send to this address counts against; a reserved one opens soon. */
function turnOf(
	how: "acquire" | "reserve",
	address: string,
	addressKind: string,
	item: LaneItem,
	context: LaneContext,
): Promise<Slot> {
	const { deps, lane, publisher, signal } = context;
	const layers = [...publisher.windows(address, addressKind), ...ownLimit(item.post, lane.platform)];
	return deps.window(lane.platform)[how](layers, item.post.priority, signal);
}

/** A post may be slower than its platform. */
function ownLimit({ id, manner }: Post, platform: string): WindowLayer[] {
	const rate = manner?.rates?.[platform] ?? manner?.perSecond;
	if (rate === undefined) return [];
	// A window counts whole messages: of 3.5 a second it lets 4 through in a little more than one.
	const limit = Math.ceil(rate);
	return [{ key: `post-${id}`, limit, perMs: Math.ceil((limit * 1_000) / rate), shared: false }];
}

type Sent =
	| { kind: "answered"; claimed: LedgerEntry; tries: number; outcome: Outcome }
	| { kind: "not-claimed"; end: ItemEnd };

async function claimAndPublish(
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
	const mayGo = freshness(context, slot);
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

/** Whether a request may still leave: the lane is ours, the claim is young, and so is its place in the window. */
function freshness(context: LaneContext, slot?: Slot): () => boolean {
	const { orders, timing } = context.deps;
	const until = Math.min(performance.now() + timing.longestClaimMs, orders.seenAt() + longestOrderMs);
	return () => {
		const now = performance.now();
		return context.lease.isHeld() && now < until && now < (slot?.usableUntil ?? Number.POSITIVE_INFINITY);
	};
}

type Claimed = { kind: "claimed"; entry: LedgerEntry } | { kind: "not-claimed"; end: ItemEnd };

async function claimAttempt(
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
	const claim = await deps.ledger.claim(lane, item.post.id, item.entry, lease.token, sending);
	if (claim.kind === "claimed") return claim;
	if (claim.kind === "fenced") return { kind: "not-claimed", end: { kind: "fenced" } };
	return { kind: "not-claimed", end: standing(claim.entry, deps.now()) };
}

/** What to do about an entry that is as it is now. */
function standing(entry: LedgerEntry | undefined, now: number): ItemEnd {
	if (entry === undefined || isSettled(entry.state)) return { kind: "settled" };
	const at = entry.state.kind === "pending" ? (entry.state.notBefore ?? 0) : now;
	return { kind: "later", entry, at };
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
function requestFor(
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

export function deliveryId(post: Post, channel: Channel): string {
	return `${post.id}/${channel.id}`;
}

/** Writes the next state and does what the reaction says about the channel and the window. */
async function settle(
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

async function pause(
	goal: Destination,
	context: LaneContext,
	{ scope, ms, factor }: NonNullable<Reaction["pause"]>,
): Promise<void> {
	const layers = context.publisher.windows(goal.address, goal.addressKind);
	const held = layers.filter((layer) => layer.shared === (scope === "platform"));
	const window = context.deps.window(context.lane.platform);
	await Promise.all(held.map((layer) => window.pause(layer.key, ms, factor)));
}

async function write(
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

/**
 * An attempt of which nobody knows the end. It is left alone until the platform can no longer act on it, taken over
 * under our own attempt id, and then looked for; only what is proved unsent is sent again.
 */
async function resolveDoubt(item: LaneItem, channel: Channel, context: LaneContext): Promise<ItemEnd> {
	const { deps, publisher } = context;
	const { state } = item.entry;
	if (state.kind !== "sending") return { kind: "later", entry: item.entry, at: deps.now() };
	const decidableAt = state.at + publisher.settleMs;
	if (deps.now() < decidableAt) return { kind: "later", entry: item.entry, at: decidableAt };

	// The takeover keeps the time of the first attempt: it is what the search starts from.
	const goal = destinationOfAttempt(channel, state);
	const claim = await claimAttempt(item, goal, context, state.tries, state.at);
	if (claim.kind === "not-claimed") return claim.end;
	const resolution = await resolve(item, channel, goal, context, state);
	if (resolution.kind === "not-yet") return { kind: "later", entry: claim.entry, at: resolution.at };
	if (resolution.kind === "unreachable" && deps.now() < state.at + longestOutageMs) {
		return { kind: "later", entry: claim.entry, at: deps.now() + outageLookMs };
	}
	const { reason, ...found } = reasonOf(resolution);
	deps.log.info({ channel: channel.id, post: item.post.id, ...found, reason }, "delivery: resolved");
	const next = afterResolution(item, context, state, resolution);
	return write(item, context, claim.entry.raw, next, shareOf(item, next, channel, goal, context));
}

/** What is to be passed on to those who follow the place, noted in the same step as what became of the delivery. */
function shareOf(
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

type Resolved = Exclude<Resolution, { kind: "not-yet" }>;

function reasonOf(resolution: Resolved): { resolution: string; reason?: string } {
	if (!("why" in resolution)) return { resolution: resolution.kind };
	return { resolution: resolution.kind, reason: resolution.why };
}

function afterResolution(
	item: LaneItem,
	{ deps }: LaneContext,
	doubtful: Sending,
	resolution: Resolved,
): DeliveryState {
	const again: DeliveryState = { kind: "pending", tries: doubtful.tries, notBefore: deps.now() };
	if (resolution.kind === "sent") return { kind: "sent", messageIds: resolution.messageIds };
	if (resolution.kind === "not-sent" || deps.whenUnknown(item.post) === "resend") return again;
	const { at, lastKnownId } = doubtful;
	const known = lastKnownId === undefined ? {} : { lastKnownId };
	return { kind: "unknown", reason: resolution.why, at, ...known };
}

async function resolve(
	item: LaneItem,
	channel: Channel,
	goal: Destination,
	context: LaneContext,
	doubtful: Sending,
): Promise<Resolution> {
	const { publisher, deps, lane } = context;
	if (publisher.resolve === undefined) return { kind: "unknown", why: "the platform has no way to tell" };
	const { lastKnownId } = doubtful;
	if ((channel.movedAt ?? 0) > doubtful.at) return { kind: "unknown", why: "its channel has moved since" };
	try {
		return await publisher.resolve({
			...requestFor(item, channel, goal, context, doubtful.at, false),
			// A repeat may be the first to arrive: of what was stopped meanwhile nothing leaves, it is only looked for.
			beforeSend: () => {
				const { hold, stop } = deps.orders.of(item.post.id);
				return context.lease.isHeld() && !context.signal.aborted && hold !== true && stop === undefined;
			},
			attemptedAt: doubtful.at,
			// Ids of the place that it has moved away from mean nothing here.
			explained:
				channel.movedAt === undefined
					? await deps.ledger.explained(lane, item.post.id, item.entry.offset, doubtful.at - explainedMs)
					: [],
			turn: turnsOf(item, context),
			...(lastKnownId === undefined ? {} : { lastKnownId }),
		});
	} catch (error) {
		if (context.signal.aborted) throw error;
		deps.log.error({ channel: channel.id, reason: String(error) }, "delivery: a publisher threw");
		return { kind: "unknown", why: "the publisher threw" };
	}
}

function turnsOf(item: LaneItem, context: LaneContext): Turn {
	return (address, addressKind, request) => inTurn(address, addressKind, request, item, context);
}

async function inTurn<T>(
	address: string,
	addressKind: string,
	request: () => Promise<T>,
	item: LaneItem,
	context: LaneContext,
): Promise<T> {
	const slot = await turnOf("acquire", address, addressKind, item, context);
	let underWay = false;
	try {
		const end = await request();
		underWay = isUnderWay(end);
		return end;
	} finally {
		void context.deps.window(context.lane.platform).release(slot, underWay);
	}
}

function triesOf(state: DeliveryState): number {
	return state.kind === "pending" || state.kind === "sending" ? state.tries : 0;
}
