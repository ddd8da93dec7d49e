import type { Article } from "../domain/article.ts";
import type { Channel } from "../domain/channel.ts";
import type { DeliveryState } from "../domain/delivery.ts";
import type { Post } from "../domain/post.ts";
import type { Source } from "../domain/source.ts";
import { matchingSubscriptions, postIdOf, topicKeys } from "../planning/plan-article.ts";
import { readTellings } from "../planning/tellings.ts";
import type { ArticleStore } from "../store/articles.ts";
import type { ChannelStore } from "../store/channels.ts";
import { channelPosition, type Lane } from "../store/keys.ts";
import type { Ledger } from "../store/ledger.ts";
import type { PostStore } from "../store/posts.ts";

/** One step of an article's way to a channel. `ok: false`: here it ended, or waits. */
export type ExplainStep = { ok: boolean; what: string };

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
	if (article === undefined)
		return [no(`No article ${articleId} is stored: it was never read, or is older than 30 days.`)];
	const channel = await deps.channels.get(channelId);
	if (channel === undefined) return [stored(article), no(`There is no channel ${channelId}.`)];
	const { weighed, others } = await readTellings(article, deps);
	const told = await firstPlanned([article, ...others], channel, deps);
	if (told !== undefined && told !== article) {
		const elsewhere = yes(
			`The channel has this story by article ${told.id} of source ${told.sourceId} (story ${article.storyId}) and so not by this one: what follows is of that one.`,
		);
		return [stored(article), elsewhere, ...(await explainDelivery(told.id, channelId, deps))];
	}
	const posts = await postsFor(article, deps);
	const steps = [
		stored(article),
		...(article.repeats === undefined ? [] : [repeats(article)]),
		standing(channel, deps.now()),
		wish(weighed, channel, deps),
	];
	if (posts.length === 0) return [...steps, await notPlanned(article, deps)];
	const deliveries = await Promise.all(posts.map((post) => explainPost(post, channel, deps)));
	return [...steps, ...deliveries.flat()];
}

const yes = (what: string): ExplainStep => ({ ok: true, what });
const no = (what: string): ExplainStep => ({ ok: false, what });
const when = (at: number) => new Date(at).toISOString();

function stored(article: Article): ExplainStep {
	const { id, sourceId, firstSeenAt, revision } = article;
	return yes(
		`Article ${id} of source ${sourceId} was first seen at ${when(firstSeenAt)} (revision ${revision}).`,
	);
}

function repeats({ repeats: told, storyId }: Article): ExplainStep {
	return yes(`It repeats article ${told} (story ${storyId}): channels that have that one do not get it.`);
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

function standing(channel: Channel, now: number): ExplainStep {
	const { id, state } = channel;
	if (state.kind === "active") return yes(`Channel ${id} is active.`);
	if (state.kind === "gone") return no(`Channel ${id} is gone since ${when(state.since)}: ${state.reason}.`);
	const until = state.until === undefined ? "until its owner resumes it" : `until ${when(state.until)}`;
	return { ok: (state.until ?? now + 1) <= now, what: `Channel ${id} is paused ${until}: ${state.reason}.` };
}

function wish(article: Article, channel: Channel, deps: ExplainDeps): ExplainStep {
	const source = deps.sources.find(({ id }) => id === article.sourceId);
	const topics = topicKeys(article, source);
	const wishes = matchingSubscriptions(channel, article, topics);
	if (wishes.length > 0) return yes(`It is wanted by subscription ${wishes.map(({ id }) => id).join(", ")}.`);
	if (channel.subscriptions.length === 0) return no("The channel has no subscription.");
	return no(
		`None of the channel's ${channel.subscriptions.length} subscription(s) wants source ${article.sourceId} with topics ${[...topics].join(", ") || "none"}.`,
	);
}

async function postsFor(article: Article, deps: ExplainDeps): Promise<Post[]> {
	const ids = await deps.posts.postsOfArticle(article.id);
	const posts = await Promise.all(ids.map((id) => deps.posts.get(id)));
	return posts.filter((post) => post !== undefined);
}

async function notPlanned(article: Article, deps: ExplainDeps): Promise<ExplainStep> {
	const waiting = (await deps.articles.toAnnounce()).some(({ articleId }) => articleId === article.id);
	if (article.backlog) {
		return no(
			"It was there before its source was added: the newest of a first check are posted (SOURCE_FIRST_POSTS).",
		);
	}
	if (waiting) return no("It waits to be planned: a process with the role plan does that.");
	return no("It was planned for nobody: no channel wanted it at that time.");
}

async function explainPost(post: Post, channel: Channel, deps: ExplainDeps): Promise<ExplainStep[]> {
	const { platform, lane: number, offset } = channelPosition(channel.id);
	const lane: Lane = { platform, number, class: post.priority === "bulk" ? "bulk" : "news" };
	const entry = await deps.ledger.entry(lane, post.id, offset);
	if (entry === undefined) {
		return [
			no(
				`Post ${post.id} was planned at ${when(post.createdAt)} without this channel: it did not want it then.`,
			),
		];
	}
	const words = (await deps.ledger.refusals(lane, post.id)).get(offset);
	const said = words === undefined ? "" : ` The platform said: ${words}`;
	const planned = yes(`Post ${post.id} was planned for it at ${when(post.createdAt)}.`);
	return [planned, { ok: isGood(entry.state), what: `${tell(entry.state, post)}${said}` }];
}

function isGood(state: DeliveryState): boolean {
	return state.kind === "sent" || state.kind === "corrected";
}

function tell(state: DeliveryState, post: Post): string {
	switch (state.kind) {
		case "pending":
			return state.tries === 0
				? `It waits to be sent (due at ${when(post.dueAt)}).`
				: `It was tried ${state.tries} time(s) and is tried again at ${when(state.notBefore ?? 0)}.`;
		case "sending":
			return `It is being sent since ${when(state.at)}, or its sender died: then it is looked for before anything is sent again.`;
		case "sent":
			return `It was sent as message ${state.messageIds.join(", ")}.`;
		case "failed":
			return `It was refused: ${state.reason}.`;
		case "skipped":
			return `It was not sent: ${state.reason}.`;
		case "unknown":
			return `Nobody can tell whether it arrived (${state.reason}; tried at ${when(state.at)}): an editor decides.`;
		case "corrected":
			return `It was sent and corrected, message ${state.messageIds.join(", ")}.`;
		case "withdrawn":
			return `It was sent and withdrawn, message ${state.messageIds.join(", ")}.`;
	}
}
