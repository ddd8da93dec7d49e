import { foldKey } from "../arabic/fold.ts";
import type { Article } from "../domain/article.ts";
import type { Source } from "../domain/source.ts";

/** Folded topics of an article: its own categories and its source's. */
export function topicKeys(
	article: Pick<Article, "categories">,
	source: Pick<Source, "topics"> | undefined,
): ReadonlySet<string> {
	return new Set([...article.categories, ...(source?.topics ?? [])].map(foldKey).filter((key) => key !== ""));
}
