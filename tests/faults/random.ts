/** mulberry32: the same numbers for the same seed, on every machine. */
export function createRandom(seed: number): Random {
	let state = (seed * 2_654_435_761) >>> 0;
	const next = () => {
		state = (state + 0x6d2b79f5) >>> 0;
		let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
		mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
		return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
	};
	return {
		next,
		between: (low, high) => low + Math.floor(next() * (high - low + 1)),
		pick(list) {
			const found = list[Math.floor(next() * list.length)];
			if (found === undefined) throw new Error("lab: nothing to pick from");
			return found;
		},
	};
}

export type Random = {
	/** 0 ≤ n < 1. */
	next(): number;
	/** A whole number, both ends included. */
	between(low: number, high: number): number;
	pick<T>(list: readonly T[]): T;
};
