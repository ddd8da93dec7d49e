import { describe, expect, it } from "vitest";
import { canonicalUrl } from "../../src/sources/canonical-url.ts";
import { findArticleLinks } from "../../src/sources/index-page.ts";
import { readOpml } from "../../src/sources/opml.ts";
import type { ReadOptions, ReadResult } from "../../src/sources/read-options.ts";
import { readSource } from "../../src/sources/read-source.ts";

const options: ReadOptions = {
	reference: Date.UTC(2025, 0, 1),
	timeZone: "Asia/Amman",
	baseUrl: "https://a.example/news/1",
};
const story =
	"افتتحت البلدية صباح اليوم جسرا جديدا يربط ضفتي النهر بعد عامين من العمل، وقالت إن العبور فيه مجاني للجميع.";

function read(kind: ReadOptions["kind"], document: string): Extract<ReadResult, { kind: "articles" }> {
	const result = readSource(Buffer.from(document), { ...options, ...(kind && { kind }) });
	if (result.kind !== "articles") throw new Error(result.message);
	return result;
}

describe("an address", () => {
	const longest = `https://a.example/${"b".repeat(8_000 - "https://a.example/".length)}`;

	it("may be as long as eight thousand characters, whatever blanks stand around it", () => {
		expect(canonicalUrl(`${" \n".repeat(5_000)}${longest}${"\t\0".repeat(5_000)}`)).toBe(longest);
		expect(canonicalUrl(`${longest}b`)).toBeUndefined();
	});

	it("is resolved against none that is longer, and does not become longer itself", () => {
		expect(canonicalUrl("/c", longest)).toBe("https://a.example/c");
		expect(canonicalUrl("/c", `${longest}b`)).toBeUndefined();
		expect(canonicalUrl("?d", `${longest}`)).toBeUndefined();
	});
});

describe("a feed", () => {
	it("has at most so many elements", () => {
		const result = readSource(Buffer.from(`<rss>${"<a/>".repeat(400_001)}</rss>`), options);
		expect(result).toMatchObject({
			kind: "unreadable",
			code: "BQ_SOURCE_UNREADABLE",
			message: "feed: it has more than 400000 elements",
		});
	});

	it("is read until its texts have had more quotation marks than all of a paper", () => {
		const item = (nth: number) =>
			`<item><title>خبر ${nth}</title><description>${'ا "ب" '.repeat(8_000)}</description></item>`;
		const { articles, skipped } = read(
			"feed",
			`<rss>${Array.from({ length: 15 }, (_, nth) => item(nth)).join("")}</rss>`,
		);
		expect(articles.length).toBeGreaterThan(3);
		expect(articles.length).toBeLessThan(15);
		expect(skipped).toEqual([
			{
				reason: "too-large",
				detail: expect.stringContaining(`${15 - articles.length} items are not read`),
			},
		]);
	});

	it("lends its items no name that is longer than a name", () => {
		const feed = (title: string) =>
			`<rss><channel><title>${title}</title><item><title>خبر عن الجسر</title><description>${story}</description></item></channel></rss>`;
		expect(read("feed", feed(story)).articles[0]?.lead).toBe(story);
		expect(read("feed", feed(`${story} `.repeat(200))).articles[0]).toMatchObject({ lead: story });
	});

	it("resolves the address of an item against the bases around it", () => {
		const item = (link: string) => `<item><title>خبر</title>${link}</item>`;
		const feed = `<rss xml:base="https://b.example/"><channel xml:base="c/"><d xml:base="e/">${item("<link>1</link>")}${item('<link xml:base="f/">2</link>')}</d>${item("<link>3</link>")}</channel></rss>`;
		expect(read("feed", feed).articles.map(({ url }) => url)).toEqual([
			"https://b.example/c/e/1",
			"https://b.example/c/e/f/2",
			"https://b.example/c/3",
		]);
	});

	it.each([
		["twenty links", (count: number) => `${"<link>x:y</link>".repeat(count)}<link>/2</link>`, 19, "url"],
		[
			"fifty pictures",
			(count: number) =>
				`${'<enclosure type="image/png" url="x:y"/>'.repeat(count)}<enclosure type="image/png" url="/2"/>`,
			49,
			"image",
		],
		[
			"six dates",
			(count: number) => `<pubDate>2024-05-06</pubDate>${"<pubDate>لا تاريخ</pubDate>".repeat(count)}`,
			5,
			"publishedDate",
		],
	] as const)("looks through %s of an item", (_, inner, most, field) => {
		const found = [most, most + 1].map((count) => {
			const { articles } = read("feed", `<rss><item><title>خبر</title>${inner(count)}</item></rss>`);
			return articles[0]?.[field] !== undefined;
		});
		expect(found).toEqual([true, false]);
	});

	it.each(["constructor", "valueof", "__proto__"])("is none whose root is called %s", (name) => {
		expect(readSource(Buffer.from(`<${name}/>`), { ...options, kind: "feed" })).toMatchObject({
			kind: "unreadable",
			message: "feed: it holds neither a feed's root nor an item",
		});
	});

	it("asks for no rest by a word of the language", () => {
		const feed =
			"<rss><channel><sy:updatePeriod>constructor</sy:updatePeriod><item><title>خبر</title></item></channel></rss>";
		expect(read("feed", feed).ttlMs).toBeUndefined();
	});
});

