import { describe, expect, it } from "vitest";
import { findFeeds } from "../../src/sources/autodiscovery.ts";

const page = `<!doctype html><html><head><base href="https://cdn.example/site/">
<link rel="stylesheet" type="text/css" href="a.css">
<link rel="alternate" type="application/rss+xml" title="الأخبار" href="feed">
<link rel='feed alternate' type='application/atom+xml; charset=utf-8' href='https://b.example/atom'>
<LINK REL=ALTERNATE TYPE=application/feed+json HREF=/feed.json>
<link rel="alternate" type="application/rss+xml" href="https://b.example/comments/feed/">
<link rel="alternate" hreflang="en" href="https://b.example/en">
<link rel="alternate" type="application/rss+xml" href="javascript:alert(1)">
<link rel="alternate" type="application/rss+xml" href="feed">
</head><body></body></html>`;

describe("findFeeds", () => {
	it("gives the feeds that a page names, in order, once and resolved", () => {
		expect(findFeeds(page, "https://a.example/")).toEqual([
			"https://cdn.example/site/feed",
			"https://b.example/atom",
			"https://cdn.example/feed.json",
		]);
	});

	it("resolves by the page's own address", () => {
		const plain = `<link rel="alternate" type="application/rss+xml" href="/rss">`;
		expect(findFeeds(plain, "https://a.example/news/")).toEqual(["https://a.example/rss"]);
		expect(findFeeds(plain)).toEqual([]);
	});
});
