import { foldKey } from "../arabic/fold.ts";
import type { Article } from "../domain/article.ts";
import type { Source } from "../domain/source.ts";

/** Folded topics of an article: its own categories, and those of its source and of others that list it. */
export function topicKeys(
	article: Pick<Article, "categories" | "alsoFrom">,
	source: Pick<Source, "topics"> | undefined,
): ReadonlySet<string> {
	return new Set(
		topicNames(article, source)
			.map(foldKey)
			.filter((key) => key !== ""),
	);
}

/** The same as they are written. */
export function topicNames(
	article: Pick<Article, "categories" | "alsoFrom">,
	source: Pick<Source, "topics"> | undefined,
): readonly string[] {
	const others = (article.alsoFrom ?? []).filter(({ backlog }) => !backlog);
	const topics = [source, ...others].flatMap((from) => from?.topics ?? []);
	return [...new Set([...article.categories, ...topics])];
}
