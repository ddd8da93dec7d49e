import type {
	Broadcast,
	BroadcastAudience,
	BroadcastContent,
	BroadcastOptions,
	BroadcastState,
	BroadcastTime,
} from "../domain/broadcast.ts";
import type { Actor } from "../domain/person.ts";
import type { Instant } from "../domain/time.ts";
import type { Message } from "../message/message.ts";

/**
 * What editors do with broadcasts, the same for the terminal, the HTTP API and the dialogues. Whether somebody has the
 * right is asked before (`src/staff`). What can be expected to go wrong comes back as a refusal, never as an error.
 */
export type Broadcasts = {
	/** A second call with the same `key` within a day changes nothing and returns the first one's broadcast. */
	create(by: Actor, draft: BroadcastDraft, key?: string): Promise<Answer<{ broadcast: Broadcast }>>;
	/**
	 * Changes what is named in `change`, while it is draft, approved or scheduled. `revision`: the one that the editor
	 * saw; another one now is refused (`changed-meanwhile`) and nothing is overwritten. What was approved has to be
	 * approved again where two people are asked for.
	 */
	edit(
		by: Actor,
		id: string,
		revision: number,
		change: Partial<BroadcastDraft>,
	): Promise<Answer<{ broadcast: Broadcast }>>;
	show(id: string): Promise<Answer<{ broadcast: Broadcast; progress?: Progress }>>;
	/** Newest first. */
	list(filter?: { states?: readonly BroadcastState[]; limit?: number }): Promise<readonly Broadcast[]>;
	/** Each platform's message as the first version says it, or the version of `language`. */
	preview(id: string, language?: string): Promise<Answer<{ previews: readonly Preview[] }>>;
	/** Everything that keeps it from being scheduled, and how many would get it and how long that takes. */
	estimate(id: string): Promise<Answer<{ estimate: Estimate }>>;
	/** Sends it to one place at once, and to nobody else; nothing is counted. */
	test(by: Actor, id: string, to: TestPlace): Promise<Answer<{ arrived: boolean; words: string }>>;
	approve(by: Actor, id: string, revision?: number): Promise<Answer<{ broadcast: Broadcast }>>;
	/** `time` replaces the one that it has. */
	schedule(
		by: Actor,
		id: string,
		time?: BroadcastTime,
		revision?: number,
	): Promise<Answer<{ broadcast: Broadcast }>>;
	/** Again while it is being sent: `changed: false`, and one broadcast. */
	sendNow(
		by: Actor,
		id: string,
		revision?: number,
	): Promise<Answer<{ broadcast: Broadcast; changed: boolean }>>;
	/** About a time that was missed: send it now, or leave it out. */
	decide(by: Actor, id: string, decision: "send" | "skip"): Promise<Answer<{ broadcast: Broadcast }>>;
	pause(by: Actor, id: string): Promise<Answer<{ broadcast: Broadcast; changed: boolean }>>;
	resume(by: Actor, id: string): Promise<Answer<{ broadcast: Broadcast; changed: boolean }>>;
	/** Nobody else gets it; what was sent stays. */
	cancel(by: Actor, id: string): Promise<Answer<{ broadcast: Broadcast; changed: boolean }>>;
	/**
	 * Writes another text over every message of the newest run, and sends that to those who have yet to get it. Later times
	 * say it too, unless an editor has written something else for them since; where two people are asked for it has to be
	 * approved and scheduled again before that.
	 */
	correct(by: Actor, id: string, content: BroadcastContent): Promise<Answer<{ broadcast: Broadcast }>>;
	/** Deletes every message of the newest run; nobody else gets it. */
	withdraw(by: Actor, id: string): Promise<Answer<{ broadcast: Broadcast; changed: boolean }>>;
	/** Tries those once more to whom it could not be sent, also while it is sent to others; whoever has it gets nothing. */
	retryFailed(by: Actor, id: string): Promise<Answer<{ broadcast: Broadcast; retried: number }>>;
	/** One row a recipient of the newest run, or of run `number`. */
	results(id: string, run?: number): Promise<Answer<{ rows: AsyncIterable<ResultRow> }>>;
	/** Everybody whom an audience means, gone ones too: what they are called, and what an audience can choose them by. */
	channels(audience: BroadcastAudience): Promise<Answer<{ rows: AsyncIterable<ChannelRow> }>>;
	segments(): Promise<ReadonlyMap<string, BroadcastAudience>>;
	saveSegment(by: Actor, name: string, audience: BroadcastAudience): Promise<Answer<{ recipients: number }>>;
	removeSegment(by: Actor, name: string): Promise<Answer<{ changed: boolean }>>;
	/** Replaces the tags of a channel. */
	tagChannel(
		by: Actor,
		channelId: string,
		tags: readonly string[],
	): Promise<Answer<{ tags: readonly string[] }>>;
};

