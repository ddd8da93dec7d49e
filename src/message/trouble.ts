import type { Sentences } from "../i18n/sentences.ts";
import { buildAnswer } from "./answer.ts";
import type { Message } from "./message.ts";

/** What a channel's owner is told when nothing can be posted there. `reason`: as adapters name it in their outcomes. */
export function buildTrouble(
	trouble: { kind: "gone" | "forbidden"; reason: string },
	title: string,
	locale: string,
	sentences: Sentences,
): Message {
	const why = sentences.say(locale, "channel-trouble", { reason: trouble.reason });
	return buildAnswer(locale, [sentences.say(locale, `told-${trouble.kind}`, { title, why })]);
}
