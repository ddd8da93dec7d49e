import type { Article } from "../domain/article.ts";
import type { Channel } from "../domain/channel.ts";
import type { DeliveryState } from "../domain/delivery.ts";
import type { ExplainFact, ExplainStep } from "../domain/explanation.ts";
import type { Post } from "../domain/post.ts";
import type { Source } from "../domain/source.ts";
import { explainMatch, type Match } from "../planning/match-subscription.ts";
import { createPauses } from "../planning/pauses.ts";
import { postIdOf, topicKeys, topicNames } from "../planning/plan-article.ts";
import { readTellings } from "../planning/tellings.ts";
import type { ChannelStore } from "../store/channels/channels.ts";
import { readDigestFate } from "../store/channels/digests.ts";
import type { Ledger } from "../store/delivery/ledger.ts";
import type { PostStore } from "../store/delivery/posts.ts";
import type { ArticleStore } from "../store/news/articles.ts";
import { channelPosition, type Lane } from "../store/redis/keys.ts";

export type ExplainDeps = {
	articles: ArticleStore;
	channels: ChannelStore;
	posts: PostStore;
	ledger: Ledger;
	sources: readonly Source[];
	now(): number;
};

/**
 * Says, step by step, why a channel got or did not get an article: stored, announced, wanted, planned, delivered. The
 * last step says what stands there now, with the platform's own words where it refused.
 */
export async function explainDelivery(
	articleId: string,
	channelId: string,
	deps: ExplainDeps,
): Promise<ExplainStep[]> {
	const article = await deps.articles.get(articleId);
	if (article === undefined) return [no({ kind: "not-stored", articleId })];
	const channel = await deps.channels.get(channelId);
	if (channel === undefined) return [stored(article), no({ kind: "no-channel", channelId })];
	const { weighed, others } = await readTellings(article, deps);
	const told = await firstPlanned([article, ...others], channel, deps);
	if (told !== undefined && told !== article) {
		const { id, sourceId, storyId } = told;
		const elsewhere = yes({ kind: "told", articleId: id, sourceId, storyId });
		return [stored(article), elsewhere, ...(await explainDelivery(id, channelId, deps))];
	}
	const posts = await postsFor(article, deps);
	const steps = [
		stored(article),
		...repeats(article),
		standing(channel, deps.now()),
		...templateFault(channel),
		await wish(weighed, channel, deps),
	];
	if (posts.length === 0) return [...steps, await notPlanned(article, deps)];
	return [...steps, ...(await explainPosts(posts, channel, deps))];
}

const yes = (fact: ExplainFact): ExplainStep => ({ ok: true, ...fact });
const no = (fact: ExplainFact): ExplainStep => ({ ok: false, ...fact });

function stored({ id, sourceId, firstSeenAt, revision }: Article): ExplainStep {
	return yes({ kind: "stored", articleId: id, sourceId, firstSeenAt, revision });
}

function repeats({ repeats: articleId, storyId }: Article): readonly ExplainStep[] {
	return articleId === undefined ? [] : [yes({ kind: "repeats", articleId, storyId })];
}

/** The first of these that was ever planned for a channel, or held back for its digest. */
async function firstPlanned(
	articles: readonly Article[],
	channel: Channel,
	{ ledger }: ExplainDeps,
): Promise<Article | undefined> {
	const { platform, lane: number, offset } = channelPosition(channel.id);
	const lane: Lane = { platform, number, class: "news" };
	const entries = await Promise.all(articles.map((one) => ledger.entry(lane, postIdOf(one), offset)));
	return articles.find((_, nth) => entries[nth] !== undefined);
}

/** Its template could not write some article: the posts are there, and look otherwise than was chosen. */
function templateFault({ templateFault: found }: Channel): readonly ExplainStep[] {
	if (found === undefined) return [];
	const { since, ...fault } = found;
	return [no({ kind: "template-fault", since, fault })];
}

