import { readAddress } from "../address/read-address.ts";
import { chooseFeed, subscribeToAddress } from "../address/subscribe-address.ts";
import { buildReply } from "../answer/reply.ts";
import { findTarget } from "../channel/find-target.ts";
import type { Command } from "../command.ts";
import { listChoices, readWish } from "./read-wish.ts";
import { subscribeTo } from "./subscribe-to.ts";

/**
 * `/subscribe [channel] [sources or topics…]`: news as it comes in, here or in a channel of one's own; of the whole of it,
 * of what is named, or of the site whose address is given.
 */
export const subscribe: Command = {
	name: "subscribe",
	description: "command-subscribe",
	words: ["اشترك", "اشتراك"],
	use: "owners",
	parameters: [
		{ name: "channel", description: "parameter-channel", kind: "text", required: false },
		{ name: "wish", description: "parameter-wish", kind: "text", required: false, completes: "wishes" },
	],
	async run(call, deps) {
		const { locale } = call;
		const target = await findTarget(call, deps, true);
		if (target.kind === "refused") return buildReply("person", locale, target.sentences);
		const choices = await listChoices(deps);
		const read = readWish(target.rest, choices, locale, deps);
		if (read.kind === "wish") return subscribeTo(target, read.wish, call, deps);
		// A source may be called `news.example`, so names go first.
		const typed = readAddress(target.rest);
		if (typed.kind !== "none") return subscribeToAddress(target, typed, call, deps);
		return buildReply("person", locale, read.sentences);
	},
	press: chooseFeed,
};
