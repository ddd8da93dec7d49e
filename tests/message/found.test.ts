import { describe, expect, it } from "vitest";
import { buildDiscordPost } from "../../adapters/discord/publisher.ts";
import { telegramRequest } from "../../adapters/telegram/publisher/render-call.ts";
import { stripDirection } from "../../src/arabic/bidi.ts";
import { excerptAround, highlight } from "../../src/commands/search/highlight.ts";
import { standardLook } from "../../src/domain/channel.ts";
import { createSentences } from "../../src/i18n/sentences.ts";
import { buildFound } from "../../src/message/found.ts";
import { buildArticle } from "../commands/newsroom.ts";
import { plainLines } from "./plain.ts";

const context = {
	zone: "Asia/Amman",
	now: Date.UTC(2023, 2, 22, 12),
	sentences: createSentences(),
	title: "نتائج البحث عن «جسر»",
	notes: ["بعضها"],
	ending: ["للمزيد أرسل /more"],
	first: 6,
};
/** As `searchTerms` stems them. */
const terms = ["جسر"];

describe("what a search found", () => {
	it.each<[string, { headline?: string; lead?: string; url?: string; sourceName?: string }]>([
		["usual news", {}],
		["long addresses", { url: `https://news.example/${"%D8%A7".repeat(150)}` }],
		["words that are all found", { headline: "جسر ".repeat(80), lead: "الجسر و".repeat(90) }],
		["signs of mark-up", { headline: "*جسر* _b_ `c` <d> ".repeat(9), lead: "**[جسر](x) ".repeat(30) }],
		["long names of sources", { sourceName: "وكالة ".repeat(50) }],
	])("fits both platforms, and loses nothing: %s", (_what, part) => {
		const found = Array.from({ length: 5 }, (_, nth) => {
			const news = buildArticle(nth, { headline: "جسر جديد", lead: "بدأ بناء الجسر اليوم.", ...part });
			const excerpt = excerptAround(news.lead, terms);
			return {
				news,
				highlight: (text: string) => highlight(text, terms),
				...(excerpt === undefined ? {} : { excerpt }),
			};
		});
		const messages = buildFound(found, standardLook, context);
		for (const message of messages) {
			const { text } = (telegramRequest(-1001234567890, message) as unknown as { body: { text: string } })
				.body;
			expect(text.replace(/<[^>]*>/g, "").length).toBeLessThanOrEqual(4096);
			const post = buildDiscordPost({
				deliveryId: "d",
				address: "123456789012345678",
				message,
				plainText: false,
			});
			const { embeds } = JSON.parse(JSON.stringify(post)) as { embeds?: { description: string }[] };
			expect(embeds?.[0]?.description.length ?? 0).toBeLessThanOrEqual(4096);
		}
		const lines = messages.flatMap(plainLines);
		expect(lines.flatMap((line) => /^(\d+)\. /.exec(line)?.[1] ?? [])).toEqual(["6", "7", "8", "9", "10"]);
		expect(lines[0]).toBe(context.title);
		expect(lines.at(-1)).toBe("للمزيد أرسل /more");
		const last = messages.at(-1);
		if (last === undefined) throw new Error("tests: nothing was found");
		const sent = JSON.stringify(telegramRequest(-1001234567890, last));
		expect(stripDirection(sent)).toContain("للمزيد أرسل /more");
	});
});

describe("highlighting", () => {
	it.each<[string, string, readonly string[]]>([
		["a word in another form", "بُنيت الجسورُ: جِسرٌ وجسران", ["جِسرٌ وجسران"]],
		["nothing in a part of a word", "تجسير ومجسرات", []],
		["Latin words in any case", "شركة ACME و acme", ["ACME", "acme"]],
	])("marks %s", (_what, text, bold) => {
		const spans = highlight(text, [...terms, "acme"]);
		expect(spans.map((span) => span.text).join("")).toBe(text);
		expect(spans.flatMap((span) => (span.bold === true ? [span.text] : []))).toEqual(bold);
	});

	it("cuts an excerpt around the first word found, at words", () => {
		const text = `${"كلمة ".repeat(30)}ثم جسر ${"ونهاية ".repeat(60)}`;
		const excerpt = excerptAround(`فقرة أولى\n${text}`, terms) ?? "";
		expect(excerpt).toMatch(/^… كلمة (كلمة )+ثم جسر ونهاية .* …$/);
		expect(excerpt.length).toBeLessThan(175);
		expect(excerptAround("لا شيء", terms)).toBeUndefined();
	});
});
