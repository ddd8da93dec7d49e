/** What is longer is no tag of a text but one that was never closed. */
const longestTag = 2_000;

/**
 * Where the tags lie whose beginning (`<img\b`) `opening` finds; it has the flag `g`. Where none is closed any more nothing
 * is looked for: an end that is sought from each beginning anew takes the square of the text's length.
 */
export function* findTags(html: string, opening: RegExp): Generator<{ start: number; end: number }> {
	let close = -1;
	let past = 0;
	for (const { 0: beginning, index: start } of html.matchAll(opening)) {
		if (start < past) continue;
		const inside = start + beginning.length;
		if (close < inside) close = html.indexOf(">", inside);
		if (close === -1) return;
		if (close - inside > longestTag) continue;
		past = close + 1;
		yield { start, end: past };
	}
}
