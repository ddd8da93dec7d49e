import { hashString } from "../arabic/similarity.ts";
import { figureWords, readFigures } from "./story-counts.ts";

/** The first of a text: further down stands what was before. */
const mostFigures = 40;
/** In copies of several outlets (`tests/corpus/stories.ts`) no figure differs; a bulletin's are half of them names (`عيار 21`). */
const mostDiffering = 1 / 3;

/**
 * The figures of a folded text, two numbers each: a hash of the words around it (two before it and one after it, another
 * figure being `#`) and one of its value.
 */
export function figuresOf(foldedText: string): Uint32Array {
	const all = figureWords(foldedText);
	const words: string[] = [];
	const found: { at: number; value: number }[] = [];
	let read = 0;
	for (const { value, from, to } of readFigures(all)) {
		words.push(...all.slice(read, from));
		found.push({ at: words.length, value });
		words.push("#");
		read = to;
		if (found.length === mostFigures) break;
	}
	words.push(...all.slice(read, read + 1));
	return Uint32Array.from(
		found.flatMap(({ at, value }) => [
			hashString(words.slice(Math.max(0, at - 2), at + 2).join(" ")),
			hashString(String(value)),
		]),
	);
}

/** Whether the same words stand around other figures: a bulletin says every day the same of others. */
export function figuresDiffer(one: Uint32Array, other: Uint32Array): boolean {
	const [ones, others] = [byContext(one), byContext(other)];
	let [common, differing] = [0, 0];
	for (const [context, values] of ones) {
		const beside = others.get(context);
		if (beside === undefined) continue;
		common++;
		if ([...values].every((value) => !beside.has(value))) differing++;
	}
	return differing > 0 && differing >= common * mostDiffering;
}

function byContext(figures: Uint32Array): ReadonlyMap<number, ReadonlySet<number>> {
	const found = new Map<number, Set<number>>();
	for (let at = 0; at + 1 < figures.length; at += 2) {
		const [context = 0, value = 0] = figures.subarray(at, at + 2);
		found.set(context, (found.get(context) ?? new Set()).add(value));
	}
	return found;
}
