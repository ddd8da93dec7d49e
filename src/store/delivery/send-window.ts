import { randomUUID } from "node:crypto";
import type { Log } from "../../domain/log.ts";
import type { Connection } from "../redis/connection.ts";
import { keys } from "../redis/keys.ts";
import { createRoom } from "./window-room.ts";
import { createTranslation } from "./window-translation.ts";

/** At most `limit` requests in flight or answered within the last `perMs` milliseconds, over all processes. */
export type Layer = { key: string; limit: number; perMs: number; shared: boolean };

/** Smaller passes first wherever the shared layer is full. */
export const sendRanks = { reply: 0, breaking: 1, normal: 2, bulk: 3 } as const;
export type SendRank = keyof typeof sendRanks;

export type Slot = {
	readonly id: string;
	readonly layers: readonly Layer[];
	/** No request of this slot may leave before, by `performance.now()`. */
	readonly opensAt: number;
	/**
	 * Until then the slot is surely ours, by `performance.now()`: a request that leaves later (its process was frozen)
	 * may be one too many.
	 */
	readonly usableUntil: number;
};

export type SendWindow = {
	/** Waits until a send may leave. Rejects with the signal's reason when that comes first; then no slot is taken. */
	acquire(layers: readonly Layer[], rank: SendRank, signal?: AbortSignal): Promise<Slot>;
	/**
	 * The same for who has something to write down first: it resolves up to a tenth of a second before the slot opens, and
	 * the caller waits for that by `untilOpen`.
	 */
	reserve(layers: readonly Layer[], rank: SendRank, signal?: AbortSignal): Promise<Slot>;
	/** Says that a request leaves now. Where these come late this process has taken on more than it can carry, and takes less. */
	left(slot: Slot): void;
	/**
	 * Says that the answer came, or that nothing was sent. `underWay`: nobody waits any more for a request that may still
	 * arrive; its slot stays taken until its lease ends. Never rejects: a lost release ends with its lease.
	 */
	release(slot: Slot, underWay?: boolean): Promise<void>;
	/** Holds a layer back after a real 429; `factor` (e.g. 0.9) lowers its ceiling, which recovers by 0.1 a minute. */
	pause(layerKey: string, ms: number, factor: number): Promise<void>;
	/**
	 * Counts an answer by which the platform refuses whoever asks (401, 403), and has the layer rest once there were
	 * `guard.most` of them within `guard.perMs`: a platform shuts out who goes on. Never rejects.
	 */
	noteRefusal(layerKey: string, guard: RefusalGuard): Promise<void>;
	stop(): Promise<void>;
};

/** At most so many refusals in any span, in ms. */
export type RefusalGuard = { most: number; perMs: number };

type Waiter = {
	id: string;
	layers: readonly Layer[];
	rank: number;
	notBefore: number;
	grant(slot: Slot): void;
};

/** Most reservations that one script call asks for: bounds the time for which Redis is busy. */
const batch = 64;

/**
 * The send window of one platform (DESIGN §5): every process asks Redis for each send, in batches; what waits, waits here
 * in order of rank, then of arrival. `leaseMs` is how long a slot stays taken when its process dies: longer than the
 * longest time after which a request can still arrive at the platform.
 */
