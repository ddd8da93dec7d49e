import type { Broadcast, BroadcastAmendment, BroadcastRun } from "../domain/broadcast.ts";
import type { Instant } from "../domain/time.ts";
import { advanceAmendment, advanceAmendments, rewritePosts } from "./amendments.ts";
import { expiryOf } from "./build-post.ts";
import {
	clockActor,
	comesAgain,
	draftAgain,
	dueOf,
	isClosing,
	isOver,
	type Moved,
	moveBroadcast,
	stopReason,
	timeAfterRun,
} from "./change.ts";
import { nextTimeOf, onTimeMs } from "./check-time.ts";
import type { BroadcastDeps } from "./deps.ts";
import { estimateBroadcast } from "./estimate.ts";
import { freezeSome, wake } from "./freeze.ts";
import { isHeldUpByChannels, leaveOut } from "./leave-out.ts";
import { countPost } from "./progress.ts";
import { shareRate } from "./share-rate.ts";
import type { Move } from "./states.ts";

const mostPast = 50;
const mostAtOnce = 50;
/** A finished sending is noticed within this; more lanes are looked at less often. */
const lookMs = 1_000;

/**
 * Takes every broadcast whose time has come one step further: begins it, freezes its recipients, notices that it is done.
 * Any number of processes may do this, and each may die anywhere: every step may be done again.
 */
export async function advanceBroadcasts(deps: BroadcastDeps): Promise<void> {
	const due = await deps.broadcasts.due(deps.now(), mostAtOnce);
	await Promise.all(
		due.map((id) =>
			advanceBroadcast(id, deps).catch((error) => {
				deps.log.warn({ broadcast: id, reason: String(error) }, "broadcast: a step failed, tried again");
			}),
		),
	);
	for (const amendment of await deps.broadcasts.amendments()) {
		await stepOfAmendment(amendment, deps).catch((error) => {
			const fields = { post: amendment.postId, reason: String(error) };
			deps.log.warn(fields, "broadcast: a correction or withdrawal failed, tried again");
		});
	}
}

/**
 * Of an article's posts; those of a broadcast stand with it. What was ordered about the post outlives the amendment: a lane
 * may still have the post in memory as it was, and a planner that was frozen may yet plan it.
 */
async function stepOfAmendment(amendment: BroadcastAmendment, deps: BroadcastDeps): Promise<void> {
	const next = await advanceAmendment(amendment, deps);
	if (next.finishedAt !== undefined) await deps.broadcasts.dropAmendment(next.postId);
	else if (next !== amendment) await deps.broadcasts.putAmendment(next);
}

/** Notes again when each broadcast is due: what a restored Redis may have lost. */
export async function noteBroadcasts(deps: BroadcastDeps): Promise<void> {
	const now = deps.now();
	for (const broadcast of await deps.broadcasts.list(Number.MAX_SAFE_INTEGER)) {
		const dueAt = dueOf(broadcast, now);
		if (dueAt !== undefined) await deps.broadcasts.noteDue(broadcast.id, dueAt);
	}
}

async function advanceBroadcast(id: string, deps: BroadcastDeps): Promise<void> {
	const { broadcasts } = deps;
	const broadcast = await broadcasts.get(id);
	const again = broadcast === undefined ? 0 : await stepOf(broadcast, deps);
	const seen = await broadcasts.dueAt(id);
	if (seen === undefined) return;
	const now = await broadcasts.get(id);
	const due = now === undefined ? undefined : dueOf(now, deps.now());
	await broadcasts.postpone(id, seen, due === undefined ? undefined : Math.max(due, deps.now() + again));
}

/** Returns in how many ms the next step is worth a look. */
async function stepOf(broadcast: Broadcast, deps: BroadcastDeps): Promise<number> {
	if (broadcast.state === "scheduled" && (broadcast.nextAt ?? Number.POSITIVE_INFINITY) <= deps.now()) {
		await begin(broadcast, deps);
		return 0;
	}
	const { run } = broadcast;
	if (
		run !== undefined &&
		isUnderWay(broadcast) &&
		isExpired(broadcast, run, deps) &&
		!comesAgain(broadcast)
	) {
		await move(broadcast, "expire", deps, (now) => ({ kind: "moved", next: { ...now, state: "expired" } }));
		return 0;
	}
	if (run !== undefined && isOver(broadcast, deps.now())) await deps.broadcasts.liftOrder(run.postId);
	const again = run === undefined ? lookMs : await stepOfRun(broadcast, run, deps);
	await stepOfAmendments(broadcast, deps);
	return again;
}

