import { createHash } from "node:crypto";
import type { Article } from "../domain/article.ts";
import { type CardContent, newsLifeMs, type Post, type PostContent } from "../domain/post.ts";
import type { Source } from "../domain/source.ts";
import type { OpenDigest } from "../store/channels/digests.ts";
import type { PostStore } from "../store/delivery/posts.ts";
import type { ArticleStore } from "../store/news/articles.ts";
import { cardOf } from "./card-of.ts";

export type DigestPostDeps = {
	articles: Pick<ArticleStore, "get">;
	posts: PostStore;
	/** The source with this id, as it is now. */
	findSource(id: string): Promise<Source | undefined>;
};

/**
 * Looks at what it says once more when it is stored: what an editor corrected or took back until then is in it, and
 * whoever does so later finds the post. Undefined: nothing is left to be said.
 */
export async function storeDigestPost(
	digest: OpenDigest,
	part: readonly string[],
	deps: DigestPostDeps,
): Promise<Post | undefined> {
	const built = await buildDigestPost(digest, part, deps);
	if (built === undefined) return undefined;
	await deps.posts.put(built);
	const post = await buildDigestPost(digest, part, deps);
	if (post !== undefined && JSON.stringify(post.content) !== JSON.stringify(built.content)) {
		await deps.posts.replaceContent(post.id, post.content, built.revision + 1);
	}
	return post;
}

/** Undefined when nothing of it is stored any more, or all was taken back. */
async function buildDigestPost(
	digest: OpenDigest,
	part: readonly string[],
	deps: DigestPostDeps,
): Promise<Post | undefined> {
	const articles = await readArticles(part, deps);
	const kept = part.flatMap((id) => articles.get(id) ?? []).filter((each) => each.withdrawnAt === undefined);
	const cards = await Promise.all(kept.map((article) => cardFor(article, deps)));
	if (part.length > 0 && cards.length === 0) return undefined;
	const [first] = cards;
	const alone = digest.parts.length === 1 && cards.length === 1 && first !== undefined;
	const content: PostContent = alone ? { kind: "card", card: first } : { kind: "digest", cards };
	return {
		id: digestPostId(digest, part),
		kind: alone ? "article" : "digest",
		content,
		dueAt: digest.dueAt,
		expiresAt: digest.openedAt + newsLifeMs,
		priority: "normal",
		revision: 1,
		createdAt: digest.openedAt,
	};
}

/**
 * By what the digest says and when: written down before the post is made, so every run makes the same one, and
 * channels with the same wishes and times share it. The hour keeps a digest that is caught up late from a post that is
 * about to expire.
 */
export function digestPostId({ dueAt, openedAt }: OpenDigest, part: readonly string[]): string {
	const hour = Math.floor(openedAt / 3600_000);
	const said = [dueAt, hour, ...part].join(" ");
	return `d${createHash("sha256").update(said).digest("base64url").slice(0, 15)}`;
}

/** Those that are stored, by their ids. */
export async function readArticles(
	ids: readonly string[],
	deps: DigestPostDeps,
): Promise<ReadonlyMap<string, Article>> {
	const found = await Promise.all(ids.map((id) => deps.articles.get(id)));
	return new Map(found.filter((article) => article !== undefined).map((article) => [article.id, article]));
}

/** An article as its source tells it now. */
export async function cardFor(article: Article, { findSource }: DigestPostDeps): Promise<CardContent> {
	return cardOf(article, await findSource(article.sourceId));
}
