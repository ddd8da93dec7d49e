import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { parseDiscordMarkdown } from "../../../../src/console/stage/discord/discord-markdown.ts";
import { plainTextOf, renderRichText } from "../../../../src/console/stage/rich-text.ts";

const drawn = async (source: string) => String(await renderRichText(parseDiscordMarkdown(source)));
const link = (href: string, text: string) =>
	`<a href="${href}" rel="noopener noreferrer" target="_blank">${text}</a>`;

describe("Discord's markdown is drawn with the page's own elements", () => {
	it.each([
		[
			"bold, italic, underline, strike",
			"**أ** *ب* _ت_ __ث__ ~~ج~~",
			"<b>أ</b> <i>ب</i> <i>ت</i> <u>ث</u> <s>ج</s>",
		],
		["bold in italic's place stays bold", "**أ**ب**ت**", "<b>أ</b>ب<b>ت</b>"],
		["nested", "**أ *ب***", "<b>أ <i>ب</i></b>"],
		["escapes", "\\*ليس مائلًا\\* \\_ \\[x\\](y) \\# \\\\", "*ليس مائلًا* _ [x](y) # \\"],
		["an escaped mark inside bold", "**أ\\*ب**", "<b>أ*ب</b>"],
		["an underscore within a word is no mark", "snake_case_name", "snake_case_name"],
		["a masked link", "[خبر](https://a.example/x)", link("https://a.example/x", "خبر")],
		["a masked link without preview", "[خبر](<https://a.example/x>)", link("https://a.example/x", "خبر")],
		["a masked link of another kind", "[خبر](javascript:alert(1))", "[خبر](javascript:alert(1))"],
		[
			"an address, without the full stop after it",
			"https://a.example/x.",
			`${link("https://a.example/x", "https://a.example/x")}.`,
		],
		[
			"an address in angle brackets",
			"<https://a.example/x>",
			link("https://a.example/x", "https://a.example/x"),
		],
		["code, whose inside is no markdown", "`**أ**`", "<code>**أ**</code>"],
		["a code block", "```js\na < b\n```", "<pre>a &lt; b</pre>"],
		["a spoiler", "||سر||", '<span class="spoiler" tabindex="0">سر</span>'],
		["a heading at a line's start only", "# أ\nب # ت", '<span class="heading">أ</span>ب # ت'],
		["a hashtag is no heading", "#غزة", "#غزة"],
		["a quotation and what follows", "> أ\nب", "<blockquote>أ</blockquote>ب"],
		["a quotation to the end", ">>> أ\nب", "<blockquote>أ\nب</blockquote>"],
		["a list", "- أ\n- ب", '<span class="item">أ</span><span class="item">ب</span>'],
		["a dash without a blank", "-أ", "-أ"],
		["small print", "-# أ", "<small>أ</small>"],
		["markup is text", "<b>أ</b> <script>", "&lt;b&gt;أ&lt;/b&gt; &lt;script&gt;"],
	])("%s", async (_name, source, wanted) => {
		expect(await drawn(source)).toBe(wanted);
	});
});

it("any text of letters and marks has a reading that ends, loses no letter and opens no element of its own", async () => {
	const text = fc.string({ unit: fc.constantFrom(..."أبت xy*_~|`[]()<>#-\\\n".split("")), maxLength: 80 });
	await fc.assert(
		fc.asyncProperty(text, async (source) => {
			const letters = (from: string) => from.replace(/[^أبتxy]/g, "");
			const nodes = parseDiscordMarkdown(source);
			// A code block's language is not shown.
			if (!source.includes("```")) expect(letters(plainTextOf(nodes))).toBe(letters(source));
			expect(await drawn(source)).not.toMatch(/<(?!\/?(b|i|u|s|code|pre|span|small|blockquote)\b)/);
		}),
	);
});
