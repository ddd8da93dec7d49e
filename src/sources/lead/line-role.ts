import {
	agencies,
	asideBeginnings,
	bylineLabels,
	captionBeginnings,
	captionWords,
	lineKey,
	siteBeginnings,
	siteWords,
	startsWithPhrase,
	tailBeginnings,
} from "./words.ts";

/**
 * What a line of a page's text is by its own look, before its neighbours are known.
 * `tail`: other things begin here (comments, related stories, rights) · `aside`: names another story ·
 * `site`: the site's own words, a counter, a breadcrumb · `byline`, `caption` · `short`: neither a sentence nor long:
 * a headline, a subheading, a name, a caption without a sign · `paragraph`: the story's text.
 */
export type LineRole = "tail" | "aside" | "site" | "byline" | "caption" | "short" | "paragraph";

/** A line that ends no sentence needs more words than this to be a paragraph (ARABIC §5). */
const shortLine = 12;
/** Characters. */
const surelyText = 1000;
const longCaption = 30;

/**
 * `line` is display text without line breaks, `key` its `lineKey` where that is known already. A date-only line is not known
 * here: it comes out as `short` or `site`.
 */
export function readLineRole(line: string, key = line.length > surelyText ? "" : lineKey(line)): LineRole {
	if (line.length > surelyText) return "paragraph";
	const words = key === "" ? [] : key.split(" ");
	const ended = endsSentence(line);
	return (
		ruleTable.find(({ holds }) => holds({ line, key, words, ended }))?.role ??
		(words.length > shortLine || (ended && words.length > 4) ? "paragraph" : "short")
	);
}

/** A sentence's last sign and the marks that close it; to look for them from the line's beginning is dear. */
const longestEnd = 24;

/** True when the line ends as a sentence does; a closing quote or bracket may follow. */
export function endsSentence(line: string): boolean {
	return /[.!?؟…۔][\s"'»«”’)\]]*$/u.test(line.length > longestEnd ? line.slice(-longestEnd) : line);
}

export function countWords(line: string): number {
	return line.match(/[\p{L}\p{N}][\p{L}\p{M}\p{N}'’.,٫٬-]*/gu)?.length ?? 0;
}

type Line = { line: string; key: string; words: readonly string[]; ended: boolean };

const ruleTable: readonly { role: LineRole; holds: (line: Line) => boolean }[] = [
	{ role: "site", holds: ({ key }) => !/\p{L}{2}/u.test(key) },
	{ role: "tail", holds: ({ line, key, words }) => isTail(line, key, words) },
	{ role: "aside", holds: ({ key, words }) => words.length <= 30 && startsWithPhrase(key, asideBeginnings) },
	{ role: "site", holds: ({ words }) => words.every((word) => isSiteWord(word)) },
	{
		role: "site",
		holds: ({ key, words }) => words.length <= shortLine && startsWithPhrase(key, siteBeginnings),
	},
	{ role: "site", holds: ({ line, ended }) => !ended && isBreadcrumb(line) },
	{
		role: "site",
		holds: ({ line, words }) => words.length <= 4 && /^(?:https?:|www\.|[@#])\S+$/u.test(line),
	},
	{ role: "caption", holds: isCaption },
	{ role: "byline", holds: isByline },
];

function isTail(line: string, key: string, words: readonly string[]): boolean {
	if (words.length <= 14 && /^\s*(?:©|\(c\)\s)/iu.test(line)) return true;
	return words.length <= 8 && startsWithPhrase(key, tailBeginnings);
}

function isSiteWord(word: string): boolean {
	return (
		siteWords.has(word) || /^(?:\p{N}+|[a-z])$/u.test(word) || siteWords.has(word.replace(/^[وبل]/u, ""))
	);
}

/** `الرئيسية > العالم > تفاصيل`: three or more short pieces, or two when one is the site's own word. */
function isBreadcrumb(line: string): boolean {
	const pieces = piecesOf(line, /[>»›|/\\←•·]/u);
	if (pieces.length < 2) return false;
	const keys = pieces.map(lineKey);
	if (keys.some((key) => key.split(" ").length > 4)) return false;
	const known = keys.filter((key) => key.split(" ").every(isSiteWord)).length;
	return known * 2 >= pieces.length || (known > 0 && /[>›]/u.test(line));
}

/** What stands between marks, without the blanks around it. */
function piecesOf(line: string, mark: RegExp): string[] {
	return line
		.split(mark)
		.map((piece) => piece.trim())
		.filter((piece) => piece !== "");
}

/** Begins with a picture's word, ends with a photographer's or an agency's credit, or is such a credit alone. */
function isCaption({ line, key, words, ended }: Line): boolean {
	if (words.length > longCaption) return false;
	if (/[([]\s*[^()[\]]{1,30}[)\]]\s*\.?$/u.test(line)) {
		const credit = lineKey(line.slice(Math.max(line.lastIndexOf("("), line.lastIndexOf("["))));
		if (isAgencies(credit)) return true;
	}
	if (/(?:تصوير|عدسه)\s+\S/u.test(key) && !ended) return true;
	if (/(?:^| )ارشيف(?:يه)?$/u.test(key) && words.length <= shortLine) return true;
	if (ended && words.length > 6) return false;
	if (startsWithPhrase(key, captionBeginnings) && words.length <= 20) return true;
	return (
		words.length > shortLine && words.length <= 20 && !ended && words.some((word) => captionWords.has(word))
	);
}

/** A name after a label is no longer than this, a date beside it included. */
const longByline = 16;

/** `كتب: …`, `المصدر: …`, `القاهرة - وكالات`, an agency alone. */
function isByline({ line, key, words, ended }: Line): boolean {
	if (ended && words.length > 4) return false;
	if (startsWithPhrase(key, bylineLabels)) {
		return (words.length <= longByline && /^\s*\S+(?:\s+\S+)?\s*[-:：–—/|]/u.test(line)) || words.length <= 5;
	}
	const pieces = piecesOf(line, /[-–—/|،,:()]/u);
	return pieces.length <= 4 && words.length <= 8 && pieces.some((piece) => isAgencies(lineKey(piece)));
}

function isAgencies(key: string): boolean {
	return key !== "" && (agencies.has(key) || key.split(" و").every((part) => agencies.has(part.trim())));
}