export function createSendWindow(
	connection: Connection,
	options: { platform: string; leaseMs: number; log: Log },
): SendWindow {
	const { platform } = options;
	const room = createRoom();
	const toMonotonic = createTranslation();
	const held = new Set<string>();
	let waiters: Waiter[] = [];
	let sharedNotBefore = 0;
	let timer: NodeJS.Timeout | undefined;
	let timerAt = 0;
	let asking = false;
	let stopped = false;

	/** Asks at that time, by `performance.now()`, or before. */
	function wake(at: number): void {
		if (stopped || asking || (timer !== undefined && timerAt <= at)) return;
		clearTimeout(timer);
		timerAt = at;
		timer = setTimeout(() => void ask(), Math.max(0, at - performance.now()));
	}

	async function ask(): Promise<void> {
		timer = undefined;
		const now = performance.now();
		const free = Math.max(0, room.size() - held.size);
		const asked = waiters.filter((waiter) => dueAt(waiter) <= now).slice(0, Math.min(batch, free));
		if (asked.length > 0) {
			asking = true;
			try {
				const answers = await acquireSlots(connection, platform, options.leaseMs, asked);
				settle(asked, answers, now);
			} catch (error) {
				options.log.warn({ platform, reason: String(error) }, "send window: could not ask, trying again");
				sharedNotBefore = performance.now() + 250;
			}
			asking = false;
		}
		wakeInTime();
	}

	/** While this process has no room a release wakes. */
	function wakeInTime(): void {
		if (waiters.length > 0 && hasRoom()) wake(soonest());
	}

	function hasRoom(): boolean {
		return held.size < room.size();
	}

	/** A look that is due later (another chat is paused) would keep a release from waking who may go before. */
	function leaveToRelease(at: number): void {
		if (timer === undefined || timerAt <= at) return;
		clearTimeout(timer);
		timer = undefined;
	}

	/** A reply asks in its own time: nobody is before it. */
	function dueAt(waiter: Waiter): number {
		if (waiter.rank === sendRanks.reply) return waiter.notBefore;
		return Math.max(waiter.notBefore, sharedNotBefore);
	}

	function soonest(): number {
		return waiters.reduce((first, waiter) => Math.min(first, dueAt(waiter)), Number.POSITIVE_INFINITY);
	}

	function settle(asked: readonly Waiter[], { time, rows }: Answers, askedAt: number): void {
		const now = performance.now();
		const exact = toMonotonic(time, now);
		const granted = new Map<Waiter, number>();
		for (const [index, waiter] of asked.entries()) {
			const [kind, ms] = rows[index] ?? [1, 1];
			// Never sooner than if the script had run the moment it was asked, never later than if it had run just now.
			if (kind === 0) granted.set(waiter, Math.min(Math.max(exact, askedAt), now) + ms);
			else if (kind === 1 || waiter.rank === sendRanks.reply) waiter.notBefore = now + ms;
			if (kind === 2) sharedNotBefore = now + ms;
		}
		const abandoned = [...granted.keys()].filter((waiter) => !waiters.includes(waiter));
		waiters = waiters.filter((waiter) => !granted.has(waiter));
		for (const [waiter, opensAt] of granted) {
			const slot = { id: waiter.id, layers: waiter.layers, opensAt, usableUntil: askedAt + options.leaseMs };
			held.add(slot.id);
			if (abandoned.includes(waiter)) void release(slot);
			else waiter.grant(slot);
		}
	}

	async function release(slot: Slot, underWay = false): Promise<void> {
		held.delete(slot.id);
		// Where somebody is to ask already, it makes nobody's time come sooner.
		if (timer === undefined) wakeInTime();
		if (underWay) return;
		try {
			await releaseSlots(connection, platform, [slot]);
		} catch (error) {
			options.log.warn({ platform, reason: String(error) }, "send window: a slot is given back by its lease");
		}
	}

	function reserve(layers: readonly Layer[], rank: SendRank, signal?: AbortSignal): Promise<Slot> {
		return new Promise((resolve, reject) => {
			if (stopped) return reject(new Error("send window: stopped"));
			if (signal?.aborted) return reject(signal.reason);
			const abandon = () => {
				waiters = waiters.filter((other) => other !== waiter);
				reject(signal?.reason);
			};
			const waiter: Waiter = {
				id: randomUUID(),
				layers,
				rank: sendRanks[rank],
				notBefore: 0,
				grant(slot) {
					signal?.removeEventListener("abort", abandon);
					resolve(slot);
				},
			};
			signal?.addEventListener("abort", abandon, { once: true });
			const at = waiters.findIndex((other) => other.rank > waiter.rank);
			if (at < 0) waiters.push(waiter);
			else waiters.splice(at, 0, waiter);
			if (hasRoom()) wake(dueAt(waiter));
			else leaveToRelease(dueAt(waiter));
		});
	}

	return {
		async acquire(layers, rank, signal) {
			const slot = await reserve(layers, rank, signal);
			await untilOpen(slot);
			return slot;
		},
		reserve,
		left: (slot) => room.note(performance.now() - slot.opensAt),
		release,
		async pause(layerKey, ms, factor) {
			const control = keys.windowControl(platform, layerKey);
			await connection.run("pause-layer", [control], [ms, factor]);
		},
		async noteRefusal(layerKey, { most, perMs }) {
			const pair = [keys.windowControl(platform, layerKey), keys.windowRefusals(platform, layerKey)];
			try {
				const [restMs, count] = (await connection.run("count-refusal", pair, [most, perMs])) as number[];
				if (restMs === undefined || restMs === 0) return;
				const fields = { platform, count, restMs };
				options.log.error(fields, "send window: too many refusals, the platform is left alone for a while");
			} catch (error) {
				options.log.warn({ platform, reason: String(error) }, "send window: a refusal was not counted");
			}
		},
		async stop() {
			stopped = true;
			clearTimeout(timer);
		},
	};
}

