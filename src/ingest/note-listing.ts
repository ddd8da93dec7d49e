import type { Article } from "../domain/article.ts";
import { newsLifeMs } from "../domain/post.ts";
import type { Source } from "../domain/source.ts";
import type { IngestDeps } from "./ingest-deps.ts";
import { namedTopics } from "./named-topics.ts";

/**
 * An article belongs to the source that told it first. When another lists it for the first time it is announced once
 * more, for those who want that one; of what was there before that source was, and of what is too old to be posted, it is
 * only noted that it is listed. Readers who ask for its topics find it in each case.
 */
export async function noteListing(
	article: Article,
	source: Source,
	deps: IngestDeps,
	isBacklog: boolean,
): Promise<void> {
	const { id: sourceId, addedId, topics } = source;
	if (article.sourceId === sourceId) return;
	if (article.alsoFrom?.some((listing) => listing.sourceId === sourceId)) return;
	const isOld = isBacklog || deps.now() - article.firstSeenAt >= newsLifeMs;
	const listing = {
		sourceId,
		...(addedId === undefined ? {} : { addedSourceId: addedId }),
		topics,
		...(isOld ? { backlog: true } : {}),
	};
	const revision = await deps.articles.noteListing(article, listing, namedTopics(topics));
	if (revision !== undefined) await deps.announce({ articleId: article.id, revision });
}
