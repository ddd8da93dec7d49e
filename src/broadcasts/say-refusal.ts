import type { Sentences } from "../i18n/sentences.ts";
import type { Refusal } from "./port.ts";

/** A refusal in words, the same on every surface: what is wrong, where, and what to do. */
export function sayRefusal(locale: string, { code, facts }: Refusal, sentences: Sentences): string {
	return sentences.say(locale, `refusal-${code}`, { ...facts });
}
