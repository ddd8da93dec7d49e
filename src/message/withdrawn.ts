import type { Sentences } from "../i18n/sentences.ts";
import { buildAnswer } from "./answer.ts";
import type { Message } from "./message.ts";

/** What stands in the place of a post that was taken back where a platform lets nobody delete it. */
export function buildWithdrawn(locale: string, sentences: Sentences): Message {
	return buildAnswer(locale, [sentences.say(locale, "post-withdrawn")]);
}
