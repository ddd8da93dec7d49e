import { DIGIT, URL_PATTERN } from "./script.ts";

/**
 * Writes every number of a display text in one set of digits. Percent, decimal and group signs follow their number.
 * Addresses, @names, hashtags and digits that belong to a Latin word (`G20`, `F-16`) stay as they are.
 */
export function writeDigits(text: string, digits: "latin" | "arabic"): string {
	if (digits === "latin" && !FOREIGN_TO_LATIN.test(text)) return text;
	if (digits === "arabic" && !FOREIGN_TO_ARABIC.test(text)) return text;
	const [tokens, write] =
		digits === "latin" ? ([TOKENS, toLatin] as const) : ([TOKENS_AND_WORDS, toArabic] as const);
	return text.replace(tokens, (token, kept: string | undefined) =>
		kept === undefined ? write(token) : token,
	);
}

/** Every digit, percent and decimal sign as ASCII: for reading numbers and dates, not for display. */
export function asciiDigits(text: string): string {
	return text.replace(NON_ASCII_SIGN, (sign) => ASCII_SIGN[sign] ?? String(digitValue(sign)));
}

const FOREIGN_TO_LATIN = /[\u0660-\u066C\u06F0-\u06F9]/;
const FOREIGN_TO_ARABIC = /[0-9\u06F0-\u06F9]/;
const NON_ASCII_SIGN = /[\u0660-\u066C\u06F0-\u06F9\uFF10-\uFF19]/g;
const ASCII_SIGN: Readonly<Record<string, string>> = { "٪": "%", "٫": ".", "٬": "," };

/** What is kept (first group), or a number with the signs inside and around it. */
const KEPT = `${URL_PATTERN}|#[\\p{L}\\p{N}\\p{M}_\\u200C]+`;
const LATIN_WORD = `[@${DIGIT}]*[A-Za-z][A-Za-z${DIGIT}._+/-]*`;
const NUMBER = `[%٪]?[${DIGIT}](?:[${DIGIT}]|[.,٫٬](?=[${DIGIT}]))*[%٪]?`;
const TOKENS = new RegExp(`(${KEPT})|${NUMBER}`, "gu");
const TOKENS_AND_WORDS = new RegExp(`(${KEPT}|${LATIN_WORD})|${NUMBER}`, "gu");

function toLatin(number: string): string {
	return asciiDigits(number);
}

function toArabic(number: string): string {
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
