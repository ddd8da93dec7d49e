import type { Span } from "../../message/message.ts";
import { buildReply } from "../answer/reply.ts";
import type { Command } from "../command.ts";
import { quoteTyped } from "../typed/typed.ts";
import { hrefOf, linkToSource } from "../welcome/deep-link.ts";

/** As many as a message holds. */
const mostListed = 30;

/** `/sources`: where the news comes from, with the short name that can be typed instead. */
export const sources: Command = {
	name: "sources",
	description: "command-sources",
	words: ["المصادر", "قائمة المصادر"],
	overheard: true,
	use: "readers",
	parameters: [],
	async run({ locale, linkTo }, deps) {
		const { sentences } = deps;
		const all = await deps.sources();
		const [first] = all;
		if (first === undefined) return buildReply("everybody", locale, [sentences.say(locale, "sources-none")]);
		const items = all
			.slice(0, mostListed)
			.map(({ id, name }): readonly Span[] => [
				{ text: quoteTyped(name), bold: true, ...hrefOf(linkToSource(id), linkTo) },
				{ text: `: ${id}` },
			]);
		const left = all.length - items.length;
		return buildReply("everybody", locale, [
			{ kind: "headline", text: sentences.say(locale, "sources-title") },
			{ kind: "list", items },
			...(left > 0 ? [sentences.say(locale, "sources-left", { count: left })] : []),
			sentences.say(locale, "sources-example", { source: first.id }),
			...(linkTo === undefined ? [] : [sentences.say(locale, "sources-links")]),
		]);
	},
};
