import { isArabicLetter, isDigit, URL_PATTERN } from "../script.ts";

/**
 * Step 9 of ARABIC §1, for one paragraph of a text judged Arabic (its spaces single): Latin comma, semicolon and question
 * mark become Arabic ones beside Arabic words; no space before a mark and one after it. Numbers, times, dates and
 * addresses stay; a space is put after a full stop only where a word follows that is no part of an abbreviation.
 */
export function tidyPunctuation(line: string): string {
	return HAS_ADDRESS.test(line) ? keepingAddresses(line, tidyMarks) : tidyMarks(line);
}

const PLACEHOLDER = "\uE000";
const HAS_ADDRESS = /:\/\/|www\.|\uE000/i;
const ADDRESS = new RegExp(`${URL_PATTERN}|${PLACEHOLDER}`, "gi");

/** Runs `change` with every address hidden behind one sign, so that nothing inside it is touched. */
function keepingAddresses(line: string, change: (text: string) => string): string {
	const addresses: string[] = [];
	const hidden = line.replace(ADDRESS, (address) => {
		addresses.push(address);
		return PLACEHOLDER;
	});
	let next = 0;
	return change(hidden).replaceAll(PLACEHOLDER, () => addresses[next++] ?? PLACEHOLDER);
}

/** One mark in its line: `before` and `after` are the nearest signs that are no space. */
type Mark = { line: string; at: number; sign: string; before: number; after: number; keptStop: number };

function tidyMarks(line: string): string {
	let text = "";
	let from = 0;
	// The last full stop that was read as part of an abbreviation.
	let keptStop = -2;
	for (let at = 0; at < line.length; at++) {
		const code = line.charCodeAt(at);
		if (!isMark(code) || standsWell(line, at, code)) continue;
		const end = code === STOP ? endOfStops(line, at) : at + 1;
		const before = line[at - 1] === " " ? at - 2 : at - 1;
		const after = line[end] === " " ? end + 1 : end;
		const mark: Mark = { line, at, sign: line.slice(at, end), before, after, keptStop };
		mark.sign = arabicSign(mark);
		const start = before < at - 1 && at > from && refusesSpaceBefore(mark) ? at - 1 : at;
		text += line.slice(from, Math.max(from, start)) + mark.sign;
		from = after > end && OPENING.has(mark.sign) ? after : end;
		if (after === end && wantsSpaceAfter(mark)) {
			if (mark.sign === "." && isAbbreviation(mark)) keptStop = at;
			else text += " ";
		}
		at = end - 1;
	}
	return text + line.slice(from);
}

const STOP = 0x2e;
const SPACE = 0x20;

function isMark(code: number): boolean {
	return code < MARKED.length && MARKED[code] === 1;
}

const MARKED = Uint8Array.from({ length: 0x620 }, (_, code) =>
	".,;?،؛؟:!()[]".includes(String.fromCharCode(code)) ? 1 : 0,
);

/** Two dots or more are one sign: a dash in a headline, or an omission. */
function endOfStops(line: string, at: number): number {
	let end = at + 1;
	while (line.charCodeAt(end) === STOP) end++;
	return end;
}

/** Nine of ten marks do, and need no more than a look at their neighbours. */
function standsWell(line: string, at: number, code: number): boolean {
	const next = line.charCodeAt(at + 1);
	if (code === 0x28 || code === 0x5b) return next !== SPACE;
	const before = line.charCodeAt(at - 1);
	if (before === SPACE) return false;
	switch (code) {
		case STOP:
			return next !== STOP && before !== STOP && !isArabicLetter(next);
		case 0x2c:
			return isDigit(before) && isDigit(next);
		case 0x3a:
			return next === SPACE || Number.isNaN(next) || (isDigit(before) && isDigit(next));
		case 0x60c:
		case 0x61b:
			return next === SPACE || Number.isNaN(next);
		case 0x5d:
			return true;
		case 0x21:
		case 0x29:
		case 0x61f:
			return !isArabicLetter(next);
		default:
			return false;
	}
}

const OPENING = new Set(["(", "["]);
const ARABIC_SIGN: Readonly<Record<string, string>> = { ",": "،", ";": "؛", "?": "؟" };
const CLOSERS = new Set(" \"”»)]’'");
const OPENERS = new Set(" \"“«(['‘");

