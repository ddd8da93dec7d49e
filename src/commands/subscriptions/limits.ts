import type { Subscription } from "../../domain/channel.ts";
import type { ReadCall } from "../command.ts";
import type { CommandDeps } from "../deps.ts";
import type { Place } from "../port.ts";

/** The sentence that names the limit which these subscriptions of a place would pass; undefined: none. */
export async function findPassedLimit(
	place: Place,
	subscriptions: readonly Subscription[],
	{ locale, platform, person }: Pick<ReadCall, "locale" | "platform" | "person">,
	deps: CommandDeps,
): Promise<string | undefined> {
	const { limits, sentences } = deps;
	const news = subscriptions.filter(({ alert }) => alert !== true);
	if (news.length > limits.subscriptionsPerChannel) {
		return sentences.say(locale, "limit-subscriptions", { count: limits.subscriptionsPerChannel });
	}
	const words = news.map(({ include, exclude }) => include.length + exclude.length);
	if (words.some((count) => count > limits.wordsPerSubscription)) {
		return sentences.say(locale, "limit-words", { count: limits.wordsPerSubscription });
	}
	if (place.isPrivate || (await deps.takeChannel(place, platform, { platform, ...person }))) return undefined;
	return sentences.say(locale, "limit-channels", { count: limits.channelsPerPerson });
}
