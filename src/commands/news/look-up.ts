import type { Article } from "../../domain/article.ts";
import { standardLook } from "../../domain/channel.ts";
import { buildMessage } from "../../message/card.ts";
import { writeDateLine, writeHeadline } from "../../message/news-line.ts";
import type { CommandDeps } from "../deps.ts";
import type { LookUp, LookUpCall } from "../port.ts";
import { readTyped } from "../typed/typed.ts";

/** Offered at once, and over all that somebody scrolls through. */
const onePage = 10;
const mostOffered = 50;

/**
 * News for somebody who picks an article to show elsewhere: with these words, or the latest where nothing is typed. Each
 * as the card that a channel would get.
 */
export async function lookUp(
	{ platform, person, typed, from }: LookUpCall,
	deps: CommandDeps,
): Promise<LookUp> {
	const { sentences } = deps;
	const asker = { platform, ...person };
	// Each letter typed may be a question, so they count as presses do.
	const [turn, chosen] = await Promise.all([deps.takePress(asker), deps.languageOf(asker)]);
	const locale = sentences.pickLocale(chosen ?? person.language);
	if (turn.kind === "too-many") {
		const count = Math.max(1, Math.ceil(turn.waitMs / 1000));
		return { items: [], nothing: sentences.say(locale, "too-many", { count }) };
	}
	const words = readTyped(typed);
	const limit = Math.min(from + onePage, mostOffered);
	const { found, hasMore } = await find(words, limit, deps);
	const look = { ...standardLook, locale };
	const context = { zone: deps.zone, now: deps.now(), sentences };
	const items = found.slice(from).map((article) => ({
		id: article.id,
		title: writeHeadline(article, look.digits),
		description: [article.sourceName, writeDateLine(article, look, context)].filter(Boolean).join(" · "),
		...(article.url === undefined ? {} : { url: article.url }),
		...(article.image === undefined ? {} : { image: article.image }),
		message: buildMessage(deps.contentOf(article), look, context),
	}));
	return {
		items,
		...(hasMore && limit < mostOffered ? { next: limit } : {}),
		...(found.length > 0 ? {} : { nothing: sentences.say(locale, "look-up-none") }),
	};
}

async function find(
	words: string,
	limit: number,
	deps: CommandDeps,
): Promise<{ found: readonly Article[]; hasMore: boolean }> {
	if (words === "") {
		const found = await deps.latest({ limit: limit + 1 });
		return { found: found.slice(0, limit), hasMore: found.length > limit };
	}
	const { hits, hasMore } = await deps.search({ words, limit, topics: [], sources: [], without: [] });
	return { found: hits.map(({ article }) => article), hasMore };
}
