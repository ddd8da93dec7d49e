import { describe, expect, test } from "vitest";
import { findArticleLinks } from "../../src/sources/index-page.ts";

const baseUrl = "https://news.example.org/local/";
const text = "افتتاح جسر جديد يربط ضفتي النهر";

describe("a link leads to an article", () => {
	const links: Record<string, [string, boolean]> = {
		"with a number in its path": [`<a href="/news/48213">${text}</a>`, true],
		"with words in its path": [`<a href="/local/new-bridge-over-the-river">${text}</a>`, true],
		"with Arabic words in its path": [`<a href="/افتتاح-جسر-جديد-يربط-ضفتي-النهر">${text}</a>`, true],
		"with an id in its query": [`<a href="/view.php?id=7781">${text}</a>`, true],
		"when its picture stands before its text": [
			`<a href="/news/48213"><img src="a.jpg"></a><a href="/news/48213">${text}</a>`,
			true,
		],
		"of the mobile site": [`<a href="https://m.news.example.org/news/48213">${text}</a>`, true],
		"not with two words": ['<a href="/news/48213">أخبار محلية</a>', false],
		"not on another site": [`<a href="https://other.example/news/48213">${text}</a>`, false],
		"not to a section": [`<a href="/category/2024/local">${text}</a>`, false],
		"not to a picture": [`<a href="/img/48213.jpg">${text}</a>`, false],
		"not to the page itself": [`<a href="/local/">${text}</a>`, false],
		"not to a script": [`<a href="javascript:open(48213)">${text}</a>`, false],
		"not in a menu": [`<nav><ul><li><a href="/news/48213">${text}</a></li></ul></nav>`, false],
		"not in a footer": [`<footer><a href="/news/48213">${text}</a></footer>`, false],
	};
	for (const [name, [html, found]] of Object.entries(links)) {
		test(name, () => expect(findArticleLinks(html, { baseUrl }).length).toBe(found ? 1 : 0));
	}
});

test("each address comes once, in the page's order, without what tracks", () => {
	const html = `<a href="/news/2002?utm_source=home">${text}</a><a href="/news/1001">${text}</a><a href="/news/2002">${text}</a>`;
	expect(findArticleLinks(html, { baseUrl })).toEqual([
		"https://news.example.org/news/2002",
		"https://news.example.org/news/1001",
	]);
});

test("a source's own selector decides alone", () => {
	const html = `<a class="y" href="https://other.example/a">قصير</a><a href="/news/48213">${text}</a>`;
	expect(findArticleLinks(html, { baseUrl, selectors: { links: "a.y" } })).toEqual([
		"https://other.example/a",
	]);
});

test("a selector that is none finds nothing", () => {
	expect(
		findArticleLinks(`<a href="/news/48213">${text}</a>`, { baseUrl, selectors: { links: "a[[" } }),
	).toEqual([]);
});
