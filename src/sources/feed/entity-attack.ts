/** A DOCTYPE begins before this, and so many characters of it are looked at. */
const farthest = 20_000;
const longestSubset = 100_000;

/** Up to the quote before an entity's value, or to the word that says where else it lies. */
const declaration = /<!ENTITY\s+(?:%\s*)?[\w.:-]+\s+(?:(["'])|(?:SYSTEM|PUBLIC)\s)/giu;

/** "Billion laughs": a declared entity whose value refers to others, or is fetched from elsewhere. The reason, or undefined. */
export function findEntityAttack(text: string): string | undefined {
	const start = text.slice(0, farthest + 1_000).search(/<!DOCTYPE[^>[]{0,500}\[/iu);
	if (start < 0 || start > farthest) return undefined;
	const subset = text.slice(start, start + longestSubset);
	let isElsewhere = false;
	for (const { 0: found, 1: quote, index } of subset.matchAll(declaration)) {
		const from = index + found.length;
		if (quote === undefined) isElsewhere = true;
		else if (/&(?!#)/u.test(subset.slice(from, Math.max(from, subset.indexOf(quote, from))))) {
			return "its DOCTYPE declares entities made of entities (an expansion attack)";
		}
	}
	return isElsewhere ? "its DOCTYPE declares entities that lie elsewhere" : undefined;
}