function standing({ id, state }: Channel, now: number): ExplainStep {
	switch (state.kind) {
		case "active":
			return yes({ kind: "active", channelId: id });
		case "gone":
			return no({ kind: "gone", channelId: id, since: state.since, reason: state.reason });
		case "paused": {
			const until = state.until === undefined ? {} : { until: state.until };
			const isOver = (state.until ?? now + 1) <= now;
			return { ok: isOver, kind: "paused", channelId: id, reason: state.reason, ...until };
		}
	}
}

async function wish(article: Article, channel: Channel, deps: ExplainDeps): Promise<ExplainStep> {
	if (channel.subscriptions.length === 0) return no({ kind: "no-subscription" });
	const source = deps.sources.find(({ id }) => id === article.sourceId);
	const topics = topicKeys(article, source);
	const pause = createPauses();
	const all: ({ id: string } & Match)[] = [];
	for (const one of channel.subscriptions) {
		await pause();
		all.push({ id: one.id, ...explainMatch(one, article, topics) });
	}
	const wanting = all.filter(({ matches }) => matches);
	const by = (wanting.length > 0 ? wanting : all).map(({ id, reasons }) => ({ id, reasons }));
	if (wanting.length > 0) return yes({ kind: "wanted", by });
	return no({ kind: "not-wanted", sourceId: article.sourceId, topics: namesOfTopics(article, source), by });
}

/** As they are written, each once. */
function namesOfTopics(article: Article, source: Source | undefined): readonly string[] {
	const names = topicNames(article, source).filter((name) => name.trim() !== "");
	return [
		...new Map(
			names.map((name) => [[...topicKeys({ categories: [name] }, undefined)].join(), name]),
		).values(),
	];
}

/** Its own post first, then the digests that took it, the earlier ones first. */
async function postsFor(article: Article, deps: ExplainDeps): Promise<Post[]> {
	const ids = await deps.posts.postsOfArticle(article.id);
	const own = postIdOf(article);
	const posts = await Promise.all(ids.map((id) => deps.posts.get(id)));
	return posts
		.filter((post) => post !== undefined)
		.sort((a, b) => Number(b.id === own) - Number(a.id === own) || a.createdAt - b.createdAt);
}

async function notPlanned(article: Article, deps: ExplainDeps): Promise<ExplainStep> {
	if (article.backlog) return no({ kind: "backlog" });
	const waiting = (await deps.articles.toAnnounce()).some(({ articleId }) => articleId === article.id);
	return no({ kind: waiting ? "not-planned-yet" : "planned-for-nobody" });
}

/** Posts that are not this channel's are other channels' digests: they are passed over, unless it has none at all. */
async function explainPosts(
	posts: readonly Post[],
	channel: Channel,
	deps: ExplainDeps,
): Promise<ExplainStep[]> {
	const steps = await Promise.all(posts.map((post) => explainPost(post, channel, deps)));
	const [first] = posts;
	const own = steps.flatMap((step) => step ?? []);
	if (own.length > 0 || first === undefined) return own;
	return [no({ kind: "planned-without", postId: first.id, at: first.createdAt })];
}

async function explainPost(
	post: Post,
	channel: Channel,
	deps: ExplainDeps,
): Promise<ExplainStep[] | undefined> {
	const { platform, lane: number, offset } = channelPosition(channel.id);
	const lane: Lane = { platform, number, class: post.priority === "bulk" ? "bulk" : "news" };
	const entry = await deps.ledger.entry(lane, post.id, offset);
	if (entry === undefined) return undefined;
	const { state } = entry;
	const fate = state.kind === "skipped" ? readDigestFate(state.reason) : undefined;
	if (fate?.kind === "held") return [no({ kind: "held", dueAt: fate.dueAt })];
	if (fate?.kind === "taken") return [yes({ kind: "in-digest", postId: fate.postId })];
	const words = (await deps.ledger.refusals(lane, post.id)).get(offset);
	const planned = yes({
		kind: "planned",
		postId: post.id,
		at: post.createdAt,
		digest: post.kind === "digest",
	});
	const delivery: ExplainFact = {
		kind: "delivery",
		state,
		dueAt: post.dueAt,
		...(words === undefined ? {} : { words }),
	};
	return [planned, { ok: isGood(state), ...delivery }];
}

function isGood(state: DeliveryState): boolean {
	return state.kind === "sent" || state.kind === "corrected";
}
