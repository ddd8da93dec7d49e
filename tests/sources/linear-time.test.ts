import { expect, it } from "vitest";
import { cleanLine } from "../../src/arabic/clean.ts";
import { readDate } from "../../src/calendar/read-date.ts";
import { canonicalUrl } from "../../src/sources/canonical-url.ts";
import { dropFeedBoilerplate } from "../../src/sources/feed/drop-boilerplate.ts";
import { readFeedDate } from "../../src/sources/feed/feed-date.ts";
import { trimDateline } from "../../src/sources/lead/dateline.ts";
import { readLineRole } from "../../src/sources/lead/line-role.ts";
import { readOpml } from "../../src/sources/opml.ts";
import { readDateLine } from "../../src/sources/page/date-line.ts";
import { stripSiteName } from "../../src/sources/page/headline.ts";
import { splitSingleLine } from "../../src/sources/page-dump/single-line.ts";
import type { ReadOptions } from "../../src/sources/read-options.ts";
import { readSource } from "../../src/sources/read-source.ts";
import { readRobots } from "../../src/sources/robots.ts";
import { urlKey } from "../../src/sources/url-key.ts";
import { growth, mostGrowth } from "../support/growth.ts";

const options: ReadOptions = {
	reference: Date.UTC(2025, 0, 1),
	timeZone: "Asia/Amman",
	baseUrl: "https://a.example/news/1",
};
const story =
	"افتتحت البلدية صباح اليوم جسرا جديدا يربط ضفتي النهر بعد عامين من العمل، وقالت إن العبور فيه مجاني للجميع.";

const read = (kind: ReadOptions["kind"], document: string) =>
	readSource(Buffer.from(document), { ...options, ...(kind && { kind }) });
const attribute = (text: string) =>
	text.replaceAll("&", "&amp;").replaceAll('"', "&quot;").replaceAll("<", "&lt;");
const cdata = (text: string) => `<![CDATA[${text}x]]>`;
/** Only what begins in the first twenty thousand characters is what a text is. */
const half = (text: string) => text.slice(0, text.length / 2);
const lines = (text: string) => text.match(/[\s\S]{1,150}/g) ?? [];
const page = (head: string, body: string) =>
	`<html lang="ar"><head><title>افتتاح جسر جديد على النهر</title>${head}</head><body><article><h1>افتتاح جسر جديد على النهر</h1>${body}<p>${story}</p></article></body></html>`;
const meta = (name: string, text: string) => `<meta property="${name}" content="x${attribute(text)}x">`;
const script = (json: string) => `<script type="application/ld+json">${json}</script>`;
const dump = (body: string) => `افتتاح جسر جديد على النهر\n01/03/2024\n${body}\n${story}`;

