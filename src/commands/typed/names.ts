import { foldKey } from "../../arabic/fold.ts";

/** Something that people call by name. `names` are all that it may be called; `label` is what we call it. */
export type Named<T> = { value: T; label: string; names: readonly string[] };

/** What was named, and what was named that does not exist (as typed). */
export type Naming<T> = { found: readonly T[]; unknown: readonly string[] };

/** One name, as a whole. */
export function findNamed<T>(typed: string, all: readonly Named<T>[]): T | undefined {
	return createFinder(all)(typed);
}

/** The same for several of them, looked up one by one: what may be named is read once. */
export function createFinder<T>(all: readonly Named<T>[]): (typed: string) => T | undefined {
	const index = indexNames(all);
	return (typed) => index.get(nameKey(typed));
}

/** Words of a name that is looked for within a line: outlets' topics may be whole sentences, which nobody types. */
const mostWords = 12;

/**
 * Several names in one line, with commas or without: at each word the longest name that begins there is taken, so that
 * names of several words need no quotes. Words between names are kept together as one unknown name.
 */
export function findAllNamed<T>(typed: string, all: readonly Named<T>[]): Naming<T> {
	const index = indexNames(all);
	let longest = 1;
	for (const key of index.keys()) longest = Math.max(longest, key.split(" ").length);
	const namings = typed
		.split(/[,،;؛]/)
		.filter((piece) => piece.trim() !== "")
		.map((piece) => readPiece(piece.trim().split(/\s+/), Math.min(longest, mostWords), index));
	return {
		found: [...new Set(namings.flatMap(({ found }) => found))],
		unknown: [...new Set(namings.flatMap(({ unknown }) => unknown))],
	};
}

/**
 * The key under which spellings of a name are equal: the fold key of its letters and digits, without the article, so
 * that `#السياسة`, `سياسه` and `سياسة` are one.
 */
export function nameKey(name: string): string {
	return foldKey(name)
		.split(/[^\p{L}\p{N}]+/u)
		.filter((word) => word !== "")
		.map((word) => word.replace(/^ال(?=.{2})/u, ""))
		.join(" ");
}

/** Without the empty key, which is what emoji and punctuation have. */
function indexNames<T>(all: readonly Named<T>[]): Map<string, T> {
	const index = new Map<string, T>();
	for (const { value, names } of all) {
		for (const key of names.map(nameKey)) {
			if (key !== "" && !index.has(key)) index.set(key, value);
		}
	}
	return index;
}

function readPiece<T>(words: readonly string[], longest: number, index: ReadonlyMap<string, T>): Naming<T> {
	const found: T[] = [];
	const unknown: string[][] = [];
	let inUnknown = false;
	for (let at = 0; at < words.length; ) {
		const hit = nameAt(words, at, longest, index);
		if (hit !== undefined) {
			found.push(hit.value);
			at += hit.words;
		} else {
			if (!inUnknown) unknown.push([]);
			unknown.at(-1)?.push(words[at] ?? "");
			at += 1;
		}
		inUnknown = hit === undefined;
	}
	return { found, unknown: unknown.map((gap) => gap.join(" ")) };
}

/** The conjunction و is written as part of the word that follows it: `سياسة واقتصاد` are two names. */
function nameAt<T>(
	words: readonly string[],
	at: number,
	longest: number,
	index: ReadonlyMap<string, T>,
): { value: T; words: number } | undefined {
	for (let count = Math.min(longest, words.length - at); count > 0; count -= 1) {
		const phrase = words.slice(at, at + count).join(" ");
		for (const spelling of [phrase, phrase.replace(/^و/, "")]) {
			const value = index.get(nameKey(spelling));
			if (value !== undefined) return { value, words: count };
		}
	}
	return undefined;
}
