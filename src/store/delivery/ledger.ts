import type { DeliveryState } from "../../domain/delivery.ts";
import { AppError } from "../../domain/errors.ts";
import { type Priority, priorities } from "../../domain/post.ts";
import type { Connection } from "../redis/connection.ts";
import { channelPosition, keys, type Lane } from "../redis/keys.ts";
import { readDeliveryState, writeAttempt, writeDeliveryState } from "./delivery-state.ts";
import { type Explained, readExplained } from "./explained.ts";
import { type LaneCounts, readCounts } from "./lane-counts.ts";
import { type Share, writeShare } from "./shares.ts";

/** One recipient of one post in a lane. `raw` is the state's text, which a claim must find unchanged. */
export type LedgerEntry = { offset: number; state: DeliveryState; raw: string };

export type Sending = Extract<DeliveryState, { kind: "sending" }>;

export type ClaimResult =
	/** The entry as it stands now, with the newest message id that was known in the channel before this attempt. */
	| { kind: "claimed"; entry: LedgerEntry }
	/** Another process owns the lane now. */
	| { kind: "fenced" }
	/** Something else stands there meanwhile. */
	| { kind: "changed"; entry: LedgerEntry | undefined };

/**
 * The truth about deliveries (DESIGN §5): per post and lane a hash, offset of the channel → state. BullMQ decides who
 * works when; this decides what was done.
 */
export type Ledger = {
	/**
	 * Adds recipients; those who are known keep their state, and those who have one of `same`, posts that tell the same,
	 * are left out. Returns how many were new.
	 */
	plan(
		lane: Lane,
		postId: string,
		priority: Priority,
		offsets: readonly number[],
		same?: readonly string[],
	): Promise<number>;
	/** Which of these channels one of these posts was ever planned for or held back for, whatever became of it. */
	planned(lane: Lane, postIds: readonly string[], offsets: readonly number[]): Promise<ReadonlySet<number>>;
	/** Posts of a lane that are not closed, in the order in which they must go out. */
	openPosts(lane: Lane): Promise<string[]>;
	entries(lane: Lane, postId: string): Promise<LedgerEntry[]>;
	entry(lane: Lane, postId: string, offset: number): Promise<LedgerEntry | undefined>;
	/**
	 * Writes `sending` if the entry is still as it was seen and the lane is still the token's. A first attempt gets the
	 * newest message id that is known in its channel; one that takes over a doubtful attempt keeps that one's.
	 */
	claim(
		lane: Lane,
		postId: string,
		entry: LedgerEntry,
		token: string,
		sending: Sending,
	): Promise<ClaimResult>;
	/** Replaces a state that is known to the letter by the next one. */
	record(lane: Lane, postId: string, change: LedgerChange): Promise<RecordResult>;
	/** Closes a post in a lane when nothing in it is open any more. False when something is. */
	close(lane: Lane, postId: string): Promise<boolean>;
	/**
	 * Opens an unknown delivery, as it was seen, again, and its post with it where that was closed. False when something else
	 * stands there meanwhile.
	 */
	sendAgain(
		lane: Lane,
		postId: string,
		priority: Priority,
		entry: LedgerEntry,
		now: number,
	): Promise<boolean>;
	/** Posts of a lane, open or closed, as long as their ledgers are kept. */
	keptPosts(lane: Lane): Promise<string[]>;
	/**
	 * What posts other than this one have in a channel, as far as they are open or were closed since: message ids, and whether
	 * of one of them it is not known either.
	 */
	explained(lane: Lane, postId: string, offset: number, since: number): Promise<Explained>;
	/** Notes a message id that was seen in a channel, ours or not; an older one changes nothing. */
	noteSeen(channelId: string, messageId: string): Promise<void>;
	/**
	 * Writes the recipients of a lane once and for ever and begins to count them; a second call changes nothing, whoever
	 * it names. Returns how many there are.
	 */
	freeze(lane: Lane, postId: string, priority: Priority, offsets: readonly number[]): Promise<number>;
	/** Undefined: the lane is not frozen, or long over. */
	counts(lane: Lane, postId: string): Promise<LaneCounts | undefined>;
	/** Plans an amendment for all who have the post or may have it; once. Returns how many these are. */
	planAmendment(lane: Lane, target: string, postId: string, priority: Priority): Promise<number>;
	/** Skips what has not begun. Returns how many. */
	stop(lane: Lane, postId: string, reason: string): Promise<number>;
	/** Opens what failed again. Returns how many. */
	retryFailed(lane: Lane, postId: string, priority: Priority): Promise<number>;
	/** The platform's words on refusals, by offset. */
	refusals(lane: Lane, postId: string): Promise<ReadonlyMap<number, string>>;
};

