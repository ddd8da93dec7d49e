import { directText, stripDirection } from "../../../src/arabic/bidi.ts";

/**
 * A button's label as one line, without what no JSON may hold (half a pair of units), with the marks that keep it in order. A label is one line of its own, so what begins with a letter
 * of the base direction, and what has none at all, needs no mark at its start.
 */
export function directLabel(text: string, base: "rtl" | "ltr"): string {
	const label = stripDirection(text)
		.replace(/\p{Cs}/gu, "\ufffd")
		.replace(/[\p{Cc}\s]+/gu, " ")
		.trim();
	if (!RTL_LETTER.test(label) || (base === "ltr" && !/[\p{Script=Latin}\d]/u.test(label))) return label;
	const directed = directText(label, base);
	return FIRST_IS_RTL.test(label) ? directed.replace(/^\u200F/, "") : directed;
}

const RTL_LETTER = /\p{Script=Arabic}|\p{Script=Hebrew}/u;
const FIRST_IS_RTL = /^[^\p{L}]*(?:\p{Script=Arabic}|\p{Script=Hebrew})/u;
