import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { cleanLine, cleanText } from "../../src/arabic/clean.ts";
import { anyText } from "./any-text.ts";

describe("display text", () => {
	it.each([
		// Codes and blanks.
		["presentation forms become letters", "ﺍﻟﺴﻼﻡ ﻋﻠﻴﻜﻢ", "السلام عليكم"],
		["the ligature of a blessing stays one sign", "محمد ﷺ خاتم النبيين", "محمد ﷺ خاتم النبيين"],
		["the rial sign is a word", "بلغ 20 ﷼ فقط", "بلغ 20 ريال فقط"],
		["letters are composed", "ا\u0654حمد وا\u0655يمان", "أحمد وإيمان"],
		["blanks of any width are one space", "خبر\u00a0\u00a0 مهم\u2003جدا\tاليوم", "خبر مهم جدا اليوم"],
		["what is invisible goes", "\ufeffخب\u200bر م\u00adهم\u0000", "خبر مهم"],
		["a blank before a mark of vowel goes", "كتاب \u064b", "كتاب\u064b"],
		["the source's direction marks go", "\u202bفي 12\u202a/\u202c08\u200f/2014\u202c", "في 12/08/2014"],
		["a joiner between letters stays, elsewhere it goes", "می\u200cخواهم \u200cنه\u200c", "می\u200cخواهم نه"],
		[
			"an emoji of several parts stays whole",
			"عائلة 👨\u200d👩\u200d👧 سعيدة ه\u200d",
			"عائلة 👨\u200d👩\u200d👧 سعيدة ه",
		],
		[
			"paragraphs are lines without blank ones between",
			"أول\r\n\r\n  ثان \u2028\n\n\nثالث\n",
			"أول\nثان\nثالث",
		],
		// Letters.
		["ornamental tatweel goes", "العـــربيـة مـَا", "العربية مَا"],
		[
			"tatweel after a prefix stays",
			"بلغ بـ7.9 ولـ«الوطن» والـ36 وعام 1444 هـ",
			"بلغ بـ7.9 ولـ«الوطن» والـ36 وعام 1444 هـ",
		],
		["vowel marks stay, Quranic ones go", "عُمان وقُلۖۗ", "عُمان وقُل"],
		[
			"another keyboard's letters are Arabic ones",
			"قال الرئیس الترکی فی کلمة الى الأمة",
			"قال الرئيس التركي في كلمة الى الأمة",
		],
		[
			"the letters of foreign names stay",
			"قال غوردون پاول چرچ ڤيتالي للصحفيين في العاصمة أمس",
			"قال غوردون پاول چرچ ڤيتالي للصحفيين في العاصمة أمس",
		],
		["spelling is not corrected", "اكد انه الى اللقاء فى القاهره", "اكد انه الى اللقاء فى القاهره"],
		// Marks.
		["Latin marks between Arabic words are Arabic", "قال, ثم أضاف; هل يعود?", "قال، ثم أضاف؛ هل يعود؟"],
		["a comma after a bracket or a quote", 'قال (أمس), و"نعم", ثم', 'قال (أمس)، و"نعم"، ثم'],
		["a comma between a number and a word", "في عام 2020, قال", "في عام 2020، قال"],
		["marks between Latin words stay", "شركات Apple, Google وغيرها", "شركات Apple, Google وغيرها"],
		["no space before a mark and one after it", "قال ، ثم :نعم .وقال !هل ؟لا", "قال، ثم: نعم. وقال! هل؟ لا"],
		[
			"a word behind a stop is a new sentence",
			"في أكتوبر 2017.ويعتبر الصندوق.ثم قال",
			"في أكتوبر 2017. ويعتبر الصندوق. ثم قال",
		],
		["a word behind two dots has a space", "عاجل..مقتل شخص", "عاجل.. مقتل شخص"],
		[
			"abbreviations stay together",
			"أ.ف.ب وسي.إن.إن والعربية.نت وم.ت.ف",
			"أ.ف.ب وسي.إن.إن والعربية.نت وم.ت.ف",
		],
		["titles stand apart from names", "قال د.أحمد وأ.د.محمد", "قال د. أحمد وأ.د. محمد"],
		["a bracket behind a colon", "قال:( أمس) ثم", "قال: (أمس) ثم"],
		["brackets sit close", "قال ( أمس ) ثم", "قال (أمس) ثم"],
		["an ending in brackets is a part of the word", "على كل مدير(ة)الحضور", "على كل مدير(ة)الحضور"],
		[
			"numbers, hours and dates stay",
			"7.9 و5.30 و12:30 و22/03/2023 و10,000 و٧،٩",
			"7.9 و5.30 و12:30 و22/03/2023 و10,000 و٧،٩",
		],
		["two dots and three stay", "عاجل .. الخبر ... تتمة", "عاجل .. الخبر ... تتمة"],
		["addresses stay", "اقرأ https://a.org/خبر?س=1,2 الآن", "اقرأ https://a.org/خبر?س=1,2 الآن"],
		// Quotes.
		["quotes are close inside and apart outside", 'والرئيس" لي كوان يو " خلال', 'والرئيس "لي كوان يو" خلال'],
		["quotes with no space at all", 'حيث قال" لي"بعد نزوله', 'حيث قال "لي" بعد نزوله'],
		["quotes between blanks", 'أكد " لي " أنه', 'أكد "لي" أنه'],
		["a mark behind a quote", 'قال "لي كوان يو" ، ثم', 'قال "لي كوان يو"، ثم'],
		["a prefix stays joined", 'قال و"نعم" وبـ"لا" وال"ربما"', 'قال و"نعم" وبـ"لا" وال"ربما"'],
		["a colon before a quote", 'وقال :"نعم"', 'وقال: "نعم"'],
		["an odd quote stays", 'قال "نعم ثم سكت', 'قال "نعم ثم سكت'],
		["an odd quote does not turn the others", 'قال "نعم ثم ذكر "لا" وعاد', 'قال "نعم ثم ذكر "لا" وعاد'],
		[
			"a name in quotes inside a quotation",
			'وقال: "قرأت كتاب "الأيام" مرتين"، ثم',
			'وقال: "قرأت كتاب "الأيام" مرتين"، ثم',
		],
		["quotes that stand inside out", 'قال الرئيس" لي "بعد نزوله', 'قال الرئيس "لي" بعد نزوله'],
		["two quotes that both open", '"عادل منصور : "ندعو إلى الحوار', '"عادل منصور: "ندعو إلى الحوار'],
		["guillemets", "قال« نعم »ثم", "قال «نعم» ثم"],
		["a guillemet alone", "جاران جيدان» و«شريكان", "جاران جيدان» و«شريكان"],
		["curly quotes", "قال “ نعم ” ثم", "قال “نعم” ثم"],
	])("%s", (_, raw, clean) => {
		expect(cleanText(raw)).toBe(clean);
	});

	it.each([
		["latin", "بلغ ٧٫٩ و٥٠٪ و١٬٥٠٠ في ۲۰۲۳", "بلغ 7.9 و50% و1,500 في 2023"],
		["arabic", "بلغ 7.9 و50% و1,500 في 22/03/2023", "بلغ ٧٫٩ و٥٠٪ و١٬٥٠٠ في ٢٢/٠٣/٢٠٢٣"],
		["keep", "بلغ 7.9 و٥٠٪", "بلغ 7.9 و٥٠٪"],
	] as const)("has the %s digits of its channel", (digits, raw, clean) => {
		expect(cleanText(raw, { digits })).toBe(clean);
	});
});

