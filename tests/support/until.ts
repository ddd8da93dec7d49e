/** Resolves with the first value that is not undefined or false. Waits for a condition and not for a time. */
export async function until<T>(
	look: () => T | undefined | false | Promise<T | undefined | false>,
	what: string,
	deadlineMs = 20_000,
): Promise<T> {
	const end = performance.now() + deadlineMs;
	for (;;) {
		const seen = await look();
		if (seen !== undefined && seen !== false) return seen;
		if (performance.now() > end) throw new Error(`tests: waited in vain until ${what}`);
		await new Promise((resolve) => setTimeout(resolve, 20));
	}
}
