import fc from "fast-check";
import { expect, it } from "vitest";
import { stripHtml } from "../../src/arabic/strip-html.ts";

it.each([
	["plain text stays", "قمة في العاصمة", "قمة في العاصمة"],
	["a sign that begins no tag is text", "إذا كان a < b و c > d فإن 3<5", "إذا كان a < b و c > d فإن 3<5"],
	["an unclosed sign is text", "قال <b", "قال <b"],
	["a sign before an address is text", "انظر <https://a.org> و<a@b.org>", "انظر <https://a.org> و<a@b.org>"],
	["tags go", '<p class="a">قال <b>الرئيس</b> <a href="x?a=1>2">أمس</a></p>', "قال الرئيس أمس"],
	[
		"blocks and breaks are lines",
		"<p>أول</p><p>ثان<br/>ثالث</p><ul><li>رابع</li><li>خامس</li></ul>",
		"أول\nثان\nثالث\nرابع\nخامس",
	],
	["line breaks in mark-up are blanks", "<p>أول\n  سطر</p>\n\n<p>ثان</p>", "أول سطر\nثان"],
	["line breaks in plain text stay", "أول\r\n\r\nثان", "أول\nثان"],
	[
		"scripts, styles and comments go",
		"قبل<script>if (a<b) x()</script><style>p{}</style><noscript><img></noscript><!-- <p>x</p> -->بعد",
		"قبل بعد",
	],
	["an unclosed script takes the rest", "قبل<script>alert(1)", "قبل"],
	["an unclosed comment takes its sign only", "قبل <!-- بعد", "قبل <!-- بعد"],
	["a section of characters is its text", "<![CDATA[قال <b>نعم</b>]]>", "قال نعم"],
	["entities are decoded", "قال &quot;نعم&quot; &amp; &#1604;&#x627;&nbsp;&lt;3", 'قال "نعم" & لا\u00a0<3'],
	["what was escaped twice is decoded twice", "قال &amp;quot;نعم&amp;quot; &amp;amp; عاد", 'قال "نعم" & عاد'],
	["but not three times", "&amp;amp;amp;", "&amp;"],
	[
		"escaped mark-up goes too",
		"&lt;p&gt;أول&lt;/p&gt;&lt;p&gt;ثان &amp;amp; ثالث&lt;/p&gt;",
		"أول\nثان & ثالث",
	],
	["escaped signs that are no mark-up stay", "a &lt; b و &lt;sic&gt;", "a < b و <sic>"],
	["cells stand apart", "<tr><td>أول</td><td>ثان</td></tr>", "أول ثان"],
	["a tag cut short by another is text", "<a <b>نص</b>", "<a نص"],
])("%s", (_, html, text) => {
	expect(stripHtml(html)).toBe(text);
});

it("never throws, and leaves no script", () => {
	const piece = fc.constantFrom(
		"<",
		">",
		"/",
		"script",
		"<script>",
		"</script>",
		"<p ",
		'a="',
		"'",
		"&lt;",
		"&amp;",
		";",
		"نص",
		"<!--",
		"-->",
		"\ud800",
		" ",
	);
	fc.assert(
		fc.property(
			fc.oneof(
				fc.array(piece).map((pieces) => pieces.join("")),
				fc.string({ unit: "binary" }),
			),
			(html) => {
				expect(typeof stripHtml(html)).toBe("string");
			},
		),
		{ numRuns: 1000 },
	);
});
