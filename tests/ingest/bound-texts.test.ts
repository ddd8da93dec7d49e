import { describe, expect, it } from "vitest";
import type { ArticleDraft } from "../../src/domain/article.ts";
import { boundTexts } from "../../src/ingest/bound-texts.ts";

const draft: ArticleDraft = {
	...{ url: "https://a.example/1", guid: "1", headline: "عنوان", lead: "مقدمة", body: "نص\nونص" },
	...{ caption: "تعليق", author: "ليلى", categories: ["سياسة"], language: "ar" },
};
const words = (count: number) => "كلمة ".repeat(count).trim();

describe("the texts of an article that is stored", () => {
	it("are as they came where they are of a news text's length", () => {
		expect(boundTexts(draft)).toEqual(draft);
	});

	it("are no longer than a news text is, and end at a word", () => {
		const long = words(20_000);
		const bounded = boundTexts({
			...draft,
			headline: long,
			lead: long,
			body: long,
			caption: long,
			author: long,
		});
		const { headline, lead, body, caption, author } = bounded;
		expect([headline, lead, body, caption ?? "", author ?? ""].map(({ length }) => length)).toEqual([
			496, 2_999, 29_999, 999, 199,
		]);
		expect(headline.endsWith("كلمة …")).toBe(true);
		for (const text of [lead, body, caption, author]) expect(text?.endsWith(" كلمة")).toBe(true);
	});

	it("are bounded where there is no blank, and where one letter has marks without end", () => {
		for (const long of ["😀".repeat(100_000), `ا${"\u064b".repeat(100_000)}`]) {
			const { headline, lead, body } = boundTexts({ ...draft, headline: long, lead: long, body: long });
			for (const text of [headline, lead, body]) expect(() => encodeURIComponent(text)).not.toThrow();
			expect([headline.length <= 1_000, lead.length, body.length]).toEqual([true, 3_000, 30_000]);
		}
	});

	it("are no sentences for topics, and no list without end", () => {
		const names = Array.from({ length: 40 }, (_, nth) => `موضوع ${nth}`);
		expect(boundTexts({ ...draft, categories: [words(30), ...names] }).categories).toEqual(
			names.slice(0, 12),
		);
	});

	it("have no identity of the feed's that is longer than an address", () => {
		expect(boundTexts({ ...draft, guid: "x".repeat(1_001) })).not.toHaveProperty("guid");
	});
});
