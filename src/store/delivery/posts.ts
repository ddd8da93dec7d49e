import { z } from "zod";
import { AppError } from "../../domain/errors.ts";
import type { CardContent, Post, PostContent } from "../../domain/post.ts";
import { broadcastVersionSchema } from "../broadcasts/broadcast-schema.ts";
import type { Connection } from "../redis/connection.ts";
import { keys, type Lane, laneName, readLaneName } from "../redis/keys.ts";

/** Posts, the lanes they go through, and the lanes that have something to do. */
export type PostStore = {
	/** Writes a post once; a second write of the same id changes nothing. */
	put(post: Post): Promise<void>;
	get(postId: string): Promise<Post | undefined>;
	/** Replaces what a post says, if `revision` is newer than its own. */
	replaceContent(postId: string, content: PostContent, revision: number): Promise<void>;
	/**
	 * Changes what a post says into its next revision, whatever others change meanwhile: `next` may run again. Undefined, and
	 * nothing changed, where there is no such post or `next` leaves nothing of it.
	 */
	changeContent(
		postId: string,
		next: (content: PostContent) => PostContent | undefined,
	): Promise<Post | undefined>;
	addLane(postId: string, lane: Lane): Promise<void>;
	lanes(postId: string): Promise<Lane[]>;
	/** Notes that a lane has work from `at` on; an earlier time that is noted already stays. */
	noteDue(lane: Lane, at: number): Promise<void>;
	/** Replaces what is noted. Undefined: nothing to do. */
	setDue(lane: Lane, at: number | undefined): Promise<void>;
	/**
	 * The same for a lane's owner, who noted `before` last. False, and nothing changed, when somebody has noted an earlier
	 * time since: there is work that the owner may not know.
	 */
	keepDue(lane: Lane, before: number, at: number | undefined): Promise<boolean>;
	/** Whether a lane is noted at all. */
	isNoted(lane: Lane): Promise<boolean>;
	dueLanes(now: number, limit: number): Promise<Lane[]>;
	/** The earliest time that is noted for any lane, epoch ms. */
	firstDue(): Promise<number | undefined>;
	/** Keeps `now` until the next call; true when the clock has been set back since the last one. */
	wasSetBack(now: number): Promise<boolean>;
	/** Which posts carry an article, digests among them (for corrections and explanations). */
	postsOfArticle(articleId: string): Promise<string[]>;
};

const retentionSeconds = 14 * 24 * 3600;

const card = z.object({
	articleId: z.string(),
	sourceId: z.string().exactOptional(),
	alsoFrom: z.array(z.string()).exactOptional(),
	headline: z.string(),
	publishedAt: z.number(),
	publishedDate: z.string(),
	datePrecision: z.enum(["instant", "day"]),
	lead: z.string(),
	sourceName: z.string(),
	url: z.string().exactOptional(),
	image: z.string().exactOptional(),
	language: z.string(),
	topics: z.array(z.string()),
	author: z.string().exactOptional(),
	breaking: z.boolean().exactOptional(),
});
const postSchema = z.object({
	id: z.string(),
	kind: z.enum(["article", "digest", "broadcast"]),
	content: z.discriminatedUnion("kind", [
		z.object({ kind: z.literal("card"), card }),
		z.object({ kind: z.literal("digest"), cards: z.array(card) }),
		z.object({
			kind: z.literal("text"),
			headline: z.string(),
			paragraphs: z.array(z.string()),
			language: z.string(),
		}),
		z.object({
			kind: z.literal("broadcast"),
			versions: z.array(broadcastVersionSchema),
			at: z.number(),
			silent: z.boolean(),
		}),
	]),
	dueAt: z.number(),
	expiresAt: z.number(),
	priority: z.enum(["breaking", "normal", "bulk"]),
	revision: z.number(),
	createdAt: z.number(),
	manner: z
		.object({
			waitsForQuietHours: z.boolean().exactOptional(),
			perSecond: z.number().exactOptional(),
			rates: z.record(z.string(), z.number()).exactOptional(),
			pin: z.boolean().exactOptional(),
		})
		.exactOptional(),
	amends: z.object({ postId: z.string(), action: z.enum(["correct", "withdraw"]) }).exactOptional(),
}) satisfies z.ZodType<Post>;

