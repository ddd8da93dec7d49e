import bidiFactory, { type Bidi } from "bidi-js";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { directText, stripDirection } from "../../src/arabic/bidi.ts";
import { writeDigits } from "../../src/arabic/digits.ts";
import { anyText } from "./any-text.ts";

// Its types are written for an ES module and its code is CommonJS: the default export is the function itself.
const bidi = (bidiFactory as unknown as () => Bidi)();

/** The line as a reader sees it, from the left edge to the right one, without the marks; its direction is its own. */
function display(line: string): string {
	return stripDirection(bidi.getReorderedString(line, bidi.getEmbeddingLevels(line)));
}

function ownDirection(line: string): "rtl" | "ltr" {
	return bidi.getEmbeddingLevels(line).paragraphs[0]?.level === 1 ? "rtl" : "ltr";
}

const mirror = (text: string) => [...text].reverse().join("");

describe("a right-to-left line", () => {
	it.each([
		["an address", "اقرأ الخبر على ⟪https://example.org/news/2023/03/22/a-b_c?id=7&x=1⟫ الآن"],
		["an address that ends in a slash", "زوروا ⟪https://example.org/news/⟫ اليوم"],
		["an account", "قال ⟪@news_desk⟫ أمس"],
		["a Latin hashtag", "تفاعل مع ⟪#Gaza2023⟫ أمس"],
		["an e-mail address", "راسلونا على ⟪desk@example.org⟫ دائما"],
		["a score", "فاز الفريق ⟪7-1⟫ في المباراة"],
		["a score with blanks", "فاز الفريق ⟪7 - 1⟫ في المباراة"],
		["a score after a joined prefix", "انتهى اللقاء بـ⟪3-2⟫ بعد التمديد"],
		["a date with dashes", "في يوم ⟪2023-03-22⟫ عقدت القمة"],
		["a span of hours", "من الساعة ⟪12:30-14:00⟫ بتوقيت القدس"],
		["a phone number", "للاتصال ⟪+962 6 560 1234⟫ مساء"],
		["a phone number with zeros", "للاتصال ⟪00962 79 123 4567⟫ مساء"],
		["a local phone number", "للاتصال ⟪06 560 1234⟫ مساء"],
		["a local phone number with its area in brackets", "للاتصال ⟪(06) 5601234⟫ مساء"],
		["a code that is dialled", "اطلب ⟪*123#⟫ لمعرفة رصيدك"],
		["a code with several parts", "اطلب ⟪*123*4*0791234567#⟫ للتحويل"],
		["a code that begins with both signs", "اطلب ⟪*#06#⟫ الآن"],
		["a number in groups", "حضر ⟪10 000⟫ شخص"],
		["a number in groups behind a full stop", "انتهى الحفل. ⟪10 000⟫ شخص"],
		["a name with a sign at its end", "لغة ⟪C++⟫ حديثة"],
		["a name with a sign inside", "شركة ⟪AT&T⟫ الأمريكية"],
		["an escaped sign", "شركة ⟪AT&amp;T⟫ الأمريكية"],
		["a name with a number", "جائحة ⟪COVID-19⟫ مستمرة"],
		["initials", "في ⟪U.S.⟫ اليوم"],
		["a name with a stop before it", "منصة ⟪.NET⟫ الجديدة"],
		["a title", "فيلم ⟪Mission: Impossible⟫ الجديد"],
		["a name with its short form", "قالت ⟪Al-Jazeera (AJ)⟫ اليوم"],
		["a price", "بسعر ⟪$50⟫ للبرميل"],
		["a price after a joined prefix", "ارتفع و⟪$50⟫ للبرميل"],
		["a temperature", "بلغت الحرارة ⟪5°C⟫ ليلا"],
		["a temperature below zero", "بلغت الحرارة ⟪-5⟫ ليلا"],
		["a sign after a joined prefix", "ارتفع و⟪+50⟫ نقطة"],
		["a share that fell", "انخفض ⟪-5%⟫ أمس"],
		["a share that rose", "ارتفع ⟪+5.2%⟫ أمس"],
		["a span of shares", "بين ⟪5-7%⟫ سنويا"],
		["an hour in English", "عند ⟪3:30 p.m.⟫ تقريبا"],
		["a sum", "لأن ⟪1+1=2⟫ دائما"],
		["a command", "أرسل ⟪/help⟫ لعرض الأوامر"],
		["a command with what follows it", "أرسل ⟪/settings digits arabic⟫ هنا"],
		["a command with a number", "أرسل ⟪/latest 5⟫ الآن"],
		["a command with an account", "أرسل ⟪/subscribe @channel⟫ ولك"],
		["a command before Arabic words", "أرسل ⟪/search⟫ قمة المناخ"],
		["a command behind a colon", "مثلًا: ⟪/people 12345 editor⟫"],
		["a template's variable", "بدأ ⟪{{ lead⟫ ولم يغلق"],
		["a template's tag", "لا أفهم ⟪{% if author %}⟫ هنا"],
		["a timetable", "موجز حسب الجدول ⟪0 8 * * 1-5⟫ يوميًا"],
		["a timetable of every quarter of an hour", "كل ⟪*/15 9-17 * * *⟫ دقيقة"],
		["how an address begins", "اكتب عنوانًا يبدأ بـ⟪https://⟫ أو غيره"],
		["a sign that means itself", "لكتابة النجمة اكتب ⟪\\**⟫ هنا"],
		["a bracket that means itself", "ولكتابة القوس ⟪\\[⟫ هنا"],
		["a piece of an expression", "الرمز ⟪\\w⟫ لا يعرفها"],
	])("shows %s in order and in its place", (_, marked) => {
		const [before = "", run = "", after = ""] = marked.split(/[⟪⟫]/);
		expect(display(directText(before + run + after, "rtl"))).toBe(mirror(after) + run + mirror(before));
	});

	it.each([
		["موجز حسب الجدول «0 8 1 1 1»", "«0 8 1 1 1» لودجلا بسح زجوم"],
		["متكرر (0 8,12 1 1-6 1) هنا", "انه (0 8,12 1 1-6 1) رركتم"],
	])("shows a timetable of numbers alone in order in its quotes or brackets: %s", (line, shown) => {
		expect(display(directText(line, "rtl"))).toBe(shown);
	});

	it("reads a hyphen between two shares as one between them", () => {
		expect(display(directText("بين 5%-7% سنويا", "rtl"))).toBe("ايونس %7-%5 نيب");
	});

	it.each([
		["a Latin name", "CNN: الرئيس وصل", "\u200fCNN: الرئيس وصل", "لصو سيئرلا :CNN"],
		["a picture", "🔴 عاجل", "\u200f🔴 عاجل", "لجاع 🔴"],
		["a quotation", "«نعم» قال", "\u200f«نعم» قال", "لاق «معن»"],
		["a date with dashes", "2023-03-22 القمة", "\u200f2023-03-22 القمة", "ةمقلا 2023-03-22"],
		["a score", "7-1 للفريق", "\u200f7-1 للفريق", "قيرفلل 7-1"],
		[
			"an address",
			"https://example.org/a هنا",
			"\u200fhttps://example.org/a هنا",
			"انه https://example.org/a",
		],
		["a name with a sign at its end", "C++ لغة", "\u200fC++\u200e لغة", "ةغل C++"],
		["an account", "@desk قال", "\u200f\u2068@desk\u2069 قال", "لاق @desk"],
		["a share that fell", "-5% أمس", "\u200f\u2068-5%\u2069 أمس", "سمأ -5%"],
		["a span of shares", "5-7% سنويا", "\u200f5-7% سنويا", "ايونس 5-7%"],
		["nothing else than a name", "Reuters", "\u200fReuters", "Reuters"],
		["nothing else than a date", "22/03/2023", "\u200f22/03/2023", "22/03/2023"],
	])("that begins with %s stays right-to-left", (_, line, directed, displayed) => {
		expect(directText(line, "rtl")).toBe(directed);
		expect(ownDirection(directed)).toBe("rtl");
		expect(display(directed)).toBe(displayed);
	});

	it.each([
		"قمة روسية صينية تعزز الشراكة",
		"في 22/03/2023 عند 12:30 بلغ 1,500 و7.9 بنسبة 50%",
		"قالت CNN إن Manchester United فاز على iPhone 15 Pro",
		"تفاعل مع #غزة_2023 و#كأس_العالم_FIFA",
		"سجل ٧-١ في ٢٠٢٣-٠٣-٢٢",
		"بين 5%-7% سنويا و50$-70$ للبرميل و(3)-4 أيام",
	])("needs no mark where the algorithm is right: %s", (line) => {
		expect(directText(line, "rtl")).toBe(line);
	});

	it.each([
		["words", "المتغيرات: ⟪headline⟫، ⟪date⟫، ⟪breaking_word⟫، ⟪url⟫."],
		["words and numbers", "منها ⟪Apple⟫، ⟪iPhone 15⟫؛ ⟪2023⟫، ⟪AT&T⟫، ⟪IBM⟫ وغيرها"],
		["words without blanks", "منها ⟪Apple⟫،⟪IBM⟫،⟪@desk⟫،⟪Intel⟫ وغيرها"],
	])("shows a list of foreign %s in its own order", (_, marked) => {
		const seen = marked.split(/[⟪⟫]/).map((piece, index) => (index % 2 === 1 ? piece : mirror(piece)));
		expect(display(directText(marked.replace(/[⟪⟫]/g, ""), "rtl"))).toBe(seen.reverse().join(""));
	});

	it("shows a list of words with long examples behind them in its own order", () => {
		const line = "القيم: latin (0123456789)، arabic (٠١٢٣٤٥٦٧٨٩)";
		expect(display(directText(line, "rtl"))).toBe("(٠١٢٣٤٥٦٧٨٩) arabic ،latin (0123456789) :ميقلا");
	});

	it.each([
		"+962 6 560 1234",
		"0790-123-456",
		"06 560 1234",
		"(06) 5601234",
		"10 000",
		"06-5601234",
		"*123#",
	])("shows %s in order where the channel has Arabic digits", (number) => {
		const line = writeDigits(`اتصلوا على ${number} قبل 5 أيام`, "arabic");
		expect(display(directText(line, "rtl"))).toBe(`مايأ ٥ لبق ${number} ىلع اولصتا`);
	});

	it("puts no mark into an address, whatever signs it has", () => {
		const address = "https://example.org/a،b؛c";
		expect(directText(`اقرأ ${address} الآن`, "rtl")).toBe(`اقرأ \u2068${address}\u2069 الآن`);
	});

	it("is marked line by line", () => {
		expect(directText("خبر\n\nCNN قالت\n7-1", "rtl")).toBe("خبر\n\n\u200fCNN قالت\n\u200f7-1");
	});

	it("shows words and foreign runs in the order they were written, whatever their mixture", () => {
		const arabic = fc.constantFrom("خبر", "الرئيس", "في", "وقال", "عمّان", "«غزة»", "إسرائيل،");
		const foreign = fc.constantFrom(
			"7-1",
			"2023-03-22",
			"@desk",
			"C++",
			"AT&T",
			"https://a.org/b/",
			"$50",
			"+962 6 560 1234",
		);
		const plain = fc.constantFrom("CNN", "22/03/2023", "12:30", "2023");
		const tail = fc.array(
			fc.tuple(fc.oneof(foreign, plain), fc.array(arabic, { minLength: 1, maxLength: 3 })),
			{ maxLength: 5 },
		);
		fc.assert(
			fc.property(fc.array(arabic, { minLength: 1, maxLength: 3 }), tail, (head, rest) => {
				const words = [...head, ...rest.flatMap(([run, following]) => [run, ...following])];
				const latin = new Set<string>(rest.map(([run]) => run));
				const directed = directText(words.join(" "), "rtl");
				const seen = words.map((word) =>
					latin.has(word) ? word : mirror(word).replace(/[«»]/g, (q) => (q === "«" ? "»" : "«")),
				);
				expect(display(directed)).toBe(seen.reverse().join(" "));
			}),
		);
	});
});

