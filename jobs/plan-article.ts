import { type AnnouncedDeps, planAnnounced } from "../src/planning/plan-announced.ts";
import type { Announcement } from "../src/store/news/articles.ts";
import type { Queues } from "./queues.ts";
import type { WorkerSettings } from "./worker.ts";

/** Plans an announced article, one after the other, so that posts keep the order in which articles were stored. */
export function planArticleJob(deps: AnnouncedDeps): WorkerSettings<"plan-article"> {
	return {
		queue: "plan-article",
		concurrency: 1,
		log: deps.log,
		process: (announcement) => planAnnounced(announcement, deps),
	};
}

export async function announceArticle(queues: Queues, announcement: Announcement): Promise<void> {
	const { articleId, revision } = announcement;
	await queues.add("plan-article", announcement, `${articleId}.${revision}`);
}
