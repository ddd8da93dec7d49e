import type { Look } from "../../domain/channel.ts";
import { AppError } from "../../domain/errors.ts";
import { createSentences } from "../../i18n/sentences.ts";
import { buildArticle } from "../../ingest/build-article.ts";
import { buildMessage } from "../../message/card.ts";
import { buildArticlePost } from "../../planning/plan-article.ts";
import type { Config } from "../config/config.ts";
import { type PlatformRow, platforms } from "../platforms.ts";
import { readTemplateOption } from "../template-option.ts";
import { adHocSource } from "./ad-hoc-source.ts";
import { loadInput, readLoaded } from "./read-input.ts";

/**
 * The request that would post each article of an input to one platform, in the standard look or a template. Nothing is stored or sent.
 * Throws `BQ_FILE_UNREADABLE` or what the source's error is when there is nothing to show.
 */
export async function* previewInput(
	input: string,
	given: { platform: string; timeZone?: string; template?: string },
	config: Config,
): AsyncGenerator<unknown> {
	const row = platforms.find(({ name }) => name === given.platform);
	if (row === undefined) {
		const names = platforms.map(({ name }) => name).join(", ");
		throw new AppError("BQ_USAGE", `preview: there is no platform "${given.platform}"; there are ${names}`);
	}
	const source = adHocSource(input, undefined, config);
	const timeZone = given.timeZone ?? source.timeZone;
	const look = await readTemplateOption(given.template, timeZone);
	const loaded = await loadInput(input, config);
	if (loaded.kind === "failed") throw new AppError(loaded.code, loaded.message);
	const result = readLoaded(loaded, { as: "auto", timeZone });
	if (result.kind === "unreadable") throw new AppError(result.code, result.message);
	const now = Date.now();
	for (const draft of result.articles) {
		const post = buildArticlePost(buildArticle(draft, { ...source, timeZone }, now), undefined, now);
		yield previewPost(post, row, look, timeZone, now);
	}
	if (result.articles.length > 0) return;
	const why = result.skipped.map(({ reason, detail }) => `${reason}: ${detail}`).join("; ");
	throw new AppError(
		"BQ_SOURCE_UNREADABLE",
		`preview: ${input} has no article${why === "" ? "" : ` (${why})`}`,
	);
}

function previewPost(
	post: ReturnType<typeof buildArticlePost>,
	row: PlatformRow,
	look: Look,
	zone: string,
	now: number,
): unknown {
	const message = buildMessage(post.content, look, { zone, now, sentences: createSentences() });
	return row.preview(message, `${post.id}/preview`);
}
