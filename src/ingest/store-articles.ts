import type { Article, ArticleDraft } from "../domain/article.ts";
import type { Source } from "../domain/source.ts";
import type { Backlog } from "./backlog.ts";
import { boundTexts } from "./bound-texts.ts";
import { articleId, buildArticle } from "./build-article.ts";
import { findStory } from "./find-story.ts";
import type { IngestDeps } from "./ingest-deps.ts";
import { namedTopics } from "./named-topics.ts";
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
		const isShared = draft.url !== undefined && shared.has(draft.url);
		const known = await findKnown(draft, isShared, source, deps);
		const isBacklog = nth < backlog || old?.has(known.id) === true || isOld?.(draft) === true;
		const article = await storeArticle(known, draft, source, deps, isBacklog);
		if (article !== undefined) stored.push(article);
	}
	return stored;
}

type Known = { id: string; before: Article | undefined };

/**
 * What is stored of an item, and under which id. Whether others lead to its address differs from check to check: an item
 * that is stored by the other of its two identities is no new one.
 */
async function findKnown(
	draft: ArticleDraft,
	isShared: boolean,
	source: Source,
	{ articles }: IngestDeps,
): Promise<Known> {
	const { url: _, ...withoutUrl } = draft;
	const [byAddress, byItself] = [articleId(draft, source), articleId(withoutUrl, source)];
	const [id, otherId] = isShared ? [byItself, byAddress] : [byAddress, byItself];
	const [before] = await Promise.all([articles.get(id), articles.keep([id])]);
	const { headline } = boundTexts(draft);
	if (id === otherId || before?.headline === headline) return { id, before };
	const other = await articles.get(otherId);
	if (other?.headline !== headline) return { id, before };
	await articles.keep([otherId]);
	return { id: otherId, before: other };
}

async function storeArticle(
	{ id, before }: Known,
	draft: ArticleDraft,
	source: Source,
	deps: IngestDeps,
	isBacklog: boolean,
): Promise<Article | undefined> {
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
	const topics = namedTopics([...source.topics, ...built.categories]);
	const { kind, article } = await deps.articles.put(kept, topics, () => findStory(built));
	if (kind === "known") return undefined;
	const { revision, repeats } = article;
	if (repeats !== undefined) deps.log.info({ article: id, repeats }, "ingest: told before by another");
	await deps.announce({ articleId: id, revision });
	return article;
}
