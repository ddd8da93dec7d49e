/** Samples of the clocks are compared over so long. */
const sampleMs = 30_000;

/**
 * Translates Redis's time into `performance.now()`, never too early: an answer arrives after its script has run, so the
 * quickest of the last answers is nearest to the truth, and errs on the safe side.
 */
export function createTranslation() {
	let samples: { offset: number; at: number }[] = [];
	return (micros: number, receivedAt: number): number => {
		const offset = receivedAt - micros / 1_000;
		samples = samples.filter((other) => other.offset < offset && receivedAt - other.at < sampleMs);
		samples.push({ offset, at: receivedAt });
		return micros / 1_000 + (samples[0]?.offset ?? offset);
	};
}
