import { numberGroups } from "./number-groups.ts";
import { RTL_RANGES, URL_PATTERN } from "./script.ts";

/**
 * A display text with the marks that make every client draw it in order (ARABIC §6), line by line. In a right-to-left
 * text each line begins with a letter of that direction or one U+200F, and each foreign run whose signs would be drawn on
 * the wrong side (address, @name, `AT&T`, `7-1`, `2023-03-22`, phone number) is isolated: U+2068 … U+2069, closed in
 * its line, never inside an address, hashtag or entity. Marks of before are replaced, so twice is once.
 */
export function directText(line: string, base: "rtl" | "ltr"): string {
	const direct = base === "rtl" ? directRightToLeft : directLeftToRight;
	return stripDirection(line)
		.split("\n")
		.map((one) => (one.trim() === "" ? one : direct(one)))
		.join("\n");
}

/** The text without any direction mark: for keys, lengths and comparing. */
export function stripDirection(text: string): string {
	return text.replace(DIRECTION_MARKS, "");
}

const DIRECTION_MARKS = /[\u061C\u200E\u200F\u202A-\u202E\u2066-\u2069]+/g;
const RLM = "\u200F";
const LRM = "\u200E";
const isolate = (run: string) => `\u2068${run}\u2069`;

/** A letter that runs left to right, whatever its script. */
const FOREIGN = `[^\\P{L}${RTL_RANGES}]`;
const RTL_LETTER = `(?:(?=\\p{L})[${RTL_RANGES}])`;
const ENTITY = "&(?:[a-zA-Z]{1,8}|#\\d{1,7}|#x[0-9a-fA-F]{1,6});";
const WORD = `${FOREIGN}(?:${FOREIGN}|\\p{M}|\\d)*`;
const JOINT = `(?:${ENTITY}|[.'’&/+_:@*=~|,\\-–]|[.,:;]? | [&+/\\-–] ?|[&+/\\-–] )`;
/**
 * Words and numbers with the signs that join them. There is one way only to read each piece, or a text that nearly fits
 * would be read in all of them: a joint is with a blank or without, and a number is taken whole (`name` is that of the group
 * which holds it).
 */
const phrase = (name: string) =>
	`${WORD}(?:${JOINT}(?:${WORD}|(?=(?<${name}>\\d[\\d.,]*\\d|\\d))\\k<${name}>))*(?:(?<=\\.\\p{L})\\.|\\+{1,2}|#(?![\\p{L}\\d_])|[®™])?`;
const NOT_IN_WORD = `(?<!${FOREIGN}|[\\d_])`;

/** A tag that holds a letter of this direction is a piece of the line, whatever else is in it. */
const OWN_TAG = `#(?=[\\p{L}\\p{M}\\p{N}_\\u200C]*?${RTL_LETTER})[\\p{L}\\p{M}\\p{N}_\\u200C]+`;

const IN_BRACES = `[^{}%»\\n${RTL_RANGES}]*`;

/** No sign of its number is what stands between two (`5%-7%`, `50$-70$`), nor the hyphen behind a word (كوفيد-19). */
const SIGN = "(?<![%٪$€£¥)»])(?:\\+|(?<!\\p{L})[\\-−])";

