import fc from "fast-check";
import { expect, it } from "vitest";
import { countGraphemes, graphemeEnds } from "../../src/arabic/graphemes.ts";
import { anyText } from "./any-text.ts";

it.each([
	["", 0],
	["مرحبا", 5],
	["مَرْحَبًا", 5],
	["لا", 2],
	["👨‍👩‍👧 🇯🇴", 3],
	["e\u0301", 1],
	["\r\n", 1],
])("“%s” is %i signs", (text, count) => {
	expect(countGraphemes(text)).toBe(count);
});

it("counts as many as it finds ends", () => {
	fc.assert(
		fc.property(anyText(), (text) => {
			const ends = graphemeEnds(text, text.length + 1);
			expect(ends.length).toBe(countGraphemes(text));
			expect(ends.at(-1) ?? 0).toBe(text.length);
		}),
		{ numRuns: 1000 },
	);
});
