import type { Broadcast } from "../domain/broadcast.ts";
import type { Actor } from "../domain/person.ts";
import type { Instant } from "../domain/time.ts";
import type { Effects } from "../store/broadcasts/broadcasts.ts";
import type { Order } from "../store/delivery/orders.ts";
import { expiryOf } from "./build-post.ts";
import { nextTimeOf } from "./check-time.ts";
import type { BroadcastDeps } from "./deps.ts";
import type { Answer, Refusal } from "./port.ts";
import { type Move, mayMove, moves } from "./states.ts";

/** Nobody's deed: what a broadcast's time does. */
export const clockActor: Actor = { platform: "barqiya", id: "clock", name: "", role: "none" };

/** What a move makes of a broadcast; `same`: it is so already. */
export type Moved =
	| { kind: "moved"; next: Broadcast }
	| { kind: "same" }
	| { kind: "refused"; refusals: readonly Refusal[] };

/**
 * Moves a broadcast: legal moves only, written with the line of the audit log and the orders to the lanes in one step.
 * `decide` sees the newest state and runs again when somebody else was faster.
 */
export async function moveBroadcast(
	deps: Pick<BroadcastDeps, "broadcasts" | "now">,
	by: Actor,
	id: string,
	move: Move,
	decide: (broadcast: Broadcast, now: Instant) => Moved,
	revision?: number,
): Promise<Answer<{ broadcast: Broadcast; changed: boolean }>> {
	const done = await deps.broadcasts.change<Answer<{ broadcast: Broadcast; changed: boolean }>>(id, (now) => {
		const at = deps.now();
		const moved = decideMove(now, move, revision, (broadcast) => decide(broadcast, at));
		if (moved.kind === "same") return { no: { ok: true, broadcast: now, changed: false } };
		if (moved.kind === "refused") return { no: { ok: false, refusals: moved.refusals } };
		const next = { ...moved.next, revision: now.revision + 1 };
		const dueAt = dueOf(next, at);
		return {
			next,
			effects: {
				...(dueAt === undefined ? {} : { dueAt }),
				orders: ordersOf(next, at),
				audit: {
					who: by,
					action: moves[move].action ?? `broadcast.${move}`,
					object: `broadcast ${id}`,
					before: describe(now),
					after: describe(next, now),
					outcome: "done",
				},
			},
		};
	});
	if (done === undefined) return refused({ code: "unknown", facts: { id } });
	return "no" in done ? done.no : { ok: true, broadcast: done.changed, changed: true };
}

function decideMove(
	broadcast: Broadcast,
	move: Move,
	revision: number | undefined,
	decide: (broadcast: Broadcast) => Moved,
): Moved {
	const { id, state } = broadcast;
	const decided = decide(broadcast);
	if (decided.kind === "same") return decided;
	if (!mayMove(state, move)) {
		return { kind: "refused", refusals: [{ code: "wrong-state", facts: { id, state, move } }] };
	}
	if (revision !== undefined && revision !== broadcast.revision) {
		const facts = {
			id,
			revision: broadcast.revision,
			name: broadcast.editedBy.name || broadcast.editedBy.id,
		};
		return { kind: "refused", refusals: [{ code: "changed-meanwhile", facts }] };
	}
	return decided;
}

/** Neither approved nor on its way any more, and with no time about which anybody is asked. */
export function draftAgain(broadcast: Broadcast): Broadcast {
	const { approvedBy: _, nextAt: __, missedAt: ___, ...rest } = broadcast;
	return { ...rest, state: "draft" };
}

/** After a change: where two people are asked for it is approved no more, and a draft again as long as it can be. */
export function unapproved(changed: Broadcast, needsSecondPerson: boolean): Broadcast {
	if (changed.state === "approved") return draftAgain(changed);
	if (!needsSecondPerson) return changed;
	if (mayMove(changed.state, "edit")) return draftAgain(changed);
	const { approvedBy: _, ...rest } = changed;
	return rest;
}

