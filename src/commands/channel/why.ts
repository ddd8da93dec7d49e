import type { Article } from "../../domain/article.ts";
import type { Channel } from "../../domain/channel.ts";
import { buildReply } from "../answer/reply.ts";
import type { Command } from "../command.ts";
import type { CommandDeps } from "../deps.ts";
import { quoteTyped } from "../typed/typed.ts";
import { findTarget, sayOfTarget } from "./find-target.ts";
import { sayWhyStep } from "./say-why-step.ts";

/** `/why [article] [channel]`: why a place got an article or did not. The article is an address, an id or words of it. */
export const why: Command = {
	name: "why",
	description: "command-why",
	words: ["لماذا"],
	use: "owners",
	parameters: [
		{ name: "article", description: "parameter-article", kind: "text", required: false },
		{ name: "channel", description: "parameter-channel", kind: "text", required: false },
	],
	async run(call, deps) {
		const { locale, platform } = call;
		const { sentences } = deps;
		const { article: reference, place } = splitArguments(call.args);
		const target = await findTarget({ ...call, args: place }, deps, false);
		if (target.kind === "refused") return buildReply("person", locale, target.sentences);
		const channel = await deps.findChannel(platform, target.place.address);
		const article = await find(reference, channel, deps);
		if (article === undefined) {
			return buildReply("person", locale, [
				reference === ""
					? sentences.say(locale, "latest-none")
					: sentences.say(locale, "why-article-unknown", { article: quoteTyped(reference) }),
			]);
		}
		if (channel === undefined) {
			return buildReply("person", locale, [
				sayOfTarget(target, call, deps, { here: "no-subscription-here", there: "no-subscription-there" }),
			]);
		}
		const steps = await deps.explain(article.id, channel.id);
		const sources = new Map((await deps.sources()).map(({ id, name }) => [id, name]));
		const nameSource = (id: string) => sources.get(id) ?? id;
		const context = { locale, zone: channel.zone, sentences, nameSource };
		return buildReply("person", locale, [
			{ kind: "headline", text: quoteTyped(article.headline) },
			...steps.map((step) => sayWhyStep(step, context)),
		]);
	},
};

/** Addresses of places; every other address is an article's. */
const placeAddress = /^(?:https?:\/\/)?(?:www\.)?(?:t\.me|telegram\.me|discord\.com)\//i;
const placeReference = /^(?:@\S+|<#\d+>|-?\d{5,20})$/;

/** What names a place, wherever it stands, and the rest. */
function splitArguments(args: string): { article: string; place: string } {
	const words = args.split(" ");
	const at = words.findIndex((word) => placeAddress.test(word) || placeReference.test(word));
	const place = words[at];
	if (place === undefined) return { article: args, place: "" };
	return { article: words.filter((_, index) => index !== at).join(" "), place };
}

/** The newest where none is named; else by id or address, else the newest with these words. */
async function find(
	reference: string,
	channel: Channel | undefined,
	deps: CommandDeps,
): Promise<Article | undefined> {
	if (reference === "") return (await deps.latest({ limit: 1 }))[0];
	const subscribed = channel?.subscriptions.flatMap(({ sources }) => sources);
	const named = await deps.findArticle(reference, subscribed);
	if (named !== undefined) return named;
	const found = await deps.search({ words: reference, limit: 1, topics: [], sources: [], without: [] });
	return found.kind === "all" ? found.hits[0]?.article : undefined;
}
