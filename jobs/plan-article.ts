import type { Log } from "../src/domain/log.ts";
import type { Source } from "../src/domain/source.ts";
import { type ArticlePlanDeps, planArticle } from "../src/planning/plan-article.ts";
import type { Announcement, ArticleStore } from "../src/store/articles.ts";
import type { Queues } from "./queues.ts";
import type { WorkerSettings } from "./worker.ts";

export type PlanJobDeps = ArticlePlanDeps & {
	articles: ArticleStore;
	sources: readonly Source[];
	now(): number;
	log: Log;
};

/** Plans an announced article, one after the other, so that posts keep the order in which articles were stored. */
export function planArticleJob(deps: PlanJobDeps): WorkerSettings<"plan-article"> {
	return {
		queue: "plan-article",
		concurrency: 1,
		log: deps.log,
		async process(announcement) {
			const article = await deps.articles.get(announcement.articleId);
			if (article?.backlog)
				deps.log.info({ article: article.id }, "plan: older than its source here, not posted");
			else if (article !== undefined) {
				const source = deps.sources.find(({ id }) => id === article.sourceId);
				const { post, added, held } = await planArticle(article, source, deps.now(), deps);
				deps.log.info({ article: article.id, post: post.id, channels: added, held }, "plan: article planned");
			}
			await deps.articles.announced(announcement);
		},
	};
}

export async function announceArticle(queues: Queues, announcement: Announcement): Promise<void> {
	const { articleId, revision } = announcement;
	await queues.add("plan-article", announcement, `${articleId}.${revision}`);
}
