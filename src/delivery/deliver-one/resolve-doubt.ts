import type { Channel } from "../../domain/channel.ts";
import type { DeliveryState } from "../../domain/delivery.ts";
import type { Explained } from "../../store/delivery/explained.ts";
import type { Sending } from "../../store/delivery/ledger.ts";
import { forbids } from "../../store/delivery/orders.ts";
import type { LaneItem } from "../lane-queue.ts";
import type { Resolution } from "../publisher.ts";
import { limitedFactor } from "../reactions.ts";
import { claimAttempt, requestFor } from "./attempt.ts";
import { type Destination, destinationOfAttempt } from "./destination.ts";
import type { ItemEnd, LaneContext } from "./lane-context.ts";
import { pause, shareOf, write } from "./settle.ts";
import { turnsOf } from "./turn.ts";

/** A platform that cannot be asked about a doubtful attempt is asked again for so long after the attempt; in ms. */
const longestOutageMs = 3600_000;

/** Posts that were closed longer before an attempt do not stand behind the newest id known to it. */
const explainedMs = 24 * 3600_000;

/**
 * An attempt of which nobody knows the end. It is left alone until the platform can no longer act on it, taken over
 * under our own attempt id, and then looked for; only what is proved unsent is sent again.
 */
export async function resolveDoubt(item: LaneItem, channel: Channel, context: LaneContext): Promise<ItemEnd> {
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
		const { limit } = resolution;
		if (limit !== undefined) {
			await pause(goal, context, { scope: limit.scope, ms: limit.afterMs, factor: limitedFactor });
		}
		const waitMs = Math.max(deps.timing.outageLookMs, limit?.afterMs ?? 0);
		return { kind: "later", entry: claim.entry, at: deps.now() + waitMs };
	}
	const { reason, ...found } = reasonOf(resolution);
	deps.log.info({ channel: channel.id, post: item.post.id, ...found, reason }, "delivery: resolved");
	const next = afterResolution(item, context, state, resolution);
	return write(item, context, claim.entry.raw, next, shareOf(item, next, channel, goal, context));
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
	const { publisher, deps } = context;
	if (publisher.resolve === undefined) return { kind: "unknown", why: "the platform has no way to tell" };
	const { lastKnownId } = doubtful;
	if ((channel.movedAt ?? 0) > doubtful.at) return { kind: "unknown", why: "its channel has moved since" };
	const others = await explainedBy(item, channel, doubtful, context);
	try {
		return await publisher.resolve({
			...requestFor(item, channel, goal, context, doubtful.at, false),
			// A repeat may be the first to arrive: of what was stopped or got another text meanwhile nothing leaves, it is only
			// looked for.
			beforeSend: () => {
				const isOrdered = forbids(deps.orders.of(item.post.id), item.post);
				return context.lease.isHeld() && !context.signal.aborted && !isOrdered;
			},
			attemptedAt: doubtful.at,
			explained: others.ids,
			explainedNow: () =>
				explainedBy(item, channel, doubtful, context).then(
					({ ids }) => ids,
					() => [],
				),
			othersInDoubt: others.isInDoubt,
			turn: turnsOf(item, context),
			...(lastKnownId === undefined ? {} : { lastKnownId }),
		});
	} catch (error) {
		if (context.signal.aborted) throw error;
		deps.log.error({ channel: channel.id, reason: String(error) }, "delivery: a publisher threw");
		return { kind: "unknown", why: "the publisher threw" };
	}
}

/** Ids of the place that it has moved away from mean nothing here. */
async function explainedBy(
	item: LaneItem,
	channel: Channel,
	doubtful: Sending,
	{ deps, lane }: LaneContext,
): Promise<Explained> {
	if (channel.movedAt !== undefined) return { ids: [], isInDoubt: false };
	return deps.ledger.explained(lane, item.post.id, item.entry.offset, doubtful.at - explainedMs);
}