/** What a hostile text can stand in; in each place a reader of its own has to do with it. */
const documents: Readonly<Record<string, (text: string) => unknown>> = {
	"a feed's markup": (text) => read("feed", `<rss><channel>${text}`),
	"what stands before a feed": (text) => read("auto", `${half(text)}<rss><channel></channel></rss>`),
	"a feed's entities": (text) => read("feed", `<rss><!DOCTYPE r [<!ENTITY a "${text}`),
	"the name of a feed's entity": (text) => read("feed", `<rss><!DOCTYPE r [<!ENTITY${text} "&`),
	"a feed's fields": (text) =>
		read(
			"feed",
			`<rss xmlns:a="http:${attribute(text)}x"><channel><title>${cdata(text)}</title><item><title>${cdata(text)}</title><author>a${cdata(text)}</author><category>${cdata(text)}</category><guid>${cdata(text)}</guid><link>http://a.b/${cdata(text)}</link><media:content url="${attribute(text)}"/></item></channel></rss>`,
		),
	"a feed's text": (text) =>
		read(
			"feed",
			`<rss><item><description>${cdata(text)}</description></item><item><title>خبر</title><description>${cdata(`${text}…`)}</description><content:encoded>${cdata(`<p>${text}</p><p>${story}</p>`)}</content:encoded></item></rss>`,
		),
	"a feed's base": (text) =>
		read(
			"feed",
			`<rss xml:base="http://a.b/${attribute(text)}x"><item><title>ا</title><link>1</link></item></rss>`,
		),
	"a sitemap": (text) =>
		read(
			"feed",
			`<urlset><url><loc>http://a.b/${cdata(text)}</loc><lastmod>${cdata(text)}</lastmod></url><url><loc>http://a.b/</loc><news:news><news:title>${cdata(text)}</news:title><news:keywords>${cdata(text)}</news:keywords></news:news></url></urlset>`,
		),
	"a JSON Feed": (text) =>
		read(
			"feed",
			JSON.stringify({
				title: text,
				items: [
					{ title: text, url: `http://a.b/${text}x`, id: `${text}x`, content_html: text, authors: [text] },
				],
			}),
		),
	"JSON that is none": (text) => read("auto", `{"items":[${text}`),
	OPML: (text) =>
		readOpml(`<opml><body><outline text="${attribute(text)}" xmlUrl="http://a.b/${attribute(text)}x"/>`),
	"a page's markup": (text) => read("page", `<html><body>${text}`),
	"what stands before a page": (text) => read("auto", `${half(text)}<html><body><p>${story}</p>`),
	"a page's meta elements": (text) =>
		read(
			"page",
			page(
				`${["og:title", "og:site_name", "og:url", "og:image", "description", "author", "news_keywords", "date"].map((name) => meta(name, text)).join("")}<meta property="${attribute(text)}x" content="x">`,
				"",
			),
		),
	"a page's text": (text) =>
		read(
			"page",
			page(
				"",
				`<h2>${text}</h2><figure><figcaption>${text}</figcaption></figure><p itemprop=author>${text} x</p>`,
			),
		),
	"a page's lines": (text) =>
		read(
			"page",
			page(
				"",
				lines(text)
					.map((line) => `<p>${line}</p>`)
					.join(""),
			),
		),
	"a page's attributes": (text) =>
		read(
			"page",
			page(
				"",
				`<img alt="${attribute(text)} x" srcset="${attribute(text)} x" data-a="${attribute(text)} x"><p class="${attribute(text)}" style="${attribute(text)}x" id="${attribute(text)}">${story}</p>`,
			),
		),
	"a page's scripts": (text) => read("page", page(`<script>${text}`, "")),
	"a page's JSON-LD": (text) =>
		read(
			"page",
			page(
				script(
					JSON.stringify({
						"@type": "NewsArticle",
						headline: text,
						datePublished: text,
						keywords: `${text}x`,
						author: text,
						publisher: { name: text },
					}).replaceAll("<", "\\u003c"),
				),
				"",
			),
		),
	"a page's broken JSON-LD": (text) =>
		read(
			"page",
			page(script(`{"@type":${text}x`) + script(`{"@type":"NewsArticle","headline":${text}x`), ""),
		),
	"an index page": (text) =>
		read(
			"index",
			lines(text)
				.map((line, nth) => `<a href="/news/${nth}/${attribute(line)}">${line}</a>`)
				.join(""),
		),
	"a page's copied text": (text) => read("text", dump(`${text} x`)),
	"copied lines": (text) => read("text", dump(lines(text).join("\n"))),
	"one copied line": (text) => splitSingleLine(`افتتاح جسر جديد 01/03/2024 ${text} x`, options),
	"bytes of another encoding": (text) => readSource(Buffer.from(`<p>${text}`, "utf16le").swap16(), options),
	"robots.txt": (text) => {
		const told = `User-agent: *\nDisallow: /${text}\nAllow: /*${text}x\n${lines(text).join("\nDisallow: /")}`;
		return readRobots("https://a.example/robots.txt", { kind: "text", text: told }, "barqiya").allows(
			`https://a.example/${text}`,
		);
	},
};

/** Each makes some careless rule look at the same signs again and again. */
const hostile = [
	'"',
	'ا" ',
	"(",
	"<",
	"<a ",
	'<a b="',
	"</a",
	"<img ",
	"<svg ",
	"<object ",
	"<!--",
	"<![CDATA[",
	"<!DOCTYPE ",
	"<!ENTITY ",
	"&",
	"&amp;",
	"1 ",
	"1/",
	"1:1 ",
	"a/b ",
	"@",
	"a@",
	"/",
	"#",
	"*",
	"*a",
	"ا",
	"ا ",
	"a",
	" ",
	"\n",
	"\u2003",
	"\u0085",
	"| ",
	" - ",
	"..",
	".jpg",
	",",
	"; ",
	"[{",
	"{}",
	"%",
	"?a=&",
	"قبل ",
	"1 آب ",
	"المزيد",
	"اقرأ المزيد ",
	"Ø ",
	"ط§",
	'"@type":',
	"xmlns:a='b' ",
];

