import type { Answer, BroadcastDraft, Broadcasts, Refusal, ResultRow } from "../../src/broadcasts/port.ts";
import {
	type Broadcast,
	type BroadcastAudience,
	type BroadcastState,
	standardOptions,
} from "../../src/domain/broadcast.ts";
import type { Actor } from "../../src/domain/person.ts";

/** The port of broadcasts without sending: states, revisions and refusals as the surfaces meet them. */
export type BroadcastsInMemory = Broadcasts & {
	/** Every sending that was begun, by broadcast. */
	sendings: string[];
	/** What was asked, in order. */
	asked: string[];
	/** How many channels everybody is; 0 makes every audience empty. */
	recipients: number;
	/** Whether a second person must approve. */
	twoPeople: boolean;
	put(id: string, part: Partial<Broadcast>): void;
};

export function createBroadcastsInMemory(now: () => number): BroadcastsInMemory {
	const all = new Map<string, Broadcast>();
	const byKey = new Map<string, string>();
	const segments = new Map<string, BroadcastAudience>();
	let count = 0;

	const refuse = (
		code: Refusal["code"],
		facts: Refusal["facts"] = {},
	): { ok: false; refusals: Refusal[] } => ({
		ok: false,
		refusals: [{ code, facts }],
	});

	function problemsOf({ content, time }: Pick<BroadcastDraft, "content" | "time">): Refusal[] {
		const [version] = content.versions;
		if (version === undefined || `${version.headline}${version.body}`.trim() === "") {
			return [{ code: "content-missing", facts: {} }];
		}
		if ((version.body.match(/\*/g) ?? []).length % 2 === 1) {
			return [{ code: "mark-up-open", facts: { mark: "*", near: version.body.slice(-10), language: "ar" } }];
		}
		if (time.kind === "at" && time.at <= now()) return [{ code: "time-past", facts: { at: time.at } }];
		return [];
	}

	function change(
		by: Actor,
		id: string,
		from: readonly BroadcastState[],
		part: Partial<Broadcast>,
		revision?: number,
	): Answer<{ broadcast: Broadcast; changed: boolean }> {
		const found = all.get(id);
		if (found === undefined) return refuse("unknown", { id });
		if (revision !== undefined && revision !== found.revision) {
			return refuse("changed-meanwhile", { by: found.editedBy.name, revision: found.revision });
		}
		if (part.state === found.state) return { ok: true, broadcast: found, changed: false };
		if (!from.includes(found.state)) return refuse("wrong-state", { state: found.state });
		const broadcast: Broadcast = {
			...found,
			...part,
			editedBy: by,
			editedAt: now(),
			revision: found.revision + 1,
		};
		all.set(id, broadcast);
		return { ok: true, broadcast, changed: true };
	}

	const room: BroadcastsInMemory = {
		sendings: [],
		asked: [],
		recipients: 3,
		twoPeople: false,
		put(id, part) {
			const found = all.get(id);
			if (found !== undefined) all.set(id, { ...found, ...part });
		},
		async create(by, draft, key) {
			const known = key === undefined ? undefined : all.get(byKey.get(key) ?? "");
			if (known !== undefined) return { ok: true, broadcast: known };
			const problems = problemsOf(draft).filter(({ code }) => code === "mark-up-open");
			if (problems.length > 0) return { ok: false, refusals: problems };
			count += 1;
			const id = `b${count}`;
			const broadcast: Broadcast = {
				id,
				revision: 1,
				name: draft.name ?? draft.content.versions[0]?.headline ?? "",
				state: "draft",
				content: draft.content,
				audience: draft.audience,
				time: draft.time,
				options: { ...standardOptions, ...draft.options },
				createdBy: by,
				createdAt: now(),
				editedBy: by,
				editedAt: now(),
				past: [],
				amendments: [],
			};
			all.set(id, broadcast);
			if (key !== undefined) byKey.set(key, id);
			room.asked.push(`create ${id}`);
			return { ok: true, broadcast };
		},
		async edit(by, id, revision, { options, ...part }) {
			const found = all.get(id);
			const merged = found && { ...part, options: { ...found.options, ...options } };
			const editable = ["draft", "approved", "scheduled"] as const;
			return change(by, id, editable, merged ?? {}, revision);
		},
		async show(id) {
			const broadcast = all.get(id);
			if (broadcast === undefined) return refuse("unknown", { id });
			if (broadcast.run === undefined) return { ok: true, broadcast };
			const { recipients } = room;
			const progress = {
				...{ run: 1, recipients, open: 0, sent: recipients - 1, corrected: 0, withdrawn: 0, failed: 1 },
				...{ skipped: 0, unknown: 0, failedBy: { blocked: 1 }, skippedBy: {}, startedAt: now() },
			};
			return { ok: true, broadcast, progress };
		},
		async list(filter) {
			const { states, limit = 1_000 } = filter ?? {};
			return [...all.values()]
				.filter(({ state }) => states?.includes(state) ?? true)
				.reverse()
				.slice(0, limit);
		},
		async preview(id) {
			const found = all.get(id);
			const [version] = found?.content.versions ?? [];
			if (version === undefined) return refuse("unknown", { id });
			const message = {
				language: version.language,
				blocks: [
					{ kind: "headline" as const, text: version.headline },
					{ kind: "paragraph" as const, spans: [{ text: version.body }] },
				],
				...{ buttons: [], silent: false, linkPreview: false },
			};
			const previews = ["telegram", "discord"].map((platform) => ({
				...{ platform, language: version.language, message, request: { platform } },
			}));
			return { ok: true, previews };
		},
		async estimate(id) {
			const found = all.get(id);
			if (found === undefined) return refuse("unknown", { id });
			const problems = problemsOf(found);
			if (room.recipients === 0) problems.push({ code: "audience-empty", facts: {} });
			const byPlatform = {
				telegram: Math.max(room.recipients - 1, 0),
				discord: Math.min(room.recipients, 1),
			};
			const estimate = { paused: 0, quiet: 0, gone: 0, durationMs: 90_000, problems };
			return { ok: true, estimate: { recipients: room.recipients, byPlatform, ...estimate } };
		},
		async test(_by, id, to) {
			room.asked.push(`test ${id} ${to.kind === "place" ? `${to.platform} ${to.address}` : to.channelId}`);
			return all.has(id) ? { ok: true, arrived: true, words: "" } : refuse("unknown", { id });
		},
		async approve(by, id, revision) {
			const found = all.get(id);
			if (room.twoPeople && found?.editedBy.id === by.id) return refuse("own-approval");
			return change(by, id, ["draft"], { state: "approved", approvedBy: by }, revision);
		},
		async schedule(by, id, time, revision) {
			const found = all.get(id);
			if (found === undefined) return refuse("unknown", { id });
			const when = time ?? found.time;
			const problems = problemsOf({ ...found, time: when });
			if (problems.length > 0) return { ok: false, refusals: problems };
			if (room.recipients === 0) return refuse("audience-empty");
			if (room.twoPeople && found.state === "draft") return refuse("needs-approval");
			const next = when.kind === "at" ? { nextAt: when.at } : {};
			room.asked.push(`schedule ${id}`);
			const from = ["draft", "approved", "scheduled"] as const;
			return change(by, id, from, { state: "scheduled", time: when, ...next }, revision);
		},
		async sendNow(by, id, revision) {
			const found = all.get(id);
			if (found === undefined) return refuse("unknown", { id });
			if (found.state === "sending") return { ok: true, broadcast: found, changed: false };
			if (room.recipients === 0) return refuse("audience-empty");
			if (room.twoPeople && found.state === "draft") return refuse("needs-approval");
			const run = {
				...{
					number: 1,
					postId: `${id}-1`,
					at: now(),
					startedAt: now(),
					lanes: { telegram: 1 },
					frozen: true,
				},
				recipients: room.recipients,
			};
			const done = change(by, id, ["draft", "approved", "scheduled"], { state: "sending", run }, revision);
			if (done.ok && done.changed) room.sendings.push(id);
			return done;
		},
		decide: async (by, id, decision) =>
			change(by, id, ["scheduled"], { state: decision === "send" ? "sending" : "expired" }),
		pause: async (by, id) => change(by, id, ["sending"], { state: "paused" }),
		resume: async (by, id) => change(by, id, ["paused"], { state: "sending" }),
		cancel: async (by, id) =>
			change(by, id, ["draft", "approved", "scheduled", "sending", "paused"], { state: "cancelled" }),
		async correct(by, id, content) {
			const found = all.get(id);
			if (found !== undefined && found.run === undefined) return refuse("nothing-sent");
			return change(by, id, ["sending", "paused", "finished", "cancelled"], { content });
		},
		async withdraw(by, id) {
			const found = all.get(id);
			if (found !== undefined && found.run === undefined) return refuse("nothing-sent");
			room.asked.push(`withdraw ${id}`);
			return change(by, id, ["sending", "paused", "finished"], { state: "cancelled" });
		},
		async retryFailed(_by, id) {
			const broadcast = all.get(id);
			if (broadcast === undefined) return refuse("unknown", { id });
			return broadcast.run === undefined ? refuse("nothing-failed") : { ok: true, broadcast, retried: 1 };
		},
		async results(id) {
			const broadcast = all.get(id);
			if (broadcast?.run === undefined) return refuse("unknown", { id });
			return { ok: true, rows: rows() };
		},
		channels: async () => ({ ok: true, rows: noChannels() }),
		segments: async () => segments,
		async saveSegment(_by, name, audience) {
			segments.set(name, audience);
			return { ok: true, recipients: room.recipients };
		},
		removeSegment: async (_by, name) => ({ ok: true, changed: segments.delete(name) }),
		tagChannel: async (_by, _id, tags) => ({ ok: true, tags }),
	};
	return room;
}

async function* noChannels(): AsyncGenerator<never> {}

async function* rows(): AsyncGenerator<ResultRow> {
	const row = { platform: "telegram", reason: "", messageIds: ["7"], words: "" };
	yield { ...row, channel: "telegram-0", address: "-1001", title: "أخبار المدينة", state: "sent" };
	yield { ...row, channel: "telegram-1", address: "-1002", title: '=HYPERLINK("x"),1', state: "sent" };
	yield {
		...row,
		channel: "telegram-2",
		address: "-1003",
		title: "قناة",
		state: "failed",
		reason: "blocked",
	};
}

/** A draft of one version for everybody. */
export function buildDraft(part: Partial<BroadcastDraft> = {}): BroadcastDraft {
	const version = { language: "ar", headline: "إعلان", body: "صيانة الليلة.", buttons: [], overrides: {} };
	return {
		content: { versions: [version] },
		audience: { include: [{ kind: "all" }], exclude: [] },
		time: { kind: "now" },
		options: {},
		...part,
	};
}