function arabicSign({ line, at, sign, before }: Mark): string {
	const arabic = ARABIC_SIGN[sign];
	if (arabic === undefined) return sign;
	let left = before;
	while (left >= 0 && CLOSERS.has(line[left] ?? "")) left--;
	const code = line.charCodeAt(left);
	if (sign === "?") return isWordSign(code) || "؟!?".includes(line[left] ?? " ") ? arabic : sign;
	// A run of commas is no comma: some write quotation marks so.
	if (",;".includes(line[at + 1] ?? " ")) return sign;
	if (isWordSign(code)) return arabic;
	if (!isDigit(code) && line[left] !== "%" && line[left] !== "٪") return sign;
	let right = at + 1;
	while (OPENERS.has(line[right] ?? "")) right++;
	return isArabicLetter(line.charCodeAt(right)) ? arabic : sign;
}

/** A full stop before a digit, a Latin letter or another stop is not the sentence's; nor is a colon between numbers. */
function refusesSpaceBefore({ line, at, sign, before }: Mark): boolean {
	const next = line[at + 1] ?? " ";
	if (sign === ".")
		return line[before] !== "." && !isDigit(next.charCodeAt(0)) && !isLatinLetter(next.charCodeAt(0));
	if (sign === ":") return !isDigit(line.charCodeAt(before)) && next !== "(" && next !== ")";
	return "،؛؟!)]".includes(sign);
}

function wantsSpaceAfter(mark: Mark): boolean {
	const { line, at, sign, before, after } = mark;
	const next = line.charCodeAt(after);
	const word = isArabicLetter(next);
	switch (sign) {
		case "،":
		case "؛":
			if (isDigit(next)) return !isDigit(line.charCodeAt(at - 1));
			return word || isLatinLetter(next) || opensHere(line, after);
		case ":":
			return word || opensHere(line, after) || (isDigit(next) && isWordSign(line.charCodeAt(before)));
		case "؟":
		case "!":
			return word;
		case ")":
			return word && !WORD_ENDING.test(line.slice(Math.max(0, at - 4), at));
		default:
			return sign[0] === "." && word && before >= 0 && endsWord(line, before);
	}
}

/** `مدير(ة)`: what the brackets add is a part of the word. */
const WORD_ENDING = /[\u0620-\u064A]\([\u0620-\u064A]{1,2}$/;

/** A quote or bracket with a word right after it, or an address. */
function opensHere(line: string, at: number): boolean {
	if (line[at] === PLACEHOLDER) return true;
	if (!'"“«('.includes(line[at] ?? " ")) return false;
	// The blank behind a bracket is going to go.
	const inner = line.charCodeAt(line[at] === "(" && line[at + 1] === " " ? at + 2 : at + 1);
	return isArabicLetter(inner) || isDigit(inner) || isLatinLetter(inner);
}

function endsWord(line: string, at: number): boolean {
	const code = line.charCodeAt(at);
	return isWordSign(code) || isDigit(code) || '"”»)'.includes(line[at] ?? " ");
}

/** `أ.ف.ب`, `سي.إن.إن`, `العربية.نت`: a stop inside a name, not the end of a sentence. */
function isAbbreviation({ line, before, after, keptStop }: Mark): boolean {
	let start = before;
	while (before - start < 5 && isWordSign(line.charCodeAt(start))) start--;
	let end = after;
	while (end - after < 5 && isWordSign(line.charCodeAt(end))) end++;
	const [left, right] = [before - start, end - after];
	if (left === 0) return false;
	if (left <= 2 && right <= 2) return true;
	if (left <= 3 && right <= 3 && (keptStop === start || line[end] === ".")) return true;
	return DOMAINS.has(line.slice(after, end));
}

const DOMAINS = new Set(["نت", "كوم", "أورغ", "اورغ", "أورج"]);

/** What an Arabic word is made of, tatweel and tashkeel included. */
function isWordSign(code: number): boolean {
	return isArabicLetter(code) || code === 0x640 || (code >= 0x64b && code <= 0x65f) || code === 0x670;
}

function isLatinLetter(code: number): boolean {
	return (code >= 0x41 && code <= 0x5a) || (code >= 0x61 && code <= 0x7a);
}
