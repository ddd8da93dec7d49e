import { describe, expect, it } from "vitest";
import { parseMarkUp } from "../../src/message/mark-up.ts";

const spansOf = (text: string) => {
	const read = parseMarkUp(text);
	const [block] = read.ok ? read.blocks : [];
	return block?.kind === "paragraph" ? block.spans : block;
};
const problemsOf = (text: string) => {
	const read = parseMarkUp(text);
	return read.ok
		? []
		: read.problems.map(({ line, column, kind, sign }) => `${line}:${column} ${kind} ${sign}`);
};

it("names as many problems of a text as somebody mends at once", () => {
	expect(problemsOf("{x}".repeat(1000))).toHaveLength(50);
});

describe("the mark-up of editors", () => {
	for (const [name, text, spans] of [
		["plain words", "نص عادي", [{ text: "نص عادي" }]],
		["bold", "خبر **مهم** جدا", [{ text: "خبر " }, { text: "مهم", bold: true }, { text: " جدا" }]],
		["italic", "*مائل*", [{ text: "مائل", italic: true }]],
		["both at once", "***معا***", [{ text: "معا", bold: true, italic: true }]],
		[
			"italic within bold",
			"**أ *ب* ج**",
			[
				{ text: "أ ", bold: true },
				{ text: "ب", bold: true, italic: true },
				{ text: " ج", bold: true },
			],
		],
		["a link", "[اقرأ](https://a.example/x_(y))", [{ text: "اقرأ", href: "https://a.example/x_(y)" }]],
		[
			"a bold link",
			"[**اقرأ**](https://a.example)",
			[{ text: "اقرأ", bold: true, href: "https://a.example" }],
		],
		["a variable", "إلى {channel}", [{ text: "إلى " }, { text: "{channel}", variable: "channel" }]],
		["signs without their meaning", "\\*نجمة\\* \\{قوس\\}", [{ text: "*نجمة* {قوس}" }]],
		["a star between blanks", "3 * 4 = 12", [{ text: "3 * 4 = 12" }]],
		["brackets without an address", "قال [المتحدث] أمس", [{ text: "قال [المتحدث] أمس" }]],
		["a hashtag with a line", "#غزة_الآن", [{ text: "#غزة_الآن" }]],
	] as const) {
		it(`reads ${name}`, () => expect(spansOf(text)).toEqual(spans));
	}

	it("makes a paragraph of each line, and one list of items that follow each other", () => {
		const read = parseMarkUp("أول\r\n\n- واحد\n- **اثنان**\nآخر\n- وحيد");
		expect(read).toEqual({
			ok: true,
			blocks: [
				{ kind: "paragraph", spans: [{ text: "أول" }] },
				{ kind: "list", items: [[{ text: "واحد" }], [{ text: "اثنان", bold: true }]] },
				{ kind: "paragraph", spans: [{ text: "آخر" }] },
				{ kind: "list", items: [[{ text: "وحيد" }]] },
			],
		});
	});

	for (const [name, text, problems] of [
		["bold that is not closed", "أ\nب **ج", ["2:3 open **"]],
		["italic that is not closed", "*أ", ["1:1 open *"]],
		["bold that ends on another line", "**أ\nب**", ["1:1 open **"]],
		["a link whose address is not closed", "[أ](https://a.example", ["1:4 open ("]],
		["a link whose words are not closed", "اقرأ [هنا", ["1:6 open ["]],
		["an address that is none", "[أ](ftp://a)", ["1:5 address ftp://a"]],
		["a link without words", "[](https://a.example)", ["1:1 empty []"]],
		["an unknown variable", "{name}", ["1:1 variable {name}"]],
		["a brace that is not closed", "إلى {channel", ["1:5 variable-open {channel"]],
		["several at once", "**أ\n{x}", ["1:1 open **", "2:1 variable {x}"]],
	] as const) {
		it(`says where and what: ${name}`, () => expect(problemsOf(text)).toEqual(problems));
	}
});
