import type { Article } from "../domain/article.ts";
import type { CardContent } from "../domain/post.ts";
import type { Source } from "../domain/source.ts";
import { isBreaking } from "./importance.ts";
import { topicNames } from "./topic-keys.ts";

export function cardOf(article: Article, source: Source | undefined): CardContent {
	const others = othersOf(article);
	return {
		articleId: article.id,
		sourceId: article.sourceId,
		...(others.length === 0 ? {} : { alsoFrom: others }),
		headline: article.headline,
		publishedAt: article.publishedAt,
		publishedDate: article.publishedDate,
		datePrecision: article.datePrecision,
		lead: article.lead,
		sourceName: article.sourceName,
		...(article.url === undefined ? {} : { url: article.url }),
		...(article.image === undefined ? {} : { image: article.image }),
		language: article.language,
		topics: topicNames(article, source),
		...(article.author === undefined ? {} : { author: article.author }),
		...(isBreaking(article) ? { breaking: true } : {}),
	};
}

/** By each id that a channel may know them by. */
function othersOf({ alsoFrom = [] }: Article): readonly string[] {
	return alsoFrom
		.filter(({ backlog }) => !backlog)
		.flatMap(({ sourceId, addedSourceId }) => [
			sourceId,
			...(addedSourceId === undefined ? [] : [addedSourceId]),
		]);
}
