import { pairQuotes } from "./cleaning/pair-quotes.ts";
import { graphemeEnds } from "./graphemes.ts";
import { sentenceEnds } from "./sentences.ts";

/**
 * A beginning of the text of at most `budget` graphemes, the ellipsis included; the text itself when it fits. Cuts at a
 * sentence's end; else at the last ، ؛ : beyond 60 % of the budget; else at a word, and then writes ` …` (ARABIC §5).
 * Never inside a grapheme, a number or an isolate; what is open is closed; no lone و ب ل ك ف is left at the end.
 */
export function truncateText(text: string, budget: number): string {
	if (text.length <= budget) return text;
	const ends = graphemeEnds(text, Math.max(0, Math.floor(budget)) + 1);
	if (ends.length <= budget) return text;
	if (budget < 1) return "";
	const whole = Math.floor(budget);
	const window = text.slice(0, (ends[whole - 1] ?? 0) + LOOK_AHEAD);
	const view: View = { window, ends: ends.slice(0, whole), budget: whole, pairs: pairSigns(window) };
	return atSentence(view) ?? atClause(view) ?? atWord(view) ?? atGrapheme(view) ?? "…";
}

/** Enough to see whether a quote is closed and whether a full stop ends a sentence. */
const LOOK_AHEAD = 1000;
/** A first sentence shorter than this share of the budget says too little to stand alone. */
const SENTENCE_FROM = 0.25;
const CLAUSE_FROM = 0.6;

type View = {
	/** The text as far as it matters. */
	window: string;
	/** Where each of the first `budget` graphemes ends. */
	ends: readonly number[];
	budget: number;
	pairs: readonly Pair[];
};
type Pair = { open: number; close: number; closer: string };

function atSentence(view: View): string | null {
	const last = view.ends.at(-1) ?? 0;
	const ends = sentenceEnds(view.window);
	// The last one may only be where the window ends.
	for (let i = ends.length - 2; i >= 0; i--) {
		const start = ends[i - 1] ?? 0;
		const at = start + view.window.slice(start, ends[i]).trimEnd().length;
		if (at > last || at === start) continue;
		const count = countUntil(view.ends, at);
		if (count < view.budget * SENTENCE_FROM) continue;
		const cut = close(view, at, count, "");
		if (cut !== null) return cut;
	}
	return null;
}

function atClause(view: View): string | null {
	const first = view.ends[Math.floor(view.budget * CLAUSE_FROM)] ?? 0;
	for (let at = (view.ends.at(-1) ?? 0) - 1; at >= first; at--) {
		if (!"،؛:,;".includes(view.window[at] ?? "") || !isBlank(view.window[at + 1])) continue;
		const cut = cutAt(view, at);
		if (cut !== null) return cut;
	}
	return null;
}

function atWord(view: View): string | null {
	for (let at = view.ends.at(-1) ?? 0; at > 0; at--) {
		if (!isBlank(view.window[at]) || isBlank(view.window[at - 1])) continue;
		const cut = cutAt(view, at);
		if (cut !== null) return cut;
	}
	return null;
}

/** For a text without blanks. */
function atGrapheme(view: View): string | null {
	for (let count = view.budget - 1; count > 0; count--) {
		const at = view.ends[count - 1] ?? 0;
		if (splitsNumber(view.window, at)) continue;
		const cut = close(view, at, count, "…");
		if (cut !== null) return cut;
	}
	return null;
}

function cutAt(view: View, place: number): string | null {
	const at = place - (DANGLING.exec(view.window.slice(Math.max(0, place - 24), place))?.[0].length ?? 0);
	if (at <= 0 || splitsNumber(view.window, at)) return null;
	if (LONE_PREFIX.test(view.window.slice(Math.max(0, at - 4), at))) return null;
	const count = countUntil(view.ends, at);
	return count === -1 ? null : close(view, at, count, " …");
}

/** What must not stand before the ellipsis: blanks, dashes, clause marks, opening signs, dots. */
const DANGLING = /(?:[\s\-–—،؛:,;(«“[…]|(?<!\.)\.{2,})+$/;
const LONE_PREFIX = /(?:^|[\s("«“[])[وبلكف]ـ?$/;

/** Null when it does not fit or would split an isolate. */
function close(view: View, at: number, count: number, ellipsis: string): string | null {
	let closers = "";
	for (const pair of view.pairs) {
		if (pair.open >= at || pair.close < at) continue;
		if (pair.closer === ISOLATE_END) return null;
		closers = pair.closer + closers;
	}
	if (count + closers.length + ellipsis.length > view.budget) return null;
	return view.window.slice(0, at) + closers + ellipsis;
}

/** How many graphemes end up to this place; -1 when it is inside one. */
function countUntil(ends: readonly number[], place: number): number {
	let low = 0;
	let high = ends.length - 1;
	while (low <= high) {
		const middle = (low + high) >> 1;
		const end = ends[middle] ?? 0;
		if (end === place) return middle + 1;
		if (end < place) low = middle + 1;
		else high = middle - 1;
	}
	return -1;
}

function splitsNumber(text: string, at: number): boolean {
	const before = text.slice(Math.max(0, at - 6), at);
	const after = text.slice(at, at + 6);
	return NUMBER_BEFORE.test(before) && NUMBER_AFTER.test(after);
}

const NUMBER_BEFORE = /[\d٠-٩۰-۹][%٪]?\s*[-–—/:.,٫٬×+]?\s*$|[+\-–−$€£]$/;
const NUMBER_AFTER = /^\s*[-–—/:.,٫٬×+]?\s*[\d٠-٩۰-۹]|^[%٪]/;

const ISOLATE_END = "\u2069";
const CLOSER_OF: Readonly<Record<string, string>> = {
	"(": ")",
	"[": "]",
	"{": "}",
	"\u2066": ISOLATE_END,
	"\u2067": ISOLATE_END,
	"\u2068": ISOLATE_END,
};

/** Quotes and brackets that belong together, outermost first. */
function pairSigns(text: string): Pair[] {
	const pairs: Pair[] = [];
	let start = 0;
	for (const line of text.split("\n")) {
		for (const { open, close } of pairQuotes(line)) {
			pairs.push({ open: start + open, close: start + close, closer: line[close] ?? "" });
		}
		start += line.length + 1;
	}
	pairs.push(...pairBrackets(text));
	return pairs.sort((a, b) => a.open - b.open);
}

/** A bracket that the whole text never closes still counts as open: it was opened by what is shown. */
function pairBrackets(text: string): Pair[] {
	const pairs: Pair[] = [];
	const open: { at: number; closer: string }[] = [];
	for (let i = 0; i < text.length; i++) {
		const sign = text[i] ?? "";
		const closer = CLOSER_OF[sign];
		if (closer !== undefined) open.push({ at: i, closer });
		else if (open.at(-1)?.closer === sign) pairs.push({ open: open.pop()?.at ?? i, close: i, closer: sign });
	}
	return pairs;
}

function isBlank(sign: string | undefined): boolean {
	return sign === " " || sign === "\n" || sign === "\u00A0" || sign === "\t";
}
