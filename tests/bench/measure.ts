import { processorMs } from "../support/processor-time.ts";

/** What is compared: `work` does one whole pass. */
export type Contender = { name: string; work(): unknown };

/** Long enough for the engine to have compiled what is hot: a reader of news runs for months. */
const warmUpMs = 2_000;
/** Below this the counter's own steps and a single pause would count. */
const shortestTurnMs = 5;

/**
 * Milliseconds of processor that a pass takes, the median over the rounds. Not of the clock on the wall: beside other
 * processes that one says how busy the machine is. User and system time of all threads are counted, so what a contender
 * leaves to the collector of garbage is its own too. Contenders take turns within a round, so that what does disturb
 * (caches, the processor's pace) disturbs all of them alike.
 */
export async function measure(
	contenders: readonly Contender[],
	rounds: number,
): Promise<Map<string, number>> {
	const passes = new Map<string, number>();
	for (const { name, work } of contenders) passes.set(name, await warmUp(work));
	const times = new Map(contenders.map(({ name }) => [name, [] as number[]]));
	for (let round = 0; round < rounds; round++) {
		for (const { name, work } of round % 2 === 0 ? contenders : contenders.toReversed()) {
			const count = passes.get(name) ?? 1;
			const before = processorMs();
			for (let pass = 0; pass < count; pass++) await work();
			times.get(name)?.push((processorMs() - before) / count);
		}
	}
	return new Map([...times].map(([name, all]) => [name, median(all)]));
}

/** How many passes make a turn. */
async function warmUp(work: Contender["work"]): Promise<number> {
	const begin = processorMs();
	let count = 0;
	for (; processorMs() - begin < warmUpMs; count++) await work();
	return Math.max(1, Math.ceil((shortestTurnMs * count) / warmUpMs));
}

export function median(values: readonly number[]): number {
	const sorted = values.toSorted((a, b) => a - b);
	return sorted[sorted.length >> 1] ?? Number.NaN;
}
