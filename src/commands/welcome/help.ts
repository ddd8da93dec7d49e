import { isAtLeast } from "../../domain/person.ts";
import type { Span } from "../../message/message.ts";
import { buildReply } from "../answer/reply.ts";
import type { Command } from "../command.ts";

/** What can be asked, with an example of each command that takes something. */
export const help: Command = {
	name: "help",
	description: "command-help",
	words: ["مساعدة", "الأوامر"],
	use: "readers",
	parameters: [],
	async run({ locale, platform, person }, { sentences, desk }, table) {
		const { role } = await desk.actor({ platform, ...person });
		const shown = table.filter(({ use }) => use !== "staff" || isAtLeast(role, "editor"));
		const items = shown.map(({ name, description }): readonly Span[] => [
			{ text: `/${name}`, bold: true },
			{ text: `: ${sentences.say(locale, description)}` },
		]);
		return buildReply("person", locale, [
			{ kind: "headline", text: sentences.say(locale, "help-title") },
			{ kind: "list", items },
			sentences.say(locale, "help-example-latest"),
			sentences.say(locale, "help-example-search"),
			sentences.say(locale, "help-example-subscribe"),
			sentences.say(locale, "help-words"),
		]);
	},
};
