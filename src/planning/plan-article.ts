import { isDeepStrictEqual } from "node:util";
import type { Article } from "../domain/article.ts";
import type { Channel } from "../domain/channel.ts";
import { type CardContent, newsLifeMs, type Post, type PostContent } from "../domain/post.ts";
import type { Source } from "../domain/source.ts";
import type { Instant } from "../domain/time.ts";
import type { DigestStore } from "../store/channels/digests.ts";
import type { ArticleStore } from "../store/news/articles.ts";
import type { Lane } from "../store/redis/keys.ts";
import { cardOf } from "./card-of.ts";
import { isBreaking } from "./importance.ts";
import { type Matched, matchSubscription } from "./match-subscription.ts";
import { createPauses } from "./pauses.ts";
import { eachLane, type PlanDeps, planLane } from "./plan-post.ts";
import { postIdOf } from "./post-id.ts";
import { readTellings, type TellingDeps } from "./tellings.ts";
import { topicKeys, topicNames } from "./topic-keys.ts";
import { capWindow, type PostingTime, whenCapsAreFree, whenToPost } from "./when-to-post.ts";

export { postIdOf, topicKeys, topicNames };

export type ArticlePlanDeps = PlanDeps &
	TellingDeps & { articles: Pick<ArticleStore, "keep">; digests: DigestStore };

/**
 * Plans an article for every channel that subscribed to it and has nothing yet that tells the same: at once where its
 * schedule says so, else into its next digest. One post, however often it is planned: the post's ledger holds what was decided for each channel first, so a
 * second run, at whatever time, changes nothing. A later revision of the same article is not posted anew. Returns the
 * post, and how many channels were new that get it at once, and in a digest.
 */
export async function planArticle(
	article: Article,
	source: Source | undefined,
	now: Instant,
	deps: ArticlePlanDeps,
): Promise<{ post: Post; added: number; held: number }> {
	const topics = topicKeys(article, source);
	const { weighed, others } = await readTellings(article, deps);
	const same = others.map(postIdOf);
	const post = buildArticlePost(article, source, now);
	const decide = createDecider(post, same, now, deps);
	const waiting = { postId: post.id, articleId: article.id, at: now };
	await deps.posts.put(post);
	await followArticle(post, source, deps);
	let [added, held] = [0, 0];
	for await (const { lane, channels } of eachLane(post, deps)) {
		const wanting = await wantingChannels(channels, weighed, topics);
		if (await isWithdrawn(article, deps)) break;
		const decided = await decide(lane, wanting);
		const later = decided.flatMap(({ offset, time }) =>
			time.kind === "digest" ? [{ offset, dueAt: time.dueAt }] : [],
		);
		const atOnce = decided.filter(({ time }) => time.kind === "now").map(({ offset }) => offset);
		await keepForDigests([article.id], later, now, deps);
		held += await deps.digests.hold(lane, waiting, later, same);
		added += await planLane(post, lane, atOnce, deps, same);
	}
	return { post, added, held };
}

/**
 * An article is to be there when the digest that tells it is made, which may be late. Before it is held back: a planner
 * that dies in between does both again.
 */
export async function keepForDigests(
	ids: readonly string[],
	digests: readonly { dueAt: Instant }[],
	now: Instant,
	{ articles }: ArticlePlanDeps,
): Promise<void> {
	if (digests.length === 0) return;
	const wait = Math.max(...digests.map(({ dueAt }) => dueAt - now));
	await articles.keep(ids, Math.ceil(Math.min(wait + lateMs, longestKeptMs) / 1000));
}

const lateMs = 14 * 86_400_000;
/** A monthly digest, late. Who has news of a whole year told at its end does not make us keep a year's news. */
const longestKeptMs = 31 * 86_400_000 + lateMs;

/**
 * What was corrected while the post was being stored; whoever corrects later finds the post. And which sources list the
 * article since the post was stored, with their topics: by them it reaches more channels, and finds its way in each. The
 * text stays what it was.
 */
async function followArticle(post: Post, source: Source | undefined, deps: ArticlePlanDeps): Promise<void> {
	if (post.content.kind !== "card") return;
	const { card: built } = post.content;
	const article = await deps.articles.get(built.articleId);
	if (article === undefined) return;
	const now = cardOf(article, source);
	await deps.posts.changeContent(post.id, (content) => follow(content, built, now));
}

