/** A source that has been failing for long is still asked four times a day: outlets come back. */
const longest = 6 * 3_600_000;

/**
 * Milliseconds to the next check of a source. `every` is its interval; after `failures` in a row it doubles each time, up
 * to six hours or `every` if that is longer. `random` (0 ≤ r < 1) spreads checks by ±10 %, so that forty sources that were
 * added together, or that failed together, do not come due together.
 */
export function nextCheck(every: number, failures: number, random: number): number {
	const wait =
		failures <= 0 ? every : Math.min(every * 2 ** Math.min(failures, 20), Math.max(longest, every));
	return Math.round(wait * (0.9 + 0.2 * random));
}
