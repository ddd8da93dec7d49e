import bidiFactory, { type Bidi } from "bidi-js";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { telegramRequest } from "../../../adapters/telegram/publisher/render-call.ts";
import { keptText } from "../../../adapters/telegram/render/kept-text.ts";
import { renderLinkRows } from "../../../adapters/telegram/render/link-rows.ts";
import { isBlank, renderMessage } from "../../../adapters/telegram/render.ts";
import type { Block, Message, Span } from "../../../src/message/message.ts";
import { sampleMessage } from "../../contract/publisher.ts";
import { parseHtml } from "../../fakes/telegram/html.ts";
import { normaliseText } from "../../fakes/telegram/normalise.ts";

function messageOf(blocks: readonly Block[], changes: Partial<Message> = {}): Message {
	return sampleMessage({ blocks, ...changes });
}

function paragraph(...spans: Span[]): Block {
	return { kind: "paragraph", spans };
}

/** Direction marks made visible. */
function show(text: string): string {
	const names: Record<string, string> = {
		"\u200f": "[RLM]",
		"\u200e": "[LRM]",
		"\u2068": "[FSI]",
		"\u2069": "[PDI]",
	};
	return text.replace(/[\u200e\u200f\u2066-\u2069]/g, (mark) => names[mark] ?? "[?]");
}

