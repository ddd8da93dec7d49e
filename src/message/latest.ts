import { writeDigits } from "../arabic/digits.ts";
import type { Look } from "../domain/channel.ts";
import { buildAnswer } from "./answer.ts";
import type { MessageContext } from "./context.ts";
import type { Message } from "./message.ts";
import type { NewsLine } from "./news-line.ts";
import { buildNewsList } from "./news-list.ts";

/** What a list of news needs besides: how many were shown of it already, and the lines that stand under it. */
export type LatestContext = MessageContext & {
	topic?: string;
	shownBefore?: number;
	ending?: readonly string[];
};

/**
 * The newest news as one list, newest first, under a title that names their number and, where given, their topic. One
 * message, unless very long addresses make it too long for a platform: then several, the first with the title. What
 * follows earlier parts of a list is numbered on.
 */
export function buildLatest(
	news: readonly NewsLine[],
	look: Look,
	context: LatestContext,
): readonly Message[] {
	const { shownBefore = 0, ending = [] } = context;
	const title = writeDigits(sayTitle(news.length, look.locale, context), look.digits);
	const parts = buildNewsList(news, look, { ...context, dated: true, first: shownBefore + 1 });
	return parts.map((part, index) =>
		buildAnswer(look.locale, [
			...(index === 0 ? [{ kind: "headline" as const, text: title }] : []),
			...part,
			...(index === parts.length - 1 ? ending : []),
		]),
	);
}

function sayTitle(
	count: number,
	locale: string,
	{ sentences, topic, shownBefore = 0 }: LatestContext,
): string {
	if (shownBefore > 0) {
		return topic === undefined
			? sentences.say(locale, "latest-title-more")
			: sentences.say(locale, "latest-title-more-topic", { topic });
	}
	return topic === undefined
		? sentences.say(locale, "latest-title", { count })
		: sentences.say(locale, "latest-title-topic", { count, topic });
}