async function stepOfRun(broadcast: Broadcast, run: BroadcastRun, deps: BroadcastDeps): Promise<number> {
	if (isClosing(broadcast)) {
		await closeRun(broadcast, run, deps);
		return lookMs;
	}
	if (broadcast.state !== "sending") return lookMs;
	if (isExpired(broadcast, run, deps)) {
		await leaveOut(run, "expired", deps);
		if ((await countPost(run.postId, deps)).open === 0) await finish(broadcast, deps);
		return lookMs;
	}
	if (run.retrying === true) {
		await retryRun(broadcast, run, deps);
		return 0;
	}
	if (!run.frozen) {
		const frozen = await freezeSome(broadcast, run, deps);
		if (frozen.kind === "more") return 0;
		if (frozen.kind === "nobody") {
			const reasons = frozen.refusals.map(({ code }) => code);
			deps.log.error(
				{ broadcast: broadcast.id, reasons },
				"broadcast: its audience cannot be found, it is paused",
			);
			await move(broadcast, "pause", deps, (now) => ({ kind: "moved", next: { ...now, state: "paused" } }));
			return 0;
		}
		const { recipients } = frozen;
		await changeRun(broadcast, deps, (now) => ({ ...now, frozen: true, recipients }));
		deps.log.info(
			{ broadcast: broadcast.id, post: run.postId, recipients },
			"broadcast: recipients are frozen",
		);
		return 0;
	}
	const { open, recipients } = await countPost(run.postId, deps);
	await deps.broadcasts.addSample(run.postId, { at: deps.now(), settled: recipients - open });
	if (open === 0) await finish(broadcast, deps);
	else if (await isHeldUpByChannels(broadcast, run, deps)) await leaveOut(run, "expired", deps);
	const lanes = Object.values(run.lanes).reduce((sum, count) => sum + count, 0);
	return lookMs + lanes * 2;
}

async function retryRun(broadcast: Broadcast, run: BroadcastRun, deps: BroadcastDeps): Promise<void> {
	const priority = broadcast.options.urgent ? "breaking" : "bulk";
	for (const lane of await deps.posts.lanes(run.postId)) {
		await deps.ledger.retryFailed(lane, run.postId, priority);
		await wake(lane, { dueAt: deps.now() }, deps);
	}
	await changeRun(broadcast, deps, ({ retrying: _, ...now }) => now);
}

/** At its time, or as its policy says about a time that went by. Of several that went by the last one counts. */
async function begin(broadcast: Broadcast, deps: BroadcastDeps): Promise<void> {
	const lanes = Object.fromEntries(
		await Promise.all(
			deps.platforms.map(async (platform) => [platform, await deps.channels.laneCount(platform)] as const),
		),
	);
	const rates = await ratesOf(broadcast, deps);
	const done = await move(broadcast, "start", deps, (now, at) => {
		if (now.nextAt === undefined || now.nextAt > at) return { kind: "same" };
		const due = latestMissed(now, at);
		const { misfire } = now.options;
		const late = at - due;
		const sends = late <= onTimeMs || (misfire.kind === "send" && late <= misfire.withinMinutes * 60_000);
		if (!sends) return missed(now, due, at);
		return {
			kind: "moved",
			next: started(now, due, at, { lanes, ...(rates === undefined ? {} : { rates }) }),
		};
	});
	if (!done.ok || !done.changed) return;
	const { state, run, missedAt } = done.broadcast;
	const fields = { broadcast: broadcast.id, state };
	if (state === "sending") deps.log.info({ ...fields, post: run?.postId }, "broadcast: begins");
	else deps.log.warn({ ...fields, asks: missedAt !== undefined }, "broadcast: its time was missed");
}

/** Its own rate, shared out by those who are meant at this moment; what it is on each platform stays for this run. */
async function ratesOf(broadcast: Broadcast, deps: BroadcastDeps): Promise<BroadcastRun["rates"]> {
	const { perSecond } = broadcast.options;
	if (perSecond === undefined) return undefined;
	return shareRate(perSecond, (await estimateBroadcast(broadcast, deps)).byPlatform);
}

function latestMissed({ time, nextAt = 0 }: Broadcast, at: Instant): Instant {
	let due = nextAt;
	for (;;) {
		const next = nextTimeOf(time, due);
		if (next === undefined || next > at) return due;
		due = next;
	}
}

function missed(broadcast: Broadcast, due: Instant, at: Instant): Moved {
	const { nextAt: _, missedAt: __, ...rest } = broadcast;
	const next = nextTimeOf(broadcast.time, at);
	const asks = broadcast.options.misfire.kind === "ask" ? { missedAt: due } : {};
	if (next !== undefined) return { kind: "moved", next: { ...rest, ...asks, nextAt: next } };
	if (broadcast.options.misfire.kind === "ask") return { kind: "moved", next: { ...rest, ...asks } };
	return { kind: "moved", next: { ...rest, state: broadcast.run === undefined ? "expired" : "finished" } };
}

