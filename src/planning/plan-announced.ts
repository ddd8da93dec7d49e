import type { Article } from "../domain/article.ts";
import type { Log } from "../domain/log.ts";
import { newsLifeMs } from "../domain/post.ts";
import type { Source } from "../domain/source.ts";
import type { Instant } from "../domain/time.ts";
import type { Announcement, ArticleStore } from "../store/news/articles.ts";
import { type ArticlePlanDeps, planArticle } from "./plan-article.ts";
import { readTellings } from "./tellings.ts";

export type AnnouncedDeps = ArticlePlanDeps & {
	articles: ArticleStore;
	/** The source with this id, as it is now. */
	findSource(id: string): Promise<Source | undefined>;
	now(): Instant;
	log: Log;
};

/**
 * Plans an article that waits to be planned, and strikes it out. Before one that repeats another comes whatever tells the
 * same and waits too: a planner that began with that one before this one was stored does not know of it, so what it has
 * still to do is done here first, and no channel gets both. Doing it again, or in two processes at once, changes nothing.
 */
export async function planAnnounced(announcement: Announcement, deps: AnnouncedDeps): Promise<void> {
	// It may have been planned along with another.
	if (!(await deps.articles.isToAnnounce(announcement))) return;
	const article = await deps.articles.get(announcement.articleId);
	if (article?.repeats !== undefined && !article.backlog) {
		const { others } = await readTellings(article, deps);
		for (const other of others.toSorted((a, b) => a.firstSeenAt - b.firstSeenAt)) {
			const waiting = { articleId: other.id, revision: other.revision };
			if (await deps.articles.isToAnnounce(waiting)) await planOne(other, waiting, deps);
		}
	}
	await planOne(article, announcement, deps);
}

/**
 * A revision reaches those who want the article only as it is now, while it is news. Later a digest would tell it as such to
 * who subscribed since; and who got an article is known for 14 days only.
 */
function isOldRevision({ firstSeenAt }: Article, { revision }: Announcement, now: Instant): boolean {
	return revision > 1 && now - firstSeenAt >= newsLifeMs;
}

async function planOne(
	article: Article | undefined,
	announcement: Announcement,
	deps: AnnouncedDeps,
): Promise<void> {
	if (article !== undefined && isOldRevision(article, announcement, deps.now()))
		deps.log.info({ article: article.id }, "plan: a revision of what is no news any more, not posted");
	else if (article?.backlog)
		deps.log.info({ article: article.id }, "plan: older than its source here, not posted");
	else if (article?.withdrawnAt !== undefined)
		deps.log.info({ article: article.id }, "plan: taken back by an editor, not posted");
	else if (article !== undefined) {
		const source = await deps.findSource(article.sourceId);
		const { post, added, held } = await planArticle(article, source, deps.now(), deps);
		deps.log.info({ article: article.id, post: post.id, channels: added, held }, "plan: article planned");
	}
	await deps.articles.announced(announcement);
}
