import { appendFileSync } from "node:fs";

/** One accepted call that changed what readers see. */
export type Arrival = {
	/** 1, 2, 3… in the order of acceptance. */
	seq: number;
	/** Epoch ms of the acceptance, and of the arrival of the request (earlier, when the server made it wait). */
	at: number;
	arrivedAt: number;
	method: string;
	chatId: number;
	threadId?: number;
	/** One for each message that was made or touched. */
	messageIds: readonly number[];
	/** As readers see it: parsed and normalised. */
	text?: string;
	caption?: string;
	parameters: Readonly<Record<string, unknown>>;
	/** First characters of the token's SHA-256. */
	bot: string;
};

export type Arrivals = {
	readonly entries: readonly Arrival[];
	add(entry: Omit<Arrival, "seq">): void;
	/** Resolves as soon as `holds` is true of the entries; rejects after `timeoutMs`, saying how many there are. */
	waitFor(holds: (entries: readonly Arrival[]) => boolean, timeoutMs?: number): Promise<readonly Arrival[]>;
};

/** The append-only log. With `file` every entry is also written as one line of JSON before the call is answered. */
export function createArrivals(file?: string): Arrivals {
	const entries: Arrival[] = [];
	const waiting = new Set<() => void>();
	return {
		entries,
		add(entry) {
			const whole = { seq: entries.length + 1, ...entry };
			entries.push(whole);
			if (file !== undefined) appendFileSync(file, `${JSON.stringify(whole)}\n`);
			for (const look of waiting) look();
		},
		waitFor(holds, timeoutMs = 10_000) {
			return new Promise((resolve, reject) => {
				const timer = setTimeout(() => {
					waiting.delete(look);
					reject(new Error(`telegram fake: waited ${timeoutMs} ms, ${entries.length} calls were accepted`));
				}, timeoutMs);
				const look = () => {
					if (!holds(entries)) return;
					waiting.delete(look);
					clearTimeout(timer);
					resolve(entries);
				};
				waiting.add(look);
				look();
			});
		},
	};
}
