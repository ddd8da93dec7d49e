import type { Sentences } from "../i18n/sentences.ts";
import { buildAnswer } from "./answer.ts";
import type { Message } from "./message.ts";

/** What a bot says to a person whose command ended in an outage; `language` is the person's tag. */
export function buildOutage(language: string, sentences: Sentences): Message {
	const locale = sentences.pickLocale(language);
	return buildAnswer(locale, [sentences.say(locale, "command-outage")]);
}
