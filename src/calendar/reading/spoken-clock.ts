import { isWord, numberAt, type Token } from "./date-tokens.ts";
import { cardinalAt, hourOrdinalAt } from "./number-words.ts";

export type SpokenClock = { hour: number; minute: number; end: number };

const MINUTES = new Set(["دقيقه", "دقائق", "دقايق"]);
const EXCEPT = new Set(["الا"]);
const FRACTIONS = new Map([
	["نصف", 30],
	["النصف", 30],
	["نص", 30],
	["ربع", 15],
	["الربع", 15],
	["ربعا", 15],
	["ثلث", 20],
	["الثلث", 20],
	["ثلثا", 20],
]);

/**
 * A time said in words at `index`: `الثالثة`, `الثانية عشرة والنصف`, `الثامنة إلا ربعا`, `3 و15 دقيقة`, and behind
 * الساعة also `ثلاثة وثمانية عشر دقيقة`. On the face of a clock: the half of the day is not looked at.
 */
export function spokenClock(
	tokens: readonly Token[],
	index: number,
	labelled: boolean,
): SpokenClock | undefined {
	const digits = numberAt(tokens, index, 1, 2);
	const hour =
		digits === undefined
			? (hourOrdinalAt(tokens, index) ?? (labelled ? hourCardinalAt(tokens, index) : undefined))
			: { value: digits.value, end: index + 1 };
	if (hour === undefined || hour.value < 1 || hour.value > (digits === undefined ? 12 : 23)) return undefined;
	const minutes = minutesAt(tokens, hour.end);
	if (minutes === undefined)
		return digits === undefined ? { hour: hour.value, minute: 0, end: hour.end } : undefined;
	return minutes.value < 0
		? { hour: hour.value === 1 ? 12 : hour.value - 1, minute: 60 + minutes.value, end: minutes.end }
		: { hour: hour.value, minute: minutes.value, end: minutes.end };
}

/** `ثلاثة`, of which a following `وثمانية عشر` is no part. */
function hourCardinalAt(tokens: readonly Token[], index: number): { value: number; end: number } | undefined {
	const alone = cardinalAt(tokens.slice(index, index + 1), 0);
	if (alone === undefined) return undefined;
	const withTen = cardinalAt(tokens.slice(index, index + 2), 0);
	return withTen !== undefined && withTen.value <= 12
		? { value: withTen.value, end: index + withTen.end }
		: { value: alone.value, end: index + 1 };
}

/** Minutes past the hour, negative for those before it. */
function minutesAt(tokens: readonly Token[], index: number): { value: number; end: number } | undefined {
	const before = isWord(tokens[index], EXCEPT);
	const joined = before ? tokens.slice(index + 1, index + 6) : withoutAnd(tokens.slice(index, index + 6));
	if (joined === undefined) return undefined;
	const skipped = before ? index + 1 : index + (tokens[index]?.text === "و" ? 1 : 0);
	const sign = before ? -1 : 1;
	const fraction = FRACTIONS.get(joined[0]?.text ?? "");
	if (fraction !== undefined) return { value: sign * fraction, end: skipped + 1 };
	const digits = numberAt(joined, 0, 1, 2);
	const count = digits === undefined ? cardinalAt(joined, 0) : { value: digits.value, end: 1 };
	if (count === undefined || count.value > 59 || !isWord(joined[count.end], MINUTES)) return undefined;
	return { value: sign * count.value, end: skipped + count.end + 1 };
}

/** The words behind و, which may be written apart; undefined where there is none. */
function withoutAnd(tokens: readonly Token[]): Token[] | undefined {
	const [first, ...rest] = tokens;
	if (first?.kind !== "word" || !first.text.startsWith("و")) return undefined;
	return first.text === "و" ? rest : [{ ...first, text: first.text.slice(1) }, ...rest];
}
