/** What is compared: `work` does one whole pass. */
export type Contender = { name: string; work(): unknown };

/** Long enough for the engine to have compiled what is hot: a reader of news runs for months. */
const warmUpMs = 2_000;
/** Below this a clock's own steps and a single pause would count. */
const shortestTurnMs = 5;

/**
 * Milliseconds a pass takes, the median over the rounds. Contenders take turns within a round, so that whatever else
 * the machine does disturbs all of them alike.
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
			const before = performance.now();
			for (let pass = 0; pass < count; pass++) await work();
			times.get(name)?.push((performance.now() - before) / count);
		}
	}
	return new Map([...times].map(([name, all]) => [name, median(all)]));
}

/** How many passes make a turn. */
async function warmUp(work: Contender["work"]): Promise<number> {
	const begin = performance.now();
	let count = 0;
	for (; performance.now() - begin < warmUpMs; count++) await work();
	return Math.max(1, Math.ceil((shortestTurnMs * count) / warmUpMs));
}

export function median(values: readonly number[]): number {
	const sorted = values.toSorted((a, b) => a - b);
	return sorted[sorted.length >> 1] ?? Number.NaN;
}
