import { type Named, nameKey } from "./names.ts";

/** One wrong letter in each three may pass for a slip. */
const lettersPerSlip = 3;
const mostOffers = 3;
const longestKey = 80;

/** The labels most like what was typed, best first; none when nothing is like it. */
export function findClosest(typed: string, all: readonly Named<unknown>[]): readonly string[] {
	const key = nameKey(typed).slice(0, longestKey);
	if (key === "") return [];
	const offers = all
		.map(({ label, names }) => ({
			label,
			slips: Math.min(...names.map((name) => slipsBetween(key, nameKey(name)))),
		}))
		.filter(({ slips }) => slips < Number.POSITIVE_INFINITY)
		.sort((a, b) => a.slips - b.slips)
		.map(({ label }) => label);
	return [...new Set(offers)].slice(0, mostOffers);
}

/** 0 for a part of the other; the number of slips where that is few enough; else infinity. */
function slipsBetween(typed: string, name: string): number {
	if (name === "") return Number.POSITIVE_INFINITY;
	const shorter = Math.min(typed.length, name.length);
	if (shorter >= lettersPerSlip && (typed.includes(name) || name.includes(typed))) return 0;
	const allowed = Math.max(1, Math.floor(Math.max(typed.length, name.length) / lettersPerSlip));
	if (Math.abs(typed.length - name.length) > allowed || shorter < 2) return Number.POSITIVE_INFINITY;
	const slips = countEdits(typed, name);
	return slips <= allowed ? slips : Number.POSITIVE_INFINITY;
}

/** Letters added, dropped, changed or swapped with their neighbour (optimal string alignment). */
function countEdits(from: string, to: string): number {
	let beforeLast: number[] = [];
	let last = Array.from({ length: to.length + 1 }, (_, column) => column);
	for (let row = 1; row <= from.length; row += 1) {
		const current = [row];
		for (let column = 1; column <= to.length; column += 1) {
			const same = from[row - 1] === to[column - 1];
			const swapped = from[row - 1] === to[column - 2] && from[row - 2] === to[column - 1];
			current.push(
				Math.min(
					cell(last, column) + 1,
					cell(current, column - 1) + 1,
					cell(last, column - 1) + (same ? 0 : 1),
					swapped ? cell(beforeLast, column - 2) + 1 : Number.POSITIVE_INFINITY,
				),
			);
		}
		beforeLast = last;
		last = current;
	}
	return cell(last, to.length);
}

function cell(row: readonly number[], column: number): number {
	return row[column] ?? Number.POSITIVE_INFINITY;
}
