import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { type Look, standardLook } from "../../src/domain/channel.ts";
import type { CardContent } from "../../src/domain/post.ts";
import { createSentences } from "../../src/i18n/sentences.ts";
import { buildMessage } from "../../src/message/card.ts";
import type { MessageContext } from "../../src/message/context.ts";
import { plainLines } from "./plain.ts";

const context: MessageContext = {
	zone: "Asia/Amman",
	now: Date.UTC(2023, 2, 22, 12),
	sentences: createSentences(),
};

const card: CardContent = {
	articleId: "a1",
	headline: "البلدية تفتتح 3 حدائق جديدة في وسط المدينة",
	publishedAt: Date.UTC(2023, 2, 22, 9),
	publishedDate: "2023-03-22",
	datePrecision: "instant",
	lead: "افتتحت البلدية صباح اليوم 3 حدائق جديدة في وسط المدينة بعد عامين من العمل.",
	sourceName: "الوكالة الوطنية",
	url: "https://news.example/1",
	image: "https://news.example/1.jpg",
	language: "ar",
	topics: ["local"],
};

function build(part: Partial<CardContent> = {}, look: Partial<Look> = {}) {
	return buildMessage({ kind: "card", card: { ...card, ...part } }, { ...standardLook, ...look }, context);
}

describe("a card", () => {
	it("is the linked headline, the day, the lead, the source and the picture", () => {
		expect(build()).toEqual({
			language: "ar",
			blocks: [
				{ kind: "headline", text: card.headline, href: card.url },
				{ kind: "date", text: "الأربعاء 22 مارس 2023" },
				{ kind: "paragraph", spans: [{ text: card.lead }] },
				{ kind: "source", name: "الوكالة الوطنية", href: card.url },
			],
			image: { url: card.image, alt: card.headline },
			buttons: [],
			silent: false,
			linkPreview: false,
		});
	});

	it("is written in one set of digits", () => {
		expect(plainLines(build({}, { digits: "arabic" })).slice(0, 3)).toEqual([
			"البلدية تفتتح ٣ حدائق جديدة في وسط المدينة",
			"الأربعاء ٢٢ مارس ٢٠٢٣",
			"افتتحت البلدية صباح اليوم ٣ حدائق جديدة في وسط المدينة بعد عامين من العمل.",
		]);
	});

	it("has an English date in an English channel and keeps the article's language", () => {
		const message = build({}, { locale: "en" });
		expect([message.language, plainLines(message)[1]]).toEqual(["ar", "Wednesday 22 March 2023"]);
	});

	it.each(["fa", "ur", "en"])("keeps the language %s and its digits", (language) => {
		const message = build({ language, headline: "۱۲ 3" }, { digits: "arabic" });
		expect([message.language, plainLines(message)[0]]).toEqual([language, "۱۲ 3"]);
	});

	it("of an unknown language is in the channel's", () => {
		expect(build({ language: "und" }).language).toBe("ar");
	});

	it("without an address links nowhere", () => {
		const { url: _, ...unlinked } = card;
		const message = buildMessage({ kind: "card", card: unlinked }, standardLook, context);
		expect(message.blocks.filter((block) => "href" in block)).toEqual([]);
	});

	it("without a lead has no empty paragraph", () => {
		expect(build({ lead: "" }).blocks.map(({ kind }) => kind)).toEqual(["headline", "date", "source"]);
	});

	it("does not say its headline twice", () => {
		expect(build({ lead: card.headline }).blocks.map(({ kind }) => kind)).not.toContain("paragraph");
	});

	it.each<[string, Partial<Look>, Partial<ReturnType<typeof build>>]>([
		["a channel without pictures gets none", { image: false }, {}],
		["a silent channel gets it silently", { image: false, silent: true }, { silent: true }],
		["a channel with previews gets one", { image: false, linkPreview: true }, { linkPreview: true }],
	])("%s", (_behaviour, look, part) => {
		const { blocks: _, ...frame } = build({}, look);
		expect(frame).toEqual({ language: "ar", buttons: [], silent: false, linkPreview: false, ...part });
	});

	it("has no source where a channel wants none, and its headline still leads to it", () => {
		const { blocks } = build({}, { sourceLine: false });
		expect(blocks.map(({ kind }) => kind)).toEqual(["headline", "date", "paragraph"]);
		expect(blocks[0]).toMatchObject({ href: card.url });
	});

	it("never has a lead longer than the channel's, nor a headline longer than a title may be", () => {
		const words = fc.array(fc.constantFrom("خبر", "المدينة،", "وقال.", "2023", "«نعم»", "CNN"), {
			maxLength: 200,
		});
		fc.assert(
			fc.property(words, words, fc.integer({ min: 40, max: 400 }), (headline, lead, leadLength) => {
				const { blocks } = build(
					{ headline: `خبر ${headline.join(" ")}`, lead: lead.join(" ") },
					{ leadLength },
				);
				const [first, , third] = blocks;
				expect(first?.kind === "headline" && first.text.length <= 240).toBe(true);
				if (third?.kind === "paragraph") expect(third.spans[0]?.text.length).toBeLessThanOrEqual(leadLength);
			}),
		);
	});
});

