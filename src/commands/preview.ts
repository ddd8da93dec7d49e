import { standardLook } from "../domain/channel.ts";
import { buildMessage } from "../message/card.ts";
import type { Command } from "./command.ts";
import { findTarget } from "./find-target.ts";
import { buildReply } from "./reply.ts";

/** `/preview [channel]`: the newest article as it would be posted there. */
export const preview: Command = {
	name: "preview",
	description: "command-preview",
	words: ["معاينة"],
	use: "owners",
	parameters: [{ name: "channel", description: "parameter-channel", kind: "text", required: false }],
	async run(call, deps) {
		const { locale, platform } = call;
		const { sentences } = deps;
		const target = await findTarget(call, deps, false);
		if (target.kind === "refused") return buildReply("person", locale, target.sentences);
		const [channel, [newest]] = await Promise.all([
			deps.findChannel(platform, target.place.address),
			deps.latest({ limit: 1 }),
		]);
		if (newest === undefined) return buildReply("person", locale, [sentences.say(locale, "latest-none")]);
		const look = channel?.look ?? { ...standardLook, locale };
		const context = { zone: channel?.zone ?? deps.zone, now: deps.now(), sentences };
		return { messages: [buildMessage(deps.contentOf(newest), look, context)], visibility: "person" };
	},
};
