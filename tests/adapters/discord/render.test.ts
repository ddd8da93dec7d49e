import bidiFactory, { type Bidi } from "bidi-js";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { discordLimits } from "../../../adapters/discord/limits.ts";
import { renderMessage } from "../../../adapters/discord/render.ts";
import type { Block, Message } from "../../../src/message/message.ts";
import { checkEmbedSum, messageForm, readForm } from "../../fakes/discord/forms.ts";
import { cardMessage } from "./stage.ts";

// Its types are written for an ES module and its code is CommonJS: the default export is the function itself.
const bidi = (bidiFactory as unknown as () => Bidi)();

const text = (words: string, changes: Partial<Message> = {}) =>
	cardMessage({ blocks: [{ kind: "paragraph", spans: [{ text: words }] }], ...changes });

it("a card is one embed: the headline its title, the date on a line of its own, the source its footer", () => {
	const image = { url: "https://news.example/1.jpg", alt: "" };
	const buttons = [[{ label: "الخبر كاملًا", href: "https://news.example/1" }]];
	expect(renderMessage(cardMessage({ image, buttons }))).toEqual({
		embeds: [
			{
				title: "افتتاح جسر جديد شمال المدينة",
				url: "https://news.example/1",
				description: "الأربعاء 22 مارس 2023\n\nافتتح اليوم جسر يربط الحيين بعد عامين من العمل.",
				image: { url: "https://news.example/1.jpg" },
				footer: { text: "صحيفة المدينة" },
			},
		],
		components: [
			{
				type: 1,
				components: [{ type: 2, style: 5, label: "الخبر كاملًا", url: "https://news.example/1" }],
			},
		],
		allowed_mentions: { parse: [] },
	});
});

it("without a headline it is plain content; too long for that, an embed", () => {
	expect(renderMessage(text("تم الاشتراك."))).toEqual({
		content: "تم الاشتراك.",
		allowed_mentions: { parse: [] },
	});
	const long = renderMessage(text("كلمة ".repeat(600)));
	expect([long?.content, long?.embeds?.length]).toEqual([undefined, 1]);
});

it("a silent message is flagged so", () => {
	expect(renderMessage(text("ليلًا", { silent: true }))?.flags).toBe(4096);
});

it("topics are plain words, and no line begins with #", () => {
	const blocks: Block[] = [
		{ kind: "headline", text: "#عاجل خبر" },
		{ kind: "tags", tags: ["#غزة", "سياسة"] },
	];
	const embed = renderMessage(cardMessage({ blocks }))?.embeds?.[0];
	expect(embed).toMatchObject({ title: expect.stringContaining("\\#عاجل خبر"), description: "غزة · سياسة" });
});

it("one source is the footer, several stay where they are said", () => {
	const source = (name: string): Block => ({ kind: "source", name, href: "https://a.example/" });
	const blocks: Block[] = [{ kind: "headline", text: "أخبار" }, source("الأولى"), source("الثانية")];
	const embed = renderMessage(cardMessage({ blocks }))?.embeds?.[0];
	expect(embed?.footer).toBeUndefined();
	expect(embed?.description).toBe("[الأولى](<https://a.example/>)\n[الثانية](<https://a.example/>)");
});

it("a run that is half bold is isolated once, and its marks stand around it", () => {
	const spans = [{ text: "قالت " }, { text: "AT&T", bold: true }, { text: " إنها تستثمر" }];
	const body = renderMessage(cardMessage({ blocks: [{ kind: "paragraph", spans }] }));
	expect(body?.content).toBe("قالت **\u2068AT&T\u2069** إنها تستثمر");
});

describe("direction", () => {
	/** As a screen shows it, from left to right. */
	function drawn(line: string): string {
		const order = bidi.getReorderedString(line, bidi.getEmbeddingLevels(line));
		return order.replace(/[\u200e\u200f\u2066-\u2069]/g, "");
	}

	it.each(["CNN: هجوم جديد", "🔴 عاجل", "2023-03-22 موعد المباراة", "7-1 نتيجة المباراة", "@name قال"])(
		"a line that begins with %s runs from the right by itself",
		(line) => {
			const content = renderMessage(text(line))?.content ?? "";
			expect(bidi.getEmbeddingLevels(content).paragraphs[0]?.level).toBe(1);
		},
	);

	it("a date with dashes and a score are drawn as they are read", () => {
		const content = renderMessage(text("في 2023-03-22 فاز 7-1"))?.content ?? "";
		expect(drawn(content)).toContain("2023-03-22");
		expect(drawn(content)).toContain("7-1");
	});
});

