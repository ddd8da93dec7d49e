import { foldKey } from "../arabic/fold.ts";
import type { Article } from "../domain/article.ts";

/**
 * How much an article weighs against a subscription's `minimumImportance`. `developing`: it carries on a story that was
 * told before. `breaking`: the outlet itself marks it so.
 */
export const importance = { ordinary: 0, developing: 1, breaking: 2 } as const;

export type Weighed = Pick<Article, "id" | "storyId" | "headline" | "categories" | "repeats">;

export function importanceOf(article: Weighed): number {
	if (isBreaking(article)) return importance.breaking;
	// What repeats the story's first article carries on nothing.
	const told = article.repeats ?? article.id;
	return article.storyId === told ? importance.ordinary : importance.developing;
}

/** True when the headline begins with `عاجل` or its like, or a category says so. */
export function isBreaking(article: Pick<Article, "headline" | "categories">): boolean {
	return (
		BREAKING_HEADLINE.test(foldKey(article.headline)) ||
		article.categories.some((category) => BREAKING_TOPICS.has(foldKey(category)))
	);
}

const BREAKING_HEADLINE = /^[^\p{L}\p{N}]*(?:خبر )?(?:عاجل|breaking(?: news)?(?=\s*[:|-]))(?![\p{L}\p{N}])/u;
const BREAKING_TOPICS: ReadonlySet<string> = new Set(
	["عاجل", "أخبار عاجلة", "خبر عاجل", "الأخبار العاجلة", "breaking", "breaking news", "breaking-news"].map(
		foldKey,
	),
);
