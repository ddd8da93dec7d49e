import type { Command } from "./command.ts";
import { buildReply } from "./reply.ts";

/** The first words to somebody who opened the chat; what may follow a deep link is not looked at. */
export const start: Command = {
	name: "start",
	description: "command-start",
	words: ["ابدأ", "بدء"],
	parameters: [],
	async run({ locale }, { sentences }) {
		return buildReply("person", locale, [
			{ kind: "headline", text: sentences.say(locale, "start-welcome") },
			sentences.say(locale, "start-what"),
			sentences.say(locale, "start-reader"),
			sentences.say(locale, "start-owner"),
			sentences.say(locale, "start-help"),
		]);
	},
};
