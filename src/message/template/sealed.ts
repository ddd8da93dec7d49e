import { stripDirection } from "../../arabic/bidi.ts";

/**
 * What comes out of an article is text and never mark-up. So a value's signs are written as their twins, letters of a
 * private plane that no mark-up knows, until the mark-up has been read; only then are they signs again.
 */
export function sealValue(text: string): string {
	return cleanText(text).replace(SIGNS, (sign) => String.fromCodePoint(TWINS + (sign.codePointAt(0) ?? 0)));
}

/** The text with its signs. */
export function openSealed(text: string): string {
	return text.replace(TWIN, (twin) => String.fromCodePoint((twin.codePointAt(0) ?? 0) - TWINS));
}

/** `\*` in a template is a sign and no mark. */
export function sealEscaped(text: string): string {
	return text.replace(ESCAPED, (_, sign: string) => sealValue(sign));
}

/** One line without direction marks, controls, halves of characters, and the letters that are ours here. */
function cleanText(text: string): string {
	return stripDirection(text)
		.replace(PRIVATE, "")
		.replace(/\p{Cs}/gu, "\ufffd")
		.replace(/[\p{Cc}\u2028\u2029]+/gu, " ");
}

/** A template's own text, cleaned as values are but for its lines. */
export function cleanTemplate(text: string): string {
	return stripDirection(text)
		.replace(/\r\n?/g, "\n")
		.replace(PRIVATE, "")
		.replace(/\p{Cs}/gu, "\ufffd")
		.replace(/(?!\n)[\p{Cc}\u2028\u2029]/gu, " ");
}

/** Stands at the end of a line to say what the line is: see `markRoles`. */
export const roleMarks = { date: "\u{F0201}", source: "\u{F0202}", hashtags: "\u{F0203}" } as const;
export type Role = keyof typeof roleMarks;

const TWINS = 0xf0000;
/** What is mark-up, and what is trimmed from a line's ends, so that a value keeps its own. */
const SIGNS = /[\\*_[\]()#\-·|–—•،,]/g;
const ESCAPED = /\\([\\*_[\]()#\-·|–—•،,])/g;
/** Signs of the first planes have their twin at the same distance, so one range holds all of them. */
const TWIN = /[\u{F0000}-\u{F01FF}\u{F0600}-\u{F06FF}\u{F2000}-\u{F20FF}]/gu;
const PRIVATE = /[\u{F0000}-\u{FFFFD}]/gu;
