import {
	englishHijriMonths,
	englishMonths,
	gregorianMonths,
	gregorianSpellings,
	hijriMonths,
	hijriSpellings,
	levantineMonths,
	maghrebiMonths,
} from "../months.ts";
import { buildLexicon, isMark, numberAt, phraseAt, type Token } from "./date-tokens.ts";

export type Month = { month: number; calendar: "gregorian" | "hijri" };

const months = new Map<string, Month>([
	...gregorianLexicon(gregorianMonths),
	...gregorianLexicon(levantineMonths),
	...gregorianLexicon(maghrebiMonths),
	...gregorianLexicon(englishMonths),
	...buildLexicon(gregorianSpellings, (place): Month => ({ month: place + 1, calendar: "gregorian" })),
	...buildLexicon(
		hijriMonths.map((name, place) => [name, englishHijriMonths[place] ?? name]),
		(place): Month => ({ month: place + 1, calendar: "hijri" }),
	),
	...buildLexicon(hijriSpellings, (place): Month => ({ month: place + 1, calendar: "hijri" })),
]);

/** `تشرين 2` as it is written for تشرين الثاني. */
const ORDINALS: Readonly<Record<number, string>> = { 1: "اول", 2: "ثاني" };

/** The month named at `index`; a second name of it (`آذار/مارس`, `أبريل (نيسان)`) belongs to it. */
export function monthAt(
	tokens: readonly Token[],
	index: number,
): (Month & { end: number }) | "impossible" | undefined {
	const first = monthNameAt(tokens, index);
	if (first === undefined) return undefined;
	const opened = isMark(tokens[first.end], "/-(،,|\\");
	const second = monthNameAt(tokens, opened ? first.end + 1 : first.end);
	if (second === undefined || second.value.calendar !== first.value.calendar) {
		return { ...first.value, end: first.end };
	}
	if (second.value.month !== first.value.month) return "impossible";
	return { ...first.value, end: isMark(tokens[second.end], ")") ? second.end + 1 : second.end };
}

function monthNameAt(tokens: readonly Token[], index: number): { value: Month; end: number } | undefined {
	const exact = phraseAt(tokens, index, months);
	if (exact !== undefined) return exact;
	const token = tokens[index];
	const numbered = numberAt(tokens, index + 1, 1, 1);
	const ordinal =
		numbered === undefined ? undefined : months.get(`${token?.text} ${ORDINALS[numbered.value]}`);
	if (ordinal !== undefined) return { value: ordinal, end: index + 2 };
	if (token?.kind !== "word" || !/^[وبلف]/.test(token.text)) return undefined;
	const bare = [{ ...token, text: token.text.slice(1) }, ...tokens.slice(index + 1, index + 3)];
	const found = phraseAt(bare, 0, months);
	return found && { value: found.value, end: index + found.end };
}

function gregorianLexicon(names: readonly string[]): Map<string, Month> {
	return buildLexicon(
		names.map((name) => [name]),
		(place): Month => ({ month: place + 1, calendar: "gregorian" }),
	);
}
