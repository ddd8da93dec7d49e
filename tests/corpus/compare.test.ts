import { describe, expect, test } from "vitest";
import { sameLead, sameText, wordF1 } from "./compare.ts";

describe("two texts are the same", () => {
	const same: Record<string, [string, string]> = {
		"with a no-break space": ["خبر\u00A0جديد", "خبر جديد"],
		"with a space before the comma": ["قال ، ثم", "قال، ثم"],
		"with spaces inside quotes": ['حوار " مفتوح "', "حوار «مفتوح»"],
		"with another set of digits": ["٢٢ مارس", "22 مارس"],
		"with tatweel and direction marks": ["\u200Fمصـــر", "مصر"],
		"with dots for an ellipsis": ["أولا.. وثانيا", "أولا… وثانيا"],
		"with a presentation form": ["\uFEFBعب", "لاعب"],
	};
	for (const [name, [got, wanted]] of Object.entries(same)) {
		test(name, () => expect(sameText(got, wanted)).toBe(true));
	}
	test("but not with another letter", () => expect(sameText("انه جديد", "أنه جديد")).toBe(false));
	test("nor with a word more", () => expect(sameText("خبر جديد جدا", "خبر جديد")).toBe(false));
});

describe("a lead is right", () => {
	const wanted =
		"افتتح الوزير صباح اليوم معرض الكتاب في دورته العاشرة، بحضور عدد كبير من الناشرين والكتاب من أنحاء البلاد.";
	test("when its words are the wanted ones", () => expect(sameLead(wanted, wanted)).toBe(true));
	test("when it is a long enough beginning", () =>
		expect(sameLead(`${wanted.slice(0, 70)}…`, wanted)).toBe(true));
	test("when only a dateline is more", () =>
		expect(sameLead(`الرباط، المغرب (واس) -- ${wanted}`, wanted)).toBe(true));
	test("not when it is a short beginning", () => expect(sameLead(wanted.slice(0, 40), wanted)).toBe(false));
	test("not when it is another sentence", () => expect(sameLead("انتهى المعرض أمس.", wanted)).toBe(false));
});

test("repeated words count as often as they occur", () => {
	expect(wordF1("نعم نعم نعم", "نعم")).toBeCloseTo(0.5);
});
