import { type DeliveryState, isSettled } from "../domain/delivery.ts";
import type { Post } from "../domain/post.ts";
import type { LedgerEntry } from "../store/delivery/ledger.ts";

/** One delivery: a post for the channel at an offset of the lane. */
export type LaneItem = { post: Post; entry: LedgerEntry };

/**
 * The open deliveries of a lane in memory: per channel a line in the order in which posts were planned. Only the first
 * due post of a line may go, so posts reach a channel in order, while no channel ever waits for another.
 */
export type LaneQueue = {
	/** Adds a post with those of its open entries that are not there; posts must be added in lane order. */
	add(post: Post, entries: readonly LedgerEntry[], rank: number): void;
	has(postId: string): boolean;
	/**
	 * Takes up to `limit` items that may go at `now`, `looks` of them in doubt at most; their channels are busy until `settle`
	 * or `putBack`. What is held stays, and lets later posts pass.
	 */
	take(now: number, limit: number, isHeld?: (postId: string) => boolean, looks?: number): LaneItem[];
	/** The item is done. */
	settle(item: LaneItem): void;
	/** The item stays; `entry` is its present state, and it is not taken before `notBefore`. */
	putBack(item: LaneItem, entry: LedgerEntry, notBefore: number): void;
	/** Has all that waits for a time be looked at again at once: what it waits for may be over. */
	lookAgain(): void;
	/**
	 * Earliest time at which something may go; undefined when nothing waits. Busy channels and what is held do not count, nor
	 * do doubts where no more may be looked into.
	 */
	nextDueAt(now: number, isHeld?: (postId: string) => boolean, mayLook?: boolean): number | undefined;
	/** Posts of which no item is left; each is named once. */
	takeFinished(): string[];
	/** Offsets of all channels with something open. */
	size(): number;
};

type Waiting = { item: LaneItem; rank: number; notBefore: number };
type Line = { items: Waiting[]; busy: boolean };
type IsHeld = (postId: string) => boolean;

export function createLaneQueue(): LaneQueue {
	const lines = new Map<number, Line>();
	const openByPost = new Map<string, number>();
	const finished: string[] = [];

	function lineOf(offset: number): Line {
		const line = lines.get(offset) ?? { items: [], busy: false };
		lines.set(offset, line);
		return line;
	}

	/*
	 * All lines are looked at with every delivery that ends, so looking makes nothing: no list, no closure.
	 */

	/**
	 * Posts go in their order. A correction or withdrawal waits for none of them and none for it, but for those that change
	 * the same messages.
	 */
	function firstDue(line: Line, now: number, isHeld: IsHeld): Waiting | undefined {
		let soonest: Waiting | undefined;
		let isBehind = false;
		for (const waiting of line.items) {
			const { id, dueAt, amends } = waiting.item.post;
			if (dueAt > now || isHeld(id)) continue;
			if (amends === undefined ? isBehind : !passes(waiting, line, now, isHeld)) continue;
			if (waiting.notBefore <= now) return waiting;
			isBehind ||= amends === undefined;
			if (soonest === undefined || waiting.notBefore < soonest.notBefore) soonest = waiting;
		}
		return soonest;
	}

	function passes(waiting: Waiting, line: Line, now: number, isHeld: IsHeld): boolean {
		const { amends } = waiting.item.post;
		if (amends === undefined) return false;
		for (const { item } of line.items) {
			if (item === waiting.item) return true;
			const isBefore = item.post.dueAt <= now && !isHeld(item.post.id);
			if (isBefore && item.post.amends?.postId === amends.postId) return false;
		}
		return true;
	}

	function dueTime(line: Line, now: number, isHeld: IsHeld, mayLook: boolean): number {
		const first = firstDue(line, now, isHeld);
		if (first !== undefined && !mayLook && isDoubt(first.item)) return Number.POSITIVE_INFINITY;
		if (first !== undefined) return first.notBefore;
		let soonest = Number.POSITIVE_INFINITY;
		for (const { item } of line.items) {
			if (item.post.dueAt < soonest && !isHeld(item.post.id)) soonest = item.post.dueAt;
		}
		return soonest;
	}

	return {
		add(post, entries, rank) {
			const isNew = ({ offset }: LedgerEntry) =>
				lines.get(offset)?.items.some(({ item }) => item.post.id === post.id) !== true;
			const open = entries.filter((entry) => !isSettled(entry.state) && isNew(entry));
			const known = openByPost.get(post.id) ?? 0;
			openByPost.set(post.id, known + open.length);
			if (known + open.length === 0) finished.push(post.id);
			for (const entry of open) {
				const { items } = lineOf(entry.offset);
				const place = items.findIndex((other) => other.rank > rank);
				const added = { item: { post, entry }, rank, notBefore: notBeforeOf(entry.state) };
				if (place < 0) items.push(added);
				else items.splice(place, 0, added);
			}
		},
		has: (postId) => openByPost.has(postId),
		take(now, limit, isHeld = nothing, looks = limit) {
			const taken: LaneItem[] = [];
			let looksLeft = looks;
			for (const line of lines.values()) {
				if (taken.length >= limit) break;
				if (line.busy) continue;
				const first = firstDue(line, now, isHeld);
				if (first === undefined || first.notBefore > now) continue;
				if (isDoubt(first.item) && looksLeft-- <= 0) continue;
				line.busy = true;
				taken.push(first.item);
			}
			return taken;
		},
		settle(item) {
			const { offset } = item.entry;
			const line = lineOf(offset);
			line.busy = false;
			line.items = line.items.filter((other) => other.item.post.id !== item.post.id);
			if (line.items.length === 0) lines.delete(offset);
			const left = (openByPost.get(item.post.id) ?? 1) - 1;
			openByPost.set(item.post.id, left);
			if (left === 0) finished.push(item.post.id);
		},
		putBack(item, entry, notBefore) {
			const line = lineOf(item.entry.offset);
			line.busy = false;
			const place = line.items.find((other) => other.item.post.id === item.post.id);
			if (place === undefined) return;
			place.item = { post: item.post, entry };
			place.notBefore = notBefore;
		},
		lookAgain() {
			for (const line of lines.values()) {
				for (const waiting of line.items) waiting.notBefore = notBeforeOf(waiting.item.entry.state);
			}
		},
		nextDueAt(now, isHeld = nothing, mayLook = true) {
			let next = Number.POSITIVE_INFINITY;
			for (const line of lines.values()) {
				if (!line.busy) next = Math.min(next, dueTime(line, now, isHeld, mayLook));
			}
			return Number.isFinite(next) ? next : undefined;
		},
		takeFinished() {
			const names = finished.splice(0);
			for (const name of names) openByPost.delete(name);
			return names;
		},
		size: () => lines.size,
	};
}

/** Whether it is an attempt of which nobody knows the end. */
export function isDoubt({ entry }: LaneItem): boolean {
	return entry.state.kind === "sending";
}

function nothing(): boolean {
	return false;
}

function notBeforeOf(state: DeliveryState): number {
	return state.kind === "pending" ? (state.notBefore ?? 0) : 0;
}