function started(
	broadcast: Broadcast,
	due: Instant,
	at: Instant,
	known: Pick<BroadcastRun, "lanes" | "rates">,
): Broadcast {
	const { nextAt: _, missedAt: __, run: before, ...rest } = broadcast;
	const number = (before?.number ?? 0) + 1;
	const run: BroadcastRun = {
		number,
		postId: `${broadcast.id}-${number}`,
		at: due,
		startedAt: at,
		...known,
		frozen: false,
		recipients: 0,
	};
	const past = before === undefined ? broadcast.past : [before, ...broadcast.past].slice(0, mostPast);
	return { ...rest, state: "sending", run, past };
}

async function finish(broadcast: Broadcast, deps: BroadcastDeps): Promise<void> {
	const done = await move(broadcast, "finish", deps, (now, at) => {
		const { run } = now;
		if (run === undefined || run.postId !== broadcast.run?.postId) return { kind: "same" };
		// What an editor did since nothing was open may have opened something, as another try of what failed does.
		if (now.revision !== broadcast.revision) return { kind: "same" };
		const ended = { ...now, run: { ...run, finishedAt: at } };
		const next = timeAfterRun(now);
		// An editor may still be asked about a later time, when what failed was tried again meanwhile.
		if (next === undefined && now.missedAt === undefined) {
			return { kind: "moved", next: { ...ended, state: "finished" } };
		}
		// What it says was corrected while it was sent, and nobody has approved that for its next times.
		if (deps.needsSecondPerson && run.rewritten !== undefined && now.approvedBy === undefined) {
			return { kind: "moved", next: draftAgain(ended) };
		}
		return {
			kind: "moved",
			next: { ...ended, state: "scheduled", ...(next === undefined ? {} : { nextAt: next }) },
		};
	});
	if (!done.ok || !done.changed) return;
	const { id, state } = done.broadcast;
	if (state === "draft")
		deps.log.warn({ broadcast: id }, "broadcast: done; its corrected text waits for approval");
	else deps.log.info({ broadcast: id }, "broadcast: done");
}

/** Skips what has not begun, until nothing is open. */
async function closeRun(broadcast: Broadcast, run: BroadcastRun, deps: BroadcastDeps): Promise<void> {
	await leaveOut(run, stopReason(broadcast), deps);
	const { open } = await countPost(run.postId, deps);
	if (open > 0) return;
	await changeRun(broadcast, deps, (now) => ({ ...now, finishedAt: deps.now() }));
}

async function stepOfAmendments(broadcast: Broadcast, deps: BroadcastDeps): Promise<void> {
	const { amendments } = broadcast;
	if (amendments.every(({ finishedAt }) => finishedAt !== undefined)) return;
	await rewritePosts(broadcast, deps);
	const advanced = await advanceAmendments(broadcast, deps);
	if (advanced.every((amendment, at) => amendment === amendments[at])) return;
	await change(broadcast, deps, (now) => ({
		...now,
		amendments: now.amendments.map((each) => advanced.find(({ postId }) => postId === each.postId) ?? each),
	}));
}

function isExpired({ options }: Broadcast, run: BroadcastRun, { now }: BroadcastDeps): boolean {
	return expiryOf(options.expiresAfterMinutes, run) <= now();
}

function isUnderWay({ state }: Broadcast): boolean {
	return state === "sending" || state === "paused";
}

function move(
	{ id }: Broadcast,
	kind: Move,
	deps: BroadcastDeps,
	decide: (now: Broadcast, at: Instant) => Moved,
) {
	return moveBroadcast(deps, clockActor, id, kind, decide);
}

function changeRun(
	broadcast: Broadcast,
	deps: BroadcastDeps,
	next: (run: BroadcastRun) => BroadcastRun,
): Promise<void> {
	return change(broadcast, deps, (now) =>
		now.run === undefined || now.run.postId !== broadcast.run?.postId ? now : { ...now, run: next(now.run) },
	);
}

/** Bookkeeping: no move, and nothing for the audit log. */
async function change(
	{ id }: Broadcast,
	deps: BroadcastDeps,
	decide: (now: Broadcast) => Broadcast,
): Promise<void> {
	await deps.broadcasts.change(id, (now) => {
		const next = decide(now);
		const dueAt = dueOf(next, deps.now());
		return next === now ? { no: undefined } : { next, effects: dueAt === undefined ? {} : { dueAt } };
	});
}
