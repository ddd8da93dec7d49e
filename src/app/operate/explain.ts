import { explainDelivery } from "../../delivery/explain.ts";
import { AppError } from "../../domain/errors.ts";
import type { ExplainStep } from "../../domain/explanation.ts";
import { articleId } from "../../ingest/build-article.ts";
import { canonicalUrl } from "../../sources/canonical-url.ts";
import type { Config } from "../config/config.ts";
import type { Core } from "../core.ts";
import { withCore } from "../with-core.ts";

/** Explains a delivery by what a person has at hand: an article's id or address, a channel's id or `platform:address`. */
export async function explain(article: string, channel: string, config: Config): Promise<ExplainStep[]> {
	return withCore(config, async (core) =>
		explainDelivery(readArticleId(article), await readChannel(channel, core), {
			...core,
			sources: await core.catalogue.all(),
			now: core.clock.now,
		}),
	);
}

/** An article's id, from the id itself or from its address; of a source that somebody brought, where one is named. */
export function readArticleId(article: string, ofSource?: string): string {
	const url = canonicalUrl(article);
	if (url === undefined) return article;
	const source = ofSource === undefined ? { id: "" } : { id: ofSource, onlyByName: true as const };
	return articleId({ url, headline: "", lead: "", body: "", categories: [], language: "und" }, source);
}

/** A channel's id, from the id itself or from `platform:address`. Throws `BQ_USAGE` for one that is not there. */
export async function readChannel(channel: string, core: Core): Promise<string> {
	if (/^[a-z]+-\d+$/.test(channel)) return channel;
	const cut = channel.indexOf(":");
	const found = await core.channels.find(channel.slice(0, cut), channel.slice(cut + 1));
	if (cut > 0 && found !== undefined) return found.id;
	throw new AppError("BQ_USAGE", `explain: there is no channel "${channel}"; give an id or platform:address`);
}
