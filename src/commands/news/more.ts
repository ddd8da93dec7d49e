import { buildReply } from "../answer/reply.ts";
import type { Command } from "../command.ts";

/** `/more`: goes on with the list that this person was shown here last. */
export const more: Command = {
	name: "more",
	description: "command-more",
	words: ["المزيد"],
	use: "readers",
	parameters: [],
	async run(call, deps, table) {
		const list = await deps.openList({ platform: call.platform, ...call.person }, call.place.address);
		const command = table.find(({ name }) => name === list?.command);
		if (list === undefined || command === undefined) {
			return buildReply("person", call.locale, [deps.sentences.say(call.locale, "more-of-nothing")]);
		}
		return command.run({ ...call, name: list.command, args: list.args, goesOn: list }, deps, table);
	},
};
