import { randomUUID } from "node:crypto";
import type { Log } from "../domain/log.ts";
import type { Connection } from "./connection.ts";
import { keys } from "./keys.ts";

/** At most `limit` requests in flight or answered within the last `perMs` milliseconds, over all processes. */
export type Layer = { key: string; limit: number; perMs: number; shared: boolean };

/** Smaller passes first wherever the shared layer is full. */
export const sendRanks = { reply: 0, breaking: 1, normal: 2, bulk: 3 } as const;
export type SendRank = keyof typeof sendRanks;

export type Slot = {
	readonly id: string;
	readonly layers: readonly Layer[];
	/**
	 * Until then the slot is surely ours, by `performance.now()`: a request that leaves later (its process was frozen)
	 * may be one too many.
	 */
	readonly usableUntil: number;
};

export type SendWindow = {
	/** Waits until a send may leave. Rejects with the signal's reason when that comes first; then no slot is taken. */
	acquire(layers: readonly Layer[], rank: SendRank, signal?: AbortSignal): Promise<Slot>;
	/** Says that the answer came, or that none will be waited for. Never rejects: a lost release ends with its lease. */
	release(slot: Slot): Promise<void>;
	/** Holds a layer back after a real 429; `factor` (e.g. 0.9) lowers its ceiling, which recovers by 0.1 a minute. */
	pause(layerKey: string, ms: number, factor: number): Promise<void>;
	stop(): Promise<void>;
};

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
	let waiters: Waiter[] = [];
	let sharedNotBefore = 0;
	let timer: NodeJS.Timeout | undefined;
	let asking = false;
	let stopped = false;

	function wake(inMs: number): void {
		if (stopped || asking) return;
		clearTimeout(timer);
		timer = setTimeout(() => void ask(), inMs);
	}

	async function ask(): Promise<void> {
		const now = performance.now();
		const asked = waiters.filter((waiter) => dueAt(waiter) <= now).slice(0, batch);
		if (asked.length > 0) {
			asking = true;
			try {
				const answers = await acquireSlots(connection, platform, options.leaseMs, asked);
				settle(asked, answers, now + options.leaseMs);
			} catch (error) {
				options.log.warn({ platform, reason: String(error) }, "send window: could not ask, trying again");
				sharedNotBefore = performance.now() + 250;
			}
			asking = false;
		}
		if (waiters.length > 0) wake(Math.max(0, soonest() - performance.now()));
	}

	/** A reply asks in its own time: nobody is before it. */
	function dueAt(waiter: Waiter): number {
		if (waiter.rank === sendRanks.reply) return waiter.notBefore;
		return Math.max(waiter.notBefore, sharedNotBefore);
	}

	function soonest(): number {
		return waiters.reduce((first, waiter) => Math.min(first, dueAt(waiter)), Number.POSITIVE_INFINITY);
	}

	function settle(asked: readonly Waiter[], answers: readonly number[], usableUntil: number): void {
		const now = performance.now();
		const granted = new Set<Waiter>();
		for (const [index, waiter] of asked.entries()) {
			const answer = answers[index] ?? 1;
			if (answer === 0) granted.add(waiter);
			else if (answer > 0) waiter.notBefore = now + answer;
			else {
				waiter.notBefore = waiter.rank === sendRanks.reply ? now - answer : waiter.notBefore;
				sharedNotBefore = now - answer;
			}
		}
		const abandoned = [...granted].filter((waiter) => !waiters.includes(waiter));
		waiters = waiters.filter((waiter) => !granted.has(waiter));
		for (const waiter of granted) {
			const slot = { id: waiter.id, layers: waiter.layers, usableUntil };
			if (abandoned.includes(waiter)) void release(slot);
			else waiter.grant(slot);
		}
	}

	async function release(slot: Slot): Promise<void> {
		try {
			await releaseSlots(connection, platform, [slot]);
		} catch (error) {
			options.log.warn({ platform, reason: String(error) }, "send window: a slot is given back by its lease");
		}
	}

	return {
		acquire(layers, rank, signal) {
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
				wake(Math.max(0, soonest() - performance.now()));
			});
		},
		release,
		async pause(layerKey, ms, factor) {
			const control = keys.windowControl(platform, layerKey);
			await connection.run("pause-layer", [control], [ms, factor]);
		},
		async stop() {
			stopped = true;
			clearTimeout(timer);
		},
	};
}

async function acquireSlots(
	connection: Connection,
	platform: string,
	leaseMs: number,
	asked: readonly Waiter[],
): Promise<number[]> {
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
	return (answer as unknown[]).map(Number);
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
