import { foldKey } from "../../arabic/fold.ts";

/** A piece of a folded text: a run of digits, a run of letters, or one other character. */
export type Token = {
	kind: "number" | "word" | "mark";
	text: string;
	/** The number's value; NaN for the rest. */
	value: number;
	/** White space stands before it, or it is the first. */
	spaced: boolean;
};

/** Where something was found: tokens from `start` up to but not including `end`. */
export type Span = { start: number; end: number };

/** Written for each other everywhere: hyphens, dashes and the minus sign. */
const DASHES = new Set("‐‑‒–—―−");

/** The tokens of a text, under the fold key. Takes time in proportion to the text. */
export function tokenise(text: string): Token[] {
	const tokens: Token[] = [];
	let end = 0;
	for (const match of foldKey(text).matchAll(/(\d+)|([\p{L}\p{M}]+)|[^\s]/gu)) {
		const kind = match[1] !== undefined ? "number" : match[2] !== undefined ? "word" : "mark";
		tokens.push({
			kind,
			text: DASHES.has(match[0]) ? "-" : match[0],
			value: kind === "number" ? Number(match[0]) : Number.NaN,
			spaced: match.index === 0 || match.index > end,
		});
		end = match.index + match[0].length;
	}
	return tokens;
}

/** The token at `index` when it is a number of that many digits. */
export function numberAt(
	tokens: readonly Token[],
	index: number,
	least: number,
	most: number,
): Token | undefined {
	const token = tokens[index];
	if (token?.kind !== "number" || token.text.length < least || token.text.length > most) return undefined;
	return token;
}

export function isMark(token: Token | undefined, marks: string): token is Token & { kind: "mark" } {
	return token?.kind === "mark" && marks.includes(token.text);
}

export function isWord(
	token: Token | undefined,
	words: ReadonlySet<string>,
): token is Token & { kind: "word" } {
	return token?.kind === "word" && words.has(token.text);
}

/** Letters of the Latin alphabet directly after or before a number usually make it an id. */
export function isLatin(token: Token | undefined): boolean {
	return token?.kind === "word" && /^[a-z]/.test(token.text);
}

/** The longest entry of `lexicon` that begins at `index`: up to three words with nothing but spaces between. */
export function phraseAt<Value>(
	tokens: readonly Token[],
	index: number,
	lexicon: ReadonlyMap<string, Value>,
): { value: Value; end: number } | undefined {
	let phrase = "";
	let found: { value: Value; end: number } | undefined;
	for (let end = index; end < index + 3; end++) {
		const token = tokens[end];
		if (token?.kind !== "word") break;
		phrase = phrase === "" ? token.text : `${phrase} ${token.text}`;
		const value = lexicon.get(phrase);
		if (value !== undefined) found = { value, end: end + 1 };
	}
	return found;
}

/** A lexicon from lists of spellings: the key is folded, the value is made from the list's place. */
export function buildLexicon<Value>(
	lists: readonly (readonly string[])[],
	valueAt: (place: number) => Value,
): Map<string, Value> {
	const lexicon = new Map<string, Value>();
	for (const [place, spellings] of lists.entries()) {
		for (const spelling of spellings) lexicon.set(foldKey(spelling), valueAt(place));
	}
	return lexicon;
}
