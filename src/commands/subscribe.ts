import type { Command } from "./command.ts";
import { describeWishes } from "./describe-wishes.ts";
import { findTarget, sayOfTarget } from "./find-target.ts";
import { listChoices, readWish } from "./read-wish.ts";
import { buildReply } from "./reply.ts";

/** `/subscribe [channel] [sources or topics…]`: news as it comes in, here or in a channel of one's own. */
export const subscribe: Command = {
	name: "subscribe",
	description: "command-subscribe",
	words: ["اشترك", "اشتراك"],
	parameters: [
		{ name: "channel", description: "parameter-channel", kind: "text", required: false },
		{ name: "wish", description: "parameter-wish", kind: "text", required: false, completes: "wishes" },
	],
	async run(call, deps) {
		const { locale, platform, person } = call;
		const target = await findTarget(call, deps, true);
		if (target.kind === "refused") return buildReply("person", locale, target.sentences);
		const choices = await listChoices(deps);
		const read = readWish(target.rest, choices, locale, deps);
		if (read.kind === "unknown") return buildReply("person", locale, read.sentences);
		const channel = await deps.subscribe(target.place, platform, read.wish, { platform, ...person });
		return buildReply("everybody", locale, [
			sayOfTarget(target, call, deps, { here: "subscribe-done-here", there: "subscribe-done-there" }),
			deps.sentences.say(locale, "receives"),
			describeWishes(channel.subscriptions, choices, locale, deps),
			sayOfTarget(target, call, deps, { here: "subscribe-undo-here", there: "subscribe-undo-there" }),
		]);
	},
};
