import { describe, expect, it } from "vitest";
import { renderRichText } from "../../../../src/console/stage/rich-text.ts";
import { parseTelegramHtml } from "../../../../src/console/stage/telegram/telegram-html.ts";

async function drawn(source: string): Promise<string> {
	const parsed = parseTelegramHtml(source);
	return parsed.kind === "text" ? String(await renderRichText(parsed.text)) : parsed.description;
}

describe("Telegram's HTML is drawn with the page's own elements", () => {
	const link = (href: string, text: string) =>
		`<a href="${href}" rel="noopener noreferrer" target="_blank">${text}</a>`;
	it.each([
		["plain text", "قال &lt;نعم&gt; &amp; &quot;لا&quot;", "قال &lt;نعم&gt; &amp; &quot;لا&quot;"],
		["bold by either tag", "<b>أ</b><strong>ب</strong>", "<b>أ</b><b>ب</b>"],
		[
			"italic, underline, strike",
			"<i>أ</i><em>ب</em><ins>ت</ins><del>ث</del>",
			"<i>أ</i><i>ب</i><u>ت</u><s>ث</s>",
		],
		["nested", "<b>أ <i>ب</i></b>", "<b>أ <i>ب</i></b>"],
		[
			"a link",
			'<a href="https://a.example/?x=1&amp;y=2">خبر</a>',
			link("https://a.example/?x=1&amp;y=2", "خبر"),
		],
		["a link of another kind, as text", '<a href="javascript:alert(1)">خبر</a>', "خبر"],
		[
			"a spoiler by either form",
			'<tg-spoiler>أ</tg-spoiler><span class="tg-spoiler">ب</span>',
			'<span class="spoiler" tabindex="0">أ</span><span class="spoiler" tabindex="0">ب</span>',
		],
		[
			"a quotation, whose line break is not drawn twice",
			"<blockquote expandable>أ</blockquote>\nب",
			"<blockquote>أ</blockquote>ب",
		],
		[
			"code with its language",
			'<pre><code class="language-js">a&lt;b</code></pre>',
			"<pre><code>a&lt;b</code></pre>",
		],
		["numeric entities", "&#1576;&#x628;&#39;", "بب&#39;"],
		["an entity that Telegram does not know", "&nbsp;", "&amp;nbsp;"],
	])("%s", async (_name, source, wanted) => {
		expect(await drawn(source)).toBe(wanted);
	});
});

describe("what Telegram refuses is refused in its words", () => {
	it.each([
		["<script>alert(1)</script>", 'Unsupported start tag "script" at byte offset 0'],
		["أب<p>نص</p>", 'Unsupported start tag "p" at byte offset 4'],
		["5 < 6", 'Unsupported start tag "" at byte offset 2'],
		["<b>أ", `Can't find end tag corresponding to start tag "b"`],
		["<b>أ</i>", "Unexpected end tag at byte offset 5"],
	])("%s", async (source, wanted) => {
		expect(await drawn(source)).toBe(`Bad Request: can't parse entities: ${wanted}`);
	});
});
