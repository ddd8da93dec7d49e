import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { buildHashtag, findHashtags } from "../../src/arabic/hashtag.ts";
import { anyText } from "./any-text.ts";

describe("a tag made of a line", () => {
	it.each([
		["كأس العالم 2026", "#كأس_العالم_2026"],
		["#غزة", "#غزة"],
		["العلاقات الصينية-الروسية", "#العلاقات_الصينية_الروسية"],
		["عُمان  العـربية!", "#عمان_العربية"],
		["«الأمم المتحدة»", "#الأمم_المتحدة"],
		["می\u200cخواهم", "#می\u200cخواهم"],
		["U.S. Open", "#U_S_Open"],
	])("of %s is %s", (line, tag) => {
		expect(buildHashtag(line)).toBe(tag);
	});

	it.each(["", "2023", "...", "__", "🔴"])("cannot be made of “%s”", (line) => {
		expect(buildHashtag(line)).toBeNull();
	});

	it("is one legal tag, whatever the line", () => {
		fc.assert(
			fc.property(anyText(400), (line) => {
				const tag = buildHashtag(line);
				if (tag !== null) expect(findHashtags(tag)).toEqual([tag]);
			}),
			{ numRuns: 1000 },
		);
	});
});

describe("the tags of a text", () => {
	it.each([
		["قال #غزة و#القدس ثم (#رام_الله)", ["#غزة", "#رام_الله"]],
		["#عُمان", ["#ع"]],
		["#عـمان", ["#عـمان"]],
		["#123 #1a", ["#1a"]],
		["#a#b #c", ["#c"]],
		["#خبر@desk_24 #خبر@ab", ["#خبر@desk_24", "#خبر"]],
		[`#${"ا".repeat(300)}`, [`#${"ا".repeat(256)}`]],
		["##", []],
	])("in %s", (text, tags) => {
		expect(findHashtags(text)).toEqual(tags);
	});
});
