/** What goes wrong. "before" and "after" are meant of the acceptance of the message. */
export type FaultAction =
	/** The server waits, then takes the message (even when the client has gone), then answers. */
	| { kind: "latency"; ms: number }
	/** The message is taken at once, the answer comes after so many ms. */
	| { kind: "hold"; ms: number }
	/** RST after so many bytes of the request's body (0: after the head). Matches by method alone. */
	| { kind: "reset-request"; afterBytes: number }
	| { kind: "reset"; when: "before" | "after" }
	/** RST in the middle of the answer to an accepted message. */
	| { kind: "reset-answer"; afterBytes: number }
	| { kind: "html"; status: number; when: "before" | "after" }
	| { kind: "server-error"; status: number; when: "before" | "after" }
	| { kind: "limit"; retryAfter: number }
	| { kind: "refuse"; code: number; description: string; parameters?: Record<string, number> }
	| { kind: "silence"; when: "before" | "after" }
	/** Taken, and answered with `message_id` 0: the server scheduled it. */
	| { kind: "scheduled" };

export type FaultTarget = { method: string; chatId?: number; text?: string };

export type FaultRule = {
	/** Any of these methods; absent: every method but getUpdates. */
	methods?: readonly string[];
	chatIds?: readonly number[];
	/** A piece of the text or caption as it was sent. */
	text?: string;
	/** In-process only: any other condition. */
	matches?: (target: FaultTarget) => boolean;
	/** How many requests it strikes; 1 when absent, -1 for all. */
	times?: number;
	/** Lets so many matching requests pass first. */
	skip?: number;
	/** Strikes with this chance (0–1), by the generator of `seed`. */
	chance?: number;
	action: FaultAction;
};

export type Faults = {
	add(rule: FaultRule): number;
	remove(id: number): void;
	clear(): void;
	/** The first rule that strikes this request; it is counted down. `early`: the body has not been read yet. */
	strike(target: FaultTarget, early: boolean): FaultAction | undefined;
	/** How often each rule struck, by id. */
	readonly struck: ReadonlyMap<number, number>;
};

export function createFaults(seed = 1): Faults {
	const rules = new Map<number, { rule: FaultRule; left: number; skip: number }>();
	const struck = new Map<number, number>();
	const random = createRandom(seed);
	let next = 1;
	return {
		struck,
		add(rule) {
			const id = next++;
			rules.set(id, { rule, left: rule.times ?? 1, skip: rule.skip ?? 0 });
			return id;
		},
		remove: (id) => void rules.delete(id),
		clear: () => rules.clear(),
		strike(target, early) {
			for (const [id, entry] of rules) {
				if ((entry.rule.action.kind === "reset-request") !== early) continue;
				if (!isStruck(entry.rule, target)) continue;
				if (entry.rule.chance !== undefined && random() >= entry.rule.chance) continue;
				if (entry.skip > 0) {
					entry.skip--;
					continue;
				}
				entry.left--;
				if (entry.left === 0) rules.delete(id);
				struck.set(id, (struck.get(id) ?? 0) + 1);
				return entry.rule.action;
			}
			return undefined;
		},
	};
}

function isStruck(rule: FaultRule, target: FaultTarget): boolean {
	if (rule.methods === undefined ? target.method === "getUpdates" : !rule.methods.includes(target.method)) {
		return false;
	}
	if (rule.chatIds !== undefined && (target.chatId === undefined || !rule.chatIds.includes(target.chatId))) {
		return false;
	}
	if (rule.text !== undefined && target.text?.includes(rule.text) !== true) return false;
	return rule.matches?.(target) ?? true;
}

/** mulberry32: small, and the same numbers on every machine. */
function createRandom(seed: number): () => number {
	let state = seed >>> 0;
	return () => {
		state = (state + 0x6d2b79f5) >>> 0;
		let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
		mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
		return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
	};
}
