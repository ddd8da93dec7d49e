import { readdirSync, readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { parseFeed, readFeedItems } from "../../src/sources/feed.ts";
import type { ReadOptions, ReadResult } from "../../src/sources/read-options.ts";

const folder = new URL("./fixtures/", import.meta.url);
const options: ReadOptions = {
	reference: Date.UTC(2025, 0, 1),
	timeZone: "Asia/Amman",
	baseUrl: "https://source.example/feed",
};

function read(text: string, more: Partial<ReadOptions> = {}): Extract<ReadResult, { kind: "articles" }> {
	const result = parseFeed(text, { ...options, ...more });
	if (result.kind !== "articles") throw new Error(result.message);
	return result;
}

/** An RSS feed with one item that holds these elements. */
function rss(...elements: readonly string[]): string {
	return `<rss version="2.0"><channel><title>موقع الساحة</title>${elements.map((inner) => `<item>${inner}</item>`).join("")}</channel></rss>`;
}

const sentence = "قررت وزارة الأشغال توسيع الشارع الرئيسي في المدينة القديمة خلال العام المقبل.";

describe("the fixtures, each beside what must come of it", () => {
	it.each(readdirSync(folder).filter((name) => name.endsWith(".xml")))("%s", (name) => {
		const { format, ttlMs, articles, skipped, links } = read(readFileSync(new URL(name, folder), "utf8"));
		const wanted = JSON.parse(readFileSync(new URL(name.replace(/xml$/u, "json"), folder), "utf8"));
		expect({
			format,
			...(ttlMs !== undefined && { ttlMs }),
			articles,
			...(links.length > 0 && { links }),
			skipped: skipped.map(({ reason }) => reason),
		}).toEqual(wanted);
	});
});

describe("the time for which a feed asks to be left alone", () => {
	const hours = 3600_000;
	const period = (name: string, frequency: number) =>
		`<sy:updatePeriod>${name}</sy:updatePeriod><sy:updateFrequency>${frequency}</sy:updateFrequency>`;
	it.each([
		["is its ttl", "<ttl>60</ttl>", 1 * hours],
		["is not the hour that WordPress writes into every feed", period("hourly", 1), undefined],
		["is not an hour by another name", period("daily", 24), undefined],
		["is part of a day", period("daily", 4), 6 * hours],
		["is a week", period("weekly", 1), 7 * 24 * hours],
	])("%s", (_, head, ttlMs) => {
		expect(read(rss("<title>خبر</title>").replace("<item>", `${head}<item>`)).ttlMs).toBe(ttlMs);
	});
});

describe("the lead of a feed's item", () => {
	const paragraphs = `<p>${sentence}</p><p>وتبدأ الأعمال في الربيع.</p>`;
	it.each([
		["is the description that is long enough", `<description>${sentence}</description>`, sentence],
		[
			"is the text's first paragraph where the description is a label",
			`<description>محليات</description><content:encoded><![CDATA[${paragraphs}]]></content:encoded>`,
			sentence,
		],
		[
			"is not the headline again",
			`<description>توسيع الشارع الرئيسي في المدينة القديمة يبدأ في الربيع المقبل إن شاء الله</description><content:encoded><![CDATA[${paragraphs}]]></content:encoded>`,
			sentence,
		],
		[
			"is whole where the description was cut in mid-word",
			`<description>${sentence.slice(0, 67)}</description><content:encoded><![CDATA[${paragraphs}]]></content:encoded>`,
			sentence,
		],
		[
			"is whole where the description ends in an ellipsis",
			`<description>${sentence.slice(0, 64)} […]</description><content:encoded><![CDATA[${paragraphs}]]></content:encoded>`,
			sentence,
		],
		[
			"is the first paragraph of a description that is the whole article",
			`<description><![CDATA[<p>${sentence}</p>${`<p>${sentence} وقال المتحدث إن العمل مستمر.</p>`.repeat(9)}]]></description>`,
			sentence,
		],
		["is a short description where there is nothing else", "<description>قصير جدا</description>", "قصير جدا"],
		["has no 'read more'", `<description>${sentence} اقرأ المزيد...</description>`, sentence],
		[
			"has no 'appeared first on'",
			`<description><![CDATA[<p>${sentence}</p><p>The post <a href="x">عنوان</a> appeared first on <a href="y">موقع</a>.</p>]]></description>`,
			sentence,
		],
		[
			"has no such words in Arabic",
			`<description><![CDATA[<p>${sentence}</p><p>ظهرت المقالة عنوان أولاً على موقع الساحة.</p>]]></description>`,
			sentence,
		],
		["has no ellipsis in brackets", `<description>${sentence} [&amp;hellip;]</description>`, sentence],
		[
			"comes out of HTML that was escaped twice",
			`<description>&amp;lt;p&amp;gt;${sentence}&amp;lt;/p&amp;gt;</description>`,
			sentence,
		],
	])("%s", (_, inner, lead) => {
		const title = "<title>توسيع الشارع الرئيسي في المدينة القديمة يبدأ في الربيع المقبل إن شاء الله</title>";
		expect(read(rss(`${title}${inner}`)).articles[0]?.lead).toBe(lead);
	});
});

describe("an item of a feed", () => {
	const title = "توسيع الشارع الرئيسي في المدينة القديمة يبدأ في الربيع المقبل إن شاء الله";
	const linked = `<title>${title}</title><link>https://a.example/1</link><category>أخبار محلية</category>`;
	const text = (inner: string) => {
		const [article] = read(rss(inner)).articles;
		return [article?.lead, article?.body];
	};
	it.each([
		["its headline again", `<description>${title}</description>`],
		["its headline with a full stop", `<description>${title}.</description>`],
		["its headline with the site's name", `<description>${title} - موقع الساحة</description>`],
		[
			"its headline in both of its texts",
			`<description>${title}</description><content:encoded>&lt;p&gt;${title}&lt;/p&gt;</content:encoded>`,
		],
		["the site's name", "<description>موقع الساحة</description>"],
		["its category", "<description>أخبارٌ محليّة</description>"],
		[
			"its headline and its category",
			`<description>&lt;p&gt;${title}&lt;/p&gt;&lt;p&gt;أخبار محلية&lt;/p&gt;</description>`,
		],
	])("has no text where that is %s: its page may have one", (_, inner) => {
		expect(text(`${linked}${inner}`)).toEqual(["", ""]);
	});

	it.each([
		["is no other's category", `${linked}<description>رياضة</description>`, "رياضة"],
		[
			"has more than the headline",
			`${linked}<description>${title}. ${sentence}</description>`,
			`${title}. ${sentence}`,
		],
		["has no page", `<title>${title}</title><description>${title}.</description>`, `${title}.`],
		[
			"has no title besides",
			`<link>https://a.example/1</link><description>${sentence}</description>`,
			sentence,
		],
	])("keeps a text that %s", (_, inner, lead) => expect(text(inner)).toEqual([lead, lead]));
});

describe("the headline of a feed's item", () => {
	it.each([
		["a title in CDATA with blanks around", "<title><![CDATA[  عودة  الهدوء ]]></title>", "عودة الهدوء"],
		[
			"a title whose entities were escaped twice",
			"<title>&amp;quot;عودة&amp;quot; الهدوء</title>",
			'"عودة" الهدوء',
		],
		["a title with markup", "<title>عودة &lt;strong&gt;الهدوء&lt;/strong&gt;</title>", "عودة الهدوء"],
		["a title with markup that nobody escaped", "<title>عودة <b>الهدوء</b></title>", "عودة الهدوء"],
		["a title with a sign that begins no tag", "<title>أقل من 5 &lt; 6 دائما</title>", "أقل من 5 < 6 دائما"],
		["Dublin Core's where there is no other", "<dc:title>عودة الهدوء</dc:title>", "عودة الهدوء"],
		[
			"its own rather than its picture's",
			"<image><title>صورة</title></image><media:title>فيلم</media:title><title>عودة الهدوء</title>",
			"عودة الهدوء",
		],
		[
			"the description's first sentence where there is none",
			"<description>عاد الهدوء إلى المدينة. ثم انتهى اليوم من غير حوادث.</description>",
			"عاد الهدوء إلى المدينة.",
		],
	])("is %s", (_, inner, headline) => expect(read(rss(inner)).articles[0]?.headline).toBe(headline));
});

describe("the address of a feed's item", () => {
	it.each([
		[
			"the link",
			"<link>https://a.example/1</link><guid>https://a.example/guid</guid>",
			"https://a.example/1",
		],
		[
			"a link beside a picture's",
			"<link>https://a.example/1</link><image><link>https://a.example/i</link></image>",
			"https://a.example/1",
		],
		["a guid that is a permanent link", "<guid>https://a.example/guid</guid>", "https://a.example/guid"],
		["none for a guid that is not", '<guid isPermaLink="false">https://a.example/guid</guid>', undefined],
		[
			"Atom's alternate",
			'<atom:link rel="self" href="https://a.example/x"/><atom:link href="https://a.example/1"/>',
			"https://a.example/1",
		],
		["none for an address that is no address", "<link>javascript:alert(1)</link>", undefined],
		["resolved by xml:base", '<link xml:base="https://b.example/c/">1</link>', "https://b.example/c/1"],
		["without blanks around", "<link>\n https://a.example/1 \n</link>", "https://a.example/1"],
	])("is %s", (_, inner, url) => {
		expect(read(rss(`<title>عنوان</title>${inner}`)).articles[0]?.url).toBe(url);
	});

	it("is resolved by the site's where the feed's own is not known", () => {
		const feed = `<rss><channel><link>https://site.example/</link><item><title>عنوان</title><link>/n/1</link></item></channel></rss>`;
		const { baseUrl: _, ...unknown } = options;
		expect(parseFeed(feed, unknown)).toMatchObject({ articles: [{ url: "https://site.example/n/1" }] });
	});
});

describe("the date of a feed's item", () => {
	it.each([
		["RFC 822", "<pubDate>Wed, 22 Mar 2023 10:05:00 +0300</pubDate>", "2023-03-22T07:05:00.000Z"],
		["two digits of a year", "<pubDate>Wed, 22 Mar 23 10:05:00 GMT</pubDate>", "2023-03-22T10:05:00.000Z"],
		["a named zone", "<pubDate>Wed, 22 Mar 2023 10:05 EST</pubDate>", "2023-03-22T15:05:00.000Z"],
		[
			"a zone of GMT and a difference",
			"<pubDate>Wed, 22 Mar 2023 10:05:00 GMT+0300</pubDate>",
			"2023-03-22T07:05:00.000Z",
		],
		["a comma too many", "<pubDate>Wed, 22 March, 2023 10:05:00 UTC</pubDate>", "2023-03-22T10:05:00.000Z"],
		["asctime with a zone", "<pubDate>Wed Mar 22 10:05:00 +0000 2023</pubDate>", "2023-03-22T10:05:00.000Z"],
		["an hour of twelve", "<pubDate>Wed, 22 Mar 2023 10:05:00 PM GMT</pubDate>", "2023-03-22T22:05:00.000Z"],
		["midnight of twelve", "<pubDate>March 22, 2023 12:05 a.m. GMT</pubDate>", "2023-03-22T00:05:00.000Z"],
		["no zone: the outlet's", "<pubDate>Wed, 22 Mar 2023 10:05:00</pubDate>", "2023-03-22T07:05:00.000Z"],
		["ISO 8601 with a blank", "<pubDate>2023-03-22 10:05:00</pubDate>", "2023-03-22T07:05:00.000Z"],
		["Arabic", "<pubDate>22 مارس 2023 - 10:05 ص</pubDate>", "2023-03-22T07:05:00.000Z"],
		["Dublin Core", "<dc:date>2023-03-22T10:05Z</dc:date>", "2023-03-22T10:05:00.000Z"],
		[
			"published before changed",
			"<updated>2023-03-24T10:05Z</updated><published>2023-03-22T10:05Z</published>",
			"2023-03-22T10:05:00.000Z",
		],
		["nothing for a day that does not exist", "<pubDate>Wed, 31 Feb 2023 10:05:00 GMT</pubDate>", undefined],
		["nothing for the far future", "<pubDate>Wed, 22 Mar 2033 10:05:00 GMT</pubDate>", undefined],
		["nothing for 1970", "<pubDate>Thu, 01 Jan 1970 00:00:00 GMT</pubDate>", undefined],
		["nothing where there is none", "", undefined],
	])("may be %s", (_, inner, iso) => {
		const instant = read(rss(`<title>عنوان</title>${inner}`)).articles[0]?.publishedAt;
		expect(instant === undefined ? undefined : new Date(instant).toISOString()).toBe(iso);
	});
});

describe("parseFeed", () => {
	it("lets nothing of a script, an event handler or a foreign scheme through", () => {
		const evil = `&lt;script&gt;alert(1)&lt;/script&gt;&lt;img src="javascript:alert(2)" onerror="alert(3)"&gt;&lt;a href="javascript:alert(4)" onclick="alert(5)"&gt;نص&lt;/a&gt;&lt;style&gt;x{}&lt;/style&gt;`;
		const twice = evil.replaceAll("&", "&amp;");
		const inner = `<title>${evil}</title><link>javascript:alert(6)</link><description>${twice}</description><content:encoded><![CDATA[<svg onload=alert(7)><script>alert(8)</script>نص]]></content:encoded><media:content url="data:text/html,x" medium="image"/><category>${evil}</category><author>${evil}</author>`;
		const result = read(rss(inner));
		expect(JSON.stringify(result)).not.toMatch(/script|alert|onerror|onclick|onload|data:|style/iu);
		expect(result.articles[0]?.headline).toBe("نص");
	});

	it("keeps the fields of an item that makes no article", () => {
		const { skipped } = read(
			rss("<link>https://a.example/1</link><pubDate>Wed, 22 Mar 2023 10:05:00 GMT</pubDate>"),
		);
		expect(skipped).toEqual([
			{
				reason: "no-headline",
				detail: expect.stringContaining("https://a.example/1"),
				item: {
					url: "https://a.example/1",
					publishedAt: Date.UTC(2023, 2, 22, 10, 5),
					publishedDate: "2023-03-22",
					datePrecision: "instant",
				},
			},
		]);
	});

	it("gives the lists of an OPML file and of a sitemap index as feeds", () => {
		const opml = `<opml version="2.0"><body><outline text="a"><outline xmlUrl="https://a.example/rss"/></outline></body></opml>`;
		const index = `<sitemapindex><sitemap><loc>https://a.example/s1.xml</loc></sitemap></sitemapindex>`;
		expect(read(opml).feeds).toEqual(["https://a.example/rss"]);
		expect(read(index).feeds).toEqual(["https://a.example/s1.xml"]);
	});

	it("does not take a namespace's element for the item's", () => {
		const feed = `<rss xmlns:g="http://base.google.com/ns/1.0"><channel><item><g:title>غيره</g:title><title>عنوان</title></item></channel></rss>`;
		expect(read(feed).articles[0]?.headline).toBe("عنوان");
	});

	it.each([
		[
			"entities made of entities",
			`<!DOCTYPE lolz [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;&a;&a;">]><rss><channel><item><title>&b;</title></item></channel></rss>`,
			/expansion/u,
		],
		[
			"entities that lie elsewhere",
			`<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/passwd">]><rss><channel><item><title>&a;</title></item></channel></rss>`,
			/elsewhere/u,
		],
		["elements that nest without end", `<rss><channel><item><title>${"<b>".repeat(100_000)}x`, /deeper/u],
		["a list of something else in JSON", `{"items": 3}`, /without a list/u],
		["broken JSON", `{"items": [`, /not valid JSON/u],
		["a page", "<html><body><p>x</p></body></html>", /neither/u],
	])("refuses %s by name", (_, text, reason) => {
		expect(parseFeed(text, options)).toEqual({
			kind: "unreadable",
			code: "BQ_SOURCE_UNREADABLE",
			message: expect.stringMatching(reason),
		});
	});

	it("never expands an entity that a harmless DOCTYPE declares", () => {
		const feed = `<!DOCTYPE rss [<!ENTITY w "سر">]><rss><channel><item><title>عنوان &w; تام</title></item></channel></rss>`;
		expect(read(feed).articles[0]?.headline).not.toContain("سر");
	});
});

describe("readFeedItems", () => {
	it("gives the items that make no article too", () => {
		expect(
			readFeedItems(rss("<link>https://a.example/1</link>", "<title>ع</title><summary>م</summary>"), options),
		).toEqual([{ link: "https://a.example/1" }, { title: "ع", description: "م" }]);
	});

	it("is empty for what is no feed", () => expect(readFeedItems("<html>", options)).toEqual([]));
});
