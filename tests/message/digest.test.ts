import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { type Look, standardLook } from "../../src/domain/channel.ts";
import type { CardContent } from "../../src/domain/post.ts";
import { createSentences } from "../../src/i18n/sentences.ts";
import { buildDigest, splitDigest } from "../../src/message/digest.ts";
import { plainLines } from "./plain.ts";

const context = { zone: "Asia/Amman", now: Date.UTC(2023, 2, 22, 12), sentences: createSentences() };

const card = (headline: string, part: Partial<CardContent> = {}): CardContent => ({
	articleId: headline,
	headline,
	publishedAt: context.now,
	publishedDate: "2023-03-22",
	datePrecision: "instant",
	lead: "",
	sourceName: "الوكالة",
	language: "ar",
	topics: [],
	...part,
});
const lines = (cards: readonly CardContent[], look: Partial<Look> = {}) =>
	plainLines(buildDigest(cards, { ...standardLook, ...look }, context));
const wire = ["أ", "ب", "ج", "د"].map((name, i) =>
	card(name, { sourceName: i % 2 === 0 ? "الوكالة" : "البريد" }),
);

describe("a digest of several sources", () => {
	it("puts the lines of a source under its name, numbered through", () => {
		expect(lines(wire)).toEqual([
			"موجز الأخبار: 4 أخبار",
			"الوكالة",
			"1. أ",
			"2. ج",
			"البريد",
			"3. ب",
			"4. د",
		]);
	});

	it("names the source behind each line where headings would be many", () => {
		expect(lines(wire.slice(0, 3))).toEqual([
			"موجز الأخبار: 3 أخبار",
			"1. أ — الوكالة",
			"2. ب — البريد",
			"3. ج — الوكالة",
		]);
		expect(lines(wire, { groupDigests: "none" })[1]).toBe("1. أ — الوكالة");
	});

	it("names the site of an article whose outlet nobody named, and has no dash without one", () => {
		const unnamed = [
			card("أ", { sourceName: "", url: "https://www.sahel.example/1" }),
			card("ب", { sourceName: "" }),
		];
		expect(lines(unnamed).slice(1)).toEqual(["1. أ — sahel.example", "2. ب"]);
	});

	it("groups by topic where that is wished, what has none last", () => {
		const [first, ...rest] = wire.map((one, i) => ({
			...one,
			topics: i === 0 ? [] : i === 2 ? ["رياضة"] : ["السياسة"],
		}));
		expect(first && lines([first, ...rest], { groupDigests: "topic", sourceLine: false })).toEqual([
			"موجز الأخبار: 4 أخبار",
			"السياسة",
			"1. ب",
			"2. د",
			"رياضة",
			"3. ج",
			"أخبار أخرى",
			"4. أ",
		]);
	});

	it("without news says so", () => {
		expect(lines([]).at(-1)).toBe("لا أخبار جديدة.");
	});
});

describe("the parts of a digest", () => {
	const cards = fc.array(
		fc.record({
			length: fc.integer({ min: 1, max: 300 }),
			url: fc.integer({ min: 0, max: 1_200 }),
			source: fc.integer({ min: 0, max: 6 }),
			topic: fc.integer({ min: 0, max: 12 }),
		}),
		{ maxLength: 100 },
	);
	const look = fc.record({
		groupDigests: fc.constantFrom("source", "topic", "none", undefined),
		sourceLine: fc.boolean(),
	});

	it("hold every card once, are short enough for every platform, and are told whole", () => {
		fc.assert(
			fc.property(cards, look, (specs, { groupDigests, sourceLine }) => {
				const all = specs.map(({ length, url, source, topic }, i) =>
					card(`${i} ${"كلمة ".repeat(length / 5)}`.trim(), {
						url: `https://news.example/${"x".repeat(url)}`,
						sourceName: `صحيفة ${"طويلة الاسم ".repeat(source)}`.trim(),
						topics: topic === 0 ? [] : [`${topic} ${"موضوع ".repeat(topic)}`.trim()],
					}),
				);
				const wish = { ...standardLook, sourceLine, ...(groupDigests === undefined ? {} : { groupDigests }) };
				const parts = splitDigest(all, wish);
				expect(
					parts
						.flat()
						.map(({ headline }) => headline)
						.sort(),
				).toEqual(all.map(({ headline }) => headline).sort());
				for (const part of parts) {
					const { blocks } = buildDigest(part, wish, context);
					const spans = blocks.flatMap((block) => (block.kind === "paragraph" ? block.spans : []));
					const size = spans.reduce((sum, { text, href = "" }) => sum + text.length + href.length, 0);
					expect(size).toBeLessThanOrEqual(3_500);
					expect(spans.filter(({ text }) => /^\d+\. $/.test(text)).length).toBe(part.length);
					expect(spans.filter(({ bold, href }) => bold ?? href).length + part.length).toBeLessThan(100);
				}
			}),
			{ numRuns: 60 },
		);
	});
});
