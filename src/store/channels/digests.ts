import { z } from "zod";
import { AppError } from "../../domain/errors.ts";
import type { Instant } from "../../domain/time.ts";
import { writeDeliveryState } from "../delivery/delivery-state.ts";
import type { Connection } from "../redis/connection.ts";
import { channelId, channelPosition, keys, type Lane } from "../redis/keys.ts";

/** An article that waits for a digest, with its own post and when it was held back. */
export type Waiting = { postId: string; articleId: string; at: Instant };

/** A digest whose articles are taken out of waiting. `parts`: the articles of each post to be made of it. */
export type OpenDigest = { dueAt: Instant; openedAt: Instant; parts: readonly (readonly string[])[] };

export type DueDigest = { channelId: string; dueAt: Instant };

/**
 * What waits for the digests of channels, when they are due, and those that are being made. All of a channel lies in its
 * lane's slot, so that each step is one script: an article is waiting, or in exactly one open digest, or planned.
 */
export type DigestStore = {
	/**
	 * Holds an article's post back for channels of a lane. The post's ledger says so as `skipped` with a reason; a
	 * channel that the ledger knows already is left alone, and so is one that has one of `same`, posts that tell the same.
	 * Of more than 100 the oldest give way. Returns how many are new.
	 */
	hold(
		lane: Lane,
		article: Waiting,
		channels: readonly { offset: number; dueAt: Instant }[],
		same?: readonly string[],
	): Promise<number>;
	/** What waits for a digest that was put off, and the ledgers that say so, are kept as if they were held back now. */
	keep(channelId: string, waiting: readonly Waiting[], now: Instant, dueAt: Instant): Promise<void>;
	/** Oldest first. */
	waiting(channelId: string): Promise<Waiting[]>;
	due(platform: string, lane: number, now: Instant, limit: number): Promise<DueDigest[]>;
	dueAt(channelId: string): Promise<Instant | undefined>;
	/**
	 * Notes when a channel's digest is due; `advance` never puts it off; `postpone` never brings it forward, and notes
	 * nothing where nothing was noted.
	 */
	note(channelId: string, at: Instant, how: "replace" | "if-none" | "advance" | "postpone"): Promise<void>;
	/**
	 * Opens a due digest with the articles of `taken`, and notes the next. `taken[].fate` is what the ledger then says of
	 * them. Answers with what is open for the channel, which may be another's; undefined: it is due no more, or what
	 * waits has changed.
	 */
	open(
		due: DueDigest,
		digest: OpenDigest,
		taken: readonly Taken[],
		next: NextDigest,
	): Promise<OpenDigest | undefined>;
	opened(platform: string, lane: number): Promise<{ channelId: string; digest: OpenDigest }[]>;
	/** Strikes out an open digest that is planned. */
	close(channelId: string, digest: OpenDigest): Promise<void>;
	/** Counts a post against a channel's caps, once. Unless `forced`, says which are full instead. */
	admit(channelId: string, postId: string, caps: CapWindow, forced: boolean): Promise<Admission>;
};

export type Taken = { waiting: Waiting; fate: string };
/** `always`: also when nothing waits. */
export type NextDigest = { at: Instant | undefined; always: boolean };
export type CapWindow = {
	now: Instant;
	hourStart: Instant;
	dayStart: Instant;
	perHour: number | undefined;
	perDay: number | undefined;
};
export type Admission = { kind: "admitted" } | { kind: "full"; hour: boolean; day: boolean };

/** How long what waits is kept after it was held back, and after its digest was due: that may come late. */
const graceMs = 14 * 24 * 3600_000;
/** A day has 25 hours at most. */
const admittedSeconds = 26 * 3600;
const mostWaiting = 100;

const openSchema = z.object({
	dueAt: z.number(),
	openedAt: z.number(),
	parts: z.array(z.array(z.string())),
}) satisfies z.ZodType<OpenDigest>;

