import { describe, expect, it } from "vitest";
import { detect } from "../../src/sources/detect.ts";

describe("detect", () => {
	it.each([
		["RSS", `<?xml version="1.0"?><rss version="2.0">`, "feed"],
		["RSS in capitals", "<RSS><CHANNEL>", "feed"],
		["RDF", `<rdf:RDF xmlns:rdf="x">`, "feed"],
		["Atom with a prefix", `<a:feed xmlns:a="http://www.w3.org/2005/Atom">`, "feed"],
		["a sitemap", "<urlset><url>", "feed"],
		["JSON Feed", `{"version":"https://jsonfeed.org/version/1.1","items":[]}`, "feed"],
		[
			"a feed behind junk, a comment and a page's DOCTYPE",
			`notice\n<!-- <html> --><!DOCTYPE html PUBLIC "x"><rss>`,
			"feed",
		],
		[
			"a feed behind a program's warning",
			"<br />\n<b>Warning</b>: x in <b>/a.php</b>\n<rss version='2.0'>",
			"feed",
		],
		["items without a root", "<item><title>x</title></item>", "feed"],
		["a page", "<!DOCTYPE html>\n<html lang=ar><head>", "page"],
		["a page without its root", "<div class=article><h1>x</h1></div>", "page"],
		["a page that shows a feed's source", "<html><body><pre>&lt;rss></pre><code><rss></code>", "page"],
		["plain text", "عنوان الخبر\n\n22/03/2023\nنص الخبر.", "text"],
		["text with a sign", "السعر < 5 دنانير", "text"],
		["other JSON", `{"a":1}`, "text"],
	])("knows %s", (_, text, kind) => expect(detect(text).kind).toBe(kind));
});
