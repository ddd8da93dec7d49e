import type { Broadcast, BroadcastTime } from "../domain/broadcast.ts";
import { standardOptions } from "../domain/broadcast.ts";
import type { Actor } from "../domain/person.ts";
import { parseMarkUp } from "../message/mark-up.ts";
import { createAfterwards } from "./afterwards.ts";
import { readAudience } from "./audience.ts";
import { moveBroadcast, refused, unapproved } from "./change.ts";
import { checkWords } from "./check-content.ts";
import { checkOptions, checkTime, nextTimeOf, onTimeMs } from "./check-time.ts";
import { createChoices } from "./choices.ts";
import type { BroadcastDeps } from "./deps.ts";
import { estimateBroadcast, findProblems } from "./estimate.ts";
import { wakeAll } from "./freeze.ts";
import type { Answer, BroadcastDraft, Broadcasts, Refusal } from "./port.ts";
import { mayMove } from "./states.ts";
import { createTries } from "./tries.ts";

/** What editors do with broadcasts; see `Broadcasts`. Sending itself is done by `advanceBroadcasts` and by delivery. */
export function createBroadcasts(deps: BroadcastDeps): Broadcasts {
	const { broadcasts, now } = deps;

	function problemsOf(draft: Pick<Broadcast, "content" | "audience" | "options">, time: BroadcastTime) {
		return findProblems({ ...draft, time }, deps);
	}

	/** Checks what was read and schedules just that: a change in between is checked anew. */
	async function scheduleAt(
		by: Actor,
		id: string,
		move: "schedule" | "send",
		wanted: BroadcastTime | undefined,
		revision: number | undefined,
	): Promise<Answer<{ broadcast: Broadcast; changed: boolean }>> {
		for (;;) {
			const seen = await broadcasts.get(id);
			if (seen === undefined) return refused({ code: "unknown", facts: { id } });
			const time = wanted ?? (move === "send" ? sendingTime(seen.time) : seen.time);
			const problems = mayMove(seen.state, move) ? await problemsOf(seen, time) : [];
			const done = await moveBroadcast(
				deps,
				by,
				id,
				move,
				(broadcast, at) => {
					if (move === "send" && isOnItsWay(broadcast, at)) return { kind: "same" };
					if (broadcast.revision !== seen.revision) return { kind: "refused", refusals: [again] };
					if (problems.length > 0) return { kind: "refused", refusals: problems };
					if (deps.needsSecondPerson && broadcast.state === "draft") {
						return { kind: "refused", refusals: [{ code: "needs-approval", facts: { id } }] };
					}
					const nextAt = move === "send" ? at : firstTimeOf(time, at);
					if (nextAt === undefined)
						return { kind: "refused", refusals: [{ code: "time-missing", facts: { id } }] };
					const { missedAt: _, ...rest } = broadcast;
					return { kind: "moved", next: { ...rest, state: "scheduled", time, nextAt } };
				},
				revision,
			);
			if (done.ok || !done.refusals.includes(again)) return done;
		}
	}

	return {
		async create(by, draft, key) {
			const options = { ...standardOptions, ...draft.options };
			const refusals = await checkDraft({ ...draft, options }, deps);
			if (refusals.length > 0) return refused(...refusals);
			const at = now();
			const broadcast: Broadcast = {
				id: newId(),
				revision: 1,
				name: draft.name?.trim() || nameOf(draft),
				state: "draft",
				content: draft.content,
				audience: draft.audience,
				time: draft.time,
				options,
				createdBy: by,
				createdAt: at,
				editedBy: by,
				editedAt: at,
				past: [],
				amendments: [],
			};
			const audit = {
				who: by,
				action: "broadcast.create",
				object: `broadcast ${broadcast.id}`,
				after: "draft r1",
				outcome: "done",
			} as const;
			const id = await broadcasts.create(broadcast, { audit }, key);
			const stored = id === broadcast.id ? broadcast : await broadcasts.get(id);
			return stored === undefined
				? refused({ code: "unknown", facts: { id } })
				: { ok: true, broadcast: stored };
		},

		async edit(by, id, revision, change) {
			const seen = await broadcasts.get(id);
			if (seen === undefined) return refused({ code: "unknown", facts: { id } });
			const options = { ...seen.options, ...change.options };
			const merged = { ...seen, ...change, options };
			const wrong = await checkDraft({ ...merged, time: change.time ?? { kind: "now" } }, deps);
			const isScheduled = seen.state === "scheduled" && wrong.length === 0;
			const fits = isScheduled ? await problemsOf(merged, merged.time) : [];
			return moveBroadcast(
				deps,
				by,
				id,
				"edit",
				(broadcast, at) => {
					if (wrong.length + fits.length > 0) return { kind: "refused", refusals: [...wrong, ...fits] };
					return { kind: "moved", next: editedBy(by, broadcast, change, at, deps.needsSecondPerson) };
				},
				revision,
			);
		},

		approve: (by, id, revision) =>
			moveBroadcast(
				deps,
				by,
				id,
				"approve",
				(broadcast) => {
					if (broadcast.state === "approved") return { kind: "same" };
					if (deps.needsSecondPerson && isSame(by, broadcast.editedBy)) {
						return { kind: "refused", refusals: [{ code: "own-approval", facts: { id } }] };
					}
					return { kind: "moved", next: { ...broadcast, state: "approved", approvedBy: by } };
				},
				revision,
			),

		schedule: (by, id, time, revision) => scheduleAt(by, id, "schedule", time, revision),
		sendNow: (by, id, revision) => scheduleAt(by, id, "send", undefined, revision),

		decide: (by, id, decision) =>
			moveBroadcast(deps, by, id, "decide", (broadcast, at) => {
				const { missedAt, ...rest } = broadcast;
				if (missedAt === undefined)
					return { kind: "refused", refusals: [{ code: "not-missed", facts: { id } }] };
				if (decision === "send") return { kind: "moved", next: { ...rest, nextAt: at } };
				return { kind: "moved", next: rest.nextAt === undefined ? { ...rest, state: "expired" } : rest };
			}),

		pause: (by, id) =>
			moveBroadcast(deps, by, id, "pause", (broadcast) =>
				broadcast.state === "paused"
					? { kind: "same" }
					: { kind: "moved", next: { ...broadcast, state: "paused" } },
			),

		async resume(by, id) {
			const done = await moveBroadcast(deps, by, id, "resume", (broadcast) =>
				broadcast.state === "sending"
					? { kind: "same" }
					: { kind: "moved", next: { ...broadcast, state: "sending" } },
			);
			// A second call wakes again, should the first have died before it did.
			if (done.ok && done.broadcast.run !== undefined) await wakeAll(done.broadcast.run.postId, deps);
			return done;
		},

		cancel: (by, id) =>
			moveBroadcast(deps, by, id, "cancel", (broadcast) => {
				if (broadcast.state === "cancelled") return { kind: "same" };
				const { nextAt: _, missedAt: __, ...rest } = broadcast;
				return { kind: "moved", next: { ...rest, state: "cancelled" } };
			}),

		async list({ states, limit = 50 } = {}) {
			const all = await broadcasts.list(states === undefined ? limit : mostSearched);
			return all.filter(({ state }) => states?.includes(state) ?? true).slice(0, limit);
		},

		async estimate(id) {
			const broadcast = await broadcasts.get(id);
			if (broadcast === undefined) return refused({ code: "unknown", facts: { id } });
			return { ok: true, estimate: await estimateBroadcast(broadcast, deps) };
		},

		...createChoices(deps),
		...createTries(deps),
		...createAfterwards(deps),
	};
}

