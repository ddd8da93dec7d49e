import fc from "fast-check";
import { expect, it } from "vitest";
import { foldKey } from "../../src/arabic/fold.ts";
import { anyText } from "./any-text.ts";

it.each([
	["forms of alef", "أحمد إيمان آمال ٱلله", "احمد ايمان امال الله"],
	["ya, ta marbuta and the hamza's seats", "على مدرسة مسؤول قائد", "علي مدرسه مسوول قايد"],
	["marks and tatweel", "عُـمَـانٌ", "عمان"],
	["Persian forms", "کیف هہھە", "كيف هههه"],
	["digits and their signs", "٧٫٩ و۵۰٪", "7.9 و50%"],
	["case and width", "ＢＢＣ News", "bbc news"],
	["presentation forms", "ﺍﻟﺴﻼﻡ", "السلام"],
	["blanks and what is invisible", " خبر\u00a0\u200f \n مهم\u200c ", "خبر مهم"],
])("unifies %s", (_, text, key) => {
	expect(foldKey(text)).toBe(key);
});

it("is its own key", () => {
	fc.assert(
		fc.property(anyText(), (text) => {
			const key = foldKey(text);
			expect(foldKey(key)).toBe(key);
		}),
		{ numRuns: 2000 },
	);
});

it("is the same whether a text is short or longer than the buffer", () => {
	const word = "قمّة في القاهرةِ أمس ";
	expect(foldKey(word.repeat(2000))).toBe(foldKey(word).concat(" ").repeat(2000).trim());
});
