import type { Broadcast, BroadcastRun } from "../domain/broadcast.ts";
import type { LaneCounts } from "../store/delivery/lane-counts.ts";
import type { BroadcastDeps } from "./deps.ts";
import type { Progress } from "./port.ts";

/** The rate is that of the last minute. */
const rateSpanMs = 60_000;

type Counted = Pick<
	Progress,
	| "recipients"
	| "open"
	| "sent"
	| "corrected"
	| "withdrawn"
	| "failed"
	| "skipped"
	| "unknown"
	| "failedBy"
	| "skippedBy"
>;

/** What became of a run so far: one read a lane, and none a recipient. */
export async function readProgress(
	broadcast: Broadcast,
	run: BroadcastRun,
	deps: Pick<BroadcastDeps, "posts" | "ledger" | "broadcasts" | "now">,
): Promise<Progress> {
	const [counted, samples] = await Promise.all([
		countPost(run.postId, deps),
		deps.broadcasts.samples(run.postId),
	]);
	const settled = counted.recipients - counted.open;
	const since = deps.now() - rateSpanMs;
	const [first] = samples.filter(({ at }) => at >= since);
	const seconds = first === undefined ? 0 : (deps.now() - first.at) / 1_000;
	const perSecond =
		first === undefined || seconds < 1 ? undefined : Math.max(0, settled - first.settled) / seconds;
	const isUnderWay = run.finishedAt === undefined && broadcast.state === "sending";
	const amendment = broadcast.amendments.findLast(({ target }) => target === run.postId);
	const amended = amendment === undefined ? undefined : await countPost(amendment.postId, deps);
	return {
		run: run.number,
		...counted,
		...(isUnderWay && perSecond !== undefined ? { perSecond } : {}),
		...(isUnderWay && perSecond ? { remainingMs: Math.round((counted.open / perSecond) * 1_000) } : {}),
		startedAt: run.startedAt,
		...(run.finishedAt === undefined ? {} : { finishedAt: run.finishedAt }),
		...(amendment === undefined || amended === undefined
			? {}
			: {
					amendment: {
						kind: amendment.kind,
						recipients: amended.recipients,
						open: amended.open,
						done: amended.sent,
						failed: amended.failed + amended.skipped + amended.unknown,
					},
				}),
	};
}

export async function countPost(
	postId: string,
	{ posts, ledger }: Pick<BroadcastDeps, "posts" | "ledger">,
): Promise<Counted> {
	const lanes = await posts.lanes(postId);
	const counts = await Promise.all(lanes.map((lane) => ledger.counts(lane, postId)));
	return counts.filter((each) => each !== undefined).reduce(add, nothing);
}

const nothing: Counted = {
	recipients: 0,
	open: 0,
	sent: 0,
	corrected: 0,
	withdrawn: 0,
	failed: 0,
	skipped: 0,
	unknown: 0,
	failedBy: {},
	skippedBy: {},
};

function add(sum: Counted, lane: LaneCounts): Counted {
	const failed = total(lane.failed);
	const skipped = total(lane.skipped);
	const settled = lane.sent + lane.corrected + lane.withdrawn + lane.unknown + failed + skipped;
	return {
		recipients: sum.recipients + lane.total,
		open: sum.open + lane.total - settled,
		sent: sum.sent + lane.sent,
		corrected: sum.corrected + lane.corrected,
		withdrawn: sum.withdrawn + lane.withdrawn,
		failed: sum.failed + failed,
		skipped: sum.skipped + skipped,
		unknown: sum.unknown + lane.unknown,
		failedBy: merge(sum.failedBy, lane.failed),
		skippedBy: merge(sum.skippedBy, lane.skipped),
	};
}

function total(by: Readonly<Record<string, number>>): number {
	return Object.values(by).reduce((sum, count) => sum + count, 0);
}

function merge(one: Readonly<Record<string, number>>, other: Readonly<Record<string, number>>) {
	const merged: Record<string, number> = { ...one };
	for (const [reason, count] of Object.entries(other)) merged[reason] = (merged[reason] ?? 0) + count;
	return merged;
}