describe("a left-to-right line", () => {
	it.each([
		[
			"The word مرحبا, 2023 was said",
			"The word \u2068مرحبا, 2023\u2069 was said",
			"The word 2023 ,ابحرم was said",
		],
		[
			"Reuters: الفريق يفوز 2-1 ويتأهل",
			"Reuters: \u2068الفريق يفوز \u200e2-1 ويتأهل\u2069",
			"Reuters: لهأتيو 2-1 زوفي قيرفلا",
		],
		["• سياسة: 3 stories", "\u200e• \u2068سياسة\u2069: 3 stories", "• ةسايس: 3 stories"],
		["1. قمة المناخ تبدأ", "\u200e1. \u2068قمة المناخ تبدأ\u2069", "1. أدبت خانملا ةمق"],
		[
			"2. OPEC+ تبقي على خفضها حتى 2023",
			"\u200e2. \u2068\u200fOPEC+\u200e تبقي على خفضها حتى 2023\u2069",
			"2. 2023 ىتح اهضفخ ىلع يقبت OPEC+",
		],
		[
			"قالت CNN إن الفريق فاز 2-1",
			"\u200e\u2068قالت CNN إن الفريق فاز \u200e2-1\u2069",
			"2-1 زاف قيرفلا نإ CNN تلاق",
		],
		["Text: القمة (في غزة) today", "Text: \u2068القمة (في غزة)\u2069 today", "Text: (ةزغ يف) ةمقلا today"],
		["Results for “قمة المناخ”", "Results for “\u2068قمة المناخ\u2069”", "Results for “خانملا ةمق”"],
		["On قمة 2023-03-22", "On \u2068قمة \u200e2023-03-22\u2069", "On 2023-03-22 ةمق"],
		["(غزة) said Reuters", "\u200e(\u2068غزة\u2069) said Reuters", "(ةزغ) said Reuters"],
		["See https://example.org/خبر now", "See https://example.org/خبر now", "See https://example.org/ربخ now"],
	])("isolates its Arabic: %s", (line, directed, displayed) => {
		expect(directText(line, "ltr")).toBe(directed);
		expect(display(directed)).toBe(displayed);
	});
});

