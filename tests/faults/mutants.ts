import type { Around } from "../../src/app/core.ts";
import type { DeliveryDeps } from "../../src/delivery/deps.ts";
import type { Publisher } from "../../src/delivery/publisher.ts";
import type { Layer, SendWindow } from "../../src/store/delivery/send-window.ts";
import type { Connection } from "../../src/store/redis/connection.ts";
import { labTimes } from "./settings.ts";

/** One part of delivery taken out or set wrong. The lab must notice each, or it would prove nothing. */
export type Mutant = {
	what: string;
	/** What may catch it. */
	caughtBy: readonly ("lost" | "doubled" | "429")[];
	around?: Partial<Around>;
	telegram?: { sendTimeoutMs?: number; settleMs?: number };
	discord?: { enforceNonce?: boolean; nonceMs?: number; longestHoldMs?: number; sendTimeoutMs?: number };
	/** Lanes are woken by their jobs alone; nothing looks after a lane whose job is gone. */
	queueAlone?: { maxStalledCount: number };
};

export const mutants: Readonly<Record<string, Mutant>> = {
	"no-ledger": {
		what: "no `sending` is written before a send",
		caughtBy: ["doubled"],
		around: { delivery: withoutMark },
	},
	"stalled-once": {
		what: "BullMQ's `maxStalledCount` of 1, and no timetable that wakes lanes",
		caughtBy: ["lost"],
		queueAlone: { maxStalledCount: 1 },
	},
	"library-retries": {
		what: "a library that sends again what had no answer",
		caughtBy: ["doubled"],
		around: { delivery: (deps) => ({ ...deps, publisher: (name) => retried(deps.publisher(name)) }) },
	},
	"queue-limiter": {
		what: "BullMQ's limiter (a fixed window a second) instead of the send window",
		caughtBy: ["429"],
		around: { window: fixedWindow },
	},
	"nonce-off": {
		what: "Discord's `enforce_nonce` off",
		caughtBy: ["doubled"],
		discord: { enforceNonce: false },
	},
	"short-timeout": {
		what: "a send timeout (10 s, scaled) below the platform's hidden wait, and what it left looked for at once",
		caughtBy: ["doubled"],
		telegram: { sendTimeoutMs: labTimes.holdMs / 6, settleMs: labTimes.holdMs / 6 },
	},
	"window-by-start": {
		what: "a window that counts from the start of a send",
		caughtBy: ["429"],
		around: { window: startedWindow },
	},
};

function withoutMark(deps: DeliveryDeps): DeliveryDeps {
	return {
		...deps,
		ledger: { ...deps.ledger, claim: async (_lane, _postId, entry) => ({ kind: "claimed", entry }) },
	};
}

function retried(publisher: Publisher | undefined): Publisher | undefined {
	return (
		publisher && {
			...publisher,
			async publish(request) {
				for (let tries = 1; ; tries++) {
					const outcome = await publisher.publish(request);
					if (outcome.kind !== "ambiguous" || tries === 3) return outcome;
				}
			},
		}
	);
}

/** Counts the sends of each second of Redis's clock, as BullMQ's limiter does. */
function fixedWindow(window: SendWindow, connection: Connection, platform: string): SendWindow {
	async function take({ key, limit, perMs }: Layer): Promise<number> {
		const [seconds, micros] = await connection.redis.time();
		const now = Number(seconds) * 1_000 + Number(micros) / 1_000;
		const name = `limiter:${platform}:${key}:${Math.floor(now / perMs)}`;
		const taken = await connection.redis.incr(name);
		await connection.redis.pexpire(name, perMs * 2);
		return taken <= limit ? 0 : perMs - (now % perMs);
	}
	const acquire: SendWindow["acquire"] = async (layers, _rank, signal) => {
		for (const layer of layers) {
			for (let wait = await take(layer); wait > 0; wait = await take(layer)) {
				await new Promise((resolve) => setTimeout(resolve, wait));
				if (signal?.aborted) throw signal.reason;
			}
		}
		return { id: "", layers, opensAt: 0, usableUntil: Number.POSITIVE_INFINITY };
	};
	return { ...window, acquire, reserve: acquire, left: () => {}, release: async () => {} };
}

/** A slot is free again a span after it was granted, whatever becomes of the send. */
function startedWindow(window: SendWindow): SendWindow {
	const acquire: SendWindow["acquire"] = async (layers, rank, signal) => {
		const slot = await window.acquire(layers, rank, signal);
		void window.release(slot);
		return slot;
	};
	return { ...window, acquire, reserve: acquire, release: async () => {} };
}
