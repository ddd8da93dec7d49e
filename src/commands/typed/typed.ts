/** Longest text of a person that is looked at, in UTF-16 units; what follows cannot be a number, a name or an address. */
const longestTyped = 1000;
/** Longest quotation of what a person typed, in UTF-16 units. */
const longestQuote = 60;

const graphemes = new Intl.Segmenter("ar", { granularity: "grapheme" });

/** What a person typed, as one line: no controls, no direction marks, no half characters, single blanks. */
export function readTyped(text: string): string {
	return text
		.slice(0, longestTyped)
		.replace(/[\s\p{Z}]+/gu, " ")
		.replace(/\p{C}/gu, "")
		.replace(/ {2,}/g, " ")
		.trim();
}

/** What a person typed, short enough to stand in an answer; never cut inside a character. */
export function quoteTyped(text: string): string {
	return cutTyped(text, longestQuote);
}

/** The beginning of a text as one line, at most `most` units long, never cut inside a character. */
export function cutTyped(text: string, most: number): string {
	const typed = readTyped(text);
	if (typed.length <= most) return typed;
	let cut = "";
	for (const { segment } of graphemes.segment(typed)) {
		if (cut.length + segment.length > most) break;
		cut += segment;
	}
	return `${cut.trimEnd()}…`;
}
