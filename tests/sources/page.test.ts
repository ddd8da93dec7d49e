import { readdirSync, readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { parsePage } from "../../src/sources/page.ts";
import type { ReadOptions } from "../../src/sources/read-options.ts";
import { mutations } from "./mutations.ts";

const folder = new URL("pages/", import.meta.url);
const names = readdirSync(folder).flatMap((file) => (file.endsWith(".html") ? [file.slice(0, -5)] : []));
const options: ReadOptions = {
	reference: Date.UTC(2024, 5, 10),
	timeZone: "Asia/Amman",
	baseUrl: "https://news.example.org/local/4821/bridge",
};
const headline = "<h1>افتتاح جسر جديد يربط ضفتي النهر</h1>";
const paragraph =
	"<p>افتتحت البلدية صباح السبت جسرا جديدا يربط ضفتي النهر، بعد عامين من بدء الأعمال فيه.</p>";

/** The article with its instant in ISO as the fixtures write it, or why there is none. */
function read(html: string, more: Partial<ReadOptions> = {}): object {
	const result = parsePage(html, { ...options, ...more });
	if (result.kind !== "articles") return result;
	const [article] = result.articles;
	if (article === undefined) return { skipped: result.skipped[0]?.reason };
	const { publishedAt } = article;
	return {
		...article,
		...(publishedAt === undefined
			? {}
			: { publishedAt: new Date(publishedAt).toISOString().replace(".000Z", "Z") }),
	};
}

function html(name: string): string {
	return readFileSync(new URL(`${name}.html`, folder), "utf8");
}

describe("a page is read as its fixture says", () => {
	for (const name of names) {
		test(name, () => {
			const wanted = JSON.parse(readFileSync(new URL(`${name}.json`, folder), "utf8")) as Fixture;
			expect(read(html(name), wanted.options)).toMatchObject(wanted.article);
		});
	}
});

type Fixture = { options: Partial<ReadOptions>; article: object };

test.each([
	"صحيفة الضفتين | بلدية المدينة تفتتح جسرا جديدا فوق النهر",
	"بلدية المدينة تفتتح جسرا جديدا فوق النهر | الضفتين",
])("a title's site that nothing else names is no part of the headline: %s", (title) => {
	const story = "أعلنت بلدية المدينة صباح الجمعة افتتاح جسر جديد يربط ضفتي النهر بعد عامين من أعمال البناء.";
	const page = `<html><head><title>${title}</title></head><body><span>14 يونيو 2024</span><div><p>${story}</p><p>وقال رئيس البلدية إن الجسر سيخفف الازدحام في وسط المدينة، وإن كلفته بلغت 12 مليون دينار.</p></div></body></html>`;
	expect(read(page)).toMatchObject({ headline: "بلدية المدينة تفتتح جسرا جديدا فوق النهر", lead: story });
});

test("the feeds that a page names are given", () => {
	expect(parsePage(html("01-json-ld-graph"), options)).toMatchObject({
		feeds: ["https://news.example.org/rss"],
		links: [],
	});
});

test("of what a page names beside itself, feeds of comments and descriptions of its editors' interface are none", () => {
	const alternate = (type: string, href: string) => `<link rel="alternate" type="${type}" href="${href}">`;
	const head = [
		alternate("application/atom+xml; charset=utf-8", "/atom"),
		alternate("application/feed+json", "/feed.json"),
		alternate("application/rss+xml", "/comments/feed/"),
		alternate("application/json", "/wp-json/wp/v2/pages/1"),
		alternate("application/json+oembed", "/wp-json/oembed/1.0/embed"),
		alternate("application/rss+xml", "javascript:alert(1)"),
		`<link rel="alternate" hreflang="en" href="/en">`,
	];
	expect(parsePage(`<html><head>${head.join("")}</head><body></body></html>`, options)).toMatchObject({
		feeds: ["https://news.example.org/atom", "https://news.example.org/feed.json"],
	});
});

describe("a page that lists articles is none, and its links are given", () => {
	const card = (id: number) =>
		`<div><a href="/news/${id}/x"><h3>خبر رقم ${id} عن حدث جديد في المدينة</h3></a><p>ملخص قصير للخبر رقم ${id} يشرح ما جرى في المدينة صباح اليوم بحضور عدد من المسؤولين والأهالي.</p></div>`;
	const home = `<html><head><title>صوت الضفتين | الرئيسية</title><meta property="og:type" content="website"><meta property="og:title" content="صوت الضفتين"></head><body><nav><a href="/politics">سياسة</a></nav><h1>صوت الضفتين</h1>${[1001, 1002, 1003, 1004, 1005, 1006, 1007].map(card).join("")}</body></html>`;
	const addresses = {
		"a home page": "https://news.example.org/",
		"a section": "https://news.example.org/category/local/",
		"a list at an article's depth": "https://news.example.org/local/latest",
	};
	for (const [name, baseUrl] of Object.entries(addresses)) {
		test(name, () => {
			const result = parsePage(home, { ...options, baseUrl });
			expect(result).toMatchObject({ articles: [], skipped: [{ reason: "not-an-article" }] });
			expect(result.kind === "articles" && result.links.length).toBe(7);
		});
	}
});

describe("a page that cannot be read has a reason", () => {
	const reasons: Record<string, [string, string]> = {
		"nothing at all": ["", "empty"],
		"scripts only": ["<script>let x = 1;</script><!-- -->", "empty"],
		"fifty megabytes": ["<p>نص</p>".repeat(5_600_000), "too-large"],
		"a million tags": ["<b>".repeat(1_000_000), "too-large"],
		"a million entities": ["&amp;".repeat(300_000), "too-large"],
		"a hundred thousand nested elements": ["<div>".repeat(100_000), "too-large"],
		"ten thousand nested elements": [`<div>${"<div>".repeat(10_000)}${paragraph}`, "unreadable"],
		"a headline without text": [`<html><body>${headline}</body></html>`, "not-an-article"],
		"text without a headline": ["<html><body><p>نص قصير.</p></body></html>", "no-headline"],
	};
	for (const [name, [page, reason]] of Object.entries(reasons)) {
		test(name, () => expect(read(page)).toEqual({ skipped: reason }));
	}
});

describe("a page is read in spite of", () => {
	const pages: Record<string, string> = {
		"null bytes": `<html>\0<body>${headline}\0${paragraph.repeat(1)}\0</body></html>`,
		"lone surrogates": `<html><body>${headline}${paragraph.replace("</p>", " \uD800</p>")}\uDC00</body></html>`,
		"four hundred nested elements": `${headline}${"<div>".repeat(400)}${paragraph}${"</div>".repeat(400)}`,
		"a script that never ends": `${headline}${paragraph}<script>let x = "<p>";`,
		"a comment that never ends": `${headline}${paragraph}<!-- `,
		"drawings that never end": `${headline}${paragraph}${"<svg>".repeat(20_000)}`,
		"no html element": `${headline}${paragraph}`,
		"a warning before the page": `<br><b>Warning</b>: x in <i>y</i><!doctype html><html><body>${headline}${paragraph}</body></html>`,
		"text behind the page": `<html><body>${headline}</body></html>${paragraph}`,
		"two bodies": `<body>${headline}</body><body>${paragraph}</body>`,
	};
	for (const [name, page] of Object.entries(pages)) {
		test(name, () => {
			const lead = "افتتحت البلدية صباح السبت جسرا جديدا يربط ضفتي النهر، بعد عامين من بدء الأعمال فيه.";
			expect(read(page)).toMatchObject({ headline: "افتتاح جسر جديد يربط ضفتي النهر" });
			expect((read(page) as { lead: string }).lead.startsWith(lead)).toBe(true);
		});
	}
});

test("no mutation of a page makes it throw, and each ends in an article or a reason", () => {
	for (const mutant of mutations(names.map(html), 600)) {
		const result = parsePage(mutant, options);
		expect(result).toMatchObject({ kind: "articles", format: "page" });
		if (result.kind !== "articles") continue;
		expect(result.articles.length + result.skipped.length).toBe(1);
		for (const article of result.articles) expect(article.lead).not.toBe("");
	}
});
