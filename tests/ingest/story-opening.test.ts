import { expect, test } from "vitest";
import { foldKey } from "../../src/arabic/fold.ts";
import { hashShingles, wordShingles } from "../../src/arabic/similarity.ts";
import { beginAlike, openingOf } from "../../src/ingest/story-opening.ts";

const harbour = "أعلنت البلدية صباح اليوم بدء العمل في توسعة الميناء الغربي بعد سنوات من الانتظار.";
const fire = "اندلع مساء السبت حريق في سوق الأخشاب قرب محطة القطار وأتى على عشرات المحال.";
const background = "ويعاني الوادي منذ ثلاثة مواسم جفافا لم يعرفه سكانه من قبل جفت فيه عيون كثيرة.";

const opened = (text: string) => ({
	opening: openingOf(text),
	shingles: hashShingles(wordShingles(foldKey(text))),
});

test.each([
	["the same paragraph", `${harbour}\n${background}`, harbour, true],
	["after a dateline", `الساحل - وكالات\n${harbour}`, harbour, true],
	["further down in the other", `${fire}\n${harbour}`, harbour, true],
	["only their background", `${fire}\n${background}`, `${harbour}\n${background}`, false],
	["no beginning at all", "", harbour, true],
])("two texts begin alike, or do not: %s", (_, one, other, expected) => {
	expect([beginAlike(opened(one), opened(other)), beginAlike(opened(other), opened(one))]).toEqual([
		expected,
		expected,
	]);
});
