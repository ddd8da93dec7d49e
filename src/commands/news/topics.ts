import type { Span } from "../../message/message.ts";
import { buildReply } from "../answer/reply.ts";
import type { Command } from "../command.ts";
import { quoteTyped } from "../typed/typed.ts";
import { hrefOf, linkToTopic } from "../welcome/deep-link.ts";

/** As many as a message holds. */
const mostListed = 30;

/** `/topics`: what news there is, the most told first. */
export const topics: Command = {
	name: "topics",
	description: "command-topics",
	words: ["المواضيع", "قائمة المواضيع"],
	overheard: true,
	use: "readers",
	parameters: [],
	async run({ locale, linkTo }, { sentences, countedTopics }) {
		const all = await countedTopics();
		if (all.length === 0) return buildReply("everybody", locale, [sentences.say(locale, "available-none")]);
		const items = all
			.slice(0, mostListed)
			.map(({ id, name, count }): readonly Span[] => [
				{ text: quoteTyped(name), bold: true, ...hrefOf(linkToTopic(id), linkTo) },
				{ text: `: ${sentences.say(locale, "topic-news", { count })}` },
			]);
		const left = all.length - items.length;
		const example = quoteTyped(all[0]?.name ?? "");
		return buildReply("everybody", locale, [
			{ kind: "headline", text: sentences.say(locale, "topics-title") },
			{ kind: "list", items },
			...(left > 0 ? [sentences.say(locale, "topics-left", { count: left })] : []),
			sentences.say(locale, "topics-example", { topic: example }),
			...(linkTo === undefined ? [] : [sentences.say(locale, "topics-links")]),
		]);
	},
};