describe("a message in Telegram's HTML", () => {
	const cases: [string, Message, string[]][] = [
		[
			"headline and date stand together, all else apart",
			messageOf([
				{ kind: "headline", text: "عنوان" },
				{ kind: "date", text: "اليوم" },
				paragraph({ text: "فقرة" }),
				{ kind: "source", name: "وكالة", href: "https://a.example/1" },
				{ kind: "tags", tags: ["غزة", "كأس العالم"] },
			]),
			[
				"<b>عنوان</b>",
				"اليوم",
				"",
				"فقرة",
				"",
				'<a href="https://a.example/1">وكالة</a>',
				"",
				"[RLM]#غزة #كأس_العالم",
			],
		],
		[
			"the lines of a paragraph, each directed",
			messageOf([paragraph({ text: "عنوان", bold: true }, { text: "\n" }, { text: "CNN: خبر" })]),
			["<b>عنوان</b>", "[RLM]CNN: خبر"],
		],
		[
			"a headline with an address is a link",
			messageOf([{ kind: "headline", text: "عنوان", href: "https://a.example/خبر" }]),
			['<a href="https://a.example/%D8%AE%D8%A8%D8%B1"><b>عنوان</b></a>'],
		],
		[
			"signs of mark-up are escaped, in addresses too",
			messageOf([
				paragraph(
					{ text: "1 < 2 & 3 > 2", bold: true },
					{ text: ' "س"', href: 'https://a.example/?a="1"&b=<2>' },
				),
			]),
			[
				'[RLM]<b>1 &lt; 2 &amp; 3 &gt; 2</b><a href="https://a.example/?a=%221%22&amp;b=%3C2%3E"> &quot;س&quot;</a>',
			],
		],
		[
			"marks of direction stand outside of tags where a run begins or ends",
			messageOf([paragraph({ text: "قالت " }, { text: "AT&T", bold: true }, { text: " لا" })]),
			["قالت [FSI]<b>AT&amp;T</b>[PDI] لا"],
		],
		[
			"the items of a list begin with a point",
			messageOf([{ kind: "list", items: [[{ text: "أول" }], [{ text: "ثان", italic: true }]] }]),
			["[RLM]• أول", "[RLM]• <i>ثان</i>"],
		],
		[
			"an address that Telegram would not take leaves the words",
			messageOf([
				paragraph(
					{ text: "رابط", href: "javascript:alert(1)" },
					{ text: " آخر", href: "http://localhost/1" },
				),
			]),
			["رابط آخر"],
		],
		[
			"empty blocks leave no gap",
			messageOf([
				paragraph({ text: "أ" }),
				paragraph({ text: "  " }),
				{ kind: "tags", tags: ["!!"] },
				paragraph({ text: "ب" }),
			]),
			["أ", "", "ب"],
		],
		[
			"a line in a left-to-right message is left to itself",
			messageOf([{ kind: "headline", text: "News: 3-1" }], { language: "en" }),
			["<b>News: 3-1</b>"],
		],
	];
	it.each(cases)("%s", (_name, message, lines) => {
		expect(show(renderMessage(message).text).split("\n")).toEqual(lines);
	});

	it("writes links out in a plain text, and has neither parse mode nor buttons", () => {
		const buttons = [[{ label: "زر", href: "https://a.example" }]];
		const rendered = renderMessage(sampleMessage({ buttons }), { plainText: true });
		expect(rendered.text).toMatch(/صحيفة المدينة\n\u200f\u2068?https:\/\/news\.example\/a\/1\?x=1&y=2/);
		expect(rendered).not.toHaveProperty("parse_mode");
		expect(rendered).not.toHaveProperty("reply_markup");
	});

	it("previews the article where that is wished, and nothing else", () => {
		expect(renderMessage(sampleMessage({ linkPreview: true })).link_preview_options).toEqual({
			url: "https://news.example/a/1?x=1&y=2",
		});
		expect(renderMessage(sampleMessage()).link_preview_options).toEqual({ is_disabled: true });
	});

	it("makes buttons of links alone", () => {
		const buttons = [
			[
				{ label: "اقرأ", href: "https://a.example/1" },
				{ label: "لا", href: "tel:1" },
			],
			[{ label: " ", href: "https://a.example" }],
		];
		expect(renderMessage(sampleMessage({ buttons })).reply_markup).toEqual({
			inline_keyboard: [[{ text: "اقرأ", url: "https://a.example/1" }]],
		});
	});

	it("draws a row of buttons from the right, and passes an article on by Telegram's own page for that", () => {
		const href = "https://a.example/1?x=1&y=2";
		const row = [
			{ label: "اقرأ الخبر", href },
			{ label: "شارك", href, share: "عنوان & أكثر" },
		];
		const [[share, read] = []] = renderLinkRows(sampleMessage({ buttons: [row] }));
		expect([share?.text, read?.text]).toEqual(["شارك", "اقرأ الخبر"]);
		const address = new URL(share?.url ?? "");
		expect([address.origin + address.pathname, ...address.searchParams]).toEqual([
			"https://t.me/share/url",
			["url", href],
			["text", "عنوان & أكثر"],
		]);
		const [[first] = []] = renderLinkRows(sampleMessage({ language: "en", buttons: [row] }));
		expect(first?.text).toBe("اقرأ الخبر");
	});

	it.each([
		["ar", "الجولة 7-1 من 2026-12-31", "الجولة \u20687-1\u2069 من \u20682026-12-31\u2069"],
		["ar", "✅ OPEC+ تجتمع", "\u200f✅ \u2068OPEC+\u2069 تجتمع"],
		["ar", "CNN تنشر", "\u200fCNN تنشر"],
		["ar", "✅ سياسة", "✅ سياسة"],
		["ar", "22/03/2023", "22/03/2023"],
		["ar", "غزة\ud800\u202e\n الآن", "غزة\ufffd الآن"],
		["en", "The 7-1 of غزة", "The 7-1 of \u2068غزة\u2069"],
	])("keeps a button's label in order, in %s: %s", (language, label, text) => {
		const control = { kind: "press" as const, label, does: "x" };
		const buttons = [[{ label, href: "https://a.example/" }]];
		expect(renderMessage(sampleMessage({ language, buttons, controls: [[control]] })).reply_markup).toEqual({
			inline_keyboard: [[{ text, url: "https://a.example/" }], [{ text, callback_data: "x" }]],
		});
	});

	it("passes an article on in words that stand in order wherever they are pasted", () => {
		const row = [{ label: "شارك", href: "https://a.example/1", share: "الأهلي يفوز 2-1" }];
		const [[share] = []] = renderLinkRows(sampleMessage({ buttons: [row] }));
		expect(new URL(share?.url ?? "").searchParams.get("text")).toBe("الأهلي يفوز \u20682-1\u2069");
	});

	it("asks with an example that stands in order, and is never too long for Telegram", () => {
		const asked = (placeholder: string) =>
			renderMessage(sampleMessage({ asks: { placeholder } })).reply_markup;
		expect(asked("اقرأ المزيد | https://a.example")).toMatchObject({
			input_field_placeholder: "اقرأ المزيد | \u2068https://a.example\u2069",
		});
		const long = asked(`${"كلمة ".repeat(12)}2-1`) as { input_field_placeholder: string };
		expect(long.input_field_placeholder.length).toBeLessThanOrEqual(64);
		expect(long.input_field_placeholder).not.toContain("\u2068");
	});

	it("gives up a shared article's words rather than its address where both are too long", () => {
		const href = `https://a.example/${"x".repeat(900)}`;
		const row = [{ label: "شارك", href, share: "عنوان ".repeat(100) }];
		const [[share] = []] = renderLinkRows(sampleMessage({ buttons: [row] }));
		expect(share?.url).toBe(`https://t.me/share/url?url=${encodeURIComponent(href)}`);
	});

	it("knows a message of which nothing is seen", () => {
		for (const text of ["", " ", "\u200f", "\u2068 \u2069", "\u200b\u2060", "\u3164"]) {
			expect(isBlank(renderMessage(messageOf([paragraph({ text })])))).toBe(true);
		}
		expect(isBlank(renderMessage(messageOf([paragraph({ text: "." })])))).toBe(false);
	});
});

