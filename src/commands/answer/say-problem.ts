import type { Sentences } from "../../i18n/sentences.ts";
import { type FilterProblem, mostExpressions } from "../../planning/read-filter.ts";
import { quoteTyped } from "../typed/typed.ts";

/** Which piece of a filter cannot be read, where it stands in what was typed, and why. */
export function sayProblem(
	{ at, length, reason }: FilterProblem,
	typed: string,
	locale: string,
	sentences: Sentences,
): string {
	return sentences.say(locale, "setup-words-problem", {
		piece: quoteTyped(typed.slice(at, at + length)),
		at: [...typed.slice(0, at)].length + 1,
		reason,
		most: mostExpressions,
	});
}
