import { standardLook } from "../../domain/channel.ts";
import { buildMessage } from "../../message/card.ts";
import { buildReply } from "../answer/reply.ts";
import { findTarget } from "../channel/find-target.ts";
import type { Command, ReadCall } from "../command.ts";
import type { CommandDeps } from "../deps.ts";
import type { CommandReply } from "../port.ts";
import { offerSetup } from "../setup/offer.ts";
import { openAt } from "../setup/setup.ts";
import { subscribeTo } from "../subscriptions/subscribe-to.ts";
import { type DeepLink, hashTopic, readDeepLink } from "./deep-link.ts";

/** The first words to somebody who opened the chat; or what the link asks for through which they came. */
export const start: Command = {
	name: "start",
	description: "command-start",
	words: ["ابدأ", "بدء"],
	use: "person",
	parameters: [],
	async run(call, deps, table) {
		const link = readDeepLink(call.args);
		const command = link?.kind === "command" ? table.find(({ name }) => name === link.name) : undefined;
		if (command !== undefined) return command.run({ ...call, name: command.name, args: "" }, deps, table);
		const followed = link === undefined ? undefined : await follow(link, call, deps, table);
		return followed ?? welcome(call, deps);
	},
};

/** Undefined where the link leads nowhere any more. */
async function follow(
	link: DeepLink,
	call: ReadCall,
	deps: CommandDeps,
	table: readonly Command[],
): Promise<CommandReply | undefined> {
	switch (link.kind) {
		case "article":
			return openArticle(link.id, call, deps);
		case "source": {
			const source = (await deps.sources()).find(({ id }) => id === link.id);
			return source && subscribeHere({ sources: [source.id], topics: [] }, call, deps);
		}
		case "topic": {
			const topic = (await deps.topics()).find(({ id }) => hashTopic(id) === link.hash);
			return topic && subscribeHere({ sources: [], topics: [topic.id] }, call, deps);
		}
		case "command":
			return undefined;
		case "opml-offer":
			return takeOffer(link.id, call, deps, table);
		case "setup-of":
			return openAt(link.address, call, deps);
	}
}

/** What was offered for a place that was named: nobody gets by a link what somebody else wants them to have themselves. */
async function takeOffer(
	id: string,
	call: ReadCall,
	deps: CommandDeps,
	table: readonly Command[],
): Promise<CommandReply | undefined> {
	const offered = await deps.bringing.offer(id);
	if (offered?.reference === undefined) {
		return buildReply("person", call.locale, [deps.sentences.say(call.locale, "address-offer-over")]);
	}
	const opml = table.find(({ name }) => name === "opml");
	return opml?.press?.({ ...call, does: `opml:in:${id}`, values: [], offered: [], fields: {} }, deps);
}

async function openArticle(
	id: string,
	{ platform, place, locale }: ReadCall,
	deps: CommandDeps,
): Promise<CommandReply> {
	const { sentences } = deps;
	const article = await deps.findArticle(id);
	if (article === undefined) return buildReply("person", locale, [sentences.say(locale, "article-gone")]);
	const channel = await deps.findChannel(platform, place.address);
	const look = channel?.look ?? { ...standardLook, locale };
	const context = { zone: channel?.zone ?? deps.zone, now: deps.now(), sentences };
	return { messages: [buildMessage(deps.contentOf(article), look, context)], visibility: "everybody" };
}

async function subscribeHere(
	wish: Parameters<typeof subscribeTo>[1],
	call: ReadCall,
	deps: CommandDeps,
): Promise<CommandReply> {
	const here = { ...call, name: "subscribe", args: "" };
	const target = await findTarget(here, deps, true);
	if (target.kind === "refused") return buildReply("person", call.locale, target.sentences);
	return subscribeTo(target, wish, here, deps);
}

function welcome({ place, locale }: ReadCall, deps: CommandDeps): CommandReply {
	const { sentences } = deps;
	const said = buildReply("person", locale, [
		{ kind: "headline", text: sentences.say(locale, "start-welcome") },
		sentences.say(locale, "start-what"),
		sentences.say(locale, "start-reader"),
		sentences.say(locale, "start-owner"),
		sentences.say(locale, "start-help"),
	]);
	return { ...said, controls: offerSetup(place.isPrivate ? undefined : place, locale, deps) };
}