/** What stands in a right-to-left line and reads from the left; the longer forms first. */
const FOREIGN_RUNS = [
	URL_PATTERN,
	// How an address begins, and what is typed before a sign that means itself (`\\*`) or in an expression (`\\w`).
	"(?<![A-Za-z0-9])https?:\\/\\/…?",
	"\\\\(?:[A-Za-z]|[*_[\\]{}()\\\\-]{1,2})",
	// A timetable's five fields, as `0 8 * * 1-5`; without a star it is one in quotes or brackets only: `«0 8 1 1 1»`.
	"(?<![\\p{L}\\p{M}\\d_*])(?:(?=[\\d ,/-]{0,40}\\*)|(?<=[«(])(?=[\\d ,/-]{9,60}[»)]))[\\d*][\\d*,/-]*(?: [\\d*][\\d*,/-]*){4}(?![\\p{L}\\d_])",
	"(?<![\\w.+-])[\\w.+-]{1,64}@[\\w-]{1,63}(?:\\.[\\w-]{1,63})+",
	"(?<![\\p{L}\\d_])#[A-Za-z0-9_]*[A-Za-z_][A-Za-z0-9_]*|(?<![A-Za-z0-9_])@[A-Za-z0-9_]+",
	// What is typed to the bot, with its Latin words behind it, and a piece of a template. Telegram finds a command
	// behind a mark too: it asks for no letter, digit, `/`, `<` or `>` before it (TDLib, `match_bot_commands`).
	`(?<![\\p{L}\\p{M}\\d_/<>])/[a-z][a-z0-9_]{0,31}(?![\\p{L}\\p{M}\\d_/])(?: @?(?=[A-Za-z0-9])[A-Za-z0-9_-]*[A-Za-z0-9](?![\\p{L}\\p{M}\\d_/:@.]))*`,
	`\\{(?:\\{(?:${IN_BRACES}\\}\\}|${IN_BRACES}(?<!\\s))|%(?:${IN_BRACES}%\\}|${IN_BRACES}(?<!\\s)))`,
	// Phone numbers, and a number written in groups.
	...numberGroups("\\d", "0").map((group) => NOT_IN_WORD + group),
	`${NOT_IN_WORD}\\d{1,2}:\\d{2} ?[ap]\\.?m\\b\\.?`,
	// Words with the digits and signs that belong to them, and the short form in brackets behind them.
	`(?:[$€£¥]|(?<![\\p{L}\\d])\\.)?(?:\\d[\\d.,]*[°º]?(?=${FOREIGN}))?${phrase("number")}(?: \\(${phrase("inner")}\\))?`,
	// A score with blanks around its dash; then score, range, date with dashes, sum, signed number, price.
	`${NOT_IN_WORD}(?<!\\d[-–.,/: ])\\d{1,2} [-–] \\d{1,2}(?![\\d:./-])`,
	`${NOT_IN_WORD}(?:${SIGN}(?=\\d)|[$€£¥] ?)?\\d[\\d.,:/]*(?:[-–—−+×*=~x]\\d[\\d.,:/]*)*(?<=\\d)[°º%٪]?`,
];
const RUN_OR_TAG = new RegExp(`(${OWN_TAG})|${FOREIGN_RUNS.join("|")}`, "giu");

type Run = { start: number; end: number };

function directRightToLeft(line: string): string {
	const indent = line.length - line.trimStart().length;
	const runs = foreignRuns(line);
	const starts = new Set(runs.map(({ start }) => start));
	const held = (from: number, to: number) => holdLists(line, from, to, starts);
	let text = "";
	let from = 0;
	for (const { start, end } of runs) {
		const run = line.slice(start, end);
		text += held(from, start) + (start === indent ? leadingRun(run) : isolate(run));
		from = end;
	}
	text += held(from, line.length);
	return STARTS_RTL.test(text) ? text : RLM + text;
}

/**
 * An Arabic comma between two foreign words would join them to one run, which reads from the left and turns their order
 * round: one U+200F behind it keeps them apart. An isolate that follows at once stands apart by itself.
 */
function holdLists(line: string, from: number, to: number, isolates: ReadonlySet<number>): string {
	return line.slice(from, to).replace(/[،؛]/g, (comma, at: number) => {
		const next = from + at + 1;
		const isBetween =
			ENDS_FOREIGN.test(line.slice(Math.max(0, next - 1 - nearby), next - 1)) &&
			BEGINS_FOREIGN.test(line.slice(next, next + nearby));
		return isBetween && !isolates.has(next) ? comma + RLM : comma;
	});
}

/** Signs between a word and its comma that are looked at: digits, marks, blanks. */
const nearby = 40;
const ENDS_FOREIGN = new RegExp(`${FOREIGN}[^\\p{L}]*$`, "u");
const BEGINS_FOREIGN = new RegExp(`^[^\\p{L}\\d]*(?:${FOREIGN}|\\d)`, "u");

const STARTS_RTL = new RegExp(`^\\s*${RTL_LETTER}`, "u");

/**
 * Behind the mark that begins the line a word or a plain number is in order without a second mark beside the first; a
 * sign at its end is held by one U+200E.
 */
function leadingRun(run: string): string {
	if (PLAIN_NUMBER.test(run)) return run;
	if (!STARTS_LEFT.test(run)) return isolate(run);
	return ENDS_LEFT.test(run) ? run : run + LRM;
}

const STARTS_LEFT = new RegExp(`^${FOREIGN}(?!.*${RTL_LETTER})`, "u");
const ENDS_LEFT = new RegExp(`(?:${FOREIGN}|\\d)$`, "u");
const PLAIN_NUMBER = /^\d+(?:[-.,:/]\d+)*[%٪]?$/;
const NEEDS_ISOLATE = /[^\p{L}\p{M}\d ]|^\d+ \d/u;
/** What the algorithm keeps in order beside Arabic by itself: `22/03/2023`, `12:30`, `1,500`, `7.9`, `50%`. */
const ORDERED_NUMBER = /^\d+(?:[.,:/]\d+)*[%٪]?$/;

