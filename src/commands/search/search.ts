import { eventOf } from "../../domain/article.ts";
import { standardLook } from "../../domain/channel.ts";
import { buildFound } from "../../message/found.ts";
import { buildReply } from "../answer/reply.ts";
import type { Command, ReadCall } from "../command.ts";
import type { CommandDeps } from "../deps.ts";
import { keepList } from "../news/keep-list.ts";
import type { CommandReply } from "../port.ts";
import { listChoices } from "../subscriptions/read-wish.ts";
import { createFinder } from "../typed/names.ts";
import { quoteTyped } from "../typed/typed.ts";
import { excerptAround, hasAny, highlight } from "./highlight.ts";
import { bodyLength, type SearchHit, type SearchResult } from "./news-index.ts";

/** Shown at once: with excerpts, what a screen holds. */
const shownAtOnce = 5;

/** `/search words [#topic] [#source]`: news with these words, of the newest 10,000 of the last 30 days; `/more` goes on. */
export const search: Command = {
	name: "search",
	description: "command-search",
	words: ["بحث", "ابحث", "بحث عن", "ابحث عن"],
	overheard: true,
	use: "readers",
	parameters: [{ name: "words", description: "parameter-words", kind: "text", required: true }],
	async run(call, deps) {
		const asked = await readQuestion(call.args, deps);
		if (asked.words === "") {
			return buildReply("person", call.locale, [deps.sentences.say(call.locale, "search-needs-words")]);
		}
		const result = await deps.search({
			...asked,
			limit: shownAtOnce,
			without: call.goesOn?.shown ?? [],
		});
		const events = result.hits.map(({ article }) => eventOf(article));
		const ending = [
			...(await keepList(call, events, result.hasMore, deps)),
			...(result.isWhole ? [] : [deps.sentences.say(call.locale, "search-unfinished")]),
		];
		if (result.hits.length === 0) return answerNone(asked.words, ending, call, deps);
		return showHits(asked.words, result, ending, call, deps);
	},
};

type Question = { words: string; topics: readonly string[]; sources: readonly string[] };

/** `#name` narrows the search where a topic or a source has this name; else it is a word like any other. */
async function readQuestion(args: string, deps: CommandDeps): Promise<Question> {
	const all = args.split(" ");
	if (!all.some((word) => word.startsWith("#"))) return { words: args, topics: [], sources: [] };
	const choices = (await listChoices(deps)).filter(({ value }) => value.kind !== "everything");
	const find = createFinder(choices);
	const read = all.map((word) => ({ word, choice: word.startsWith("#") ? find(word) : undefined }));
	const idsOf = (kind: string) => read.flatMap(({ choice }) => (choice?.kind === kind ? [choice.id] : []));
	return {
		words: read.flatMap(({ word, choice }) => (choice === undefined ? [word] : [])).join(" "),
		topics: idsOf("topic"),
		sources: idsOf("source"),
	};
}

function answerNone(
	words: string,
	ending: readonly string[],
	{ locale, goesOn }: ReadCall,
	{ sentences }: CommandDeps,
): CommandReply {
	const none =
		goesOn === undefined
			? sentences.say(locale, "search-none", { words: quoteTyped(words) })
			: sentences.say(locale, "more-none");
	return buildReply("everybody", locale, [none, ...ending]);
}

async function showHits(
	words: string,
	{ kind, hits }: SearchResult,
	ending: readonly string[],
	{ platform, place, locale, goesOn }: ReadCall,
	deps: CommandDeps,
): Promise<CommandReply> {
	const { sentences } = deps;
	const channel = await deps.findChannel(platform, place.address);
	const title = sentences.say(locale, "search-title", { words: quoteTyped(words) });
	const messages = buildFound(
		hits.map((hit) => ({ news: hit.article, ...mark(hit) })),
		{ ...(channel?.look ?? standardLook), locale },
		{
			title,
			notes: kind === "some" ? [sentences.say(locale, "search-some")] : [],
			ending,
			first: (goesOn?.shown.length ?? 0) + 1,
			zone: channel?.zone ?? deps.zone,
			now: deps.now(),
			sentences,
		},
	);
	return { messages, visibility: "everybody" };
}

/** An excerpt is shown where the headline does not have all the words. */
function mark({ article, terms }: SearchHit) {
	const missing = terms.filter((term) => !hasAny(article.headline, [term]));
	// What was found stands where the index looked; an excerpt goes on a little behind it.
	const searched = `${article.lead}\n${article.body.slice(0, 2 * bodyLength)}`;
	const excerpt = missing.length === 0 ? undefined : excerptAround(searched, missing);
	return {
		highlight: (text: string) => highlight(text, terms),
		...(excerpt === undefined ? {} : { excerpt }),
	};
}
