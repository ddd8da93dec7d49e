import { expect, test } from "vitest";
import { foldKey } from "../../src/arabic/fold.ts";
import { figuresDiffer, figuresOf } from "../../src/ingest/story-figures.ts";

const differ = (one: string, other: string) =>
	figuresDiffer(figuresOf(foldKey(one)), figuresOf(foldKey(other)));

test.each([
	["no figures at all", "افتتح الجسر أمس", "افتتح الجسر أمس", false],
	["the same in words", "أنقذ الخفر 25 صيادا", "أنقذ الخفر خمسة وعشرين صيادا", false],
	["the same with another mark", "ارتفع السعر ٣٫٥ دينار", "ارتفع السعر 3,5 دينار", false],
	["another around the same words", "أنقذ الخفر 3 صيادين", "أنقذ الخفر 5 صيادين", true],
	["others around other words", "أنقذ الخفر 3 صيادين", "وبلغت الرياح 60 عقدة", false],
	["two of the same words, one of them left out", "رصيف رقم 7 ورصيف رقم 9 هنا", "رصيف رقم 7 هنا", false],
	["another year", "في موسم صيف 2023 وحده", "في موسم صيف 2024 وحده", false],
	[
		"one of four, corrected by an outlet",
		"رست 4 سفن وغادرت 5 سفن وأفرغ الميناء 900 طن في 12 ساعة",
		"رست 4 سفن وغادرت 6 سفن وأفرغ الميناء 900 طن في 12 ساعة",
		false,
	],
	[
		"half of four",
		"رست 4 سفن وغادرت 5 سفن وأفرغ الميناء 900 طن في 12 ساعة",
		"رست 4 سفن وغادرت 6 سفن وأفرغ الميناء 800 طن في 12 ساعة",
		true,
	],
])("two texts have different figures around the same words: %s", (_, one, other, expected) => {
	expect([differ(one, other), differ(other, one)]).toEqual([expected, expected]);
});
