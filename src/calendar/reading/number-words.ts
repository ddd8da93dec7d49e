import { foldKey } from "../../arabic/fold.ts";
import { isWord, phraseAt, type Token } from "./date-tokens.ts";

const units = [
	["واحد", "واحدة", "احدى", "أحد", "إحدى"],
	["اثنان", "اثنين", "اثنتين", "اثنتان", "اثنا", "اثني", "اثنتا", "اثنتي", "اتنين"],
	["ثلاث", "ثلاثة", "تلات", "تلاتة"],
	["أربع", "أربعة"],
	["خمس", "خمسة"],
	["ست", "ستة"],
	["سبع", "سبعة"],
	["ثماني", "ثمانية", "ثمان", "تمانية"],
	["تسع", "تسعة"],
	["عشر", "عشرة"],
];
const tens = [
	["عشرون", "عشرين"],
	["ثلاثون", "ثلاثين"],
	["أربعون", "أربعين"],
	["خمسون", "خمسين"],
	["ستون", "ستين"],
	["سبعون", "سبعين"],
	["ثمانون", "ثمانين"],
	["تسعون", "تسعين"],
];
const ordinals = [
	["أول", "أولى", "حادي", "حادية", "واحدة"],
	["ثاني", "ثانية", "ثان"],
	["ثالث", "ثالثة"],
	["رابع", "رابعة"],
	["خامس", "خامسة"],
	["سادس", "سادسة"],
	["سابع", "سابعة"],
	["ثامن", "ثامنة"],
	["تاسع", "تاسعة"],
	["عاشر", "عاشرة"],
];

const cardinalWords = new Map<string, number>([
	...numbered(units, (place) => place + 1),
	...numbered(tens, (place) => (place + 2) * 10),
]);
const ordinalWords = new Map<string, number>(numbered(ordinals, (place) => place + 1));
/** Months are told apart by the ordinal behind these: the one in تشرين الأول is no day. */
const HALF_NAMES = new Set(["تشرين", "كانون", "ربيع", "جمادي", "جماد"].map(foldKey));
const TEN = new Set(["عشر", "عشره"]);

/** A number in words at `index`, 1 to 99: `ثلاث`, `خمسة عشر`, `خمس وأربعون`. */
export function cardinalAt(
	tokens: readonly Token[],
	index: number,
): { value: number; end: number } | undefined {
	const first = phraseAt(tokens, index, cardinalWords);
	if (first === undefined) return undefined;
	return composed(tokens, first);
}

/** `الأول`, `الثالث عشر`, `الثانية عشرة`, `الحادي والثلاثين`, with or without the article. */
export function ordinalAt(
	tokens: readonly Token[],
	index: number,
): { value: number; end: number } | undefined {
	const token = tokens[index];
	if (token?.kind !== "word") return undefined;
	const value = ordinalWords.get(withoutArticle(token.text)) ?? roundTen(withoutArticle(token.text));
	return value === undefined ? undefined : composed(tokens, { value, end: index + 1 });
}

/** `الثالثة`, `الحادية عشر`: hours are feminine and go to twelve. */
export function hourOrdinalAt(
	tokens: readonly Token[],
	index: number,
): { value: number; end: number } | undefined {
	const token = tokens[index];
	if (token?.kind !== "word" || !/^ال.*(ه|ولي)$/.test(token.text)) return undefined;
	const value = ordinalWords.get(withoutArticle(token.text));
	if (value === undefined) return undefined;
	return isWord(tokens[index + 1], TEN) ? { value: value + 10, end: index + 2 } : { value, end: index + 1 };
}

/** An ordinal where it can be a day of a month. */
export function ordinalDayAt(
	tokens: readonly Token[],
	index: number,
): { value: number; end: number } | undefined {
	if (isWord(tokens[index - 1], HALF_NAMES)) return undefined;
	const found = ordinalAt(tokens, index);
	return found !== undefined && found.value <= 31 ? found : undefined;
}

function composed(
	tokens: readonly Token[],
	first: { value: number; end: number },
): { value: number; end: number } {
	const next = tokens[first.end];
	if (first.value >= 10 || next === undefined) return first;
	if (isWord(next, TEN)) return { value: first.value + 10, end: first.end + 1 };
	if (next.kind !== "word" || !next.text.startsWith("و")) return first;
	const ten = roundTen(withoutArticle(next.text.slice(1)));
	return ten === undefined ? first : { value: first.value + ten, end: first.end + 1 };
}

function roundTen(word: string): number | undefined {
	const value = cardinalWords.get(word);
	return value !== undefined && value >= 20 ? value : undefined;
}

function withoutArticle(word: string): string {
	return word.startsWith("ال") ? word.slice(2) : word;
}

function numbered(
	lists: readonly (readonly string[])[],
	valueAt: (place: number) => number,
): [string, number][] {
	return lists.flatMap((words, place) =>
		words.map((word): [string, number] => [foldKey(word), valueAt(place)]),
	);
}