describe("whatever the text", () => {
	it("changes nothing but marks, closes each isolate in its line, and does nothing the second time", () => {
		fc.assert(
			fc.property(anyText(), fc.constantFrom("rtl", "ltr"), (text, base) => {
				const directed = directText(text, base);
				expect(stripDirection(directed)).toBe(stripDirection(text));
				expect(directText(directed, base)).toBe(directed);
				for (const line of directed.split("\n")) {
					expect(line.replace(/[^\u2066-\u2069]/g, "")).toMatch(/^(?:\u2068\u2069)*$/);
				}
			}),
			{ numRuns: 2000 },
		);
	});

	it("begins each right-to-left line with a letter of that direction or one mark, and puts no mark beside another", () => {
		fc.assert(
			fc.property(anyText(), (text) => {
				for (const line of directText(text, "rtl").split("\n")) {
					if (line.trim() === "") continue;
					expect(line).toMatch(
						/^(?:\s*[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc\u{10800}-\u{10fff}\u{1e800}-\u{1efff}]|\u200f(?![\u200e\u200f]))/u,
					);
					// A run that begins with a sign has no other way to be held together at the start of a line.
					expect(line.replace(/^\u200f\u2068/, "")).not.toMatch(/[\u200e\u200f\u2066-\u2069]{2}/);
				}
			}),
			{ numRuns: 2000 },
		);
	});
});
