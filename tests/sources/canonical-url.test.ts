import { describe, expect, it } from "vitest";
import { canonicalUrl } from "../../src/sources/canonical-url.ts";
import { urlKey } from "../../src/sources/url-key.ts";

describe("canonicalUrl", () => {
	it.each([
		[
			"drops what only tracks",
			"https://example.com/a?utm_source=rss&id=7&fbclid=x",
			"https://example.com/a?id=7",
		],
		[
			"drops a query of nothing but tracking",
			"https://example.com/a?utm_medium=feed",
			"https://example.com/a",
		],
		["drops the fragment", "https://example.com/a#comments", "https://example.com/a"],
		["drops the default port", "https://example.com:443/a", "https://example.com/a"],
		["keeps another port", "http://example.com:8080/a", "http://example.com:8080/a"],
		["drops the dot after the host", "http://example.com./a", "http://example.com/a"],
		["drops a user's name", "http://name:word@example.com/a", "http://example.com/a"],
		[
			"keeps Arabic letters as they are written",
			"https://example.com/أخبار/حديقة",
			"https://example.com/أخبار/حديقة",
		],
		["keeps percent-encoding as it is written", "https://example.com/%D8%A3", "https://example.com/%D8%A3"],
		[
			"keeps the order of the path and query",
			"https://example.com/b/a?z=1&a=2",
			"https://example.com/b/a?z=1&a=2",
		],
		["encodes a blank", "https://example.com/a b", "https://example.com/a%20b"],
		["trims what stands around", " \n https://example.com/a \u0000", "https://example.com/a"],
	])("%s", (_, address, wanted) => {
		expect(canonicalUrl(address)).toBe(wanted);
	});

	it.each([
		"javascript:alert(1)",
		"JaVaScRiPt:alert(1)",
		"data:text/html,x",
		"mailto:a@example.com",
		"tag:example.com,2020:1",
		"ftp://example.com/",
		"",
		"no address",
		"http://",
		"https:///",
	])("refuses %j", (address) => expect(canonicalUrl(address)).toBeUndefined());

	it.each([
		["/a?x=1", "https://example.com/news/", "https://example.com/a?x=1"],
		["b", "https://example.com/news/", "https://example.com/news/b"],
		["//other.example/b", "https://example.com/", "https://other.example/b"],
	])("resolves %s against %s", (address, base, wanted) => expect(canonicalUrl(address, base)).toBe(wanted));
});

describe("urlKey", () => {
	it.each([
		["http://Example.com/a/", "https://www.example.com/a"],
		["https://example.com/أخبار", "https://example.com/%D8%A3%D8%AE%D8%A8%D8%A7%D8%B1"],
		["https://example.com", "https://example.com/?utm_source=x"],
	])("is one for %s and %s", (a, b) => expect(urlKey(a)).toBe(urlKey(b)));

	it("tells one article from another", () => {
		expect(urlKey("https://example.com/a?id=1")).not.toBe(urlKey("https://example.com/a?id=2"));
	});
});
