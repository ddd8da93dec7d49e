import { processorMs } from "./processor-time.ts";

/** What is below this grows with the length: four times the length takes four times as long, or sixteen for its square. */
export const mostGrowth = 10;

/**
 * How many times as long the long text takes as the short one. The least of a few tries counts, for a collection of garbage
 * only ever adds; the addend covers what the counter cannot see.
 */
export async function growth(run: (text: string) => unknown, short: string, long: string): Promise<number> {
	let [least, most] = [Number.POSITIVE_INFINITY, Number.POSITIVE_INFINITY];
	const ratio = () => (most + 5) / (least + 5);
	for (let tries = 0; tries < 8 && !(tries >= 2 && ratio() < mostGrowth); tries++) {
		least = Math.min(least, await measure(run, short));
		most = Math.min(most, await measure(run, long));
	}
	return ratio();
}

async function measure(run: (text: string) => unknown, text: string): Promise<number> {
	const start = processorMs();
	await run(text);
	return processorMs() - start;
}
