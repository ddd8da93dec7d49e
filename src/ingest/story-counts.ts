import { foldKey } from "../arabic/fold.ts";

/**
 * The figures of a headline, in digits or in words (`لستة`, `خمسة وعشرين`, `10 آلاف`), each as a plain number. Years
 * are none: a headline with the year of an event tells the same as one without.
 */
export function countsOf(headline: string): string[] {
	return [...new Set(Array.from(readFigures(figureWords(foldKey(headline))), ({ value }) => String(value)))];
}

/** The words of a folded text as `readFigures` takes them: a number with its marks is one. */
export function figureWords(foldedText: string): string[] {
	return foldedText.match(/\d+(?:[.,]\d+)*|\p{L}+/gu) ?? [];
}

/** The figures among words, in their order, and the words that say them: from `from` to before `to`. */
export function* readFigures(
	words: readonly string[],
): Generator<{ value: number; from: number; to: number }> {
	for (let at = 0; at < words.length; at++) {
		const from = at;
		const first = numberOf(words[at] ?? "");
		if (first === undefined) continue;
		let value = first;
		const next = words[at + 1] ?? "";
		if (value < 10 && isTen(next)) value += 10;
		else if (value < 10) value += tens.get(next.replace(/^و/u, "")) ?? 0;
		if (value !== first) at++;
		const factor = magnitudes.get(words[at + 1] ?? "");
		if (factor !== undefined) at++;
		if (factor !== undefined || !isYear(value)) yield { value: value * (factor ?? 1), from, to: at + 1 };
	}
}

function numberOf(word: string): number | undefined {
	if (/^\d/u.test(word)) return Number(word.replace(/,(?=\d{3})/gu, "").replace(",", "."));
	const plain = word.replace(/^[ولبفك](?=..)/u, "");
	return units.get(word) ?? units.get(plain) ?? tens.get(word) ?? tens.get(plain);
}

const isTen = (word: string) => word === "عشر" || word === "عشره";
const isYear = (value: number) => Number.isInteger(value) && value >= 1900 && value < 2100;

/** From three on: one and two are said by the noun's own form. */
const units = numbers(3, 1, [
	["ثلاث", "ثلاثة"],
	["أربع", "أربعة"],
	["خمس", "خمسة"],
	["ست", "ستة"],
	["سبع", "سبعة"],
	["ثماني", "ثمانية", "ثمان"],
	["تسع", "تسعة"],
	["عشر", "عشرة"],
]);
const tens = numbers(20, 10, [
	["عشرون", "عشرين"],
	["ثلاثون", "ثلاثين"],
	["أربعون", "أربعين"],
	["خمسون", "خمسين"],
	["ستون", "ستين"],
	["سبعون", "سبعين"],
	["ثمانون", "ثمانين"],
	["تسعون", "تسعين"],
]);
const magnitudes = new Map(
	Object.entries({
		ألف: 1e3,
		آلاف: 1e3,
		ألفا: 1e3,
		مليون: 1e6,
		مليونا: 1e6,
		ملايين: 1e6,
		مليار: 1e9,
		مليارات: 1e9,
	}).map(([word, factor]) => [foldKey(word), factor]),
);

function numbers(first: number, step: number, lists: readonly (readonly string[])[]): Map<string, number> {
	return new Map(
		lists.flatMap((words, place) => words.map((word) => [foldKey(word), first + place * step] as const)),
	);
}
