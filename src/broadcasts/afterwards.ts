import { isDeepStrictEqual } from "node:util";
import type { Broadcast, BroadcastAmendment, BroadcastRun } from "../domain/broadcast.ts";
import type { Post } from "../domain/post.ts";
import { buildAmendment, rewritePosts } from "./amendments.ts";
import { expiryOf } from "./build-post.ts";
import { moveBroadcast, refused, unapproved } from "./change.ts";
import { checkContent } from "./check-content.ts";
import { iso } from "./check-time.ts";
import type { BroadcastDeps } from "./deps.ts";
import type { Broadcasts } from "./port.ts";
import { readProgress } from "./progress.ts";
import { listResults } from "./results.ts";
import { mayMove } from "./states.ts";

/** What can be done with a broadcast once it is being sent, or was. */
export function createAfterwards(
	deps: BroadcastDeps,
): Pick<Broadcasts, "show" | "correct" | "withdraw" | "retryFailed" | "results"> {
	const { broadcasts, posts } = deps;
	return {
		async show(id) {
			const broadcast = await broadcasts.get(id);
			if (broadcast === undefined) return refused({ code: "unknown", facts: { id } });
			const { run } = broadcast;
			if (run === undefined) return { ok: true, broadcast };
			return { ok: true, broadcast, progress: await readProgress(broadcast, run, deps) };
		},

		async correct(by, id, content) {
			const wrong = checkContent(content, deps);
			if (wrong.length > 0) return refused(...wrong);
			const seen = (await broadcasts.get(id))?.run;
			const post = seen === undefined ? undefined : await posts.get(seen.postId);
			const done = await moveBroadcast(deps, by, id, "correct", (broadcast, at) => {
				const { run } = broadcast;
				if (run === undefined) return nothingSent(id);
				if (isWithdrawn(broadcast, run))
					return { kind: "refused", refusals: [{ code: "withdrawn", facts: { id } }] };
				const rewritten = run.finishedAt === undefined ? { rewritten: broadcast.revision + 1 } : {};
				const amended = {
					...amend(broadcast, run, { kind: "correct", content, by, at }),
					run: { ...run, ...rewritten },
				};
				if (isWrittenAnew(broadcast, run, post)) return { kind: "moved", next: amended };
				const corrected = { ...amended, content, editedBy: by, editedAt: at };
				return { kind: "moved", next: unapproved(corrected, deps.needsSecondPerson) };
			});
			if (done.ok) await rewritePosts(done.broadcast, deps);
			return done;
		},

		withdraw: (by, id) =>
			moveBroadcast(deps, by, id, "withdraw", (broadcast, at) => {
				const { run } = broadcast;
				if (run === undefined) return nothingSent(id);
				if (isWithdrawn(broadcast, run)) return { kind: "same" };
				const amended = amend(broadcast, run, { kind: "withdraw", by, at });
				const isUnderWay = broadcast.state === "sending" || broadcast.state === "paused";
				return { kind: "moved", next: isUnderWay ? { ...amended, state: "cancelled" } : amended };
			}),

		async retryFailed(by, id) {
			const seen = await broadcasts.get(id);
			if (seen === undefined) return refused({ code: "unknown", facts: { id } });
			const failed = seen.run === undefined ? 0 : (await readProgress(seen, seen.run, deps)).failed;
			const done = await moveBroadcast(deps, by, id, "retry", (broadcast, at) => {
				const { run, options } = broadcast;
				if (run === undefined) return nothingSent(id);
				if (isWithdrawn(broadcast, run))
					return { kind: "refused", refusals: [{ code: "withdrawn", facts: { id } }] };
				if (failed === 0) return { kind: "refused", refusals: [{ code: "nothing-failed", facts: { id } }] };
				const expiry = expiryOf(options.expiresAfterMinutes, run);
				if (expiry <= at) {
					return { kind: "refused", refusals: [{ code: "expired", facts: { id, at: iso(expiry) } }] };
				}
				// One that is done opens nothing by itself any more, whatever stands in it.
				if (run.retrying === true && run.finishedAt === undefined) return { kind: "same" };
				const { finishedAt: _, ...open } = run;
				// While it is paused they are opened, and sent when it goes on.
				const state = broadcast.state === "paused" ? "paused" : "sending";
				return { kind: "moved", next: { ...broadcast, state, run: { ...open, retrying: true } } };
			});
			return done.ok ? { ok: true, broadcast: done.broadcast, retried: failed } : done;
		},

		async results(id, number) {
			const broadcast = await broadcasts.get(id);
			if (broadcast === undefined) return refused({ code: "unknown", facts: { id } });
			const runs = [...(broadcast.run === undefined ? [] : [broadcast.run]), ...broadcast.past];
			const run = number === undefined ? runs[0] : runs.find((each) => each.number === number);
			if (run === undefined) return refused({ code: "run-unknown", facts: { id, run: number ?? 1 } });
			return { ok: true, rows: listResults(run.postId, deps) };
		},
	};
}

function nothingSent(id: string) {
	return { kind: "refused", refusals: [{ code: "nothing-sent", facts: { id } }] } as const;
}

function isWithdrawn({ amendments }: Broadcast, run: BroadcastRun): boolean {
	return amendments.some(({ kind, target }) => kind === "withdraw" && target === run.postId);
}

/** Whether what it says next was written since its newest run: a correction of that run is none of this text. */
function isWrittenAnew({ state, content, amendments }: Broadcast, run: BroadcastRun, post?: Post): boolean {
	if (!mayMove(state, "edit")) return false;
	const corrected = amendments.findLast((each) => each.target === run.postId && each.content !== undefined);
	const sent = post?.id === run.postId && post.content.kind === "broadcast" ? post.content : undefined;
	const said = corrected?.content ?? sent;
	return said !== undefined && !isDeepStrictEqual(said.versions, content.versions);
}

function amend(
	broadcast: Broadcast,
	run: BroadcastRun,
	what: Pick<BroadcastAmendment, "kind" | "content" | "by" | "at">,
): Broadcast {
	const number = broadcast.amendments.filter(({ target }) => target === run.postId).length + 1;
	const amendment = { ...buildAmendment(what.kind, run.postId, number, what.by, what.at), ...what };
	return { ...broadcast, amendments: [...broadcast.amendments, amendment] };
}
