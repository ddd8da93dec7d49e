import { createHash } from "node:crypto";
import { localDate } from "../calendar/zone.ts";
import type { Article, ArticleDraft } from "../domain/article.ts";
import type { Source } from "../domain/source.ts";
import type { Instant } from "../domain/time.ts";
import { urlKey } from "../sources/url-key.ts";
import { boundTexts } from "./bound-texts.ts";

/**
 * Makes the article that is stored from what was read, whatever read it: with texts of a length that is stored. One without
 * a date has the time at which it was first seen.
 */
export function buildArticle(
	draft: ArticleDraft,
	source: Source,
	now: Instant,
	id = articleId(draft, source),
): Article {
	const dated = draft.publishedAt !== undefined;
	const publishedAt = Math.min(draft.publishedAt ?? now, now);
	return {
		...boundTexts(draft),
		id,
		sourceId: source.id,
		sourceName: source.name,
		publishedAt,
		publishedDate: draft.publishedDate ?? localDate(publishedAt, source.timeZone),
		datePrecision: dated ? (draft.datePrecision ?? "instant") : "instant",
		storyId: id,
		revision: 1,
		firstSeenAt: now,
		...(source.onlyByName === undefined ? {} : { onlyByName: source.onlyByName }),
		...(source.addedId === undefined ? {} : { addedSourceId: source.addedId }),
	};
}

/**
 * The same article has the same id however it came: by its canonical address, else by the feed's own identity of it,
 * else by outlet, headline and day. What somebody brings for themselves may name any address with any text: its articles
 * are its own, and stand for nobody else's.
 */
export function articleId(draft: ArticleDraft, source: Pick<Source, "id" | "onlyByName">): string {
	const identity = identify(draft, source);
	return createHash("sha256")
		.update(source.onlyByName ? `of ${source.id} ${identity}` : identity)
		.digest("base64url")
		.slice(0, 16);
}

function identify(draft: ArticleDraft, source: Pick<Source, "id">): string {
	return draft.url
		? urlKey(draft.url)
		: draft.guid
			? `guid ${source.id} ${draft.guid}`
			: headlineIdentity(draft, source);
}

function headlineIdentity(draft: ArticleDraft, source: Pick<Source, "id">): string {
	return `headline ${source.id} ${draft.publishedDate ?? ""} ${draft.headline}`;
}