describe("a text that is not Arabic", () => {
	it.each([
		["Persian", "رئیس‌جمهور گفت که این کشور به توافق می‌رسد, چرا؟"],
		["Urdu", "وزیراعظم نے کہا ہے کہ ملک میں انتخابات ہوں گے"],
		["English", 'He said: "yes" , no ; why ? (see p.5)'],
		["French", "Il a dit : « non » , pourquoi ?"],
	])("keeps its letters and marks: %s", (_, text) => {
		expect(cleanText(text)).toBe(text);
	});

	it("has no look-alikes replaced even where it is asked for Arabic digits", () => {
		expect(cleanText("قیمت ۲۵ دلار است و گران", { digits: "arabic" })).toBe("قیمت ۲۵ دلار است و گران");
	});
});

describe("whatever the text", () => {
	it.each([
		["quotes of two kinds that cross", "» “» „ ا"],
		["a space before one quote that shows the next in another light", "” ب»“-»ل قال"],
		["a stop whose space makes room for a quote", "»„”و«د.„ب„”- قال"],
	])("is not changed by cleaning it again: %s", (_, raw) => {
		const once = cleanText(raw);
		expect(cleanText(once)).toBe(once);
	});

	it("is not changed by cleaning it again", () => {
		fc.assert(
			fc.property(anyText(), fc.constantFrom("keep", "latin", "arabic"), (raw, digits) => {
				const once = cleanText(raw, { digits });
				expect(cleanText(once, { digits })).toBe(once);
			}),
			{ numRuns: 2000 },
		);
	});

	it("has no blank at an edge, no two blanks, no empty line", () => {
		fc.assert(
			fc.property(anyText(), (raw) => {
				const clean = cleanText(raw);
				expect(clean).toBe(clean.trim());
				expect(clean).not.toMatch(/ {2}|\n\n| \n|\n /);
			}),
		);
	});

	it("keeps every letter of an Arabic text without look-alikes", () => {
		const letters = fc.constantFrom(...'ابتثجحخدذرزسشصضطظعغفقكلمنهويءآأإؤئىة ,.:;?"«»()0123');
		fc.assert(
			fc.property(fc.string({ unit: letters }), (raw) => {
				const bare = (text: string) => text.replace(/[^\u0620-\u064a0-9]/g, "");
				expect(bare(cleanText(raw))).toBe(bare(raw));
			}),
		);
	});

	it("is one line where a line was asked for", () => {
		fc.assert(
			fc.property(anyText(), (raw) => {
				expect(cleanLine(raw)).not.toMatch(/[\n\r\u2028\u2029]/);
			}),
		);
	});
});
