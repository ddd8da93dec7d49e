import { setMaxListeners } from "node:events";
import { AppError } from "../domain/errors.ts";
import { type Post, priorities } from "../domain/post.ts";
import type { Lane, LaneClass } from "../store/redis/keys.ts";
import type { Lease } from "../store/redis/lease.ts";
import type { ItemEnd, LaneContext } from "./deliver-one/lane-context.ts";
import { deliverOne } from "./deliver-one.ts";
import type { DeliveryDeps } from "./deps.ts";
import { createLaneQueue, isDoubt, type LaneItem, type LaneQueue } from "./lane-queue.ts";

/** When the lane wants to be run again (epoch ms); undefined: nothing is open in it. */
export type LaneEnd = { dueAt: number | undefined };

/**
 * Deliveries of one lane under way at once; most of them wait for the send window. News may wait for single chats, so that
 * many have to be asked for; of a broadcast each channel gets one.
 */
const concurrency: Readonly<Record<LaneClass, number>> = { news: 200, bulk: 64 };
/** Doubts have this share of the places: each look may wait long for its turn, and other channels are not to wait for it. */
const looksShare = 1 / 4;
/** How often a running lane looks for new posts and changed channels. */
const refreshMs = 250;
/** A lane that has to wait longer than this is given back meanwhile. */
const longestIdleMs = 1_000;
/** What is held is looked at again after this, should nobody say that it is not held any more. */
const heldLookMs = 60_000;

/**
 * Works through a lane until nothing in it can go now, then gives it back. One process at a time owns a lane: its lease
 * fences every claim. Resolves early, with what is in flight finished, when `signal` is aborted.
 */
export async function runLane(lane: Lane, deps: DeliveryDeps, signal: AbortSignal): Promise<LaneEnd> {
	const publisher = deps.publisher(lane.platform);
	if (publisher === undefined) return { dueAt: undefined };
	const taken = await deps.takeLane(lane);
	if (taken.kind === "taken") return { dueAt: deps.now() + taken.freeInMs };
	const note = await createDueNote(lane, deps);

	const stop = new AbortController();
	setMaxListeners(0, stop.signal); // every waiting send listens
	const onAbort = () => stop.abort(new Error("delivery: stopping"));
	signal.addEventListener("abort", onAbort, { once: true });
	if (signal.aborted) onAbort();
	const renewal = setInterval(
		() => void renew(lane, taken.lease, note, deps, stop),
		deps.timing.laneLeaseMs / 3,
	);
	try {
		const dueAt = await work(lane, taken.lease, note, deps, publisher, stop);
		await note.leave(dueAt);
		return { dueAt };
	} finally {
		clearInterval(renewal);
		signal.removeEventListener("abort", onAbort);
		await taken.lease.release();
	}
}

type DueNote = Awaited<ReturnType<typeof createDueNote>>;

/**
 * What is noted of a lane while it is run: should this process die, somebody looks after it once the lease has ended. An
 * earlier time that somebody else notes meanwhile stands: it tells of work that is not in memory.
 */
async function createDueNote(lane: Lane, { posts, now, timing }: DeliveryDeps) {
	const leaseEnd = () => now() + timing.laneLeaseMs * 2;
	let noted = leaseEnd();
	let overtaken = false;
	await posts.setDue(lane, noted);
	return {
		async keep() {
			const next = leaseEnd();
			if (!(await posts.keepDue(lane, noted, next))) overtaken = true;
			else noted = next;
		},
		/** Whether somebody has noted an earlier time; says so once, and the note is ours again. */
		async takeOvertaken(): Promise<boolean> {
			if (!overtaken) return false;
			overtaken = false;
			noted = leaseEnd();
			await posts.setDue(lane, noted);
			return true;
		},
		async leave(at: number | undefined) {
			await posts.keepDue(lane, noted, at);
		},
	};
}

async function renew(
	lane: Lane,
	lease: Lease,
	note: DueNote,
	deps: DeliveryDeps,
	stop: AbortController,
): Promise<void> {
	try {
		if (await lease.extend()) await note.keep();
		else stop.abort(new Error("delivery: the lane was lost"));
	} catch (error) {
		deps.log.warn({ lane: lane.number, reason: String(error) }, "delivery: could not renew a lane");
	}
}

