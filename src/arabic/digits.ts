import { numberGroups } from "./number-groups.ts";
import { DIGIT, URL_PATTERN } from "./script.ts";

/**
 * Writes every number of a display text in one set of digits. Percent, decimal and group signs follow their number.
 * Addresses, @names, hashtags and digits that belong to a Latin word (`G20`, `F-16`) stay as they are. Phone numbers and
 * numbers in groups are always written with 0–9: beside Arabic digits a blank or dash runs right to left, in an isolate
 * too, and the groups would be shown last one first.
 */
export function writeDigits(text: string, digits: "latin" | "arabic"): string {
	if (digits === "latin") return FOREIGN_TO_LATIN.test(text) ? text.replace(TOKENS, toLatin) : text;
	return ANY_DIGIT.test(text) ? text.replace(TOKENS_AND_WORDS, toArabic) : text;
}

/** Every digit, percent and decimal sign as ASCII: for reading numbers and dates, not for display. */
export function asciiDigits(text: string): string {
	return text.replace(NON_ASCII_SIGN, (sign) => ASCII_SIGN[sign] ?? String(digitValue(sign)));
}

const FOREIGN_TO_LATIN = /[\u0660-\u066C\u06F0-\u06F9]/;
const ANY_DIGIT = new RegExp(`[${DIGIT}]`);
const NON_ASCII_SIGN = /[\u0660-\u066C\u06F0-\u06F9\uFF10-\uFF19]/g;
const ASCII_SIGN: Readonly<Record<string, string>> = { "٪": "%", "٫": ".", "٬": "," };

/** What is kept (first group), or a number with the signs inside and around it. */
const KEPT = `${URL_PATTERN}|#[\\p{L}\\p{N}\\p{M}_\\u200C]+`;
const LATIN_WORD = `[@${DIGIT}]*[A-Za-z][A-Za-z${DIGIT}._+/-]*`;
const NUMBER = `[%٪]?[${DIGIT}](?:[${DIGIT}]|[.,٫٬](?=[${DIGIT}]))*[%٪]?`;
const TOKENS = new RegExp(`(${KEPT})|${NUMBER}`, "gu");
/** With the rest of a number in groups: its decimals and its percent sign are in the digits of its groups. */
const GROUPS = numberGroups(DIGIT, "0\\u0660\\u06F0")
	.map((group) => `(?<![A-Za-z_${DIGIT}])${group}(?:[.,٫][${DIGIT}]+)?[%٪]?`)
	.join("|");
const TOKENS_AND_WORDS = new RegExp(`(${KEPT}|${LATIN_WORD})|(${GROUPS})|${NUMBER}`, "gu");

function toLatin(number: string, kept: string | undefined): string {
	return kept ?? asciiDigits(number);
}

function toArabic(number: string, kept: string | undefined, inGroups: string | undefined): string {
	if (kept !== undefined || inGroups !== undefined) return kept ?? asciiDigits(number);
	return withArabicSeparators(number).replace(/[0-9\u06F0-\u06F9%]/g, (sign) =>
		sign === "%" ? "٪" : String.fromCharCode(0x660 + digitValue(sign)),
	);
}

/** `7.9` has a decimal sign; `22.03.2023` has dots, which are no decimal sign. */
function withArabicSeparators(number: string): string {
	if (/^[^.,]*\.[^.,]*$/.test(number)) return number.replace(".", "٫");
	if (!GROUPED.test(number)) return number;
	return number.replace(/,/g, "٬").replace(".", "٫");
}

const GROUPED = new RegExp(`^[%٪]?[${DIGIT}]{1,3}(?:,[${DIGIT}]{3})+(?:\\.[${DIGIT}]+)?[%٪]?$`);

function digitValue(digit: string): number {
	return digit.charCodeAt(0) & 0xf; // all four sets begin at a multiple of sixteen
}
