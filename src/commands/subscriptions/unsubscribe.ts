import { type Channel, newsOf } from "../../domain/channel.ts";
import { readAddress, showAddress } from "../address/read-address.ts";
import { joinNames } from "../answer/join-names.ts";
import { buildReply } from "../answer/reply.ts";
import { findTarget, sayOfTarget, type Target } from "../channel/find-target.ts";
import type { Command, ReadCall } from "../command.ts";
import type { CommandDeps, Wish } from "../deps.ts";
import type { CommandReply } from "../port.ts";
import { describeWishes } from "./describe-wishes.ts";
import { type Choices, labelOf, listChoices, readWish } from "./read-wish.ts";

/** `/unsubscribe [channel] [sources or topics…]`: no more news, or none of these. */
export const unsubscribe: Command = {
	name: "unsubscribe",
	description: "command-unsubscribe",
	words: ["إلغاء الاشتراك", "ألغ الاشتراك", "ألغي الاشتراك"],
	use: "owners",
	parameters: [
		{ name: "channel", description: "parameter-channel", kind: "text", required: false },
		{ name: "wish", description: "parameter-unwish", kind: "text", required: false, completes: "unwishes" },
	],
	async run(call, deps) {
		const { locale, platform } = call;
		const target = await findTarget(call, deps, false);
		if (target.kind === "refused") return buildReply("person", locale, target.sentences);
		const channel = await deps.findChannel(platform, target.place.address);
		if (channel === undefined || newsOf(channel).length === 0) {
			return buildReply("person", locale, [
				sayOfTarget(target, call, deps, { here: "not-subscribed-here", there: "not-subscribed-there" }),
			]);
		}
		const choices = await listChoices(deps, channel);
		const read = await readUnwish(target.rest, channel, choices, call, deps);
		if (read.kind === "unknown") return buildReply("person", locale, read.sentences);
		const absent = namesNotCovered(read.wish, channel, choices);
		if (absent.length > 0) {
			const name = joinNames(absent, locale, deps.sentences);
			return buildReply("person", locale, [
				deps.sentences.say(locale, "not-subscribed-to", { name }),
				describeWishes(newsOf(channel), choices, locale, deps),
			]);
		}
		return takeOut(target, read.wish, choices, call, deps);
	},
};

/** Names, or the address of a source. */
async function readUnwish(
	typed: string,
	{ subscriptions }: Channel,
	choices: Choices,
	{ locale }: ReadCall,
	deps: CommandDeps,
): Promise<ReturnType<typeof readWish>> {
	const read = readWish(typed, choices, locale, deps);
	const typedAddress = read.kind === "wish" ? { kind: "none" as const } : readAddress(typed);
	if (typedAddress.kind === "none") return read;
	const say = (id: string, args = {}) => deps.sentences.say(locale, id, args);
	if (typedAddress.kind === "wrong") {
		return { kind: "unknown", sentences: [say(`address-wrong-${typedAddress.reason}`)] };
	}
	const { address } = typedAddress;
	// Who subscribed before the operator listed it has another id of it than who did so since.
	const ids = [await deps.bringing.idOf(address), (await deps.bringing.find(address))?.id];
	const subscribed = ids.find((id) => subscriptions.some(({ sources }) => sources.some((one) => one === id)));
	if (subscribed !== undefined) return { kind: "wish", wish: { sources: [subscribed], topics: [] } };
	return {
		kind: "unknown",
		sentences: [say("address-not-subscribed", { address: showAddress(address) })],
	};
}

function namesNotCovered(wish: Wish, { subscriptions }: Channel, choices: Choices): readonly string[] {
	const sources = wish.sources.filter((id) => !subscriptions.some((one) => one.sources.includes(id)));
	const topics = wish.topics.filter((id) => !subscriptions.some((one) => one.topics.includes(id)));
	return [
		...topics.map((id) => labelOf({ kind: "topic", id }, choices)),
		...sources.map((id) => labelOf({ kind: "source", id }, choices)),
	];
}

async function takeOut(
	target: Extract<Target, { kind: "place" }>,
	wish: Wish,
	choices: Choices,
	call: ReadCall,
	deps: CommandDeps,
): Promise<CommandReply> {
	const { locale, platform, person } = call;
	const left = await deps.unsubscribe(target.place, platform, wish, { platform, ...person });
	if (left === undefined || newsOf(left).length === 0) {
		return buildReply("everybody", locale, [
			sayOfTarget(target, call, deps, { here: "unsubscribe-done-here", there: "unsubscribe-done-there" }),
			sayOfTarget(target, call, deps, { here: "subscribe-again-here", there: "subscribe-again-there" }),
		]);
	}
	return buildReply("everybody", locale, [
		deps.sentences.say(locale, "unsubscribe-part"),
		describeWishes(newsOf(left), choices, locale, deps),
	]);
}
