import { z } from "zod";
import type { Article, Listing } from "../../domain/article.ts";
import { AppError } from "../../domain/errors.ts";
import type { Instant } from "../../domain/time.ts";
import type { Connection } from "../redis/connection.ts";
import { keys } from "../redis/keys.ts";
import { articleLifeSeconds, mostInList, type Stored, storeArticle, type Topic } from "./store-article.ts";
import type { StoryQuestion } from "./stories.ts";

export type { Topic };
/** An article's revision that still has to be planned. */
export type Announcement = { articleId: string; revision: number };

export type ArticleAmendment = { headline?: string; lead?: string; withdrawnAt?: Instant };

export type ArticleStore = {
	/**
	 * Stores an article once, in the story that `askStory` finds for it; without it, in a story of its own. `revised`:
	 * headline or lead differ from what was stored. `article` has its true revision and story.
	 */
	put(article: Article, topics: readonly Topic[], askStory?: () => StoryQuestion): Promise<Stored>;
	/** As its source has it, with what editors corrected. */
	get(id: string): Promise<Article | undefined>;
	/** Notes an editor's correction, or that it is taken back; what the source says later does not undo it. False: not stored. */
	amend(id: string, change: ArticleAmendment): Promise<boolean>;
	/**
	 * Notes, once, that another source lists it too: it is found under that one's topics as well. Returns the revision to
	 * announce, where that is news.
	 */
	noteListing(article: Article, listing: Listing, topics: readonly Topic[]): Promise<number | undefined>;
	/**
	 * These are still named by their source: they are not to be forgotten, or they would be taken for new ones. Or, with
	 * `seconds`, something waits that will tell them then. Nothing is kept for less time than it was to be.
	 */
	keep(ids: readonly string[], seconds?: number): Promise<void>;
	/** The articles of a story besides its first; some may no longer be stored. */
	storyMembers(storyId: string): Promise<string[]>;
	/** Forgets members of a story that are no longer stored. */
	dropMembers(storyId: string, ids: readonly string[]): Promise<void>;
	/** Newest first, without what was taken back; with `until` only what was published by then. */
	latest(limit: number, topicKey?: string, until?: Instant): Promise<Article[]>;
	/** The ids of all that was published since, newest first. */
	idsSince(since: Instant): Promise<string[]>;
	/** How many articles of a topic were published since. */
	countOfTopic(topicKey: string, since: Instant): Promise<number>;
	topics(): Promise<Topic[]>;
	/** Forgets topics of which nothing is left. */
	dropEmptyTopics(): Promise<void>;
	/** What was stored and not yet planned; an entry stays until `announced` takes it away. */
	toAnnounce(): Promise<Announcement[]>;
	isToAnnounce(announcement: Announcement): Promise<boolean>;
	announced(announcement: Announcement): Promise<void>;
};

const articleSchema = z.object({
	id: z.string(),
	sourceId: z.string(),
	sourceName: z.string(),
	url: z.string().exactOptional(),
	guid: z.string().exactOptional(),
	headline: z.string(),
	publishedAt: z.number(),
	publishedDate: z.string(),
	datePrecision: z.enum(["instant", "day"]),
	lead: z.string(),
	body: z.string(),
	image: z.string().exactOptional(),
	caption: z.string().exactOptional(),
	author: z.string().exactOptional(),
	categories: z.array(z.string()),
	language: z.string(),
	storyId: z.string(),
	repeats: z.string().exactOptional(),
	revision: z.number(),
	firstSeenAt: z.number(),
	backlog: z.boolean().exactOptional(),
	onlyByName: z.literal(true).exactOptional(),
	addedSourceId: z.string().exactOptional(),
}) satisfies z.ZodType<Article>;

const listingSchema = z.object({
	sourceId: z.string(),
	addedSourceId: z.string().exactOptional(),
	topics: z.array(z.string()),
	backlog: z.boolean().exactOptional(),
}) satisfies z.ZodType<Listing>;

/** A script keeps everybody waiting. */
const mostInScript = 200;

const fields = [
	...(["json", "revision", "story", "event", "repeats", "headline", "lead", "withdrawn"] as const),
	// Where others list it too, and whether that makes news of what was none.
	...(["others", "news"] as const),
] as const;

