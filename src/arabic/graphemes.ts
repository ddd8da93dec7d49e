import { segmentEnds } from "./segment-ends.ts";

/** How many signs a reader would count: a letter with its marks is one, an emoji of several parts is one. */
export function countGraphemes(text: string): number {
	if (PLAIN.test(text)) return text.length;
	return segmentEnds(segmenter, text).length;
}

/** The places (UTF-16) where the first `limit` graphemes end; fewer when the text ends before. */
export function graphemeEnds(text: string, limit: number): number[] {
	return limit <= 0 ? [] : segmentEnds(segmenter, text, limit);
}

const segmenter = new Intl.Segmenter("ar", { granularity: "grapheme" });

/** Every unit of these is a grapheme of its own: base letters, digits and plain punctuation. */
const PLAIN =
	/^[\n\x20-\x7E\u00AB\u00BB\u060C\u061B\u061F\u0621-\u063F\u0641-\u064A\u0660-\u066D\u2013\u2014\u2018-\u201D\u2026]*$/;