describe("a text of an editor's", () => {
	it("is its headline and its paragraphs, one a line, without the empty ones", () => {
		const content = {
			kind: "text" as const,
			headline: "تنبيه 1",
			paragraphs: ["فقرة أولى.\n\nفقرة ثانية 2.", " "],
			language: "ar",
		};
		const message = buildMessage(content, { ...standardLook, digits: "arabic", silent: true }, context);
		expect([plainLines(message), message.silent]).toEqual([["تنبيه ١", "فقرة أولى.", "فقرة ثانية ٢."], true]);
	});

	it("may have no headline", () => {
		const content = { kind: "text" as const, headline: "", paragraphs: ["فقرة."], language: "und" };
		const message = buildMessage(content, standardLook, context);
		expect([message.language, message.blocks.map(({ kind }) => kind)]).toEqual(["ar", ["paragraph"]]);
	});
});

describe("a digest", () => {
	const digest = (count: number, look: Partial<Look> = {}, part: Partial<CardContent> = {}) =>
		buildMessage(
			{ kind: "digest", cards: Array.from({ length: count }, () => ({ ...card, ...part })) },
			{ ...standardLook, ...look },
			context,
		);

	it("is a title with its number and a numbered line for each card, with its source", () => {
		expect(plainLines(digest(2))).toEqual([
			"موجز الأخبار: خبران",
			`1. ${card.headline} — الوكالة الوطنية`,
			`2. ${card.headline} — الوكالة الوطنية`,
		]);
	});

	it.each([
		[1, "موجز الأخبار: خبر واحد"],
		[3, "موجز الأخبار: 3 أخبار"],
		[11, "موجز الأخبار: 11 خبرًا"],
		[100, "موجز الأخبار: 100 خبر"],
	])("of %i says its number as Arabic does", (count, title) => {
		expect(plainLines(digest(count))[0]).toBe(title);
	});

	it("is in the channel's language and digits", () => {
		expect(plainLines(digest(2, { locale: "en" }))[0]).toBe("News digest: 2 stories");
		expect(plainLines(digest(3, { digits: "arabic" })).slice(0, 2)).toEqual([
			"موجز الأخبار: ٣ أخبار",
			"١. البلدية تفتتح ٣ حدائق جديدة في وسط المدينة — الوكالة الوطنية",
		]);
	});

	it("fits a message and counts what does not", () => {
		const message = digest(100, {}, { url: `https://news.example/${"a".repeat(300)}` });
		const lines = plainLines(message);
		const shown = lines.filter((line) => /^\d+\. /.test(line)).length;
		expect(lines.at(-1)).toBe(`و${100 - shown} خبرًا آخر`);
		expect(
			JSON.stringify(message.blocks.map((block) => ("spans" in block ? block.spans : block))).length,
		).toBeLessThan(4800);
		expect(shown).toBeGreaterThan(5);
	});
});
