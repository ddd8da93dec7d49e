import type { Actor } from "../domain/person.ts";
import type { CardContent, Post, PostContent } from "../domain/post.ts";
import type { Instant } from "../domain/time.ts";
import type { ArticleStore } from "../store/news/articles.ts";
import { buildAmendment } from "./amendments.ts";
import { refused } from "./change.ts";
import type { BroadcastDeps } from "./deps.ts";
import type { Answer } from "./port.ts";

/** What of an article is changed; what is not named stays. */
export type ArticleChange = Partial<Pick<CardContent, "headline" | "lead">>;

type ArticleDeps = BroadcastDeps & {
	articles: Pick<ArticleStore, "amend">;
	order(postId: string, order: { revision?: number; stop?: string; until: Instant }): Promise<void>;
};

/** What of a post was in doubt when it expired is looked for, and repeated to find out, for less than this; in ms. */
const longestDoubtMs = 2 * 3600_000;

/**
 * Corrects an article in every message that carries it, digests among them, or takes it back: its own posts are deleted,
 * out of a digest it is taken. Through the same engine as a broadcast's. What has not been sent yet is sent corrected, or
 * not at all, in digests that are still to be made too: the article itself is changed first, and posts are looked for
 * afterwards, so that one which is made meanwhile is either found here or says the new thing. Returns how many are changed.
 */
export async function amendArticle(
	by: Actor,
	articleId: string,
	change: ArticleChange | "withdraw",
	deps: ArticleDeps,
): Promise<Answer<{ posts: number }>> {
	const isStored = await deps.articles.amend(
		articleId,
		change === "withdraw" ? { withdrawnAt: deps.now() } : change,
	);
	const ids = await deps.posts.postsOfArticle(articleId);
	const found = await Promise.all(ids.map((id) => deps.posts.get(id)));
	const posts = found.filter((post) => post !== undefined && post.amends === undefined) as Post[];
	if (posts.length === 0 && !isStored) return refused({ code: "nothing-sent", facts: { id: articleId } });
	for (const post of posts) await amendPost(by, post, articleId, change, deps);
	await deps.audit.append("broadcasts", {
		who: by,
		action: change === "withdraw" ? "broadcast.withdraw" : "broadcast.correct",
		object: `article ${articleId}`,
		after: `${posts.length} posts`,
		outcome: "done",
	});
	return { ok: true, posts: posts.length };
}

async function amendPost(
	by: Actor,
	post: Post,
	articleId: string,
	change: ArticleChange | "withdraw",
	deps: ArticleDeps,
): Promise<void> {
	// Of a digest others may change another article at this moment: what stands there now is changed, and not what was seen.
	const changed = await deps.posts.changeContent(post.id, (content) =>
		contentWith(content, articleId, change),
	);
	const revision = changed?.revision ?? post.revision + 1;
	const until = Math.max(post.expiresAt, deps.now()) + longestDoubtMs;
	if (changed === undefined) {
		await deps.order(post.id, { stop: "withdrawn", until });
		for (const lane of await deps.posts.lanes(post.id)) await deps.ledger.stop(lane, post.id, "withdrawn");
	} else {
		await deps.order(post.id, { revision, until });
	}
	const kind = changed === undefined ? "withdraw" : "correct";
	await deps.broadcasts.putAmendment(buildAmendment(kind, post.id, revision, by, deps.now()));
}

/** Undefined: nothing is left to be said. */
function contentWith(
	content: PostContent,
	articleId: string,
	change: ArticleChange | "withdraw",
): PostContent | undefined {
	const cards = content.kind === "card" ? [content.card] : content.kind === "digest" ? content.cards : [];
	const kept = cards.flatMap((card) => {
		if (card.articleId !== articleId) return [card];
		return change === "withdraw" ? [] : [{ ...card, ...change }];
	});
	const [first] = kept;
	if (first === undefined) return undefined;
	return content.kind === "card" ? { kind: "card", card: first } : { kind: "digest", cards: kept };
}
