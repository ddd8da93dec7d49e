import { advanceBroadcasts, noteBroadcasts } from "../src/broadcasts/advance.ts";
import type { BroadcastDeps } from "../src/broadcasts/deps.ts";
import type { Routine } from "./timetable.ts";

/** Begins broadcasts whose time has come, and takes those that are under way further. */
export function advanceDueBroadcasts(deps: BroadcastDeps): Routine {
	return { name: "advance broadcasts", everyMs: 500, run: () => advanceBroadcasts(deps) };
}

/** The stores say when each is due; this finds what a restored Redis has lost. */
export function noteDueBroadcasts(deps: BroadcastDeps): Routine {
	return { name: "note broadcasts", everyMs: 600_000, run: () => noteBroadcasts(deps) };
}

/** What is ordered about an article's post stands until nothing of it can be sent; every lane reads it all the time. */
export function dropOldOrders({ broadcasts, now }: BroadcastDeps): Routine {
	return { name: "drop old orders", everyMs: 600_000, run: () => broadcasts.dropOldOrders(now()) };
}
