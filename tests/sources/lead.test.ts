import { describe, expect, test } from "vitest";
import { trimDateline } from "../../src/sources/lead/dateline.ts";
import { type LineRole, readLineRole } from "../../src/sources/lead/line-role.ts";
import { isRepeatOf } from "../../src/sources/lead/repeat.ts";
import { findLead } from "../../src/sources/lead.ts";

const headline = "افتتاح جسر جديد يربط ضفتي النهر في المدينة القديمة";
const lead =
	"افتتحت بلدية المدينة القديمة صباح السبت جسرا جديدا يربط ضفتي النهر، بعد عامين من بدء الأعمال فيه.";
const second = "وقال رئيس البلدية إن الجسر سيخفف الازدحام عن وسط المدينة، وسيختصر الطريق على آلاف العاملين.";

describe("the lead is the first real paragraph", () => {
	const before: Record<string, readonly string[]> = {
		"when nothing stands before it": [],
		"after the headline said again": [headline],
		"after the headline said again with the site's name": [`${headline} - أخبار الضفتين`],
		"after share and print words": ["شارك على فيسبوك", "طباعة", "نسخ الرابط", "A+", "A-"],
		"after a counter": ["عدد القراءات: 3210", "15"],
		"after a byline": ["كتبت: سلمى الحداد"],
		"after a place and an agency": ["بيروت - وكالات"],
		"after a caption with a credit": ["مشاة يعبرون الجسر بعد قص الشريط بحضور الأهالي (رويترز)"],
		"after a caption without any sign": ["رئيس البلدية ومدير المشروع على الجسر"],
		"after a long caption that ends no sentence": [
			"رئيس البلدية ومدير المشروع وعدد من الأهالي خلال قص الشريط عند مدخل الجسر من الضفة الشرقية",
		],
		"after a breadcrumb": ["الرئيسية > محليات > خدمات"],
		"after a line that names another story": ["اقرأ أيضا: خطة لتوسعة الطريق الدائري حول المدينة"],
		"after the site's own name": ["أخبار الضفتين"],
	};
	for (const [name, lines] of Object.entries(before)) {
		test(name, () => {
			const found = findLead([...lines, lead, second], { headline, siteName: "أخبار الضفتين" });
			expect(found.lead).toBe(lead);
			expect(found.body).toEqual([lead, second]);
		});
	}

	test("and what a summary begins with, when a paragraph does so too", () => {
		const note = "ينشر هذا التقرير بالاشتراك مع عدد من الصحف المحلية في المنطقة.";
		expect(findLead([note, lead, second], { headline, description: `${lead.slice(0, 70)}…` }).lead).toBe(
			lead,
		);
	});

	test("without its dateline", () => {
		expect(findLead([`بيروت - ${lead}`, second], { headline }).lead).toBe(lead);
	});

	test("or the summary, when there is no paragraph", () => {
		expect(findLead(["شارك", "طباعة"], { headline, description: lead })).toEqual({ lead, body: [lead] });
	});

	test("and nothing, when there is no text at all", () => {
		expect(findLead(["شارك", headline], { headline })).toEqual({ lead: "", body: [] });
	});
});

describe("what follows the story is left out", () => {
	const tails: Record<string, readonly string[]> = {
		"related stories": [
			"موضوعات ذات صلة",
			"خطة لتوسعة الطريق الدائري حول المدينة",
			"ارتفاع منسوب النهر هذا الشتاء",
		],
		comments: ["التعليقات", "أضف تعليقك", "جسر جميل وعمل يستحق الشكر من كل أهل المدينة."],
		rights: ["© جميع الحقوق محفوظة"],
		"tags of one word each": ["جسور", "بلديات"],
	};
	for (const [name, lines] of Object.entries(tails)) {
		test(name, () => expect(findLead([lead, second, ...lines], { headline }).body).toEqual([lead, second]));
	}

	test("but the story goes on after another story's title in its midst", () => {
		const lines = [lead, "اقرأ أيضا", "خطة لتوسعة الطريق الدائري حول المدينة", second];
		expect(findLead(lines, { headline }).body).toEqual([lead, second]);
	});

	test("and a subheading in its midst stays", () => {
		expect(findLead([lead, "تمويل محلي", second], { headline }).body).toEqual([lead, "تمويل محلي", second]);
	});
});

test("author and caption are named", () => {
	const found = findLead(["تصوير: هدى الأمين", "كتبت: سلمى الحداد", lead], { headline });
	expect(found).toEqual({ lead, body: [lead], caption: "تصوير: هدى الأمين", author: "سلمى الحداد" });
});

describe("a line's role is read from its look", () => {
	const roles: Record<string, LineRole> = {
		الرئيسية: "site",
		"أخبار محلية": "site",
		"مدة القراءة: 3 دقائق": "site",
		"تابعنا على تلغرام": "site",
		"الرئيسية / اقتصاد / أسواق": "site",
		"الأكثر قراءة": "tail",
		"كلمات مفتاحية": "tail",
		"شاهد أيضا": "aside",
		"إعداد: ليلى منصور": "byline",
		رويترز: "byline",
		"صورة أرشيفية": "caption",
		"العمال في الموقع - تصوير: هدى": "caption",
		"تمويل محلي للمشروع": "short",
		[lead]: "paragraph",
		"كتب الوزير على صفحته أن المشروع سينتهي قبل نهاية العام الجاري.": "paragraph",
	};
	for (const [line, role] of Object.entries(roles)) {
		test(`${role}: ${line.slice(0, 40)}`, () => expect(readLineRole(line)).toBe(role));
	}
});

describe("a dateline is taken off", () => {
	const prefixes = [
		"القاهرة - ",
		"دمشق، سوريا (CNN) -- ",
		"الرياض – واس: ",
		"غزة (رويترز) - ",
		"(أ ف ب) - ",
		"رويترز: ",
	];
	for (const prefix of prefixes) {
		test(prefix, () => expect(trimDateline(`${prefix}${lead}`)).toBe(lead));
	}
	for (const kept of [
		lead,
		"وقال الوزير: إن المشروع سينتهي قبل نهاية العام الجاري بحسب الخطة.",
		"بعد عامين من العمل المتواصل في موقع النهر - وهو الأطول - انتهى بناء الجسر.",
	]) {
		test(`not from: ${kept.slice(0, 30)}`, () => expect(trimDateline(kept)).toBe(kept));
	}
});

describe("a headline is known again", () => {
	test("with other spaces, quotes and hamzas", () =>
		expect(isRepeatOf('إفتتاح جسر  جديد يربط " ضفتي " النهر في المدينة القديمة', headline)).toBe(true));
	test("but not in a sentence that tells it", () => expect(isRepeatOf(lead, headline)).toBe(false));
});