export type BroadcastDraft = {
	name?: string;
	content: BroadcastContent;
	audience: BroadcastAudience;
	time: BroadcastTime;
	options: Partial<BroadcastOptions>;
};

/** `refusals` is never empty; each is turned into a sentence by `sayRefusal`. */
export type Answer<T> = ({ ok: true } & T) | { ok: false; refusals: readonly Refusal[] };

/** Why something was not done: a row of `refusalCodes`, and what its sentence names. */
export type Refusal = { code: RefusalCode; facts: Readonly<Record<string, string | number>> };

/** Each has the sentence `refusal-<code>`, which says what to do. */
export const refusalCodes = [
	"unknown",
	"changed-meanwhile",
	"wrong-state",
	"needs-approval",
	"own-approval",
	"time-past",
	"time-missing",
	"zone-unknown",
	"cron-unreadable",
	"cron-never",
	"until-past",
	"audience-missing",
	"audience-empty",
	"platform-unknown",
	"channel-unknown",
	"segment-unknown",
	"segment-name",
	"segment-circle",
	"language-unknown",
	"language-twice",
	"content-missing",
	"text-too-long",
	"headline-too-long",
	"too-many-buttons",
	"button-label-too-long",
	"too-much-mark-up",
	"address-unreadable",
	"mark-up-open",
	"mark-up-empty",
	"variable-unknown",
	"variable-open",
	"option-unreadable",
	"not-missed",
	"nothing-sent",
	"withdrawn",
	"nothing-failed",
	"expired",
	"run-unknown",
] as const;
export type RefusalCode = (typeof refusalCodes)[number];

export type Preview = { platform: string; language: string; message: Message; request: unknown };

export type Estimate = {
	recipients: number;
	byPlatform: Readonly<Record<string, number>>;
	/** Of them: paused by their owners, and in quiet hours at that time; both get it later. */
	paused: number;
	quiet: number;
	/** Chosen channels that cannot be reached any more; they are no recipients. */
	gone: number;
	/** How long sending takes at the platforms' rates, in ms. */
	durationMs: number;
	/** Keeps it from being scheduled; empty: it may be. */
	problems: readonly Refusal[];
};

/** A channel, or a place such as the editor's own chat. */
export type TestPlace =
	| { kind: "channel"; channelId: string }
	| { kind: "place"; platform: string; address: string; addressKind: string; locale: string };

/** Counted beside the ledger, in its scripts: it takes as many reads as there are lanes, not recipients. */
export type Progress = {
	run: number;
	recipients: number;
	/** Not settled yet. */
	open: number;
	sent: number;
	corrected: number;
	withdrawn: number;
	failed: number;
	skipped: number;
	unknown: number;
	/** How many of `failed` and `skipped` for which reason. */
	failedBy: Readonly<Record<string, number>>;
	skippedBy: Readonly<Record<string, number>>;
	/** Settled a second of late; undefined while nothing can be said. */
	perSecond?: number;
	/** When it is done at that rate, in ms from now. */
	remainingMs?: number;
	startedAt: Instant;
	finishedAt?: Instant;
	/** The newest correction or withdrawal of what this run sent. */
	amendment?: {
		kind: "correct" | "withdraw";
		recipients: number;
		open: number;
		done: number;
		failed: number;
	};
};

export type ChannelRow = {
	channel: string;
	platform: string;
	title: string;
	language: string;
	tags: readonly string[];
	/** `active`, `paused` or `gone`. */
	state: string;
};

export type ResultRow = {
	channel: string;
	platform: string;
	address: string;
	title: string;
	state: string;
	reason: string;
	messageIds: readonly string[];
	/** The platform's own words, where it refused. */
	words: string;
};
