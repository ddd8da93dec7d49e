import type { Digits } from "../domain/channel.ts";

/**
 * A noun as Arabic counts it: `one` خبر واحد or خبر, `two` خبران, `few` (3–10) أخبار, `many` (11–99) خبرا,
 * `other` (100, 101, 102, 200…) خبر; `zero` لا أخبار, where it is not written as a number with `other`.
 */
export type ArabicForms = {
	zero?: string;
	one: string;
	two: string;
	few: string;
	many: string;
	other: string;
};

/** A noun as English counts it. */
export type EnglishForms = { one: string; other: string };

const arabicRules = new Intl.PluralRules("ar");

/** `خبران`, `3 أخبار`, `11 خبرا`, `100 خبر`: one and two of a thing are words, the rest a number and the fitting form. */
export function writeCount(n: number, forms: ArabicForms | EnglishForms, digits: Digits): string {
	if (!("few" in forms)) return `${writeNumber(n, digits)} ${n === 1 ? forms.one : forms.other}`;
	const form = arabicRules.select(n);
	if (form === "one" || form === "two") return forms[form];
	if (form === "zero") return forms.zero ?? `${writeNumber(n, digits)} ${forms.other}`;
	return `${writeNumber(n, digits)} ${forms[form]}`;
}

/** The number in one set of digits, ungrouped. */
export function writeNumber(n: number, digits: Digits): string {
	return writeDigits(String(n), digits);
}

/** The ASCII digits of a text in the chosen set; the rest as it is. */
export function writeDigits(text: string, digits: Digits): string {
	if (digits === "latin") return text;
	return text.replace(/[0-9]/g, (digit) => String.fromCharCode(0x0660 + Number(digit)));
}
