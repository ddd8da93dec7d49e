import fc from "fast-check";
import { expect, it } from "vitest";
import { splitSentences } from "../../src/arabic/sentences.ts";
import { anyText } from "./any-text.ts";

it.each([
	[
		"full stops and question marks",
		"وصل الوفد إلى العاصمة أمس. هل تبدأ المحادثات اليوم؟ لا أحد يعرف ذلك!",
		3,
	],
	["a title", "قال د. أحمد سالم إن الوضع جيد. وأضاف أ.د. سمير حداد أنه يتفق معه.", 2],
	["an abbreviation", "وقع ذلك عام 300 ق.م. في المدينة القديمة على الساحل. ثم انتهى كل شيء.", 2],
	["the sign of an era", "وقع ذلك في عام 1950 م. ثم انتهى كل شيء بعده.", 2],
	["a year of birth", "ولد الكاتب سمير حداد (م. 1950) في قرية صغيرة. ثم انتقل إلى العاصمة.", 2],
	["a number", "بلغ السعر 7.9 مليارات في 22.03.2023 بحسب البيان. ثم انخفض بعد ذلك.", 2],
	["two dots and three", "عاجل.. مقتل شخص في حادث... والشرطة تحقق في الأمر.", 1],
	["a closing quote", 'قال الرئيس "لن نقبل بهذا الحل." ثم غادر القاعة على الفور.', 2],
	["a very short piece", "قال الرئيس كلمته أمس. نعم. ثم غادر القاعة على الفور.", 2],
	["paragraphs", "عنوان أول بلا نقطة\nفقرة ثانية بعده تماما", 2],
])("knows the end of a sentence from %s", (_, text, count) => {
	expect(splitSentences(text)).toHaveLength(count);
});

it("loses nothing but blanks", () => {
	fc.assert(
		fc.property(anyText(), (text) => {
			expect(splitSentences(text).join("").replace(/\s/g, "")).toBe(text.replace(/\s/g, ""));
		}),
		{ numRuns: 1000 },
	);
});
