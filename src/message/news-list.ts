import { writeDigits } from "../arabic/digits.ts";
import { truncateText } from "../arabic/truncate.ts";
import type { Look } from "../domain/channel.ts";
import type { MessageContext } from "./context.ts";
import type { Block, Span } from "./message.ts";
import { linkTo, type NewsLine, sourceNameOf, writeDateLine, writeHeadline } from "./news-line.ts";

/** Graphemes of a headline in a list, and of a source's name. */
const listedLength = 160;
const listedSource = 60;

/** UTF-16 units; a longer address is left out, since on Discord it counts as text. */
const longestLink = 1000;

/**
 * UTF-16 units of one part with its links written out: both platforms take 4,096, of which a title, labels, direction
 * marks and escapes need some.
 */
const roomOfPart = 3600;

/** UTF-16 units that breaks, direction marks and the signs of a link take around one line. */
const roomAround = 20;

/** One paragraph a line of news, together short enough for one message on every platform. */
export type ListPart = readonly Block[];

/**
 * Numbered news, each a paragraph of its own: the headline with its link and its source, below it where `dated` with the
 * day. What belongs to one line is one block, so that no platform draws it apart. Ten usual lines are one part. They are numbered from
 * `first`, from 1 where it is absent.
 */
export function buildNewsList(
	lines: readonly NewsLine[],
	look: Look,
	context: ListContext,
): readonly ListPart[] {
	const parts: Block[][] = [];
	let room = 0;
	for (const [index, line] of lines.entries()) {
		const spans = writeLine(line, index + (context.first ?? 1), look, context);
		const size = sizeOf(spans);
		if (size > room || parts.length === 0) {
			parts.push([]);
			room = roomOfPart;
		}
		parts.at(-1)?.push({ kind: "paragraph", spans });
		room -= size;
	}
	return parts;
}

/** UTF-16 units that an undated line of a list takes at most, its link written out. */
export function sizeOfLine(line: NewsLine, look: Look): number {
	return sizeOf(writeLine(line, 99, look, { dated: false }));
}

type ListContext = (MessageContext & { dated: boolean; first?: number }) | { dated: false; first?: number };

function sizeOf(spans: readonly Span[]): number {
	return spans.reduce((sum, { text, href = "" }) => sum + text.length + href.length, roomAround);
}

/** The day stands before the source: digits that follow a Latin name would be drawn on its other side. */
function writeLine(line: NewsLine, number: number, look: Look, context: ListContext): readonly Span[] {
	const url = (line.url?.length ?? 0) > longestLink ? undefined : line.url;
	const name = look.sourceLine ? truncateText(sourceNameOf(line), listedSource) : "";
	const source = name === "" ? [] : [name];
	const isDated = "sentences" in context && context.dated;
	// A day takes a line of its own: behind a long headline it would be torn, and an English day tears an Arabic one.
	const after = isDated
		? [{ text: "\n" }, { text: [writeDateLine(line, look, context), ...source].join(" · ") }]
		: source.map((said) => ({ text: ` — ${said}` }));
	return [
		{ text: writeDigits(`${number}. `, look.digits) },
		{ text: writeHeadline(line, look.digits, listedLength), bold: true, ...linkTo(url) },
		...after,
	];
}