export function createArticleStore(connection: Connection): ArticleStore {
	const { redis } = connection;

	async function get(id: string): Promise<Article | undefined> {
		const found = await redis.hmget(keys.article(id), ...fields);
		const [json, revision, story, event, repeats, headline, lead, withdrawn, others, news] = found;
		if (!json) return undefined;
		const { backlog, ...article } = readArticle(id, json);
		return {
			...article,
			...(backlog === undefined || news ? {} : { backlog }),
			...(others ? { alsoFrom: others.split("\n").map((line) => readListing(id, line)) } : {}),
			revision: Number(revision ?? 1),
			...(story ? { storyId: story } : {}),
			...(event ? { eventId: event } : {}),
			...(repeats ? { repeats } : {}),
			...(headline == null ? {} : { headline }),
			...(lead == null ? {} : { lead }),
			...(withdrawn == null ? {} : { withdrawnAt: Number(withdrawn) }),
		};
	}

	return {
		put: (article, topics, askStory) => storeArticle(connection, article, topics, askStory),
		get,
		async amend(id, { headline, lead, withdrawnAt }) {
			const change = { headline, lead, withdrawn: withdrawnAt };
			const said = Object.entries(change).flatMap(([field, value]) =>
				value === undefined ? [] : [field, value],
			);
			if (said.length === 0) return (await redis.exists(keys.article(id))) === 1;
			return (await connection.run("amend-article", [keys.article(id)], said)) === 1;
		},
		async noteListing({ id, publishedAt }, listing, topics) {
			const revision = await connection.run(
				"note-listing",
				[keys.article(id), keys.articlesAnnounce(), keys.topics()].concat(
					topics.map(({ key }) => keys.articlesOfTopic(key)),
				),
				[
					...[id, listing.sourceId, JSON.stringify(listing), listing.backlog ? "" : "1", publishedAt],
					...[articleLifeSeconds, mostInList],
					...topics.flatMap(({ key, name }) => [key, name]),
				],
			);
			return revision === 0 ? undefined : Number(revision);
		},
		async keep(ids, seconds = articleLifeSeconds) {
			if (ids.length > 0) await connection.run("keep-longer", ids.map(keys.article), [seconds]);
		},
		async latest(limit, topicKey, until) {
			const key = topicKey === undefined ? keys.articlesLatest() : keys.articlesOfTopic(topicKey);
			const found: Article[] = [];
			// Lists outlive articles: read on until enough are there.
			for (let at = 0; found.length < limit; at += limit) {
				const ids = await redis.zrevrangebyscore(key, until ?? "+inf", "-inf", "LIMIT", at, limit);
				if (ids.length === 0) break;
				for (const article of await Promise.all(ids.map(get))) {
					if (article !== undefined && article.withdrawnAt === undefined) found.push(article);
				}
			}
			return found.slice(0, limit);
		},
		idsSince: (since) => redis.zrevrangebyscore(keys.articlesLatest(), "+inf", since),
		countOfTopic: (topicKey, since) => redis.zcount(keys.articlesOfTopic(topicKey), since, "+inf"),
		async topics() {
			const all = await redis.hgetall(keys.topics());
			return Object.entries(all).map(([key, name]) => ({ key, name }));
		},
		async dropEmptyTopics() {
			const all = await redis.hkeys(keys.topics());
			for (let from = 0; from < all.length; from += mostInScript) {
				const some = all.slice(from, from + mostInScript);
				await connection.run("drop-topics", [keys.topics(), ...some.map(keys.articlesOfTopic)], some);
			}
		},
		async toAnnounce() {
			const all = await redis.hgetall(keys.articlesAnnounce());
			return Object.entries(all)
				.sort(([, a], [, b]) => Number(a) - Number(b))
				.map(([field]) => readAnnouncement(field));
		},
		storyMembers: (storyId) => redis.smembers(keys.storyMembers(storyId)),
		async dropMembers(storyId, ids) {
			if (ids.length > 0) await redis.srem(keys.storyMembers(storyId), ...ids);
		},
		async isToAnnounce(announcement) {
			return (await redis.hexists(keys.articlesAnnounce(), writeAnnouncement(announcement))) === 1;
		},
		async announced(announcement) {
			await redis.hdel(keys.articlesAnnounce(), writeAnnouncement(announcement));
		},
	};
}

function writeAnnouncement({ articleId, revision }: Announcement): string {
	return `${articleId}:${revision}`;
}

function readAnnouncement(field: string): Announcement {
	const cut = field.lastIndexOf(":");
	return { articleId: field.slice(0, cut), revision: Number(field.slice(cut + 1)) };
}

function readArticle(id: string, json: string): Article {
	const read = articleSchema.safeParse(JSON.parse(json));
	if (read.success) return read.data;
	throw new AppError("BQ_STORED_VALUE_INVALID", `store: article ${id}: ${z.prettifyError(read.error)}`);
}

function readListing(id: string, json: string): Listing {
	const read = listingSchema.safeParse(JSON.parse(json));
	if (read.success) return read.data;
	throw new AppError("BQ_STORED_VALUE_INVALID", `store: a listing of ${id}: ${z.prettifyError(read.error)}`);
}
