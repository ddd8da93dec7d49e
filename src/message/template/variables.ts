import { Drop } from "liquidjs";
import { foldKey } from "../../arabic/fold.ts";
import { buildHashtag } from "../../arabic/hashtag.ts";
import { truncateText } from "../../arabic/truncate.ts";
import { writeTimeOfDay } from "../../calendar/write-time.ts";
import type { DateStyle, Look } from "../../domain/channel.ts";
import type { CardContent } from "../../domain/post.ts";
import type { MessageContext } from "../context.ts";
import { sourceNameOf, writeDateLine, writeHeadline, writeOwnDigits } from "../news-line.ts";

/** A template's variables, in the order in which they are explained (docs/templates.md). */
export const variableNames = [
	"headline",
	"date",
	"lead",
	"source",
	"url",
	"author",
	"topics",
	"hashtags",
	"breaking",
	"breaking_word",
] as const;

export type Variables = Readonly<Record<(typeof variableNames)[number], unknown>>;

/** Tags that a post has at most; more is noise. */
const mostTags = 5;
/** Graphemes of a name. */
const longestName = 120;

/** What a template may say of an article, in the channel's look. */
export function buildVariables(card: CardContent, look: Look, context: MessageContext): Variables {
	const own = (text: string) => writeOwnDigits(text, card.language, look.digits);
	const headline = writeHeadline(card, look.digits);
	const lead = own(truncateText(card.lead, look.leadLength));
	return {
		headline,
		date: new DateVariable(card, look, context),
		lead: lead === headline ? "" : lead,
		source: look.sourceLine ? truncateText(sourceNameOf(card), longestName) : "",
		url: card.url ?? "",
		author: own(truncateText(card.author ?? "", longestName)),
		topics: card.topics.map((topic) => truncateText(topic, longestName)).slice(0, 20),
		hashtags: look.hashtags === false ? "" : hashtagsOf(card.topics).join(" "),
		breaking: card.breaking === true,
		breaking_word: breakingWord(card, look, context),
	};
}

/** The word for breaking news, where it is and the headline does not begin with it itself. */
function breakingWord(card: CardContent, look: Look, { sentences }: MessageContext): string {
	const isSaid = /^[^\p{L}\p{N}]*(?:خبر )?(?:عاجل|breaking)(?![\p{L}\p{N}])/u.test(foldKey(card.headline));
	return card.breaking === true && !isSaid ? sentences.say(look.locale, "breaking-word") : "";
}

/** The topics that make different hashtags, as they are named, the first ones. */
export function taggedTopics(topics: readonly string[]): readonly string[] {
	const tagged = new Map<string, string>();
	for (const topic of topics) {
		const tag = buildHashtag(topic);
		const key = tag === null ? "" : foldKey(tag);
		if (key !== "" && !tagged.has(key)) tagged.set(key, topic);
	}
	return [...tagged.values()].slice(0, mostTags);
}

export function hashtagsOf(topics: readonly string[]): readonly string[] {
	return taggedTopics(topics).flatMap((topic) => buildHashtag(topic) ?? []);
}

/** The day of publication: written in the channel's style, unless a filter asks for another. */
export class DateVariable extends Drop {
	readonly #card: CardContent;
	readonly #look: Look;
	readonly #context: MessageContext;
	/** A template may name the date hundreds of times: it is written once in each form. */
	readonly #written = new Map<DateStyle | "time", string>();

	constructor(card: CardContent, look: Look, context: MessageContext) {
		super();
		this.#card = card;
		this.#look = look;
		this.#context = context;
	}

	override valueOf(): string {
		return this.inStyle(this.#look.dateStyle);
	}

	inStyle(dateStyle: DateStyle): string {
		return this.#once(dateStyle, () =>
			writeDateLine(this.#card, { ...this.#look, dateStyle }, this.#context),
		);
	}

	/** `14:05` by the channel's clock; empty where the outlet printed a day and no time. */
	timeOfDay(): string {
		if (this.#card.datePrecision === "day") return "";
		const { locale, digits } = this.#look;
		return this.#once("time", () =>
			writeTimeOfDay(this.#card.publishedAt, this.#context.zone, locale, digits),
		);
	}

	#once(form: DateStyle | "time", write: () => string): string {
		const text = this.#written.get(form) ?? write();
		this.#written.set(form, text);
		return text;
	}
}
