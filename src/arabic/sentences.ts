import { segmentEnds } from "./segment-ends.ts";

/**
 * The sentences of a text, trimmed, in order. `Intl.Segmenter` finds them; what it splits wrongly in Arabic news is put
 * together again: after `د.`, `أ.د.`, `ق.م.`, `..` and `…`, before a closing mark, and pieces of fewer than three words.
 */
export function splitSentences(text: string): string[] {
	let from = 0;
	const sentences: string[] = [];
	for (const end of sentenceEnds(text)) {
		const sentence = text.slice(from, end).trim();
		if (sentence !== "") sentences.push(sentence);
		from = end;
	}
	return sentences;
}

/** Where each sentence ends (UTF-16), the blanks after it included; the last is the text's length. */
export function sentenceEnds(text: string): number[] {
	const ends: number[] = [];
	let from = 0;
	for (const end of segmentEnds(segmenter, text)) {
		if (end === text.length || endsSentence(text, from, end)) {
			// A short last piece belongs to the sentence before, when there is one in its paragraph.
			if (ends.length > 0 && isShort(text, from, end) && text[from - 1] !== "\n") ends.pop();
			ends.push(end);
			from = end;
		}
	}
	return ends;
}

const segmenter = new Intl.Segmenter("ar", { granularity: "sentence" });

function endsSentence(text: string, from: number, end: number): boolean {
	if (text[end - 1] === "\n") return true;
	const tail = text.slice(Math.max(from, end - 24), end).trimEnd();
	if (NO_END.test(tail) || CONTINUED.test(text.slice(end, end + 1))) return false;
	return !isShort(text, from, end);
}

/**
 * A title, an initial or an abbreviation with its full stop, and the dots that are a headline's dash; but `عام 1950 م.` ends
 * its sentence as any word does.
 */
const NO_END =
	/(?:\.\.|…|(?:^|[\s("«“[])(?!(?<=\d ?)م\.$)(?:[وبلكف]?ال)?(?:\p{L}\.){1,4}|(?:^|\s)(?:Dr|Mr|Mrs|Ms|St|Prof|Gen|Sen|Inc|vs|No|Jr|Sr)\.)$/u;
const CONTINUED = /^[.،؛:,;!؟?)\]}»”\p{Ll}]/u;

function isShort(text: string, from: number, end: number): boolean {
	const words = text.slice(from, Math.min(end, from + 120)).match(/\S+/g);
	return (words?.length ?? 0) < 3;
}
