import { createQueues } from "../../jobs/queues.ts";
import { type ArticleChange, amendArticle } from "../broadcasts/amend-article.ts";
import type { Answer } from "../broadcasts/port.ts";
import { putOrder } from "../store/delivery/orders.ts";
import { createBroadcastDeps } from "./broadcasts.ts";
import type { Config } from "./config/config.ts";
import { terminalActor } from "./operate/staff.ts";
import { withCore } from "./with-core.ts";

/** Corrects an article everywhere or takes it back, as the operator at the terminal. */
export function amendArticleFromTerminal(
	articleId: string,
	change: ArticleChange | "withdraw",
	config: Config,
): Promise<Answer<{ posts: number }>> {
	return withCore(config, async (core) => {
		const queues = createQueues(core.connection);
		try {
			return await amendArticle(terminalActor(), articleId, change, {
				...createBroadcastDeps(core, queues),
				articles: core.articles,
				order: (postId, order) => putOrder(core.connection, postId, order),
			});
		} finally {
			await queues.stop();
		}
	});
}
