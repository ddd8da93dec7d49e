import { writeDigits } from "../arabic/digits.ts";
import { truncateText } from "../arabic/truncate.ts";
import type { Look } from "../domain/channel.ts";
import { buildAnswer } from "./answer.ts";
import type { MessageContext } from "./context.ts";
import type { Block, Message, Span } from "./message.ts";
import { linkTo, type NewsLine, writeDateLine, writeHeadline, writeOwnDigits } from "./news-line.ts";

/** An article that a search found. `highlight` makes the found words bold; `excerpt` is where they stand besides. */
export type FoundNews = {
	news: NewsLine;
	highlight(text: string): readonly Span[];
	excerpt?: string;
};

export type FoundContext = MessageContext & {
	title: string;
	/** Paragraphs between title and news, and after the news. */
	notes: readonly string[];
	ending: readonly string[];
	/** The number of the first. */
	first: number;
};

type Paragraph = Extract<Block, { kind: "paragraph" }>;

/** Graphemes, as in a list of news. */
const listedLength = 160;
const listedSource = 60;

/** UTF-16 units: longer addresses are left out, and what does not fit a message on every platform begins another. */
const longestLink = 1000;
const roomOfPart = 3200;

/**
 * What was found, numbered, each with the found words bold, below them day and source, then the excerpt; the source carries the link, since the
 * headline is in pieces. Usually one message; several where addresses are very long.
 */
export function buildFound(
	found: readonly FoundNews[],
	look: Look,
	context: FoundContext,
): readonly Message[] {
	const parts: Block[][] = [];
	let room = 0;
	for (const [index, one] of found.entries()) {
		const block = writeOne(one, context.first + index, look, context);
		const size = sizeOf(block);
		if (size > room || parts.length === 0) {
			parts.push([]);
			room = roomOfPart;
		}
		parts.at(-1)?.push(block);
		room -= size;
	}
	return parts.map((part, index) =>
		buildAnswer(look.locale, [
			...(index === 0
				? [{ kind: "headline" as const, text: writeDigits(context.title, look.digits) }, ...context.notes]
				: []),
			...part,
			...(index === parts.length - 1 ? context.ending : []),
		]),
	);
}

function writeOne(
	{ news, highlight, excerpt }: FoundNews,
	number: number,
	look: Look,
	context: MessageContext,
): Paragraph {
	const url = (news.url?.length ?? 0) > longestLink ? undefined : news.url;
	const date = writeDateLine(news, look, context);
	const source = truncateText(news.sourceName, listedSource);
	const showsSource = look.sourceLine && source !== "";
	// What belongs to one story is one block, so that no platform draws it apart.
	const spans = [
		{ text: writeDigits(`${number}. `, look.digits) },
		...highlight(writeHeadline(news, look.digits, listedLength)),
		{ text: "\n" },
		...(showsSource
			? [{ text: `${date} · ` }, { text: source, ...linkTo(url) }]
			: [{ text: date, ...linkTo(url) }]),
		...(excerpt === undefined
			? []
			: [{ text: "\n" }, ...highlight(writeOwnDigits(excerpt, news.language, look.digits))]),
	];
	return { kind: "paragraph", spans };
}

function sizeOf({ spans }: Paragraph): number {
	// Marks, direction and breaks around each span.
	return spans.reduce((sum, { text, href = "" }) => sum + text.length + href.length + 8, 0);
}
