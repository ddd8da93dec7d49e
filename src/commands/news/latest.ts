import { asciiDigits } from "../../arabic/digits.ts";
import { eventOf } from "../../domain/article.ts";
import { standardLook } from "../../domain/channel.ts";
import { buildLatest } from "../../message/latest.ts";
import { joinNames } from "../answer/join-names.ts";
import { buildReply } from "../answer/reply.ts";
import type { Command, ReadCall } from "../command.ts";
import type { CommandDeps, Topic } from "../deps.ts";
import type { CommandReply } from "../port.ts";
import { findClosest } from "../typed/closest.ts";
import { findNamed, type Named } from "../typed/names.ts";
import { quoteTyped } from "../typed/typed.ts";
import { keepList } from "./keep-list.ts";

const fewest = 1;
const most = 10;
const usual = 3;

/** `/latest [n] [topic]`: the newest news, of one topic where it is named; `/more` goes on. */
export const latest: Command = {
	name: "latest",
	description: "command-latest",
	words: ["آخر الأخبار", "آخر أخبار", "أحدث الأخبار"],
	overheard: true,
	use: "readers",
	parameters: [
		{
			name: "count",
			description: "parameter-count",
			kind: "integer",
			required: false,
			minimum: fewest,
			maximum: most,
		},
		{ name: "topic", description: "parameter-topic", kind: "text", required: false, completes: "topic" },
	],
	async run(call, deps) {
		const topics = nameTopics(await deps.topics());
		const wanted = readWanted(call.args, topics);
		switch (wanted.kind) {
			case "news":
				return showNews(wanted, call, deps);
			case "wrong-count":
				return buildReply("person", call.locale, [
					deps.sentences.say(call.locale, "latest-count-range", {
						minimum: fewest,
						maximum: most,
						example: 5,
					}),
				]);
			case "unknown-topic":
				return buildReply("person", call.locale, sayUnknown(wanted.typed, topics, call.locale, deps));
		}
	},
};

type Wanted =
	| { kind: "news"; limit: number; topic?: Topic }
	| { kind: "wrong-count" }
	| { kind: "unknown-topic"; typed: string };

/** The number may stand before the topic or after it; a topic whose name is a number is a topic. */
function readWanted(args: string, topics: readonly Named<Topic>[]): Wanted {
	if (args === "") return { kind: "news", limit: usual };
	const whole = findNamed(args, topics);
	if (whole !== undefined) return { kind: "news", limit: usual, topic: whole };
	const words = args.split(" ");
	const at = [0, words.length - 1].find((index) => isNumber(words[index] ?? ""));
	const limit = at === undefined ? usual : Number(asciiDigits(words[at] ?? ""));
	if (!Number.isInteger(limit) || limit < fewest || limit > most) return { kind: "wrong-count" };
	const typed = words.filter((_, index) => index !== at).join(" ");
	if (typed === "") return { kind: "news", limit };
	const topic = findNamed(typed, topics);
	return topic === undefined ? { kind: "unknown-topic", typed } : { kind: "news", limit, topic };
}

function isNumber(word: string): boolean {
	return /^[-+−]?\d+([.,٫]\d+)?$/.test(asciiDigits(word));
}

/** One article more than is shown is asked for: it says whether there is more. */
async function showNews(
	{ limit, topic }: Extract<Wanted, { kind: "news" }>,
	call: ReadCall,
	deps: CommandDeps,
): Promise<CommandReply> {
	const { platform, place, locale, goesOn } = call;
	const [channel, found] = await Promise.all([
		deps.findChannel(platform, place.address),
		deps.latest({
			limit: limit + 1,
			...(topic === undefined ? {} : { topic: topic.id }),
			...(goesOn === undefined ? {} : { until: goesOn.askedAt, without: goesOn.shown }),
		}),
	]);
	const { sentences } = deps;
	const news = found.slice(0, limit);
	const ending = await keepList(call, news.map(eventOf), found.length > limit, deps);
	if (news.length === 0) return buildReply("everybody", locale, [sayNone(topic, call, deps)]);
	const look = { ...(channel?.look ?? standardLook), locale };
	const messages = buildLatest(news, look, {
		zone: channel?.zone ?? deps.zone,
		now: deps.now(),
		sentences,
		shownBefore: goesOn?.shown.length ?? 0,
		ending,
		...(topic === undefined ? {} : { topic: topic.name }),
	});
	return { messages, visibility: "everybody" };
}

function sayNone(topic: Topic | undefined, { locale, goesOn }: ReadCall, { sentences }: CommandDeps): string {
	if (goesOn !== undefined) return sentences.say(locale, "more-none");
	return topic === undefined
		? sentences.say(locale, "latest-none")
		: sentences.say(locale, "latest-none-topic", { topic: topic.name });
}

function nameTopics(topics: readonly Topic[]): readonly Named<Topic>[] {
	return topics.map((topic) => ({ value: topic, label: topic.name, names: [topic.id, topic.name] }));
}

function sayUnknown(
	typed: string,
	topics: readonly Named<Topic>[],
	locale: string,
	{ sentences }: CommandDeps,
): readonly string[] {
	const unknown = sentences.say(locale, "topic-unknown", { name: quoteTyped(typed) });
	if (topics.length === 0) return [unknown, sentences.say(locale, "available-none")];
	const closest = findClosest(typed, topics);
	return [
		unknown,
		closest.length > 0
			? sentences.say(locale, "did-you-mean", { names: joinNames(closest, locale, sentences) })
			: sentences.say(locale, "available-topics", {
					names: joinNames(
						topics.map(({ label }) => label),
						locale,
						sentences,
					),
				}),
	];
}
