import { describe, expect, it } from "vitest";
import { standardLook } from "../../src/domain/channel.ts";
import { createSentences } from "../../src/i18n/sentences.ts";
import { buildLatest } from "../../src/message/latest.ts";
import type { Message } from "../../src/message/message.ts";
import type { NewsLine } from "../../src/message/news-line.ts";
import { plainLines } from "./plain.ts";

const context = { zone: "Asia/Amman", now: Date.UTC(2023, 2, 22, 12), sentences: createSentences() };

function newsLines(count: number, part: Partial<NewsLine> = {}): readonly NewsLine[] {
	return Array.from({ length: count }, (_, index) => ({
		headline: `خبر من المدينة رقم ${index + 1}`,
		publishedAt: Date.UTC(2023, 2, 22, 9),
		publishedDate: "2023-03-22",
		datePrecision: "instant" as const,
		sourceName: "الوكالة الوطنية",
		language: "ar",
		url: `https://news.example/${index + 1}`,
		...part,
	}));
}

/** What Discord counts, before escapes: the texts and the addresses written out. */
function lengthOf(message: Message): number {
	const addresses = message.blocks.flatMap((block) =>
		block.kind === "paragraph" ? block.spans.map(({ href = "" }) => href.length) : [],
	);
	return plainLines(message).join("\n\n").length + addresses.reduce((sum, length) => sum + length, 0);
}

describe("the latest news", () => {
	it("is one list: a title, then a paragraph for each: linked headline, day and source", () => {
		expect(buildLatest(newsLines(2), standardLook, { ...context, topic: "سياسة" })).toEqual([
			{
				language: "ar",
				blocks: [
					{ kind: "headline", text: "آخر خبرين في «سياسة»" },
					...[1, 2].map((number) => ({
						kind: "paragraph",
						spans: [
							{ text: `${number}. ` },
							{
								text: `خبر من المدينة رقم ${number}`,
								bold: true,
								href: `https://news.example/${number}`,
							},
							{ text: "\n" },
							{ text: "الأربعاء 22 مارس 2023 · الوكالة الوطنية" },
						],
					})),
				],
				buttons: [],
				silent: false,
				linkPreview: false,
			},
		]);
	});

	it.each([
		["names the site of an article whose outlet nobody named", {}, "الأربعاء 22 مارس 2023 · news.example"],
		["ends with the day where there is no site either", { url: "" }, "الأربعاء 22 مارس 2023"],
	])("%s", (_name, part, wanted) => {
		const [message] = buildLatest(newsLines(1, { sourceName: "", ...part }), standardLook, context);
		expect(message && plainLines(message)[1]?.split("\n")[1]).toBe(wanted);
	});

	it("of ten usual lines is one message", () => {
		const url = `https://news.example/${"%D8%A7".repeat(30)}`;
		const headline = "مجلس المدينة يقر موازنة العام المقبل بعد نقاش استمر ثلاثة أيام حول مشاريع النقل العام";
		expect(buildLatest(newsLines(10, { url, headline }), standardLook, context)).toHaveLength(1);
	});

	it.each([
		["long addresses", { url: `https://news.example/${"%D8%A7".repeat(120)}` }],
		["addresses beyond all measure", { url: `https://news.example/${"a".repeat(9000)}` }],
		["long headlines", { headline: "كلمة طويلة ".repeat(200) }],
		["long names of sources", { sourceName: "وكالة ".repeat(60) }],
	])("with %s is in parts that fit, and loses none", (_what, part) => {
		const messages = buildLatest(newsLines(10, part), standardLook, context);
		for (const message of messages) expect(lengthOf(message)).toBeLessThan(3900);
		const numbers = messages.flatMap(plainLines).flatMap((line) => /^(\d+)\. /.exec(line)?.[1] ?? []);
		expect(numbers).toEqual(["1", "2", "3", "4", "5", "6", "7", "8", "9", "10"]);
		const titled = messages.map(({ blocks }) => blocks[0]?.kind === "headline");
		expect(titled).toEqual(messages.map((_, index) => index === 0));
	});
});
