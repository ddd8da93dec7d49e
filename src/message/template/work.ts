import { FaultError } from "./fault.ts";

/** What one writing of a template costs; `spend` throws the fault that it is too heavy. */
export type Work = { spend(...values: readonly unknown[]): void };

/**
 * Units that filters and `contains` may read, all calls together. The richest article takes the ready-made templates
 * fewer than 1,000; this many take a few hundredths of a second, whichever filter it is.
 */
const mostWork = 60_000;
/** What a call costs that reads next to nothing. */
const perCall = 20;

export function createWork(): Work {
	let left = mostWork;
	return {
		spend(...values) {
			left -= perCall + values.reduce<number>((sum, value) => sum + unitsOf(value), 0);
			if (left < 0) throw new FaultError({ kind: "too-heavy" });
		},
	};
}

function unitsOf(value: unknown): number {
	if (typeof value === "string") return value.length;
	return Array.isArray(value) ? value.reduce<number>((sum, part) => sum + unitsOf(part), 0) : 0;
}

/** UTF-16 units that are written: a post's several times over, since the addresses of its links are among them. */
export const longestOutput = 20_000;

/** Takes what is written, and throws the fault that it is too much before it grows beyond `longestOutput`. */
export function createOutput(): { readonly buffer: string; write(piece: unknown): void } {
	let buffer = "";
	return {
		get buffer() {
			return buffer;
		},
		write(piece) {
			const text = String(piece ?? "");
			if (buffer.length + text.length > longestOutput) throw new FaultError({ kind: "too-much" });
			buffer += text;
		},
	};
}
