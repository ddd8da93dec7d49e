/** At most `limit` arrivals in any `perMs` milliseconds. */
export type Window = { limit: number; perMs: number };

export type LimitOptions = {
	/** All sends of the bot. */
	bot: Window | false;
	/** Sends with `allow_paid_broadcast`. */
	paid: Window | false;
	/** Sends to one chat. Telegram lets short bursts pass; the strict reading is one a second. */
	chat: Window | false;
	/** Sends to one basic group or supergroup. */
	group: Window | false;
	/** What a call during a pause adds to it, in ms: ignoring `retry_after` lengthens it. */
	lengthenMs: number;
};

export const strictLimits: LimitOptions = {
	bot: { limit: 30, perMs: 1000 },
	paid: { limit: 1000, perMs: 1000 },
	chat: { limit: 1, perMs: 1000 },
	group: { limit: 20, perMs: 60_000 },
	lengthenMs: 1000,
};

export const noLimits: LimitOptions = { bot: false, paid: false, chat: false, group: false, lengthenMs: 0 };

export type Limiter = {
	/** Counts `cost` sends at this moment (ms, any monotonic clock); the seconds to wait when that is over a limit. */
	take(
		send: { chatId: number; isGroup: boolean; isPaid: boolean; cost: number },
		now: number,
	): number | undefined;
	set(options: Partial<LimitOptions>): void;
	/** Every 429 given so far, by what was over. */
	readonly refusals: Readonly<Record<string, number>>;
};

type Layer = { kind: string; key: string; window: Window };

/** Strict sliding windows over arrivals. What is refused does not count, but it lengthens the pause. */
export function createLimiter(options: Partial<LimitOptions> = {}): Limiter {
	let limits: LimitOptions = { ...strictLimits, ...options };
	const arrivals = new Map<string, number[]>();
	const pausedUntil = new Map<string, number>();
	const refusals: Record<string, number> = {};

	function refuse(layer: Layer, waitMs: number, now: number): number {
		refusals[layer.kind] = (refusals[layer.kind] ?? 0) + 1;
		const seconds = Math.max(1, Math.ceil(waitMs / 1000));
		pausedUntil.set(layer.key, now + seconds * 1000);
		return seconds;
	}

	return {
		refusals,
		set(changed) {
			limits = { ...limits, ...changed };
			pausedUntil.clear();
		},
		take(send, now) {
			const layers = layersOf(limits, send);
			for (const layer of layers) {
				const until = pausedUntil.get(layer.key) ?? 0;
				if (until > now) return refuse(layer, until - now + limits.lengthenMs, now);
				pausedUntil.delete(layer.key);
				const times = recent(arrivals, layer, now);
				if (times.length + send.cost > layer.window.limit) {
					const freeing = times[times.length + send.cost - layer.window.limit - 1] ?? now;
					return refuse(layer, freeing + layer.window.perMs - now, now);
				}
			}
			for (const layer of layers) {
				for (let i = 0; i < send.cost; i++) arrivals.get(layer.key)?.push(now);
			}
			return undefined;
		},
	};
}

function layersOf(
	limits: LimitOptions,
	send: { chatId: number; isGroup: boolean; isPaid: boolean },
): Layer[] {
	const bot = send.isPaid ? limits.paid : limits.bot;
	const rows: [string, string, Window | false][] = [
		["bot", send.isPaid ? "paid" : "bot", bot],
		["chat", `chat ${send.chatId}`, limits.chat],
		["group", `group ${send.chatId}`, send.isGroup ? limits.group : false],
	];
	return rows.flatMap(([kind, key, window]) => (window === false ? [] : [{ kind, key, window }]));
}

/** The arrivals that still count, oldest first. */
function recent(arrivals: Map<string, number[]>, layer: Layer, now: number): number[] {
	const times = arrivals.get(layer.key) ?? [];
	const first = times.findIndex((time) => time > now - layer.window.perMs);
	const kept = first < 0 ? [] : first === 0 ? times : times.slice(first);
	arrivals.set(layer.key, kept);
	return kept;
}