/** `entry`: what stands there now; undefined where there is none. */
export type RecordResult = { recorded: boolean; entry: LedgerEntry | undefined };

export type LedgerChange = {
	offset: number;
	/** The text that must stand there. */
	from: string;
	to: DeliveryState;
	/** The platform's own words, kept beside the state. */
	words?: string;
	newestId?: string;
	/** For an amendment: the post that it changed, and how that one stands now. */
	amended?: { postId: string; to: "corrected" | "withdrawn" };
	/** The message is to be passed on to those who follow the channel. */
	share?: Share;
};

/** How long a ledger is kept after a post was planned. */
const retentionSeconds = 14 * 24 * 3600;
const longestWords = 300;

export function createLedger(connection: Connection): Ledger {
	const { redis } = connection;
	return {
		async plan(lane, postId, priority, offsets, same = []) {
			const ledgers = [postId, ...same].map((id) => keys.ledger(lane, id));
			const [own = "", ...others] = ledgers;
			const added = await connection.run(
				"plan-chunk",
				[own, keys.lanePosts(lane), keys.laneSequence(lane), keys.counts(lane, postId), ...others],
				[postId, priorities.indexOf(priority), retentionSeconds, ...offsets],
			);
			return Number(added);
		},
		async planned(lane, postIds, offsets) {
			const fields = offsets.map(String);
			if (fields.length === 0) return new Set();
			const found = await Promise.all(
				postIds.map((postId) => redis.hmget(keys.ledger(lane, postId), ...fields)),
			);
			return new Set(offsets.filter((_, nth) => found.some((states) => states[nth] != null)));
		},
		openPosts: (lane) => redis.zrange(keys.lanePosts(lane), "0", "-1"),
		async entries(lane, postId) {
			const all = await redis.hgetall(keys.ledger(lane, postId));
			return Object.entries(all).map(([offset, raw]) => readEntry(lane, postId, Number(offset), raw));
		},
		async entry(lane, postId, offset) {
			const raw = await redis.hget(keys.ledger(lane, postId), String(offset));
			return raw === null ? undefined : readEntry(lane, postId, offset, raw);
		},
		async claim(lane, postId, entry, token, sending) {
			const [kind, raw] = (await connection.run(
				"claim-delivery",
				[keys.ledger(lane, postId), keys.laneLease(lane), keys.lastKnown(lane.platform, lane.number)],
				[entry.offset, token, entry.raw, writeAttempt(sending), knownBefore(entry, sending)],
			)) as [string, string];
			if (kind === "fenced") return { kind };
			if (raw === "") return { kind: "changed", entry: undefined };
			const now = readEntry(lane, postId, entry.offset, raw);
			return { kind: kind === "claimed" ? kind : "changed", entry: now };
		},
		async record(lane, postId, change) {
			const to = writeDeliveryState(change.to);
			const { amended } = change;
			const raw = await connection.run(
				"record-delivery",
				[
					keys.ledger(lane, postId),
					keys.refusals(lane, postId),
					keys.lastKnown(lane.platform, lane.number),
					keys.counts(lane, postId),
					keys.shares(lane.platform, lane.number),
					...(amended === undefined
						? []
						: [keys.ledger(lane, amended.postId), keys.counts(lane, amended.postId)]),
				],
				[
					change.offset,
					change.from,
					to,
					(change.words ?? "").slice(0, longestWords),
					change.newestId ?? "",
					retentionSeconds,
					amended === undefined ? "" : amendedMarks[amended.to],
					change.share === undefined ? "" : writeShare(change.share),
					change.share?.postedAt ?? 0,
				],
			);
			const entry = raw === "" ? undefined : readEntry(lane, postId, change.offset, String(raw));
			return { recorded: raw === to, entry };
		},
		async close(lane, postId) {
			const answer = await connection.run(
				"close-post",
				[keys.ledger(lane, postId), keys.lanePosts(lane), keys.laneClosed(lane)],
				[postId, retentionSeconds * 1_000],
			);
			return answer === 1;
		},
		async sendAgain(lane, postId, priority, { offset, raw }, now) {
			const answer = await connection.run("send-again", openingKeys(lane, postId), [
				postId,
				priorities.indexOf(priority),
				offset,
				raw,
				writeDeliveryState({ kind: "pending", tries: 1, notBefore: now }),
			]);
			return answer === 1;
		},
		async keptPosts(lane) {
			const [open, closed] = await Promise.all([
				redis.zrange(keys.lanePosts(lane), "0", "-1"),
				redis.zrange(keys.laneClosed(lane), "0", "-1"),
			]);
			return [...open, ...closed];
		},
		explained: (lane, postId, offset, since) => readExplained(connection, lane, postId, offset, since),
		async noteSeen(channelId, messageId) {
			if (!/^\d{1,20}$/.test(messageId)) return;
			const { platform, lane, offset } = channelPosition(channelId);
			const key = keys.lastKnown(platform, lane);
			const known = await redis.hget(key, String(offset));
			// Two at once may leave the older id: the search for a lost message then starts a little earlier.
			if (known === null || BigInt(known) < BigInt(messageId))
				await redis.hset(key, String(offset), messageId);
		},
		async freeze(lane, postId, priority, offsets) {
			const total = await connection.run(
				"freeze-lane",
				[keys.ledger(lane, postId), keys.lanePosts(lane), keys.laneSequence(lane), keys.counts(lane, postId)],
				[postId, priorities.indexOf(priority), retentionSeconds, ...offsets],
			);
			return Number(total);
		},
		async counts(lane, postId) {
			const all = await redis.hgetall(keys.counts(lane, postId));
			return all.total === undefined ? undefined : readCounts(all);
		},
		async planAmendment(lane, target, postId, priority) {
			const total = await connection.run(
				"plan-amendment",
				[
					keys.ledger(lane, target),
					keys.ledger(lane, postId),
					keys.lanePosts(lane),
					keys.laneSequence(lane),
					keys.counts(lane, postId),
				],
				[postId, priorities.indexOf(priority), retentionSeconds],
			);
			return Number(total);
		},
		async stop(lane, postId, reason) {
			const skipped = writeDeliveryState({ kind: "skipped", reason });
			const stopped = await connection.run(
				"stop-lane",
				[keys.ledger(lane, postId), keys.counts(lane, postId)],
				[skipped],
			);
			return Number(stopped);
		},
		async retryFailed(lane, postId, priority) {
			const opened = await connection.run("retry-failed", openingKeys(lane, postId), [
				postId,
				priorities.indexOf(priority),
			]);
			return Number(opened);
		},
		async refusals(lane, postId) {
			const all = await redis.hgetall(keys.refusals(lane, postId));
			return new Map(Object.entries(all).map(([offset, words]) => [Number(offset), words]));
		},
	};
}

/** What opening a delivery again changes: its state, the counts, and the lane's order with the post in it. */
function openingKeys(lane: Lane, postId: string): string[] {
	return [
		keys.ledger(lane, postId),
		keys.counts(lane, postId),
		keys.lanePosts(lane),
		keys.laneSequence(lane),
		keys.laneClosed(lane),
	];
}

const amendedMarks = { corrected: "c", withdrawn: "w" } as const;

/** After a doubtful attempt the newest id may be that attempt's own, or one behind it. */
function knownBefore(entry: LedgerEntry, sending: Sending): string {
	return entry.state.kind === "sending" ? (sending.lastKnownId ?? "") : "newest";
}

function readEntry(lane: Lane, postId: string, offset: number, raw: string): LedgerEntry {
	const state = readDeliveryState(raw);
	if (state === undefined) {
		const place = `ledger: post ${postId}, lane ${lane.platform}:${lane.number}, channel ${offset}`;
		throw new AppError("BQ_STORED_VALUE_INVALID", `${place}: "${raw.slice(0, 40)}" is no delivery state`);
	}
	return { offset, state, raw };
}