export function createPostStore(connection: Connection): PostStore {
	const { redis } = connection;

	async function change(postId: string, next: (post: Post) => Post | undefined): Promise<Post | undefined> {
		for (;;) {
			const json = await redis.get(keys.post(postId));
			const changed = json === null ? undefined : next(readPost(postId, json));
			if (json === null || changed === undefined) return undefined;
			const written = JSON.stringify(changed);
			if ((await connection.run("compare-and-set", [keys.post(postId)], [json, written])) === 1)
				return changed;
		}
	}

	return {
		async put(post) {
			// First: should this be cut off, there is no post that a correction or withdrawal of its article would not find.
			for (const { articleId } of cardsOf(post.content)) {
				const key = keys.postsOfArticle(articleId);
				await redis.sadd(key, post.id);
				await redis.expire(key, retentionSeconds);
			}
			await redis.set(keys.post(post.id), JSON.stringify(post), "EX", retentionSeconds, "NX");
		},
		async get(postId) {
			const json = await redis.get(keys.post(postId));
			return json === null ? undefined : readPost(postId, json);
		},
		async replaceContent(postId, content, revision) {
			await change(postId, (post) =>
				post.revision >= revision ? undefined : { ...post, content, revision },
			);
		},
		changeContent: (postId, next) =>
			change(postId, (post) => {
				const content = next(post.content);
				return content === undefined ? undefined : { ...post, content, revision: post.revision + 1 };
			}),
		async addLane(postId, lane) {
			await redis.sadd(keys.postLanes(postId), laneName(lane));
			await redis.expire(keys.postLanes(postId), retentionSeconds);
		},
		async lanes(postId) {
			return (await redis.smembers(keys.postLanes(postId))).sort().map(readLaneName);
		},
		async noteDue(lane, at) {
			await redis.zadd(keys.lanesDue(), "LT", at, laneName(lane));
		},
		async setDue(lane, at) {
			if (at === undefined) await redis.zrem(keys.lanesDue(), laneName(lane));
			else await redis.zadd(keys.lanesDue(), at, laneName(lane));
		},
		async keepDue(lane, before, at) {
			const earlier = await connection.run(
				"keep-due",
				[keys.lanesDue()],
				[laneName(lane), before, at === undefined || !Number.isFinite(at) ? "" : at],
			);
			return earlier === "";
		},
		async isNoted(lane) {
			return (await redis.zscore(keys.lanesDue(), laneName(lane))) !== null;
		},
		async dueLanes(now, limit) {
			return (await redis.zrangebyscore(keys.lanesDue(), "-inf", now, "LIMIT", 0, limit)).map(readLaneName);
		},
		async firstDue() {
			const [, at] = await redis.zrange(keys.lanesDue(), "0", "0", "WITHSCORES");
			return at === undefined ? undefined : Number(at);
		},
		async wasSetBack(now) {
			const last = await redis.getset(keys.lanesSwept(), now);
			return last !== null && Number(last) > now + 1_000;
		},
		async postsOfArticle(articleId) {
			return redis.smembers(keys.postsOfArticle(articleId));
		},
	};
}

function cardsOf(content: PostContent): readonly CardContent[] {
	switch (content.kind) {
		case "card":
			return [content.card];
		case "digest":
			return content.cards;
		case "text":
		case "broadcast":
			return [];
	}
}

function readPost(postId: string, json: string): Post {
	const read = postSchema.safeParse(JSON.parse(json));
	if (read.success) return read.data;
	throw new AppError("BQ_STORED_VALUE_INVALID", `store: post ${postId}: ${z.prettifyError(read.error)}`);
}