function foreignRuns(line: string): Run[] {
	const runs: Run[] = [];
	for (const { 0: run, 1: tag, index } of line.matchAll(RUN_OR_TAG)) {
		if (tag !== undefined || ORDERED_NUMBER.test(run) || !NEEDS_ISOLATE.test(run)) continue;
		const last = runs.at(-1);
		// Two runs that touch are one: no mark stands beside another.
		if (last?.end === index) last.end += run.length;
		else runs.push({ start: index, end: index + run.length });
	}
	return runs;
}

/**
 * From the first to the last letter of a right-to-left phrase, with the digits that end it; what a label's colon parts
 * from it (`سياسة: 3 stories`) is no part of it.
 */
const RTL_PHRASE = `#?${RTL_LETTER}(?:${RTL_LETTER}|[\\p{M}\\d_])*(?:[^\\p{L}\\d]{1,3}(?:${RTL_LETTER}|(?<!: )\\d)(?:${RTL_LETTER}|[\\p{M}\\d_])*)*`;
const RTL_RUN = new RegExp(`${URL_PATTERN}|(${RTL_PHRASE})`, "giu");
const ANY_RTL = new RegExp(RTL_LETTER, "u");
/** A line whose first strong sign is not certain to be one of its own direction, whoever looks for it, and how. */
const BEGINS_FOREIGN_TO_LEFT = new RegExp(`^[^\\p{L}\\u2068]*(?:\\u2068|${RTL_LETTER})`, "u");

/** Inside of an isolate no other is opened: U+200E beside a score, a date with dashes or a name keeps its order (`2-1`). */
function holdNumbers(phrase: string): string {
	let text = "";
	let from = 0;
	for (const { start, end } of foreignRuns(phrase)) {
		const run = phrase.slice(start, end);
		// At the beginning stands the mark of the phrase: Telegram spoils two in a row.
		text += phrase.slice(from, start) + (start === 0 ? "" : LRM) + run + (ENDS_LEFT.test(run) ? "" : LRM);
		from = end;
	}
	return text + phrase.slice(from);
}

/**
 * In a left-to-right text each Arabic phrase is isolated, and a headline with foreign words in it as a whole: in pieces
 * it would be read in the wrong order. The line stays left-to-right, also where a client takes no notice of isolates.
 */
function directLeftToRight(line: string): string {
	if (!ANY_RTL.test(line)) return line;
	const [, before = "", words = "", after = ""] = /^(\s*(?:\d{1,3}\. )?)(.*?)(\s*)$/su.exec(line) ?? [];
	const text = isHeadline(words, before.trim() !== "")
		? before + isolate((FIRST_IS_RTL.test(words) ? "" : RLM) + holdNumbers(words)) + after
		: isolatePhrases(line);
	return BEGINS_FOREIGN_TO_LEFT.test(text) ? LRM + text : text;
}

/** A bracket that was opened in a phrase is closed in it. */
function isolatePhrases(line: string): string {
	let text = "";
	let from = 0;
	for (const { 1: phrase, index } of line.matchAll(RTL_RUN)) {
		if (phrase === undefined) continue;
		const end = index + phrase.length;
		const isOpen = count(phrase, /[([«]/g) > count(phrase, /[)\]»]/g);
		const to = isOpen && /[)\]»]/.test(line[end] ?? "") ? end + 1 : end;
		text += line.slice(from, index) + isolate(holdNumbers(line.slice(index, to)));
		from = to;
	}
	return text + line.slice(from);
}

function count(text: string, signs: RegExp): number {
	return text.match(signs)?.length ?? 0;
}

const FIRST_IS_RTL = new RegExp(`^[^\\p{L}]*${RTL_LETTER}`, "u");
const RTL_LETTERS = new RegExp(RTL_LETTER, "gu");
const LEFT_LETTERS = new RegExp(FOREIGN, "gu");
/** One foreign word that no colon, bracket or quotation parts from what follows; or none. */
const BEGINS_LIKE_A_HEADLINE = new RegExp(`^(?:[^\\s:“"«([]+ )?${RTL_LETTER}`, "u");
const LABELLED = new RegExp(`: (?:\\d|${FOREIGN})|${FOREIGN}[^\\p{L}]*$`, "u");

/** In a numbered list what is mostly Arabic; elsewhere what is so nearly all through, and no sentence about it. */
function isHeadline(words: string, isNumbered: boolean): boolean {
	const [right, left] = [count(words, RTL_LETTERS), count(words, LEFT_LETTERS)];
	if (URL_RUN.test(words)) return false;
	if (isNumbered) return right > left;
	return right >= 3 * left && BEGINS_LIKE_A_HEADLINE.test(words) && !LABELLED.test(words);
}

const URL_RUN = new RegExp(URL_PATTERN, "iu");
