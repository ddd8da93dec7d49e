import { newsOf } from "../domain/channel.ts";
import type { Command, ReadCall } from "./command.ts";
import type { CommandDeps, Wish } from "./deps.ts";
import { describeWishes } from "./describe-wishes.ts";
import { findTarget, sayOfTarget, type Target } from "./find-target.ts";
import { findPassedLimit } from "./limits.ts";
import type { CommandReply } from "./port.ts";
import { listChoices, readWish } from "./read-wish.ts";
import { buildReply } from "./reply.ts";
import { addWish } from "./wish.ts";

/** `/subscribe [channel] [sources or topics…]`: news as it comes in, here or in a channel of one's own. */
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
		if (read.kind === "unknown") return buildReply("person", locale, read.sentences);
		return subscribeTo(target, read.wish, call, deps);
	},
};

/** Adds a wish to a place that this person may have, and says what it gets now. */
export async function subscribeTo(
	target: Extract<Target, { kind: "place" }>,
	wish: Wish,
	call: ReadCall,
	deps: CommandDeps,
): Promise<CommandReply> {
	const { locale, platform, person } = call;
	const known = await deps.findChannel(platform, target.place.address);
	const wished = addWish(known?.subscriptions ?? [], wish, "new");
	const refused = await findPassedLimit(target.place, wished, call, deps);
	if (refused !== undefined) return buildReply("person", locale, [refused]);
	const channel = await deps.subscribe(target.place, platform, wish, { platform, ...person });
	const choices = await listChoices(deps, channel);
	return buildReply("everybody", locale, [
		sayOfTarget(target, call, deps, { here: "subscribe-done-here", there: "subscribe-done-there" }),
		deps.sentences.say(locale, "receives"),
		describeWishes(newsOf(channel), choices, locale, deps),
		sayOfTarget(target, call, deps, { here: "subscribe-undo-here", there: "subscribe-undo-there" }),
	]);
}
