import { type DeliveryState, isSettled } from "../domain/delivery.ts";
import type { Post } from "../domain/post.ts";
import type { LedgerEntry } from "../store/ledger.ts";

/** One delivery: a post for the channel at an offset of the lane. */
export type LaneItem = { post: Post; entry: LedgerEntry };

/**
 * The open deliveries of a lane in memory: per channel a line in the order in which posts were planned. Only the first
 * due item of a line may go, so posts reach a channel in order, while no channel ever waits for another.
 */
export type LaneQueue = {
	/** Adds a post with its open entries; posts must be added in lane order. */
	add(post: Post, entries: readonly LedgerEntry[], rank: number): void;
	has(postId: string): boolean;
	/**
	 * Takes up to `limit` items that may go at `now`; their channels are busy until `settle` or `putBack`. What is held
	 * stays, and lets later posts pass.
	 */
	take(now: number, limit: number, isHeld?: (postId: string) => boolean): LaneItem[];
	/** The item is done. */
	settle(item: LaneItem): void;
	/** The item stays; `entry` is its present state, and it is not taken before `notBefore`. */
	putBack(item: LaneItem, entry: LedgerEntry, notBefore: number): void;
	/** Earliest time at which something may go; undefined when nothing waits. Busy channels and what is held do not count. */
	nextDueAt(now: number, isHeld?: (postId: string) => boolean): number | undefined;
	/** Posts of which no item is left; each is named once. */
	takeFinished(): string[];
	/** Offsets of all channels with something open. */
	size(): number;
};

type Line = { items: { item: LaneItem; rank: number; notBefore: number }[]; busy: boolean };

export function createLaneQueue(): LaneQueue {
	const lines = new Map<number, Line>();
	const openByPost = new Map<string, number>();
	const finished: string[] = [];

	function lineOf(offset: number): Line {
		const line = lines.get(offset) ?? { items: [], busy: false };
		lines.set(offset, line);
		return line;
	}

	/** A correction or withdrawal does not wait behind what waits, unless that changes the same messages. */
	function firstDue(line: Line, now: number, isHeld: (postId: string) => boolean) {
		const due = line.items.filter(({ item }) => item.post.dueAt <= now && !isHeld(item.post.id));
		const [first] = due;
		if (first === undefined || first.notBefore <= now) return first;
		const passing = due.find(
			({ item, notBefore }, at) =>
				notBefore <= now &&
				item.post.amends !== undefined &&
				!due.slice(0, at).some((before) => before.item.post.amends?.postId === item.post.amends?.postId),
		);
		return passing ?? first;
	}

	function dueTime(line: Line, now: number, isHeld: (postId: string) => boolean): number {
		const first = firstDue(line, now, isHeld);
		if (first !== undefined) return first.notBefore;
		const free = line.items.filter(({ item }) => !isHeld(item.post.id));
		return Math.min(...free.map(({ item }) => item.post.dueAt));
	}

	return {
		add(post, entries, rank) {
			const open = entries.filter(({ state }) => !isSettled(state));
			openByPost.set(post.id, open.length);
			if (open.length === 0) finished.push(post.id);
			for (const entry of open) {
				const { items } = lineOf(entry.offset);
				const place = items.findIndex((other) => other.rank > rank);
				const added = { item: { post, entry }, rank, notBefore: notBeforeOf(entry.state) };
				if (place < 0) items.push(added);
				else items.splice(place, 0, added);
			}
		},
		has: (postId) => openByPost.has(postId),
		take(now, limit, isHeld = nothing) {
			const taken: LaneItem[] = [];
			for (const line of lines.values()) {
				if (taken.length >= limit) break;
				if (line.busy) continue;
				const first = firstDue(line, now, isHeld);
				if (first === undefined || first.notBefore > now) continue;
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
		nextDueAt(now, isHeld = nothing) {
			const times = [...lines.values()]
				.filter((line) => !line.busy)
				.map((line) => dueTime(line, now, isHeld));
			const next = Math.min(...times);
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

function nothing(): boolean {
	return false;
}

function notBeforeOf(state: DeliveryState): number {
	return state.kind === "pending" ? (state.notBefore ?? 0) : 0;
}
