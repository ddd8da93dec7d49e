import type { Instant } from "./time.ts";

/**
 * What the ledger knows of one post for one channel (DESIGN §5).
 * `pending` may carry the earliest time of the next try and how many were made; `sending` is written before the
 * request leaves; the rest is final, but for `unknown`, which an editor or a policy may still decide.
 */
export type DeliveryState =
	| { kind: "pending"; notBefore?: Instant; tries: number }
	/** `to`: the part of the place that it was sent to, where that is not the channel's own address. */
	| { kind: "sending"; attempt: string; at: Instant; tries: number; to?: string; lastKnownId?: string }
	| { kind: "sent"; messageIds: readonly string[] }
	| { kind: "failed"; reason: string }
	| { kind: "skipped"; reason: string }
	| { kind: "unknown"; reason: string; at: Instant; lastKnownId?: string }
	| { kind: "corrected"; messageIds: readonly string[] }
	| { kind: "withdrawn"; messageIds: readonly string[] };

export type DeliveryStateKind = DeliveryState["kind"];

/** True when nothing more will be done by itself. */
export function isSettled(state: DeliveryState): boolean {
	return state.kind !== "pending" && state.kind !== "sending";
}
