import { type Channel, standardLook } from "../../domain/channel.ts";
import { buildMessage } from "../../message/card.ts";
import type { Message } from "../../message/message.ts";
import { buildReply } from "../answer/reply.ts";
import type { Command } from "../command.ts";
import type { CommandDeps } from "../deps.ts";
import { findTarget } from "./find-target.ts";

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
		const channel = await deps.findChannel(platform, target.place.address);
		const shown = await previewNewest(
			{ look: channel?.look ?? { ...standardLook, locale }, zone: channel?.zone ?? deps.zone },
			deps,
		);
		if (shown === undefined) return buildReply("person", locale, [sentences.say(locale, "latest-none")]);
		return { messages: [shown], visibility: "person" };
	},
};

/** The newest article as it is posted with this look; undefined where there is none yet. */
export async function previewNewest(
	{ look, zone }: Pick<Channel, "look" | "zone">,
	deps: CommandDeps,
): Promise<Message | undefined> {
	const [newest] = await deps.latest({ limit: 1 });
	if (newest === undefined) return undefined;
	const context = { zone, now: deps.now(), sentences: deps.sentences };
	return buildMessage(deps.contentOf(newest), look, context);
}
