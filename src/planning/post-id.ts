import { createHash } from "node:crypto";
import type { Article } from "../domain/article.ts";

/** The one post of an article. */
export function postIdOf(article: Pick<Article, "id">): string {
	return `a${createHash("sha256").update(article.id).digest("base64url").slice(0, 15)}`;
}
