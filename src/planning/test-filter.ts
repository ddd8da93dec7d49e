import type { Article } from "../domain/article.ts";
import type { Source } from "../domain/source.ts";
import { isExpression } from "./filter-term.ts";
import { explainMatch, type Filter, type Match } from "./match-subscription.ts";
import { createPauses } from "./pauses.ts";
import { topicKeys } from "./topic-keys.ts";

/** ms that expressions are tried for. Common ones take less for fifty articles, the slowest that there may be for a few. */
const longestTest = 200;

/**
 * Tries a filter on articles, e.g. the last fifty, in their order: what it would have taken, and why. Others have turns
 * between. Slow expressions are tried on the first of them alone, at least one; `clock` counts ms.
 */
export async function testFilter<Tested extends Article>(
	filter: Filter,
	articles: readonly Tested[],
	sources: readonly Source[],
	clock: () => number = () => performance.now(),
): Promise<readonly (Match & { article: Tested })[]> {
	const byId = new Map(sources.map((source) => [source.id, source]));
	const pause = createPauses();
	const tried: (Match & { article: Tested })[] = [];
	let left = hasExpression(filter) ? longestTest : Number.POSITIVE_INFINITY;
	for (const article of articles) {
		if (left <= 0) break;
		await pause();
		const start = clock();
		const topics = topicKeys(article, byId.get(article.sourceId));
		tried.push({ article, ...explainMatch(filter, article, topics) });
		left -= clock() - start;
	}
	return tried;
}

function hasExpression({ include, exclude }: Filter): boolean {
	return [...include, ...exclude].some((term) => isExpression(term.replace(/^\+/, "")));
}