describe("a message that is too long for Telegram", () => {
	const long = "هذه جملة من خبر طويل لا ينتهي. ";
	it("loses the end of its lead, at a sentence, and keeps everything else", () => {
		const [headline, date, , source] = sampleMessage().blocks;
		if (headline === undefined || date === undefined || source === undefined) throw new Error("no sample");
		const { text, visible } = renderMessage(
			messageOf([headline, date, paragraph({ text: long.repeat(300) }), source]),
		);
		expect(visible.length).toBeLessThanOrEqual(4096);
		expect(visible.length).toBeGreaterThan(4000);
		const lines = text.split("\n");
		expect(lines[3]).toMatch(/لا ينتهي\.$/);
		expect(lines.at(-1)).toBe('<a href="https://news.example/a/1?x=1&amp;y=2">صحيفة المدينة</a>');
	});

	it("loses the last items of a list first", () => {
		const items = Array.from({ length: 60 }, (_, i) => [{ text: `${"بند ".repeat(30)}${i}` }]);
		const { text } = renderMessage(
			messageOf([
				{ kind: "headline", text: "ملخص" },
				{ kind: "list", items },
			]),
		);
		expect(text).toContain(" 0\n");
		expect(text).not.toContain(" 59");
	});

	it("keeps the formatting of what stays", () => {
		const spans = [{ text: "أوله ", bold: true }, { text: long.repeat(400) }];
		const { text } = renderMessage(messageOf([paragraph(...spans)]), { limit: 200 });
		expect(text.startsWith("<b>أوله </b>هذه")).toBe(true);
	});

	it("cuts even what has no place to be cut", () => {
		for (const text of ["ك".repeat(9000), `ا${"\u0651".repeat(9000)}`, "👩‍👩‍👧‍👦".repeat(1000)]) {
			for (const kind of ["headline", "paragraph"] as const) {
				const block: Block = kind === "headline" ? { kind, text } : paragraph({ text });
				const { visible } = renderMessage(messageOf([block]), { limit: 1024 });
				expect(visible.length).toBeLessThanOrEqual(1024);
			}
		}
	});
});

