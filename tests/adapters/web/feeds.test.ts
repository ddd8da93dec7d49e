import { parseJsonFeed, parseRssFeed } from "feedsmith";
import { expect, it } from "vitest";
import { addressesOf } from "../../../adapters/web/bot.ts";
import { buildJsonFeed, buildRss } from "../../../adapters/web/feeds.ts";
import type { StoredWebEntry } from "../../../adapters/web/web-pages.ts";
import { cardMessage, textMessage } from "./sample-messages.ts";

const at = Date.UTC(2024, 4, 6, 9, 30, 15);
const addresses = addressesOf("https://news.example/ar", "أخبار");
const page = { title: "أخبار & آراء", language: "ar", changedAt: at, revision: 1 };
const image = { url: "https://pictures.example/a.jpg?x=1&y=2", alt: "حديقة" };

function entriesOf(...messages: StoredWebEntry["message"][]): StoredWebEntry[] {
	return messages.map((message, n) => ({
		id: `e${n}`,
		message,
		postedAt: at,
		changedAt: at,
		state: "posted",
	}));
}
const rss = (message: StoredWebEntry["message"]) => buildRss({ page, addresses }, entriesOf(message));
const jsonFeed = (message: StoredWebEntry["message"]) =>
	buildJsonFeed({ page, addresses }, entriesOf(message));

const address = "https://news.example/ar/c/%D8%A3%D8%AE%D8%A8%D8%A7%D8%B1";

it("the RSS feed reads back as RSS 2.0 with its own address, language, permanent guids and RFC 822 dates", async () => {
	const feed = parseRssFeed(await rss(cardMessage("ثلاث حدائق «جديدة» & أكثر", { image })));
	expect(feed).toMatchObject({
		title: "أخبار & آراء",
		link: address,
		language: "ar",
		lastBuildDate: "Mon, 06 May 2024 09:30:15 GMT",
		atom: { links: [{ href: `${address}/feed.xml`, rel: "self", type: "application/rss+xml" }] },
		items: [
			{
				title: "ثلاث حدائق «جديدة» & أكثر",
				link: `${address}/e0`,
				guid: { value: `${address}/e0`, isPermaLink: true },
				pubDate: "Mon, 06 May 2024 09:30:15 GMT",
				description: "افتتحت البلدية ثلاث حدائق في الحي القديم.",
				categories: [{ name: "مدن" }, { name: "بيئة" }],
			},
		],
	});
	const content = feed.items?.[0]?.content?.encoded ?? "";
	expect(content).toMatch(/^<div lang="ar" dir="rtl">/);
	expect(content).toContain("<strong>ثلاث حدائق</strong>");
	expect(content).toContain('<img src="https://pictures.example/a.jpg?x=1&amp;y=2"');
	expect(content).not.toContain("headline");
});

it("the JSON feed reads back as JSON Feed 1.1", async () => {
	const feed = parseJsonFeed(await jsonFeed(cardMessage("ثلاث حدائق", { image })));
	expect(feed).toMatchObject({
		title: "أخبار & آراء",
		home_page_url: address,
		feed_url: `${address}/feed.json`,
		language: "ar",
		items: [
			{
				id: `${address}/e0`,
				url: `${address}/e0`,
				external_url: "https://sahel.example/news/1",
				title: "ثلاث حدائق",
				summary: "افتتحت البلدية ثلاث حدائق في الحي القديم.",
				image: image.url,
				date_published: "2024-05-06T09:30:15.000Z",
				tags: ["مدن", "بيئة"],
				language: "ar",
			},
		],
	});
});

it("an entry without a headline is called by how it begins, cut at a word", async () => {
	const long =
		"أعلنت البلدية أن العمل في السوق القديم ينتهي قبل موسم الأعياد بعد تأخر دام عامين وأن المحال تعود إلى أصحابها";
	const feed = parseRssFeed(await rss(textMessage(long)));
	const title = feed.items?.[0]?.title ?? "";
	expect(title).toMatch(/ …$/);
	expect(long.startsWith(`${title.slice(0, -2)} `)).toBe(true);
});

it("what XML cannot carry is left out, and the feed still reads", async () => {
	const feed = parseRssFeed(await rss(cardMessage("حد\u0000ائق\u0008 \uD800جديدة\uFFFF")));
	expect(feed.items?.[0]?.title).toBe("حدائق جديدة");
});
