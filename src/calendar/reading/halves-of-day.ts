import { buildLexicon, isMark, isWord, phraseAt, type Token } from "./date-tokens.ts";

/** What a word says of the hour beside it. */
export type HalfOfDay = "am" | "pm" | "noon" | "night" | "sunset";

const HALVES: readonly HalfOfDay[] = ["am", "pm", "noon", "night", "sunset"];
const halves = buildLexicon(
	[
		"ص|صباحا|الصبح|الصباح|صباح|فجرا|الفجر|فجر|ضحى|قبل الظهر|بعد منتصف الليل|am|오전",
		"م|مساء|المساء|عصرا|العصر|بعد الظهر|بعد العصر|العشاء|بعد المغرب|بعد العشاء|pm|오후",
		"ظهرا|الظهر|الظهيرة",
		"ليلا|الليل|الليلة|منتصف الليل|قبل منتصف الليل",
		"المغرب",
	].map((words) => words.split("|")),
	(place) => HALVES[place] ?? "am",
);
const THIS = new Set(["هذا", "هذه", "في", "من"]);
const AT = new Set(["الساعه", "ساعه", "at", "à"]);

/** `ص`, `مساءً`, `p.m.`, `هذا الصباح` behind a time of this hour; a dash, comma or bracket may stand between. */
export function halfAt(
	tokens: readonly Token[],
	index: number,
	hour: number,
): { half: HalfOfDay; end: number } | undefined {
	const at = isMark(tokens[index], "-(،,") || isWord(tokens[index], THIS) ? index + 1 : index;
	const letter = tokens[at]?.text;
	if ((letter === "a" || letter === "p") && isMark(tokens[at + 1], ".") && tokens[at + 2]?.text === "m") {
		return { half: letter === "a" ? "am" : "pm", end: isMark(tokens[at + 3], ".") ? at + 4 : at + 3 };
	}
	const found = phraseAt(tokens, at, halves);
	if (found === undefined || !isHourOf(found.value, hour)) return undefined;
	const closed = at > index && isMark(tokens[found.end], ")");
	return { half: found.value, end: closed ? found.end + 1 : found.end };
}

/** `مساء 5:30`; not م, which behind a year is its era. */
export function halfBefore(tokens: readonly Token[], index: number, hour: number): HalfOfDay | undefined {
	const word = tokens[isWord(tokens[index - 1], AT) ? index - 2 : index - 1];
	const half = word?.kind === "word" && word.text !== "م" ? halves.get(word.text) : undefined;
	return half !== undefined && isHourOf(half, hour) ? half : undefined;
}

/** المغرب is sunset, between four and nine; beside another hour it is the country, and says nothing of the half. */
function isHourOf(half: HalfOfDay, hour: number): boolean {
	return half !== "sunset" || (hour % 12 >= 4 && hour % 12 < 9);
}

/** Of a 24-hour clock that also prints the half, the hour stands; but `13:05 ص` contradicts itself: undefined. */
export function hourOfDay(hour: number, half: HalfOfDay | undefined): number | undefined {
	if (half === undefined) return hour;
	if (hour > 12) return half === "am" ? undefined : hour;
	if (half === "am") return hour % 12;
	if (half === "noon") return hour === 0 ? 12 : hour >= 10 ? hour : hour + 12;
	if (half === "night") return hour === 12 || hour < 6 ? hour % 12 : hour + 12;
	return (hour % 12) + 12;
}
