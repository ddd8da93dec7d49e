import type { TemplateFault } from "../../domain/channel.ts";
import type { Sentences } from "../../i18n/sentences.ts";
import { longestTemplate } from "./engine.ts";
import { longestPost } from "./write-template.ts";

/** Longest piece of a template that is quoted, in UTF-16 units. */
const longestQuote = 60;

/** Why a template cannot be used, and where in it, for a person. */
export function sayFault(
	{ kind, line, column, word = "" }: TemplateFault,
	locale: string,
	sentences: Sentences,
): string {
	const most = kind === "too-long" ? longestTemplate : longestPost;
	const quoted = word.replace(/\s+/gu, " ").slice(0, longestQuote);
	const what = sentences.say(locale, `fault-${kind}`, { word: quoted, most });
	if (line === undefined) return what;
	return `${sentences.say(locale, "fault-place", { line, column: column ?? 1 })} ${what}`;
}
