import { foldKey } from "../arabic/fold.ts";
import { compareHashes, hashShingles, wordShingles } from "../arabic/similarity.ts";
import type { StorySketch } from "../store/news/stories.ts";

/** A line of fewer words is a dateline or an agency's name. */
const leastWords = 8;
/** Of a text in one paragraph no more is its beginning: a short report goes on with what was before it. */
const mostWords = 22;
/**
 * Of 50 pairs of copies of several outlets (`tests/corpus/stories.ts`) each has a quarter of one beginning in the other
 * text, however the outlet rewrote it; two reports that share their background have next to nothing.
 */
const leastShared = 0.2;

/** What a text begins with: the hashed word 3-grams of its first paragraph. */
export function openingOf(text: string): Uint32Array {
	const words: string[] = [];
	for (const line of text.split("\n")) {
		words.push(...(foldKey(line).match(/\p{L}+|\p{N}+/gu) ?? []));
		if (words.length >= leastWords) break;
	}
	return hashShingles(wordShingles(words.slice(0, mostWords).join(" ")));
}

type Opened = Pick<StorySketch, "opening" | "shingles">;

/** Whether one of two texts tells what the other begins with: outlets put a summary of their own before the wire's text. */
export function beginAlike(one: Opened, other: Opened): boolean {
	if (one.opening.length === 0 || other.opening.length === 0) return true;
	return holdsOpening(one, other) || holdsOpening(other, one);
}

function holdsOpening({ shingles }: Opened, { opening }: Opened): boolean {
	return compareHashes(shingles, opening).containment >= leastShared;
}
