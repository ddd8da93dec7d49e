import { type Article, eventOf } from "../domain/article.ts";
import type { ArticleStore } from "../store/news/articles.ts";

export type TellingDeps = { articles: Pick<ArticleStore, "get" | "storyMembers" | "dropMembers"> };

export type Tellings = {
	/** The article, its `repeats` being the first that told the same and no copy of it: so its importance is weighed. */
	weighed: Article;
	/** The other articles that spare a channel this one. */
	others: readonly Article[];
};

/**
 * What spares a channel an article: whatever tells the same, and for a repetition also what carried its event on since
 * (an update does not take back what it updates; who has the newer figures is not told the older ones by somebody who
 * is late). An update or a related story spares nobody but its own copies, so that it reaches those who have the first.
 */
export async function readTellings(article: Article, { articles }: TellingDeps): Promise<Tellings> {
	const all = new Set([article.storyId, ...(await articles.storyMembers(article.storyId))]);
	all.delete(article.id);
	const ids = [...all];
	const found = await Promise.all(ids.map((id) => articles.get(id)));
	// What an outlet repeats every day is one story for as long, and all that is in it is read for each.
	await articles.dropMembers(
		article.storyId,
		ids.filter((_, nth) => found[nth] === undefined),
	);
	const members = new Map([article, ...found.filter((one) => one !== undefined)].map((one) => [one.id, one]));
	const first = firstOf(article, members);
	const others = [...members.values()].filter(
		(one) => one !== article && spares(first, one, article, members),
	);
	return { weighed: first === article ? article : { ...article, repeats: first.id }, others };
}

/** What an article repeats, what that repeats, and so on: the one that repeats nothing. */
function firstOf(article: Article, members: ReadonlyMap<string, Article>): Article {
	const told = article.repeats === undefined ? undefined : members.get(article.repeats);
	return told === undefined ? article : firstOf(told, members);
}

function spares(
	first: Article,
	one: Article,
	article: Article,
	members: ReadonlyMap<string, Article>,
): boolean {
	if (one.backlog) return false;
	const firstOfOne = firstOf(one, members);
	if (firstOfOne === first) return true;
	const isSameEvent = eventOf(one) === eventOf(article);
	return article.repeats !== undefined && isSameEvent && firstOfOne.firstSeenAt > first.firstSeenAt;
}