/** Undefined: nothing is to be changed. A text that is not the built one any more was corrected by somebody. */
function follow(content: PostContent, built: CardContent, now: CardContent): PostContent | undefined {
	if (content.kind !== "card") return undefined;
	const { card } = content;
	if (isSameText(card, built) && !isSameText(now, built)) return { kind: "card", card: now };
	const { topics, alsoFrom } = now;
	if (isDeepStrictEqual([card.topics, card.alsoFrom], [topics, alsoFrom])) return undefined;
	return { kind: "card", card: { ...card, topics, ...(alsoFrom === undefined ? {} : { alsoFrom }) } };
}

function isSameText(one: CardContent, other: CardContent): boolean {
	return one.headline === other.headline && one.lead === other.lead;
}

/** Asked for each lane: an editor may take it back while it is being planned. */
async function isWithdrawn({ id }: Article, { articles }: ArticlePlanDeps): Promise<boolean> {
	return (await articles.get(id))?.withdrawnAt !== undefined;
}

/** The one post of an article: same article, same post. */
export function buildArticlePost(article: Article, source: Source | undefined, now: number): Post {
	return {
		id: postIdOf(article),
		kind: "article",
		content: { kind: "card", card: cardOf(article, source) },
		dueAt: now,
		expiresAt: now + newsLifeMs,
		priority: isBreaking(article) ? "breaking" : "normal",
		revision: article.revision,
		createdAt: now,
	};
}

type Wanting = readonly (readonly [offset: number, Channel])[];

/**
 * The channels of a lane that have a subscription to an article with these folded topics. Their expressions may take long:
 * others have turns between.
 */
async function wantingChannels(
	channels: ReadonlyMap<number, Channel>,
	article: Matched,
	topics: ReadonlySet<string>,
): Promise<Wanting> {
	const pause = createPauses();
	const wants = async ({ subscriptions }: Channel) => {
		for (const subscription of subscriptions) {
			await pause();
			if (matchSubscription(subscription, article, topics)) return true;
		}
		return false;
	};
	const wanting: [number, Channel][] = [];
	for (const [offset, channel] of channels) if (await wants(channel)) wanting.push([offset, channel]);
	return wanting;
}

/**
 * When the post goes to channels of a lane, for all that have nothing of `same`. Schedules are few, channels many: what one
 * says now is worked out once. Caps are each channel's own.
 */
function createDecider(post: Post, same: readonly string[], now: Instant, deps: ArticlePlanDeps) {
	const breaking = post.priority === "breaking";
	const known = new Map<string, PostingTime>();

	async function timeFor(channel: Channel, isCounted: boolean): Promise<PostingTime> {
		const name = `${channel.zone} ${JSON.stringify(channel.schedule)}`;
		const time = known.get(name) ?? whenToPost(channel, now, breaking);
		known.set(name, time);
		const window = time.kind === "now" && !isCounted ? capWindow(channel, now) : undefined;
		if (window === undefined) return time;
		const passes = breaking && channel.schedule.breakingPasses === true;
		const admission = await deps.digests.admit(channel.id, post.id, window, passes);
		if (admission.kind === "admitted") return time;
		return { kind: "digest", dueAt: whenCapsAreFree(channel, now, admission) };
	}

	return async (lane: Lane, wanting: Wanting) => {
		const planned = (postIds: readonly string[], some: Wanting) =>
			deps.ledger.planned(
				lane,
				postIds,
				some.map(([offset]) => offset),
			);
		// Before caps are asked, which count; the ledger looks once more as it writes.
		const told = await planned(same, wanting);
		const left = wanting.filter(([offset]) => !told.has(offset));
		// A revision of yesterday's news takes nothing from today's caps: what the ledger says of it stands whatever they say.
		const counted = await planned(
			[post.id],
			left.filter(([, { schedule }]) => schedule.caps !== undefined),
		);
		return Promise.all(
			left.map(async ([offset, channel]) => ({ offset, time: await timeFor(channel, counted.has(offset)) })),
		);
	};
}
