/**
 * Where each segment of a text ends (UTF-16), at most `limit` of them. `Intl.Segmenter` takes time that grows with the square
 * of what it is given, so it is given a window at a time; the last segment of a window is found again in the next one.
 */
export function segmentEnds(
	segmenter: Intl.Segmenter,
	text: string,
	limit = Number.POSITIVE_INFINITY,
): number[] {
	const ends: number[] = [];
	let from = 0;
	let width = WINDOW;
	while (from < text.length && ends.length < limit) {
		const slice = text.slice(from, from + width);
		const isLast = from + width >= text.length;
		let last = 0;
		for (const { index } of segmenter.segment(slice)) {
			if (index === 0) continue;
			ends.push(from + index);
			last = index;
			if (ends.length >= limit) return ends;
		}
		if (isLast) {
			ends.push(text.length);
			return ends;
		}
		from += last;
		// A segment longer than the window: a wider one.
		width = last === 0 ? width * 2 : WINDOW;
	}
	return ends;
}

const WINDOW = 1024;