const mostSearched = 5_000;
const again: Refusal = { code: "changed-meanwhile", facts: {} };

/** One that recurs goes on recurring when it is sent once in between. */
function sendingTime(time: BroadcastTime): BroadcastTime {
	return time.kind === "recurring" ? time : { kind: "now" };
}

function firstTimeOf(time: BroadcastTime, now: number): number | undefined {
	if (time.kind === "now") return now;
	return time.kind === "at" ? time.at : nextTimeOf(time, now);
}

/** One whose time went by while nobody was there is not: it may be left out, and whoever sends it now does not want that. */
function isOnItsWay({ state, nextAt }: Broadcast, at: number): boolean {
	const isDue = nextAt !== undefined && nextAt <= at && at - nextAt <= onTimeMs;
	return state === "sending" || (state === "scheduled" && isDue);
}

function editedBy(
	by: Actor,
	broadcast: Broadcast,
	change: Partial<BroadcastDraft>,
	at: number,
	needsSecondPerson: boolean,
): Broadcast {
	const { options, time, name, ...said } = change;
	const nextAt = time === undefined || broadcast.state !== "scheduled" ? undefined : firstTimeOf(time, at);
	const next = {
		...broadcast,
		...said,
		...(name === undefined ? {} : { name }),
		...(time === undefined ? {} : { time }),
		options: { ...broadcast.options, ...options },
		...(nextAt === undefined ? {} : { nextAt }),
		editedBy: by,
		editedAt: at,
	};
	return unapproved(next, needsSecondPerson);
}

async function checkDraft(
	draft: Pick<Broadcast, "content" | "audience" | "time" | "options">,
	deps: BroadcastDeps,
): Promise<readonly Refusal[]> {
	const audience = await readAudience(draft.audience, deps);
	const unknown = audience.ok ? [] : audience.refusals.filter(({ code }) => code !== "audience-missing");
	return [
		...checkWords(draft.content).filter(({ code }) => code !== "content-missing"),
		...unknown,
		...checkTime(draft.time, deps.now()),
		...checkOptions(draft.options),
	];
}

function nameOf({ content }: BroadcastDraft): string {
	const [version] = content.versions;
	const text = version === undefined ? "" : version.headline.trim() || version.body.trim();
	const read = parseMarkUp(text.split("\n")[0] ?? "");
	const [block] = read.ok ? read.blocks : [];
	const plain = block?.kind === "paragraph" ? block.spans.map((span) => span.text).join("") : text;
	return [...plain].slice(0, 60).join("");
}

function isSame(one: Actor, other: Actor): boolean {
	return one.platform === other.platform && one.id === other.id;
}

/** `b` and eight signs: two in a billion years are alike. */
function newId(): string {
	const signs = "0123456789abcdefghjkmnpqrstvwxyz";
	return `b${Array.from(crypto.getRandomValues(new Uint8Array(8)), (byte) => signs[byte % 32]).join("")}`;
}