describe("a sitemap", () => {
	const entry = (nth: number, inner: string) =>
		`<url><loc>https://a.example/${nth}</loc>${inner.replace("%", new Date(Date.UTC(2024, 0, 1) + nth * 60_000).toISOString())}</url>`;
	const news =
		"<news:news><news:title>خبر</news:title><news:publication_date>%</news:publication_date></news:news>";
	const sitemap = (count: number, inner: string) =>
		`<urlset>${Array.from({ length: count }, (_, nth) => entry(nth, inner)).join("")}</urlset>`;

	it("gives its latest two thousand items, in its own order", () => {
		const { articles } = read("feed", sitemap(2_100, news));
		expect(articles).toHaveLength(2_000);
		expect([articles[0]?.url, articles.at(-1)?.url]).toEqual([
			"https://a.example/100",
			"https://a.example/2099",
		]);
	});

	it("gives its latest links, the latest first", () => {
		const { links } = read("feed", sitemap(300, "<lastmod>%</lastmod>"));
		expect(links).toHaveLength(200);
		expect([links[0], links.at(-1)]).toEqual(["https://a.example/299", "https://a.example/100"]);
	});
});

describe("OPML", () => {
	it("that lists more than anybody follows is refused before all of it is taken down", () => {
		const nested = `${'<outline text="ا">'.repeat(200)}${'<outline xmlUrl="http://a.b/c"/>'.repeat(20_000)}`;
		expect(readOpml(`<opml><body>${nested}`)).toEqual({
			kind: "refused",
			reason: "it lists more than 2000 sources",
		});
	});
});

describe("a page", () => {
	const page = (head: string, body: string) =>
		`<html lang="ar"><head>${head}</head><body><article>${body}<p>${story}</p><p>${story} وتبدأ الحافلات عبوره غدا.</p></article></body></html>`;
	const headline = "افتتاح جسر جديد على النهر الكبير";
	const script = (json: string) => `<script type="application/ld+json">${json}</script>`;

	it("is told by its first JSON-LD scripts, and by none that is longer than a million characters", () => {
		const told = script(`{"@type":"NewsArticle","headline":"${headline}"}`);
		expect(read("page", page(script("{").repeat(49) + told, "")).articles[0]?.headline).toBe(headline);
		expect(read("page", page(script("{").repeat(50) + told, "")).articles).toEqual([]);
		const padded = told.replace("{", `{${" ".repeat(1_000_000)}`);
		expect(read("page", page(padded, "")).articles).toEqual([]);
	});

	it("whose JSON-LD names several articles is the first of those most like its title", () => {
		const article = (name: string, section: string) =>
			`{"@type":"NewsArticle","headline":"${name}","articleSection":"${section}"}`;
		const told = script(
			`[${article("خبر آخر عن غير هذا", "أ")},${article(headline, "ب")},${article(headline, "ج")}]`,
		);
		expect(read("page", page(`<title>${headline}</title>${told}`, "")).articles[0]?.categories).toEqual([
			"ب",
		]);
	});

	it("reads JSON-LD that is broken, blanks and all", () => {
		const told = script(`{"@type" : [ "NewsArticle"], "headline" : "${headline}",, }`);
		expect(read("page", page(told, "")).articles[0]?.headline).toBe(headline);
	});

	it("is read whatever attributes its elements have", () => {
		const attributes = Array.from({ length: 300 }, (_, nth) => `a${nth}="b.jpg 1"`).join(" ");
		const figure = `<figure ${attributes}><img srcset="${"c".repeat(5_000)} d" src="e.jpg"></figure>`;
		const hidden = `<p style="${"a:b;".repeat(500)}display:none">هذا سطر خفي لا يراه أحد من القراء.</p>`;
		const { articles } = read(
			"page",
			page(`<title>${headline}</title>`, `<h1>${headline}</h1>${figure}${hidden}`),
		);
		expect(articles[0]).toMatchObject({ headline, lead: story });
		expect(articles[0]?.body).not.toContain("خفي");
	});

	it("is read by its lines where its boxes are too many for Readability", () => {
		const boxes = `${"<div>".repeat(90)}${`<p>${story}</p>`.repeat(4_000)}${"</div>".repeat(90)}`;
		expect(
			read("page", page(`<title>${headline}</title>`, `<h1>${headline}</h1>${boxes}`)).articles[0],
		).toMatchObject({
			headline,
			lead: story,
		});
	});

	it("keeps a drawing that is never closed from nothing behind it", () => {
		const body = `<h1>${headline}</h1><p>${story}</p><svg `;
		expect(read("page", `<html><body>${body}`).articles[0]).toMatchObject({ headline, lead: story });
	});

	it("lists what its links say, however they lie in each other", () => {
		const link = (nth: number) =>
			`<a href="/news/${1000 + nth}"><b>عنوان</b> <i>خبر آخر <u>من المدينة</u></i></a>`;
		expect(findArticleLinks(`<body>${link(1)}<div>${link(2)}</div>`, options)).toEqual([
			"https://a.example/news/1001",
			"https://a.example/news/1002",
		]);
	});
});
