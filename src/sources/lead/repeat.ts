import { lineKey } from "./words.ts";

/** Titles printed twice differ by little: a space, a mark, the site's name after it (ARABIC §5). */
const alike = 0.8;

/** True when `line` is `headline` again: the same words but for a few, or the same with a short addition. */
export function isRepeatOf(line: string, headline: string): boolean {
	if (line.length > longestRepeatOf(headline)) return false;
	return isSameKey(lineKey(line), lineKey(headline));
}

/** With its vowel signs and an addition it is no longer; in characters. */
export function longestRepeatOf(headline: string): number {
	return headline.length * 3 + 60;
}

/** The same question of two keys. */
export function isSameKey(a: string, b: string): boolean {
	if (a === "" || b === "") return false;
	if (a === b) return true;
	if (Math.min(a.length, b.length) * 2 + 20 < Math.max(a.length, b.length)) return false;
	const added = isWithAddition(a, b) || isWithAddition(b, a);
	// Keys that share nearly all their words are nearly as long; making sets of words is dear.
	if (!added && Math.min(a.length, b.length) * 1.5 + 20 < Math.max(a.length, b.length)) return false;
	const left = new Set(a.split(" "));
	const right = new Set(b.split(" "));
	const common = [...left].filter((word) => right.has(word)).length;
	if (common / (left.size + right.size - common) >= alike) return true;
	return right.size >= 4 && added && Math.abs(left.size - right.size) <= 5;
}

function isWithAddition(long: string, short: string): boolean {
	return long.startsWith(`${short} `) || long.endsWith(` ${short}`);
}
