import { isReceiving } from "../../domain/channel.ts";
import { buildReply } from "../answer/reply.ts";
import type { Command } from "../command.ts";
import { findTarget, sayOfTarget } from "./find-target.ts";

/** `/resume [channel]`: ends a pause, whoever or whatever made it. */
export const resume: Command = {
	name: "resume",
	description: "command-resume",
	words: ["استئناف", "استأنف", "استئناف الأخبار", "استأنف الأخبار"],
	use: "owners",
	parameters: [{ name: "channel", description: "parameter-channel", kind: "text", required: false }],
	async run(call, deps) {
		const { locale, platform, person } = call;
		const target = await findTarget(call, deps, true);
		if (target.kind === "refused") return buildReply("person", locale, target.sentences);
		const say = (here: string, there: string) => sayOfTarget(target, call, deps, { here, there });
		const channel = await deps.findChannel(platform, target.place.address);
		if (channel === undefined || channel.subscriptions.length === 0) {
			return buildReply("person", locale, [say("no-subscription-here", "no-subscription-there")]);
		}
		if (isReceiving(channel, deps.now())) {
			return buildReply("person", locale, [say("resume-needless-here", "resume-needless-there")]);
		}
		await deps.resume(channel.id, { platform, ...person });
		return buildReply("everybody", locale, [say("resume-done-here", "resume-done-there")]);
	},
};
