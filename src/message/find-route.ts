import { foldKey } from "../arabic/fold.ts";
import type { Channel, Route } from "../domain/channel.ts";
import type { CardContent, PostContent } from "../domain/post.ts";
import type { Instant } from "../domain/time.ts";

/**
 * The rule by which a post leaves a channel's own address for a part of the place; undefined where none does. A digest
 * goes where all of its cards go. A part that takes nothing at this time has no rule.
 */
export function findRoute({ routes = [] }: Channel, content: PostContent, now: Instant): Route | undefined {
	if (routes.length === 0 || (content.kind !== "card" && content.kind !== "digest")) return undefined;
	const cards = content.kind === "card" ? [content.card] : content.cards;
	const found = cards.map((card) => routeOfCard(routes, card));
	const [first] = found;
	if (first === undefined || found.some((route) => route !== first)) return undefined;
	return (first.hindered?.until ?? 0) > now ? undefined : first;
}

/** The first rule that names one of the card's sources, or of its topics. */
export function routeOfCard(routes: readonly Route[], card: CardContent): Route | undefined {
	if (routes.length === 0) return undefined;
	const sources = new Set([card.sourceId, ...(card.alsoFrom ?? [])]);
	const topics = new Set(card.topics.map(foldKey));
	return routes.find(
		(route) =>
			route.sources.some((source) => sources.has(source)) ||
			route.topics.some((topic) => topics.has(foldKey(topic))),
	);
}
