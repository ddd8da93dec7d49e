import { foldKey } from "../arabic/fold.ts";
import type { Article, ArticleDraft } from "../domain/article.ts";
import type { Source } from "../domain/source.ts";
import type { Topic } from "../store/news/articles.ts";
import type { Backlog } from "./backlog.ts";
import { articleId, buildArticle } from "./build-article.ts";
import { findStory } from "./find-story.ts";
import type { IngestDeps } from "./ingest-deps.ts";
import { noteListing } from "./note-listing.ts";
import { sharedAddresses } from "./shared-addresses.ts";

/** Stores what is new or was changed, the oldest first, and announces it. Returns what was stored. */
export async function storeArticles(
	drafts: readonly ArticleDraft[],
	source: Source,
	deps: IngestDeps,
	{ mostPosts = Number.POSITIVE_INFINITY, old, isOld }: Backlog = {},
): Promise<Article[]> {
	const stored: Article[] = [];
	// Posts go out in the order in which things happened.
	const shared = sharedAddresses(drafts);
	const ordered = drafts.toSorted((a, b) => (a.publishedAt ?? 0) - (b.publishedAt ?? 0));
	const backlog = Math.max(0, ordered.length - mostPosts);
	for (const [nth, draft] of ordered.entries()) {
		const { url: _, ...withoutUrl } = draft;
		const isShared = draft.url !== undefined && shared.has(draft.url);
		const id = articleId(isShared ? withoutUrl : draft, source);
		const isBacklog = nth < backlog || old?.has(id) === true || isOld?.(draft) === true;
		const article = await storeArticle(id, draft, source, deps, isBacklog);
		if (article !== undefined) stored.push(article);
	}
	return stored;
}

async function storeArticle(
	id: string,
	draft: ArticleDraft,
	source: Source,
	deps: IngestDeps,
	isBacklog: boolean,
): Promise<Article | undefined> {
	const [before] = await Promise.all([deps.articles.get(id), deps.articles.keep([id])]);
	// Two feeds may carry one address with a lead of their own each: the one that told it first may revise it.
	if (before !== undefined && before.sourceId !== source.id) {
		await noteListing(before, source, deps, isBacklog);
		return undefined;
	}
	const seenAt = before?.firstSeenAt ?? deps.now();
	const built: Article = {
		...buildArticle(draft, source, seenAt, id),
		...(isBacklog || before?.backlog ? { backlog: true } : {}),
	};
	// What stands in no list is not searched, and whoever gets it gets no more than its lead.
	const kept = built.onlyByName === true ? { ...built, body: "" } : built;
	const { kind, article } = await deps.articles.put(kept, topicsOf(built, source), () => findStory(built));
	if (kind === "known") return undefined;
	const { revision, repeats } = article;
	if (repeats !== undefined) deps.log.info({ article: id, repeats }, "ingest: told before by another");
	await deps.announce({ articleId: id, revision });
	return article;
}

function topicsOf(article: Article, source: Source): Topic[] {
	const topics = new Map<string, string>();
	for (const name of [...source.topics, ...article.categories]) {
		const key = foldKey(name);
		if (key !== "" && !topics.has(key)) topics.set(key, name);
	}
	return [...topics].map(([key, name]) => ({ key, name }));
}
