import type { BroadcastState } from "../domain/broadcast.ts";
import type { Action } from "../domain/rights.ts";

/** What moves a broadcast: what an editor does, or what its time does. */
export type Move =
	| "edit"
	| "approve"
	| "schedule"
	| "send"
	| "decide"
	| "start"
	| "pause"
	| "resume"
	| "cancel"
	| "finish"
	| "expire"
	| "correct"
	| "withdraw"
	| "retry";

type Row = { from: readonly BroadcastState[]; action?: Action };

const changeable = ["draft", "approved", "scheduled"] as const;
const begun = ["sending", "paused", "finished", "cancelled", "expired"] as const;

/** From which states each move is legal; nothing else is. Where it leads stands with the move. */
export const moves: Readonly<Record<Move, Row>> = {
	edit: { from: changeable, action: "broadcast.edit" },
	approve: { from: ["draft"], action: "broadcast.approve" },
	schedule: { from: changeable, action: "broadcast.schedule" },
	send: { from: changeable, action: "broadcast.schedule" },
	/** About a time that was missed: it is made up for, or left out. */
	decide: { from: ["scheduled"], action: "broadcast.decide" },
	start: { from: ["scheduled"] },
	pause: { from: ["sending"], action: "broadcast.pause" },
	resume: { from: ["paused"], action: "broadcast.resume" },
	cancel: { from: [...changeable, "sending", "paused"], action: "broadcast.cancel" },
	finish: { from: ["sending"] },
	expire: { from: ["scheduled", "sending", "paused"] },
	/** One that recurs is scheduled again after its first time, and may be edited and approved before its next. */
	correct: { from: [...changeable, ...begun], action: "broadcast.correct" },
	withdraw: { from: [...changeable, ...begun], action: "broadcast.withdraw" },
	/** What failed is settled, whatever is still under way beside it. */
	retry: { from: ["scheduled", "sending", "paused", "finished"], action: "broadcast.retry" },
};

export function mayMove(state: BroadcastState, move: Move): boolean {
	return moves[move].from.includes(state);
}
