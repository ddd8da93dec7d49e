/**
 * What became of one publish, in words that every platform shares. A publisher never throws for what a platform may
 * answer; it translates. What follows each outcome is a table in `src/delivery`.
 */
export type Outcome =
	/** `restMs`: the platform said that it takes nothing more at this address for so long. */
	| { kind: "sent"; messageIds: readonly string[]; restMs?: number }
	/** Definitely not delivered; try again after so many milliseconds. `scope` says what to hold back meanwhile. */
	| { kind: "retry"; afterMs: number; scope: "channel" | "platform"; limited: boolean; raw: string }
	/** The address changed for good; not delivered. */
	| { kind: "moved"; newAddress: string; raw: string }
	/** The channel cannot be reached until it comes back by itself (blocked, removed, deleted). */
	| { kind: "gone"; reason: string; raw: string }
	/** A right is missing; its owner can give it back. */
	| { kind: "forbidden"; reason: string; raw: string }
	/** The platform refused this very message; the channel is well. `plainText` says a plain version may pass. */
	| { kind: "rejected"; reason: string; plainText: boolean; raw: string }
	/** The bot itself is refused (bad token): nothing is wrong with any channel. */
	| { kind: "refused-bot"; reason: string; raw: string }
	/** It may or may not have been delivered. `underWay`: nobody waits for its answer any more, and it may still arrive. */
	| { kind: "ambiguous"; why: string; underWay?: true };

export type OutcomeKind = Outcome["kind"];
