import type { Article } from "../domain/article.ts";
import type { Source } from "../domain/source.ts";
import { explainMatch, type Filter, type Match } from "./match-subscription.ts";
import { topicKeys } from "./topic-keys.ts";

/** Tries a filter on articles, e.g. the last fifty, in their order: what it would have taken, and why. */
export function testFilter<Tested extends Article>(
	filter: Filter,
	articles: readonly Tested[],
	sources: readonly Source[],
): readonly (Match & { article: Tested })[] {
	const byId = new Map(sources.map((source) => [source.id, source]));
	return articles.map((article) => ({
		article,
		...explainMatch(filter, article, topicKeys(article, byId.get(article.sourceId))),
	}));
}
