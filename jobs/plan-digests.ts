import { noteStandingDigests } from "../src/planning/note-digests.ts";
import { type DigestDeps, planDueDigests } from "../src/planning/plan-digests.ts";
import type { Routine } from "./timetable.ts";

/** Plans the digests whose time has come; after downtime all that were missed, each channel's as one. */
export function planDigestsWhenDue(deps: DigestDeps): Routine {
	return { name: "plan due digests", everyMs: 2_000, run: () => planDueDigests(deps) };
}

/** Digests that are wanted even without news stand in no article's way: somebody has to note them. */
export function noteEmptyDigests(deps: DigestDeps): Routine {
	return { name: "note standing digests", everyMs: 600_000, run: () => noteStandingDigests(deps) };
}