describe("limits", () => {
	const words = fc.array(
		fc.constantFrom(
			"خبر",
			"*",
			"_",
			"#",
			"كلمةٌ",
			"AT&T",
			"https://a.example/x_y",
			"،",
			".",
			"\n",
			"👩‍👩‍👧",
			"<@1>",
			"@everyone",
			"7-1",
		),
		{ maxLength: 900 },
	);
	const paragraph = words.map((all): Block => ({ kind: "paragraph", spans: [{ text: all.join(" ") }] }));
	const list = fc
		.array(words, { maxLength: 12 })
		.map(
			(items): Block => ({ kind: "list", items: items.map((all) => [{ text: all.slice(0, 80).join(" ") }]) }),
		);
	const blocks = fc
		.tuple(words, fc.array(fc.oneof(paragraph, list), { maxLength: 5 }), words)
		.map(([headline, rest, name]): Block[] => [
			{ kind: "headline", text: headline.slice(0, 200).join(" "), href: "https://a.example/" },
			{ kind: "date", text: "الأربعاء 22 مارس 2023" },
			...rest,
			{ kind: "source", name: name.slice(0, 100).join(" ") },
		]);

	it("whatever is said, Discord takes it, and no escape is cut", () => {
		fc.assert(
			fc.property(blocks, fc.boolean(), fc.boolean(), (all, plainText, headless) => {
				const body = renderMessage(cardMessage({ blocks: headless ? all.slice(2) : all }), plainText);
				if (body === undefined) return;
				const read = readForm(messageForm, body);
				expect(read).toMatchObject({ kind: "form" });
				expect(checkEmbedSum(read.kind === "form" ? read.form.embeds : [])).toEqual([]);
				const written = [body.content, body.embeds?.[0]?.title, body.embeds?.[0]?.description];
				for (const each of written) {
					expect(each ?? "").not.toMatch(/(?<!\\)(?:\\\\)*\\$/);
					expect(balance(each ?? "")).toBe(0);
				}
			}),
			{ numRuns: 150 },
		);
	}, 60_000);

	function balance(written: string): number {
		return (written.match(/\u2068/g)?.length ?? 0) - (written.match(/\u2069/g)?.length ?? 0);
	}

	it("a long lead is cut where a sentence ends, and what follows it stays", () => {
		const sentence = "افتتحت البلدية جسرًا جديدًا شمال المدينة اليوم. ";
		const [headline, date, , source] = cardMessage().blocks;
		const long: Block = { kind: "paragraph", spans: [{ text: sentence.repeat(200) }] };
		const tags: Block = { kind: "tags", tags: ["مدن"] };
		const all = [headline, date, long, source, tags].filter((block) => block !== undefined);
		const description = renderMessage(cardMessage({ blocks: all }))?.embeds?.[0]?.description ?? "";
		expect(description.length).toBeGreaterThan(discordLimits.embedDescription - 2 * sentence.length);
		expect(description).toMatch(/شمال المدينة اليوم\.\n\nمدن$/);
	});

	it("a row of buttons is drawn from the right; one for sharing is left to Discord's own", () => {
		const href = "https://a.example/";
		const row = [
			{ label: "اقرأ", href },
			{ label: "شارك", href, share: "عنوان" },
			{ label: "المصدر", href },
		];
		const [shown] = renderMessage(cardMessage({ buttons: [row] }))?.components ?? [];
		expect(shown?.components).toMatchObject([{ label: "المصدر" }, { label: "اقرأ" }]);
	});

	it("every line of a paragraph is text, however it begins", () => {
		const spans = [
			{ text: "سطر" },
			{ text: "\n" },
			{ text: "# ليس عنوانًا" },
			{ text: "\n" },
			{ text: "1. ليس بندًا" },
		];
		const message = cardMessage({ blocks: [{ kind: "paragraph", spans }] });
		expect(renderMessage(message)?.content).toBe("سطر\n\u200f\\# ليس عنوانًا\n\u200f1\\. ليس بندًا");
	});

	it("at most five rows of five buttons; one without an address that fits is left out", () => {
		const button = { label: "خبر", href: "https://a.example/" };
		const far = { label: "بعيد", href: `https://a.example/${"x".repeat(600)}` };
		const buttons = [[far], ...Array.from({ length: 4 }, () => Array.from({ length: 7 }, () => button))];
		const rows = renderMessage(cardMessage({ buttons }))?.components ?? [];
		expect(rows.map(({ components }) => components.length)).toEqual([5, 2, 5, 2, 5]);
	});
});
