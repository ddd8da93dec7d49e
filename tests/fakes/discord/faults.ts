import { createRandom } from "./random.ts";

/**
 * Where a request can go wrong. `accepted: true` means that Discord acted on it first and the answer was lost; false
 * that it never got so far. All times in ms.
 */
export type Fault =
	/** Waits before it acts, then answers: a message may be accepted long after the client gave up. */
	| { kind: "delay"; ms: number }
	/** Acts at once and holds the answer back. */
	| { kind: "hold"; ms: number }
	/** The connection is reset when so many bytes of the request's body have come. 0: after its headers. */
	| { kind: "reset-request"; afterBytes: number }
	| { kind: "reset"; accepted: boolean }
	/** Acts, then the connection is reset when so many bytes of the answer (headers included) were written. */
	| { kind: "reset-answer"; afterBytes: number }
	| { kind: "html-502"; accepted: boolean }
	| { kind: "status-500"; accepted: boolean }
	/** Never answers. */
	| { kind: "silence"; accepted: boolean }
	/** A 429 out of the blue. `retryAfter` in seconds. */
	| { kind: "limit"; retryAfter: number; scope: "user" | "global" | "shared" };

export type FaultRule = {
	/** Upper case; every method when absent. */
	method?: string;
	/** A regular expression on the path after `/v10`; every path but interactions' when absent. */
	path?: string;
	/** How many requests it hits; 1 when absent, 0 for every one until it is removed. */
	times?: number;
	/** Of those that match, the share that is hit, by a seeded die; 1 when absent. */
	share?: number;
	fault: Fault;
};

export type Faults = {
	add(rule: FaultRule): number;
	remove(id: number): void;
	clear(): void;
	/** The fault for this request, if any; a rule that is used up disappears. */
	pick(method: string, path: string): Fault | undefined;
};

export function createFaults(seed: number): Faults {
	const rules = new Map<number, FaultRule & { left: number }>();
	const random = createRandom(seed);
	let nextId = 1;
	return {
		add(rule) {
			const id = nextId++;
			const times = rule.times ?? 1;
			rules.set(id, { ...rule, left: times === 0 ? Number.POSITIVE_INFINITY : times });
			return id;
		},
		remove(id) {
			rules.delete(id);
		},
		clear() {
			rules.clear();
		},
		pick(method, path) {
			for (const [id, rule] of rules) {
				if (rule.method !== undefined && rule.method !== method) continue;
				if (!new RegExp(rule.path ?? "^/(?!interactions/|webhooks/)").test(path)) continue;
				if (rule.share !== undefined && random() >= rule.share) continue;
				rule.left--;
				if (rule.left <= 0) rules.delete(id);
				return rule.fault;
			}
			return undefined;
		},
	};
}
