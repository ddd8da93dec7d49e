import type { DeliveryState } from "../domain/delivery.ts";
import type { Outcome, OutcomeKind } from "../domain/outcome.ts";

/** What follows an outcome. One row an outcome: this table is the whole policy. */
export type Reaction = {
	/** The delivery's next state; `doubtful` leaves `sending` in place for resolve. */
	next: DeliveryState | "doubtful";
	/** What it means for the channel. */
	channel?: ChannelChange;
	/** Hold a layer of the send window back. */
	pause?: { scope: "channel" | "platform"; ms: number; factor: number };
	/** Send once more at once, without mark-up. */
	again?: "plain-text";
	words?: string;
};

export type ChannelChange =
	| { kind: "moved"; to: string }
	| { kind: "gone"; reason: string }
	| { kind: "forbidden"; reason: string }
	| { kind: "well" }
	/** A part of the place takes nothing (a closed topic, a locked thread), or takes posts again. */
	| { kind: "route-hindered"; to: string; reason: string }
	| { kind: "route-well"; to: string };

export type Attempt = { tries: number; plainText: boolean; now: number; random: () => number };

type Rows = { [K in OutcomeKind]: (outcome: Extract<Outcome, { kind: K }>, attempt: Attempt) => Reaction };

/** A bot whose token is refused is asked again this often; the operator is told meanwhile. */
const refusedBotMs = 60_000;
/** After a real 429 the layer's ceiling is lowered to nine tenths (DESIGN §5). */
export const limitedFactor = 0.9;

const rows: Rows = {
	sent: ({ messageIds, restMs }) => ({
		next: { kind: "sent", messageIds },
		channel: { kind: "well" },
		...(restMs === undefined ? {} : { pause: { scope: "channel", ms: restMs, factor: 1 } }),
	}),
	retry: (outcome, attempt) => {
		const { afterMs, scope, limited, raw } = outcome;
		const wait = limited ? jitter(afterMs, attempt) : Math.max(afterMs, backOff(attempt));
		return {
			next: pending(attempt, afterMs === 0 ? atOnce(attempt) : wait),
			...(limited ? { pause: { scope, ms: wait, factor: limitedFactor } } : {}),
			words: raw,
		};
	},
	moved: ({ newAddress, raw }, attempt) => ({
		next: pending(attempt, 0),
		channel: { kind: "moved", to: newAddress },
		words: raw,
	}),
	gone: ({ reason, raw }) => ({
		next: { kind: "failed", reason },
		channel: { kind: "gone", reason },
		words: raw,
	}),
	forbidden: ({ reason, raw }) => ({
		next: { kind: "failed", reason },
		channel: { kind: "forbidden", reason },
		words: raw,
	}),
	rejected: ({ reason, plainText, raw }, attempt) =>
		plainText && !attempt.plainText
			? { next: pending(attempt, 0), again: "plain-text", words: raw }
			: { next: { kind: "failed", reason }, words: raw },
	"refused-bot": ({ raw }, attempt) => ({
		next: pending(attempt, refusedBotMs),
		pause: { scope: "platform", ms: refusedBotMs, factor: 1 },
		words: raw,
	}),
	ambiguous: ({ why }) => ({ next: "doubtful", words: why }),
};

/**
 * A post went to a part of the place. That this takes nothing says nothing of the place itself: the post goes there
 * instead, since a refusal is proof that it was not delivered.
 */
export function reactOfRoute(reaction: Reaction, to: string, attempt: Attempt): Reaction {
	const { channel, ...rest } = reaction;
	switch (channel?.kind) {
		case "well":
			return { ...rest, channel: { kind: "route-well", to } };
		case "gone":
		case "forbidden":
		case "moved": {
			const reason = channel.kind === "moved" ? "moved" : channel.reason;
			return { ...rest, next: pending(attempt, 0), channel: { kind: "route-hindered", to, reason } };
		}
		default:
			return reaction;
	}
}

export function reactTo(outcome: Outcome, attempt: Attempt): Reaction {
	const row = rows[outcome.kind] as (outcome: Outcome, attempt: Attempt) => Reaction;
	return row(outcome, attempt);
}

function pending(attempt: Attempt, waitMs: number): DeliveryState {
	return { kind: "pending", tries: attempt.tries, notBefore: attempt.now + waitMs };
}

/** Nothing was wrong but the moment; what has come to nothing so often is no matter of the moment. */
const triesAtOnce = 3;

function atOnce(attempt: Attempt): number {
	return attempt.tries <= triesAtOnce ? 0 : backOff({ ...attempt, tries: attempt.tries - triesAtOnce });
}

/** 1 s, 2 s, 4 s … one minute, each between half and whole. */
function backOff(attempt: Attempt): number {
	const whole = Math.min(1_000 * 2 ** Math.max(0, attempt.tries - 1), 60_000);
	return Math.round(whole * (0.5 + attempt.random() / 2));
}

/** Never earlier than was asked for, and up to a tenth later, so that those who wait do not all come at once. */
function jitter(afterMs: number, attempt: Attempt): number {
	return Math.ceil(afterMs * (1 + attempt.random() / 10));
}