async function work(
	lane: Lane,
	lease: Lease,
	note: DueNote,
	deps: DeliveryDeps,
	publisher: LaneContext["publisher"],
	stop: AbortController,
): Promise<number | undefined> {
	const queue = createLaneQueue();
	const active = new Set<Promise<void>>();
	const places = concurrency[lane.class];
	let looks = 0;
	const bell = createBell();
	const view = await createLaneView(lane, deps);
	const reload = () => view.refresh(true);
	const isHeld = (postId: string) => deps.orders.of(postId).hold === true;
	const isStillOpen = () => queue.size() > 0;
	const context: LaneContext = { ...view, reload, lane, lease, deps, publisher, signal: stop.signal };
	let refreshedAt = Number.NEGATIVE_INFINITY;

	while (!stop.signal.aborted) {
		if (performance.now() - refreshedAt >= refreshMs) {
			const overtaken = await note.takeOvertaken();
			await Promise.all([
				loadPosts(lane, deps, queue, overtaken),
				view.refresh(overtaken),
				deps.orders.refresh(),
			]);
			if (overtaken) queue.lookAgain();
			refreshedAt = performance.now();
		}
		const looksLeft = () => Math.max(0, places * looksShare - looks);
		for (const item of queue.take(deps.now(), places - active.size, isHeld, looksLeft())) {
			const look = isDoubt(item) ? 1 : 0;
			looks += look;
			const task = finish(item, context, queue, stop).finally(() => {
				looks -= look;
				active.delete(task);
				bell.ring();
			});
			active.add(task);
		}
		for (const postId of queue.takeFinished()) await deps.ledger.close(lane, postId);
		const dueAt = queue.nextDueAt(deps.now(), isHeld, looksLeft() > 0);
		// While there is no place the next end of a delivery wakes.
		const idleMs = active.size >= places ? refreshMs : (dueAt ?? Number.POSITIVE_INFINITY) - deps.now();
		if (active.size === 0 && idleMs > longestIdleMs) {
			await loadPosts(lane, deps, queue);
			if (queue.nextDueAt(deps.now(), isHeld) !== dueAt) continue;
			return dueAt ?? (isStillOpen() ? deps.now() + heldLookMs : undefined);
		}
		await bell.wait(Math.min(refreshMs, Math.max(1, idleMs)));
	}
	await Promise.all(active);
	return deps.now();
}

/** The lane's channels, looked at again while it runs. */
async function createLaneView(lane: Lane, deps: DeliveryDeps) {
	const { channel, refresh } = await deps.channels.watchLane(lane.platform, lane.number);
	let refreshedAt = performance.now();
	return {
		channel,
		async refresh(atOnce = false) {
			if (!atOnce && performance.now() - refreshedAt < 4 * refreshMs) return;
			refreshedAt = performance.now();
			await refresh();
		},
	};
}

/** Reads the lane's open posts that are not in memory; `all`: those too that are, since something of them was opened again. */
async function loadPosts(lane: Lane, deps: DeliveryDeps, queue: LaneQueue, all = false): Promise<void> {
	for (const postId of await deps.ledger.openPosts(lane)) {
		if (!all && queue.has(postId)) continue;
		const [post, entries] = await Promise.all([readPost(postId, deps), deps.ledger.entries(lane, postId)]);
		if (post === undefined) {
			// Both were kept for as long as anybody could ask for them: nothing of it is left to be done.
			if (entries.length === 0) await deps.ledger.close(lane, postId);
			continue;
		}
		queue.add(post, entries, priorities.indexOf(post.priority));
	}
}

/** One that is missing or cannot be read (an older program after a newer one) stands in no other's way. */
async function readPost(postId: string, { posts, log }: DeliveryDeps): Promise<Post | undefined> {
	try {
		const post = await posts.get(postId);
		if (post === undefined) log.error({ post: postId }, "delivery: a planned post is missing from the store");
		return post;
	} catch (error) {
		if (!(error instanceof AppError)) throw error;
		log.error({ post: postId, reason: error.message }, "delivery: a planned post cannot be read");
		return undefined;
	}
}

async function finish(
	item: LaneItem,
	context: LaneContext,
	queue: LaneQueue,
	stop: AbortController,
): Promise<void> {
	let end: ItemEnd;
	try {
		end = await deliverOne(item, context);
	} catch (error) {
		if (!context.signal.aborted) {
			const { lane, deps } = context;
			deps.log.error(
				{ post: item.post.id, lane: lane.number, reason: String(error) },
				"delivery: one item failed",
			);
		}
		end = { kind: "later", entry: item.entry, at: context.deps.now() + 1_000 };
	}
	if (end.kind === "settled") return queue.settle(item);
	if (end.kind === "later") return queue.putBack(item, end.entry, end.at);
	queue.putBack(item, item.entry, context.deps.now());
	stop.abort(new Error("delivery: the lane was lost"));
}

/** Rung when a delivery has ended. Racing all that are under way would leave a mark on each of them, every time. */
function createBell() {
	let rung = false;
	let wake = () => {};
	return {
		ring() {
			rung = true;
			wake();
		},
		async wait(ms: number): Promise<void> {
			let timer: NodeJS.Timeout | undefined;
			await new Promise<void>((resolve) => {
				wake = resolve;
				timer = setTimeout(resolve, rung ? 0 : ms);
			});
			clearTimeout(timer);
			rung = false;
		},
	};
}