/** Resolves when a request of this slot may leave, or so many ms before. */
export async function untilOpen(slot: Slot, aheadMs = 0): Promise<void> {
	const at = slot.opensAt - aheadMs;
	for (let ms = at - performance.now(); ms > 0; ms = at - performance.now()) {
		await new Promise((resolve) => setTimeout(resolve, Math.ceil(ms)));
	}
}

/** When the script ran (Redis's time, µs), and per request its kind of answer and milliseconds (acquire-slots.lua). */
type Answers = { time: number; rows: readonly (readonly [number, number])[] };

async function acquireSlots(
	connection: Connection,
	platform: string,
	leaseMs: number,
	asked: readonly Waiter[],
): Promise<Answers> {
	const layers = distinctLayers(asked);
	const index = new Map(layers.map((layer, at) => [layer.key, at + 1]));
	const answer = await connection.run(
		"acquire-slots",
		layers
			.flatMap((layer) => [keys.window(platform, layer.key), keys.windowControl(platform, layer.key)])
			.concat(keys.windowWaiting(platform)),
		[
			leaseMs,
			layers.length,
			...layers.flatMap((layer) => [layer.limit, layer.perMs, layer.shared ? 1 : 0]),
			...asked.flatMap((waiter) => [waiter.id, waiter.rank, ...indices(waiter.layers, index)]),
		],
	);
	const [time = 0, ...numbers] = (answer as unknown[]).map(Number);
	const rows = asked.map((_, index) => [numbers[2 * index] ?? 1, numbers[2 * index + 1] ?? 1] as const);
	return { time, rows };
}

async function releaseSlots(connection: Connection, platform: string, slots: readonly Slot[]): Promise<void> {
	const layers = distinctLayers(slots);
	const index = new Map(layers.map((layer, at) => [layer.key, at + 1]));
	await connection.run(
		"release-slots",
		layers.map((layer) => keys.window(platform, layer.key)),
		[
			layers.length,
			...layers.map((layer) => layer.perMs),
			...slots.flatMap((slot) => [slot.id, ...indices(slot.layers, index)]),
		],
	);
}

function distinctLayers(asked: readonly { layers: readonly Layer[] }[]): Layer[] {
	return [...new Map(asked.flatMap(({ layers }) => layers).map((layer) => [layer.key, layer])).values()];
}

function indices(layers: readonly Layer[], index: ReadonlyMap<string, number>): number[] {
	return [layers.length, ...layers.map((layer) => index.get(layer.key) ?? 0)];
}
