import { writeDuration } from "../../calendar/write-duration.ts";
import { standardLook } from "../../domain/channel.ts";
import { ownerReason } from "../../domain/owner-pause.ts";
import { buildReply } from "../answer/reply.ts";
import type { Command } from "../command.ts";
import { readLength } from "../typed/read-length.ts";
import { quoteTyped } from "../typed/typed.ts";
import { findTarget, sayOfTarget } from "./find-target.ts";

/** `/pause [channel] [duration]`: nothing is posted until the time is over, or until `/resume`. */
export const pause: Command = {
	name: "pause",
	description: "command-pause",
	words: ["إيقاف مؤقت", "أوقف الأخبار"],
	use: "owners",
	parameters: [
		{ name: "channel", description: "parameter-channel", kind: "text", required: false },
		{ name: "duration", description: "parameter-duration", kind: "text", required: false },
	],
	async run(call, deps) {
		const { locale, platform, person } = call;
		const { sentences } = deps;
		const target = await findTarget(call, deps, false);
		if (target.kind === "refused") return buildReply("person", locale, target.sentences);
		const length = target.rest === "" ? undefined : readLength(target.rest);
		if (target.rest !== "" && length === undefined) {
			return buildReply("person", locale, [
				sentences.say(locale, "pause-length-unknown", { length: quoteTyped(target.rest) }),
				sentences.say(locale, "pause-example"),
			]);
		}
		const channel = await deps.findChannel(platform, target.place.address);
		if (channel === undefined || channel.subscriptions.length === 0) {
			return buildReply("person", locale, [
				sayOfTarget(target, call, deps, { here: "no-subscription-here", there: "no-subscription-there" }),
			]);
		}
		const until = length === undefined ? {} : { until: deps.now() + length };
		await deps.changeChannel(
			target.place,
			platform,
			(now) => ({ ...now, state: { kind: "paused", reason: ownerReason, ...until } }),
			{ platform, ...person },
		);
		return buildReply("everybody", locale, [
			sayOfTarget(target, call, deps, { here: "pause-done-here", there: "pause-done-there" }),
			...(length === undefined
				? []
				: [
						sentences.say(locale, "pause-length", {
							length: writeDuration(length, locale, standardLook.digits),
						}),
					]),
			sayOfTarget(target, call, deps, { here: "resume-how-here", there: "resume-how-there" }),
		]);
	},
};
