import type { DeliveryState } from "../../domain/delivery.ts";

/*
 * A delivery's state as the ledger holds it: short text, since a broadcast to a million writes a million of them.
 *   p                        pending, no try yet         p<tries>@<not before>   after a try
 *   ><attempt>@<at>#<tries> <to>~<last known id>         sending; ` <to>` where it goes to a part of the place
 *   <id>                     sent, one decimal id: Redis keeps a whole number in a third of the bytes of a text
 *   s<ids>  c<ids>  w<ids>   sent, corrected, withdrawn  (ids joined by `,`)
 *   f<reason>  k<reason>     failed, skipped             u<at>~<last known id>#<reason>   unknown
 * Times are epoch ms in base 36.
 */

export function writeDeliveryState(state: DeliveryState): string {
	switch (state.kind) {
		case "pending":
			return state.tries === 0 ? "p" : `p${state.tries}@${writeTime(state.notBefore ?? 0)}`;
		case "sending":
			return `${writeAttempt(state)}${state.lastKnownId ?? ""}`;
		case "sent":
			return plainId(state.messageIds) ?? `s${state.messageIds.join(",")}`;
		case "corrected":
			return `c${state.messageIds.join(",")}`;
		case "withdrawn":
			return `w${state.messageIds.join(",")}`;
		case "failed":
			return `f${state.reason}`;
		case "skipped":
			return `k${state.reason}`;
		case "unknown":
			return `u${writeTime(state.at)}~${state.lastKnownId ?? ""}#${state.reason}`;
	}
}

function plainId([first = "", ...others]: readonly string[]): string | undefined {
	return others.length === 0 && /^[1-9]\d*$/.test(first) ? first : undefined;
}

/** A `sending` state up to its last known id, which the ledger itself fills in. */
export function writeAttempt(state: Extract<DeliveryState, { kind: "sending" }>): string {
	const to = state.to === undefined ? "" : ` ${state.to}`;
	return `>${state.attempt}@${writeTime(state.at)}#${state.tries}${to}~`;
}

/** Undefined when the text is no state that this version writes. */
export function readDeliveryState(text: string): DeliveryState | undefined {
	if (/^\d+$/.test(text)) return { kind: "sent", messageIds: [text] };
	const rest = text.slice(1);
	switch (text[0]) {
		case "p":
			return readPending(rest);
		case ">":
			return readSending(rest);
		case "s":
			return { kind: "sent", messageIds: readIds(rest) };
		case "c":
			return { kind: "corrected", messageIds: readIds(rest) };
		case "w":
			return { kind: "withdrawn", messageIds: readIds(rest) };
		case "f":
			return { kind: "failed", reason: rest };
		case "k":
			return { kind: "skipped", reason: rest };
		case "u":
			return readUnknown(rest);
		default:
			return undefined;
	}
}

function readPending(rest: string): DeliveryState | undefined {
	if (rest === "") return { kind: "pending", tries: 0 };
	const match = /^(\d+)@([0-9a-z]+)$/.exec(rest);
	if (match === null) return undefined;
	return { kind: "pending", tries: Number(match[1]), notBefore: readTime(match[2]) };
}

function readSending(rest: string): DeliveryState | undefined {
	const match = /^([^@]+)@([0-9a-z]+)#(\d+)(?: ([^~]+))?~(.*)$/.exec(rest);
	if (match === null) return undefined;
	const [, attempt = "", at, tries, to, lastKnownId] = match;
	const known = lastKnownId ? { lastKnownId } : {};
	return {
		kind: "sending",
		attempt,
		at: readTime(at),
		tries: Number(tries),
		...(to ? { to } : {}),
		...known,
	};
}

function readUnknown(rest: string): DeliveryState | undefined {
	const match = /^([0-9a-z]+)~([^#]*)#(.*)$/s.exec(rest);
	if (match === null) return undefined;
	const [, at, lastKnownId, reason = ""] = match;
	return { kind: "unknown", at: readTime(at), reason, ...(lastKnownId ? { lastKnownId } : {}) };
}

const writeTime = (at: number) => Math.round(at).toString(36);
const readTime = (text: string | undefined) => Number.parseInt(text ?? "0", 36);
const readIds = (text: string) => (text === "" ? [] : text.split(","));