export function createDigestStore(connection: Connection): DigestStore {
	const { redis } = connection;

	async function giveWay(lane: Lane, dropped: readonly string[]): Promise<void> {
		const fate = skipped("left out of a digest: newer ones are enough");
		for (let at = 0; at < dropped.length; at += 2) {
			const ledger = keys.ledger(lane, readMember(dropped[at + 1] ?? "", 0).postId);
			const offset = dropped[at] ?? "";
			const held = await redis.hget(ledger, offset);
			// A ledger that has expired is not made anew: nothing would ever end it.
			if (held?.startsWith("k"))
				await connection.run("compare-and-set-field", [ledger], [offset, held, fate]);
		}
	}

	return {
		async hold(lane, article, channels, same = []) {
			if (channels.length === 0) return 0;
			const { platform, number } = lane;
			const [held, ...dropped] = (await connection.run(
				"hold-article",
				[
					keys.ledger(lane, article.postId),
					keys.digestsDue(platform, number),
					...channels.map(({ offset }) => keys.digestPending(platform, number, offset)),
					...same.map((postId) => keys.ledger(lane, postId)),
				],
				[
					writeMember(article),
					article.at,
					mostWaiting,
					channels.length,
					...channels.flatMap(({ offset, dueAt }) => [
						offset,
						dueAt,
						lifeSeconds(article.at, dueAt),
						heldUntil(dueAt),
					]),
				],
			)) as [number, ...string[]];
			await giveWay(lane, dropped);
			return held;
		},
		async keep(id, waiting, now, dueAt) {
			const { platform, lane: number, offset } = channelPosition(id);
			const lane: Lane = { platform, number, class: "news" };
			const ledgers = waiting.map(({ postId }) => keys.ledger(lane, postId));
			const pending = keys.digestPending(platform, number, offset);
			await connection.run("keep-longer", [pending, ...ledgers], [lifeSeconds(now, dueAt)]);
		},
		async waiting(id) {
			const { platform, lane, offset } = channelPosition(id);
			const all = await redis.zrange(keys.digestPending(platform, lane, offset), "0", "-1", "WITHSCORES");
			return all.flatMap((member, i) => (i % 2 === 0 ? [readMember(member, Number(all[i + 1]))] : []));
		},
		async due(platform, lane, now, limit) {
			const key = keys.digestsDue(platform, lane);
			const all = await redis.zrangebyscore(key, "-inf", now, "WITHSCORES", "LIMIT", 0, limit);
			return all.flatMap((offset, i) =>
				i % 2 === 0
					? [{ channelId: channelId(platform, lane, Number(offset)), dueAt: Number(all[i + 1]) }]
					: [],
			);
		},
		async dueAt(id) {
			const { platform, lane, offset } = channelPosition(id);
			const score = await redis.zscore(keys.digestsDue(platform, lane), String(offset));
			return score === null ? undefined : Number(score);
		},
		async note(id, at, how) {
			const { platform, lane, offset } = channelPosition(id);
			const key = keys.digestsDue(platform, lane);
			if (how === "replace") await redis.zadd(key, at, String(offset));
			else if (how === "if-none") await redis.zadd(key, "NX", at, String(offset));
			else if (how === "advance") await redis.zadd(key, "LT", at, String(offset));
			else await redis.zadd(key, "XX", "GT", at, String(offset));
		},
		async open(due, digest, taken, next) {
			const { platform, lane: number, offset } = channelPosition(due.channelId);
			const lane: Lane = { platform, number, class: "news" };
			const json = String(
				await connection.run(
					"open-digest",
					[
						keys.digestPending(platform, number, offset),
						keys.digestsOpen(platform, number),
						keys.digestsDue(platform, number),
						...taken.map(({ waiting }) => keys.ledger(lane, waiting.postId)),
					],
					[
						offset,
						due.dueAt,
						JSON.stringify(digest),
						next.at ?? "",
						next.always ? 1 : 0,
						...taken.flatMap(({ waiting, fate }) => [writeMember(waiting), skipped(fate)]),
					],
				),
			);
			return json === "" ? undefined : readOpen(due.channelId, json);
		},
		async opened(platform, lane) {
			const all = await redis.hgetall(keys.digestsOpen(platform, lane));
			return Object.entries(all).map(([offset, json]) => {
				const id = channelId(platform, lane, Number(offset));
				return { channelId: id, digest: readOpen(id, json) };
			});
		},
		async close(id, digest) {
			const { platform, lane, offset } = channelPosition(id);
			await connection.run(
				"close-digest",
				[keys.digestsOpen(platform, lane)],
				[offset, JSON.stringify(digest)],
			);
		},
		async admit(id, postId, caps, forced) {
			const { platform, lane, offset } = channelPosition(id);
			const full = Number(
				await connection.run(
					"admit-post",
					[keys.admitted(platform, lane, offset)],
					[
						postId,
						caps.now,
						caps.hourStart,
						caps.dayStart,
						caps.perHour ?? Number.MAX_SAFE_INTEGER,
						caps.perDay ?? Number.MAX_SAFE_INTEGER,
						forced ? 1 : 0,
						admittedSeconds,
					],
				),
			);
			return full === 0 ? { kind: "admitted" } : { kind: "full", hour: full % 2 === 1, day: full >= 2 };
		},
	};
}

function lifeSeconds(at: Instant, dueAt: Instant): number {
	return Math.ceil((Math.max(0, dueAt - at) + graceMs) / 1000);
}

function heldUntil(dueAt: Instant): string {
	return skipped(`in the digest of ${new Date(dueAt).toISOString().slice(0, 16)}Z`);
}

/** What the ledger says of an article that a digest took. */
export function takenInto(postId: string): string {
	return `in digest ${postId}`;
}

/** What became of an article for a digest, by the reason for which its own post was skipped; undefined for any other. */
export function readDigestFate(
	reason: string,
): { kind: "held"; dueAt: Instant } | { kind: "taken"; postId: string } | undefined {
	const dueAt = Date.parse(/^in the digest of (\S+)$/.exec(reason)?.[1] ?? "");
	if (!Number.isNaN(dueAt)) return { kind: "held", dueAt };
	const postId = /^in digest (\S+)$/.exec(reason)?.[1];
	return postId === undefined ? undefined : { kind: "taken", postId };
}

function skipped(reason: string): string {
	return writeDeliveryState({ kind: "skipped", reason });
}

function writeMember({ postId, articleId }: Waiting): string {
	return `${postId} ${articleId}`;
}

function readMember(member: string, at: Instant): Waiting {
	const cut = member.indexOf(" ");
	return { postId: member.slice(0, cut), articleId: member.slice(cut + 1), at };
}

function readOpen(id: string, json: string): OpenDigest {
	const read = openSchema.safeParse(JSON.parse(json));
	if (read.success) return read.data;
	throw new AppError(
		"BQ_STORED_VALUE_INVALID",
		`store: the open digest of ${id}: ${z.prettifyError(read.error)}`,
	);
}
