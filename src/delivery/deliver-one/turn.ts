import type { Post } from "../../domain/post.ts";
import type { Slot } from "../../store/delivery/send-window.ts";
import type { LaneItem } from "../lane-queue.ts";
import type { Turn, WindowLayer } from "../publisher.ts";
import type { Destination } from "./destination.ts";
import type { LaneContext } from "./lane-context.ts";

/** What waits for the turn of a slow post looks for orders about it so often, in ms. */
const orderLookMs = 1_000;

/**
 * Waits for a slot. Undefined: the post is ordered to be held or stopped. One that is slower than its platform may have its
 * lane's every place wait for its turn, minutes long; they are given up then, so that others pass.
 */
export async function turnUnlessOrdered(
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

export function turnsOf(item: LaneItem, context: LaneContext): Turn {
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

/** Whether the end of a request, an outcome or whatever a publisher makes of one, leaves it possible that it arrives later. */
export function isUnderWay(end: unknown): boolean {
	return typeof end === "object" && end !== null && "underWay" in end && end.underWay === true;
}