/** What the lanes are to do about the newest run, as its state says: about one that is over nothing, whatever its state. */
function ordersOf(broadcast: Broadcast, now: Instant): NonNullable<Effects["orders"]> {
	const { run, state } = broadcast;
	if (run === undefined) return new Map();
	const stop = isStopped(broadcast) && !isOver(broadcast, now) ? stopReason(broadcast) : undefined;
	if (stop === undefined && run.finishedAt !== undefined) return new Map([[run.postId, undefined]]);
	const order: Order = {
		...(state === "paused" ? { hold: true } : {}),
		...(stop === undefined ? {} : { stop }),
		...(run.rewritten === undefined ? {} : { revision: run.rewritten }),
	};
	return new Map([[run.postId, Object.keys(order).length === 0 ? undefined : order]]);
}

/** The word that the ledger has for whoever did not get it. */
export function stopReason({ state, run, amendments }: Broadcast): string {
	return amendments.some(({ kind, target }) => kind === "withdraw" && target === run?.postId)
		? "withdrawn"
		: state;
}

/** When it is looked at next by itself. */
export function dueOf(broadcast: Broadcast, now: Instant): Instant | undefined {
	const { state, run, amendments, nextAt, options } = broadcast;
	const times: (Instant | undefined)[] = [
		amendments.some(({ finishedAt }) => finishedAt === undefined) ? now : undefined,
		state === "scheduled" ? nextAt : undefined,
		state === "sending" ? now : undefined,
		state === "paused" && run !== undefined && !comesAgain(broadcast)
			? expiryOf(options.expiresAfterMinutes, run)
			: undefined,
		isClosing(broadcast) ? now : undefined,
		isStopped(broadcast) && !isOver(broadcast, now) && run?.finishedAt !== undefined
			? run.finishedAt + orderKeptMs
			: undefined,
	];
	const named = times.filter((time) => time !== undefined);
	return named.length === 0 ? undefined : Math.min(...named);
}

/**
 * Whether there is another time after its newest run: then what is left of the run expires, and not the broadcast. Where
 * an editor has paused it nothing does, until they let it go on.
 */
export function comesAgain(broadcast: Broadcast): boolean {
	return broadcast.run !== undefined && timeAfterRun(broadcast) !== undefined;
}

/**
 * When it is sent after its newest run. One that was scheduled already, and whose failed recipients are tried again before,
 * keeps that time, which an editor may have changed since the run.
 */
export function timeAfterRun({ run, time, nextAt }: Broadcast): Instant | undefined {
	return nextAt ?? (run === undefined ? undefined : nextTimeOf(time, run.at));
}

/** A post is ordered to be stopped for so long after nothing of it is open, should a planner that was frozen wake up. */
const orderKeptMs = 3_600_000;

/** Stopped so long ago that no order about it is needed. */
export function isOver(broadcast: Broadcast, now: Instant): boolean {
	const { finishedAt } = broadcast.run ?? {};
	return isStopped(broadcast) && finishedAt !== undefined && finishedAt + orderKeptMs <= now;
}

/** Ended, with something that is not settled. */
export function isClosing(broadcast: Broadcast): boolean {
	return isStopped(broadcast) && broadcast.run !== undefined && broadcast.run.finishedAt === undefined;
}

export function isStopped({ state }: Broadcast): boolean {
	return state === "cancelled" || state === "expired";
}

export function refused(...refusals: Refusal[]): { ok: false; refusals: readonly Refusal[] } {
	return { ok: false, refusals };
}

/** Never the text: what of it changed is enough. */
function describe(broadcast: Broadcast, before?: Broadcast): string {
	const { state, revision, nextAt } = broadcast;
	const parts = (["name", "content", "audience", "time", "options"] as const).filter(
		(part) => before !== undefined && JSON.stringify(broadcast[part]) !== JSON.stringify(before[part]),
	);
	const at = nextAt === undefined || nextAt === before?.nextAt ? "" : ` at ${new Date(nextAt).toISOString()}`;
	return `${state} r${revision}${at}${parts.length === 0 ? "" : ` (${parts.join(", ")})`}`;
}
