import type { TemplateFault } from "../domain/channel.ts";
import type { Sentences } from "../i18n/sentences.ts";
import { buildAnswer } from "./answer.ts";
import type { Message } from "./message.ts";
import { sayFault } from "./template/say-fault.ts";

/** What a channel's owner is told of. `reason`: as adapters name it in their outcomes. */
export type ChannelTrouble =
	/** Nothing can be posted there. */
	| { kind: "gone" | "forbidden"; reason: string }
	/** Its template could not write an article: its posts are standard cards. */
	| { kind: "template"; fault: TemplateFault };

export function buildTrouble(
	trouble: ChannelTrouble,
	title: string,
	locale: string,
	sentences: Sentences,
): Message {
	const why =
		trouble.kind === "template"
			? sayFault(trouble.fault, locale, sentences)
			: sentences.say(locale, "channel-trouble", { reason: trouble.reason });
	return buildAnswer(locale, [sentences.say(locale, `told-${trouble.kind}`, { title, why })]);
}
