/** Discord's epoch, 2015-01-01T00:00Z. */
export const discordEpoch = 1_420_070_400_000n;

/** Ids as Discord gives them: rising, the time in their upper 42 bits. */
export function createSnowflakes(now: () => number): () => string {
	let last = 0n;
	return () => {
		const base = (BigInt(now()) - discordEpoch) << 22n;
		last = base > last ? base : last + 1n;
		return String(last);
	};
}

/** 17 to 19 digits: anything else was never an id of Discord's. */
export function isSnowflake(text: string): boolean {
	return /^\d{17,19}$/.test(text);
}