it.each(Object.keys(documents))(
	"%s takes time that grows with the length of a hostile text in it",
	async (name) => {
		const of = (piece: string, length: number) => piece.repeat(Math.ceil(length / piece.length));
		for (const piece of hostile) {
			const ratio = await growth(documents[name] ?? String, of(piece, 8_000), of(piece, 32_000));
			expect(ratio, JSON.stringify(piece)).toBeLessThan(mostGrowth);
		}
	},
);

const each = (count: number, write: (nth: number) => string) =>
	Array.from({ length: count }, (_, nth) => write(nth)).join("");

/** Many of one kind, each of which would have to do with all that is around it or long beside it. */
const structures: Readonly<Record<string, (count: number) => string>> = {
	"elements that declare a prefix, after one that declares all": (count) =>
		`<rss ${each(count, (nth) => `xmlns:a${nth}="" `)}>${'<d xmlns:e=""/>'.repeat(count)}`,
	"items below a long name": (count) =>
		`<rss><channel><title>${"ا ب ".repeat(count * 16)}</title>${`<item><title>ا</title><description>${story}</description></item>`.repeat(count / 8)}`,
	"lines beside a long caption": (count) =>
		page(
			"",
			`<figure><figcaption>${"ا ب ".repeat(count * 16)}</figcaption></figure>${each(count / 4, (nth) => `<p>ا ب ج ${nth}</p>`)}`,
		),
	"articles in JSON-LD beside a long title": (count) =>
		page(
			meta("og:title", "ا ب ".repeat(count * 10)) +
				script(`[${'[{"@type":"Article"}],'.repeat(count / 32)}{}]`),
			"",
		),
	"properties within each other": (count) => `<html><body>${"<div itemprop=author>".repeat(count * 2)}ا`,
	"a heading and a title of many words": (count) =>
		page(meta("og:title", "a b ".repeat(count * 4)), `<h1>${"c d ".repeat(count * 4)}</h1>`),
	"attributes of one element": (count) =>
		page("", `<font ${each(count, (nth) => `a${nth} `)}>${"&amp;".repeat(count)}</font>`),
	"lines after a headline as long": (count) =>
		`${"ا".repeat(count * 16)} ${"ب".repeat(count * 16)} جسر على النهر\n${story}\n${each(count / 2, (nth) => `خبر قصير ${nth}\n`)}`,
};

it.each(Object.keys(structures))("%s take time that grows with their number", async (name) => {
	const build = structures[name] ?? String;
	const run = (document: string) => readSource(Buffer.from(document), options);
	expect(await growth(run, build(1_600), build(6_400))).toBeLessThan(mostGrowth);
});

/** What is only ever given a short text. Thousands of these stand in one document. */
const readers: Readonly<Record<string, { longest: number; read: (text: string) => unknown }>> = {
	readDate: { longest: 1_000, read: (text) => readDate(text, { ...options, relative: true }) },
	readFeedDate: { longest: 200, read: (text) => readFeedDate(text, options) },
	readDateLine: { longest: 160, read: (text) => readDateLine(text, options) },
	trimDateline: { longest: 120, read: (text) => trimDateline(`${text} ${story}`) },
	readLineRole: { longest: 1_000, read: (text) => readLineRole(text) },
	stripSiteName: { longest: 400, read: (text) => stripSiteName(cleanLine(text), "خبر") },
	dropFeedBoilerplate: { longest: 240, read: (text) => dropFeedBoilerplate([text]) },
	canonicalUrl: { longest: 8_000, read: (text) => canonicalUrl(`/${text}x`, "http://a.b/c") },
	urlKey: { longest: 8_000, read: (text) => urlKey(`http://a.b/${text}x`) },
};
const beginnings = ["", "نشر 1 ", "ا (", "اا-"];

it.each(Object.keys(readers))("%s takes time that grows with the length of a short text", async (name) => {
	const { longest = 0, read = String } = readers[name] ?? {};
	const of = (start: string, piece: string, length: number) =>
		(start + piece.repeat(length)).slice(0, length);
	const often = (text: string) => {
		for (let round = 0; round < 10_000 / longest; round++) read(text);
	};
	for (const start of beginnings) {
		for (const piece of hostile) {
			const ratio = await growth(often, of(start, piece, longest / 4), of(start, piece, longest - 12));
			expect(ratio, JSON.stringify(start + piece)).toBeLessThan(mostGrowth);
		}
	}
});
