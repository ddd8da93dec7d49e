import { searchTerms } from "../../arabic/stem.ts";
import { truncateText } from "../../arabic/truncate.ts";
import type { Span } from "../../message/message.ts";

/** A text in spans, the words whose stem is among `terms` bold. */
export function highlight(text: string, terms: readonly string[]): readonly Span[] {
	const spans: { text: string; bold?: true }[] = [];
	const pieces = findWords(text, terms);
	for (const [index, { text: piece, found }] of pieces.entries()) {
		// Words that stand side by side are one span, the blank between them with it.
		const joins =
			/^\s+$/.test(piece) && pieces[index - 1]?.found === true && pieces[index + 1]?.found === true;
		const bold = found || joins;
		const last = spans.at(-1);
		if (last !== undefined && (last.bold === true) === bold) last.text += piece;
		else spans.push(bold ? { text: piece, bold } : { text: piece });
	}
	return spans;
}

/** True when one of the words stands in the text. */
export function hasAny(text: string, terms: readonly string[]): boolean {
	return findWords(text, terms).some(({ found }) => found);
}

/** Graphemes of an excerpt, and the words that stand before the first one found. */
const excerptLength = 160;
const wordsBefore = 8;

/** The part of a text around the first of the words; undefined where none stands in it. */
export function excerptAround(text: string, terms: readonly string[]): string | undefined {
	for (const paragraph of text.split("\n")) {
		const pieces = findWords(paragraph, terms);
		const at = pieces.findIndex(({ found }) => found);
		if (at < 0) continue;
		// Every second piece is a word.
		const from = Math.max(0, at - wordsBefore * 2);
		const rest = pieces
			.slice(from)
			.map(({ text: piece }) => piece)
			.join("")
			.trim();
		return `${from > 0 ? "… " : ""}${truncateText(rest, excerptLength)}`;
	}
	return undefined;
}

type Piece = { text: string; found: boolean };

/** A text cut before and after each word. Marks belong to the word on whose letters they stand. */
function findWords(text: string, terms: readonly string[]): readonly Piece[] {
	const wanted = new Set(terms);
	return text
		.split(/([\p{L}\p{N}\p{M}\u0640]+)/u)
		.filter((piece) => piece !== "")
		.map((piece) => ({ text: piece, found: searchTerms(piece).some((term) => wanted.has(term)) }));
}
