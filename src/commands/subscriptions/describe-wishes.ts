import type { Block } from "../../message/message.ts";
import { joinNames } from "../answer/join-names.ts";
import type { CommandDeps, Wish } from "../deps.ts";
import { type Choice, type Choices, labelOf } from "./read-wish.ts";

/** Subscriptions shown in one answer; who has more sees the first. */
const mostItems = 4;

/** What subscriptions cover, in the names that readers know, one item each. */
export function describeWishes(
	wishes: readonly Wish[],
	choices: Choices,
	locale: string,
	deps: CommandDeps,
): Block {
	const items = wishes.slice(0, mostItems).map((wish) => [{ text: describe(wish, choices, locale, deps) }]);
	return { kind: "list", items };
}

function describe(wish: Wish, choices: Choices, locale: string, { sentences }: CommandDeps): string {
	const join = (kind: Choice["kind"], ids: readonly string[]) => {
		const labels = ids.map((id) => labelOf({ kind, id }, choices));
		return joinNames(labels, locale, sentences);
	};
	const topics = join("topic", wish.topics);
	const sources = join("source", wish.sources);
	if (topics !== "" && sources !== "") return sentences.say(locale, "receives-both", { topics, sources });
	if (topics !== "") return sentences.say(locale, "receives-topics", { topics });
	if (sources !== "") return sentences.say(locale, "receives-sources", { sources });
	return sentences.say(locale, "receives-all");
}
