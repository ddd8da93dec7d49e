import { expect, it } from "vitest";
import { foldKey } from "../../src/arabic/fold.ts";
import { searchTerms, stemWord } from "../../src/arabic/stem.ts";

it.each([
	["المعلمون", "معلم"],
	["بالمعلمين", "معلم"],
	["والمعلمات", "معلم"],
	["للمعلم", "معلم"],
	["ومعلم", "معلم"],
	["معلمة", "معلم"],
	["Reuters", "Reuters"],
	["في", "في"],
	["ولد", "ولد"],
])("stems %s to %s", (word, stem) => {
	expect(stemWord(word === "Reuters" ? word : foldKey(word))).toBe(stem);
});

it.each([
	["وزير", "الوزير"],
	["وكالة", "الوكالات"],
	["وفد", "بالوفد"],
	["ولاية", "والولايات"],
	["واشنطن", "وواشنطن"],
	["وزراء", "الوزراء"],
	["وثيقة", "والوثيقة"],
])("keeps the و of %s, so that %s is the same word", (word, other) => {
	expect(stemWord(foldKey(word)).startsWith("و")).toBe(true);
	expect(stemWord(foldKey(other))).toBe(stemWord(foldKey(word)));
});

it("takes a text apart into words without small ones", () => {
	expect(searchTerms("قال الوزير إن #غزة_الآن على موعد مع 3 شاحنات.")).toEqual([
		"قال",
		"وزير",
		"غز",
		"موعد",
		"3",
		"شاحن",
	]);
});

it("keeps small words when there is nothing else", () => {
	expect(searchTerms("من في")).toEqual(["من", "في"]);
});
