import type { Article } from "../domain/article.ts";
import type { Source } from "../domain/source.ts";
import type { IngestDeps } from "./ingest-deps.ts";

/** The post of an article that is known for longer is not sent any more. */
const newsLifeMs = 12 * 3600_000;

/**
 * An article belongs to the source that told it first. When another lists it for the first time it is announced once
 * more, for those who want that one; of what was there before that source was, it is only noted that it is listed.
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
	const revision = await deps.articles.noteListing(article, {
		sourceId,
		...(addedId === undefined ? {} : { addedSourceId: addedId }),
		topics,
		...(isOld ? { backlog: true } : {}),
	});
	if (revision !== undefined) await deps.announce({ articleId: article.id, revision });
}
