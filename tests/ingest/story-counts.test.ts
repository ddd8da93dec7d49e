import { describe, expect, test } from "vitest";
import { countsOf } from "../../src/ingest/story-counts.ts";

describe("the figures of a headline", () => {
	const cases: Record<string, [string, string[]]> = {
		"in digits": ["مقتل 3 أشخاص وإصابة 12", ["3", "12"]],
		"in Arabic digits": ["مقتل ٣ أشخاص", ["3"]],
		"behind a prefix": ["السجن لـ3 متهمين و4 غائبين", ["3", "4"]],
		"in words": ["السجن لستة متهمين", ["6"]],
		"of two words": ["خمسة عشر قتيلا", ["15"]],
		"joined by a و": ["إنقاذ خمسة وعشرين صيادا", ["25"]],
		"with a magnitude": ["10 آلاف شجرة و2.5 مليون زائر", ["10000", "2500000"]],
		"with a comma for thousands": ["إنتاج 1,200 طن", ["1200"]],
		"but no years": ["خطة المدينة حتى 2030", []],
		"nor names of days and groups": ["قمة السبع تعقد الأربعاء", []],
		"nor a headline without any": ["افتتاح جسر جديد", []],
	};
	for (const [name, [headline, counts]] of Object.entries(cases)) {
		test(name, () => expect(countsOf(headline)).toEqual(counts));
	}
});