describe("what holds for every message", () => {
	const words = [
		"خبر ",
		"عاجل: ",
		"3-1 ",
		"2023-03-22 ",
		"CNN: ",
		"@name ",
		"#وسم ",
		"AT&T ",
		"https://a.example/x?y=1 ",
		"😀 ",
		"<b>",
		"&amp;",
		"\u202e",
		"\u2068",
		"(أ) ",
		"« ",
		"7%",
		"\n",
	];
	const text = fc.oneof(
		fc.array(fc.constantFrom(...words), { maxLength: 30 }).map((parts) => parts.join("")),
		fc.string({ unit: "grapheme", maxLength: 200 }),
		fc.string({ unit: "binary", maxLength: 200 }),
	);
	const span = fc.record(
		{ text, bold: fc.boolean(), italic: fc.boolean(), href: fc.oneof(fc.webUrl(), text) },
		{ requiredKeys: ["text"] },
	);
	const block: fc.Arbitrary<Block> = fc.oneof(
		fc.record({ kind: fc.constant("headline" as const), text, href: fc.webUrl() }),
		fc.record({ kind: fc.constant("date" as const), text }),
		fc.record({ kind: fc.constant("paragraph" as const), spans: fc.array(span, { maxLength: 6 }) }),
		fc.record({
			kind: fc.constant("list" as const),
			items: fc.array(fc.array(span, { maxLength: 3 }), { maxLength: 5 }),
		}),
		fc.record({ kind: fc.constant("source" as const), name: text, href: fc.webUrl() }),
		fc.record({ kind: fc.constant("tags" as const), tags: fc.array(text, { maxLength: 4 }) }),
	);
	const message = fc
		.record({ blocks: fc.array(block, { maxLength: 6 }), language: fc.constantFrom("ar", "en", "fa") })
		.map(({ blocks, language }) => sampleMessage({ blocks, language }));

	it("Telegram reads our HTML as the text that we meant", () => {
		fc.assert(
			fc.property(message, (given) => {
				const rendered = renderMessage(given);
				expect(parseHtml(rendered.text).text).toBe(rendered.visible);
			}),
			{ numRuns: 500 },
		);
	});

	it("what arrives is what `keptText` says", () => {
		fc.assert(
			fc.property(message, fc.boolean(), (given, plainText) => {
				const rendered = renderMessage(given, { plainText });
				const arrived = normaliseText(
					plainText ? { text: rendered.text, entities: [] } : parseHtml(rendered.text),
				);
				expect(keptText(rendered.visible)).toBe(arrived.text);
			}),
			{ numRuns: 500 },
		);
	});

	it("no mark of direction is inside a tag, an address or a hashtag, and every isolate is closed in its line", () => {
		fc.assert(
			fc.property(message, (given) => {
				const rendered = renderMessage(given);
				for (const tag of rendered.text.match(/<[^>]*>/g) ?? [])
					expect(tag).not.toMatch(/[\u200e\u200f\u2066-\u2069]/);
				for (const line of rendered.visible.split("\n")) {
					let open = 0;
					for (const unit of line) {
						if (unit === "\u2068") open++;
						if (unit === "\u2069") open--;
						expect(open).toBeGreaterThanOrEqual(0);
					}
					expect(open).toBe(0);
				}
			}),
			{ numRuns: 500 },
		);
	});

	it("every line of an Arabic message runs from right to left", () => {
		const bidi = (bidiFactory as unknown as () => Bidi)();
		fc.assert(
			// bidi-js knows the directions of the first plane only, so of these words and not of any text.
			fc.property(fc.array(fc.constantFrom(...words), { maxLength: 30 }), (parts) => {
				const { visible } = renderMessage(messageOf([paragraph({ text: parts.join("") })]));
				for (const line of visible.split("\n").filter((one) => one.trim() !== "")) {
					expect(bidi.getEmbeddingLevels(line).paragraphs[0]?.level).toBe(1);
				}
			}),
			{ numRuns: 300 },
		);
	});

	it("it is never over the limit", () => {
		fc.assert(
			fc.property(message, fc.integer({ min: 60, max: 300 }), (given, limit) => {
				expect(renderMessage(given, { limit }).visible.length).toBeLessThanOrEqual(limit);
			}),
			{ numRuns: 300 },
		);
	});
});

describe("the request of a preview", () => {
	it("is the one that the publisher sends", () => {
		const image = { url: "https://news.example/p.jpg", alt: "" };
		expect(telegramRequest(-1001, sampleMessage())).toMatchObject({
			method: "sendMessage",
			body: { chat_id: -1001, parse_mode: "HTML" },
		});
		expect(telegramRequest(-1001, sampleMessage({ image }))).toMatchObject({
			method: "sendPhoto",
			body: { photo: image.url },
		});
	});
});
