import { foldKey } from "../arabic/fold.ts";
import { stemWord } from "../arabic/stem.ts";
import { type Expression, type ExpressionProblem, readExpression } from "./filter-expression.ts";

/**
 * One term of a filter, as it is stored and typed: a word, a `"phrase in quotes"`, or `re:/an expression/`. A word or
 * phrase is compared by the stems of its folded words, which must follow each other; an expression is run over folded text.
 */
export type FilterTerm =
	| { kind: "words"; stems: readonly string[] }
	| Exclude<Expression, { kind: "unreadable" }>
	| { kind: "unreadable"; reason: TermProblem; detail?: string };

export type TermProblem =
	/** Nothing in it can be compared: no letter and no digit. */
	"no-letters" | ExpressionProblem;

/** A text whose words can be looked up. `words` holds each word as written with the stems under which it is found. */
export type SearchableText = { key: string; words: readonly SearchableWord[] };
export type SearchableWord = { written: string; stems: readonly string[] };

/** UTF-16 units of a text that an expression is run over: any headline, and all but the tail of the longest leads. */
const longestSearched = 2_000;
/** What terms were read as. An expression takes up to 200 kB, words next to nothing. */
const remembered = {
	words: { most: 5_000, terms: new Map<string, FilterTerm>() },
	expressions: { most: 500, terms: new Map<string, FilterTerm>() },
};

/** Reads a stored term; what it was read as is remembered, since the same terms meet every article. */
export function readTerm(term: string): FilterTerm {
	const { most, terms } = isExpression(term) ? remembered.expressions : remembered.words;
	const known = terms.get(term);
	if (known !== undefined) return known;
	const read = isExpression(term) ? readExpression(term) : readWords(term);
	if (terms.size >= most) terms.clear();
	terms.set(term, read);
	return read;
}

/** Whether a term, without its sign, is an expression: it is run over a text, which takes longer than looking up words. */
export function isExpression(term: string): boolean {
	return term.startsWith("re:/");
}

/** The part of a text that a term finds, as it is written there (folded for an expression); undefined where it finds nothing. */
export function findTerm(term: FilterTerm, text: SearchableText): string | undefined {
	switch (term.kind) {
		case "words":
			return findWords(term.stems, text.words);
		case "pattern":
			return term.find(text.key);
		case "unreadable":
			return undefined;
	}
}

export function toSearchable(text: string): SearchableText {
	const words = (text.match(WORD) ?? []).flatMap((written) =>
		wordsOf(foldKey(written)).map((word) => ({ written, stems: stemsOf(word) })),
	);
	return { key: foldKey(text).slice(0, longestSearched), words };
}

const WORD = /[\p{L}\p{N}\p{M}\u200C\u200D]+/gu;

/** A folded piece may be two words: a ligature becomes several, some signs fall apart. */
function wordsOf(folded: string): readonly string[] {
	return folded.match(/[\p{L}\p{N}]+/gu) ?? [];
}

/**
 * light10 takes one prefix off and leaves ب ل ك ف alone, since it cannot tell them from a root's own letter. A filter
 * asks for a certain word, so both readings of a word of the text may meet it: `لمجلس` is found as it is and as `مجلس`.
 */
function stemsOf(word: string): readonly string[] {
	const rest = /^[وف](لل.{2,})$/.exec(word)?.[1] ?? /^[وف]?[بلكف](?!ل|ال)(.{3,})$/.exec(word)?.[1];
	return rest === undefined ? [stemWord(word)] : [stemWord(word), stemWord(rest)];
}

function readWords(term: string): FilterTerm {
	const stems = wordsOf(foldKey(term)).map(stemWord);
	return stems.length === 0 ? { kind: "unreadable", reason: "no-letters" } : { kind: "words", stems };
}

function findWords(stems: readonly string[], words: readonly SearchableWord[]): string | undefined {
	const last = words.length - stems.length;
	for (let at = 0; at <= last; at++) {
		if (!stems.every((stem, i) => words[at + i]?.stems.includes(stem))) continue;
		const found = words.slice(at, at + stems.length).map(({ written }) => written);
		return [...new Set(found)].join(" ");
	}
	return undefined;
}
