import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { discordLink, escapeMarkdown, markUp } from "../../../../adapters/discord/render/markdown.ts";
import { seeMessage } from "../../../fakes/discord/visible.ts";

const see = (content: string) =>
	seeMessage({ id: "1", channel_id: "1", author: { id: "1" }, flags: 0, content });

const cases: [string, string, string][] = [
	["emphasis", "*أ* _ب_ ~~ج~~ ||د|| `هـ`", "\\*أ\\* \\_ب\\_ \\~\\~ج\\~\\~ \\|\\|د\\|\\| \\`هـ\\`"],
	["a heading", "# عنوان", "\\# عنوان"],
	["a heading after a direction mark", "\u200f# عنوان", "\u200f\\# عنوان"],
	["a number sign inside a line", "رقم #5", "رقم #5"],
	["a small line and a list", "-# صغير\n- بند\n+ بند", "\\-# صغير\n\\- بند\n\\+ بند"],
	["a numbered list", "1. بند", "1\\. بند"],
	["a decimal at a line's start", "7.9 درجات", "7\\.9 درجات"],
	["a quote", "> قول", "\\> قول"],
	["a mention of everybody", "@everyone و@here", "\\@everyone و\\@here"],
	["a person's name", "@health", "@health"],
	["a mention, an emoji, a time", "<@1> <:x:1> <t:1:R>", "\\<@1\\> \\<:x:1\\> \\<t:1:R\\>"],
	["a hidden link", "[نص](https://a.example)", "\\[نص\\](<https://a.example>)"],
	["an address", "انظر https://a.example/x_y_z.", "انظر <https://a.example/x_y_z>."],
	["an address in isolates", "\u2068https://a.example/x\u2069", "\u2068<https://a.example/x>\u2069"],
	["what is no address", "https:// و http:///x_y", "https:// و http:///x\\_y"],
	["a backslash", "\\*", "\\\\\\*"],
];

it.each(cases)("%s", (_name, text, escaped) => {
	expect(escapeMarkdown(text)).toBe(escaped);
});

describe("properties", () => {
	const sign = fc.constantFrom(
		..."*_~`|><#-+[]()@\\!.: \n1aبﷺ\u200f\u2068\u2069".split(""),
		"@everyone",
		"https://a.example/",
		"||",
	);
	const text = fc.array(sign, { maxLength: 40 }).map((signs) => signs.join(""));

	it("what was escaped is seen letter for letter", () => {
		fc.assert(
			fc.property(text, (given) => {
				const seen = see(escapeMarkdown(given));
				expect(seen).toEqual({ text: given, links: [] });
			}),
			{ numRuns: 3_000 },
		);
	});

	it("no line begins with what makes a heading, a quote or a list", () => {
		fc.assert(
			fc.property(text, (given) => {
				for (const line of escapeMarkdown(given).split("\n")) {
					expect(line).not.toMatch(/^[\s\u200e\u200f\u2066-\u2069]*(#|>|[-*+] |-#|\d+\. )/);
				}
			}),
			{ numRuns: 3_000 },
		);
	});
});

it("the reader of the tests would see what is not escaped", () => {
	expect(see("# **أ** [ب](https://a.example/) <@123> ||ج||")).toEqual({
		text: "أ ب (mention) (spoiler)",
		links: ["https://a.example/"],
	});
});

it("bold, italic and links stand close to their words", () => {
	expect(markUp(" عاجل ", { bold: true, italic: false })).toBe(" **عاجل** ");
	expect(markUp("عاجل", { bold: true, italic: true, href: "https://a.example/" })).toBe(
		"[***عاجل***](<https://a.example/>)",
	);
	expect(markUp("  ", { bold: true, italic: false })).toBe("  ");
});

it.each([
	["https://a.example/أخبار/1", "https://a.example/%D8%A3%D8%AE%D8%A8%D8%A7%D8%B1/1"],
	["https://a.example/<x>", "https://a.example/%3Cx%3E"],
	["javascript:alert(1)", undefined],
	["/relative", undefined],
	[`https://a.example/${"x".repeat(3000)}`, undefined],
])("an address is written as Discord takes it: %s", (href, written) => {
	expect(discordLink(href, 2048)).toBe(written);
});
