import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { type Look, standardLook } from "../../../src/domain/channel.ts";
import type { CardContent } from "../../../src/domain/post.ts";
import { createSentences } from "../../../src/i18n/sentences.ts";
import { buildMessage } from "../../../src/message/card.ts";
import type { Block, Message } from "../../../src/message/message.ts";
import type { TemplateFault } from "../../../src/message/template/fault.ts";
import { readyTemplates } from "../../../src/message/template/ready-templates.ts";
import "../../support/property-seed.ts";

const context = { zone: "Asia/Amman", now: Date.UTC(2023, 2, 22, 12), sentences: createSentences() };

const card: CardContent = {
	articleId: "a1",
	headline: "البلدية تفتتح 3 حدائق",
	publishedAt: Date.UTC(2023, 2, 22, 9),
	publishedDate: "2023-03-22",
	datePrecision: "instant",
	lead: "افتتحت البلدية صباح اليوم 3 حدائق جديدة.",
	sourceName: "الوكالة الوطنية",
	url: "https://news.example/local/1",
	language: "ar",
	topics: ["محليات", "الشرق الأوسط"],
};

function post(text: string, part: Partial<CardContent> = {}, look: Partial<Look> = {}) {
	const faults: TemplateFault[] = [];
	const own = { ...standardLook, template: { kind: "own" as const, text }, ...look };
	const message = buildMessage({ kind: "card", card: { ...card, ...part } }, own, {
		...context,
		templateFailed: (fault) => void faults.push(fault),
	});
	return { message, faults };
}

const blocks = (text: string, part: Partial<CardContent> = {}, look: Partial<Look> = {}) =>
	post(text, part, look).message.blocks;

const paragraph = (...spans: Extract<Block, { kind: "paragraph" }>["spans"][number][]): Block => ({
	kind: "paragraph",
	spans,
});

describe("a template", () => {
	it.each<[name: string, text: string, made: readonly Block[]]>([
		[
			"a headline that leads to the article",
			"# {{ headline }}",
			[{ kind: "headline", text: "البلدية تفتتح 3 حدائق", href: "https://news.example/local/1" }],
		],
		["a date on a line of its own", "{{ date }}", [{ kind: "date", text: "الأربعاء 22 مارس 2023" }]],
		["a date in another style", "{{ date | dual }}", [{ kind: "date", text: "22 آذار/مارس 2023" }]],
		[
			"a date by the name of its style",
			"{{ date | date: 'hijri' }}",
			[{ kind: "date", text: "30 شعبان 1444 هـ" }],
		],
		["a relative date in a sentence", "نُشر {{ date | relative }}", [paragraph({ text: "نُشر قبل 3 ساعات" })]],
		["the time of day in the channel's zone", "{{ date | time }}", [{ kind: "date", text: "12:00" }]],
		[
			"the source with its link",
			"{{ source }}",
			[{ kind: "source", name: "الوكالة الوطنية", href: "https://news.example/local/1" }],
		],
		["topics as tags", "{{ hashtags }}", [{ kind: "tags", tags: ["محليات", "الشرق الأوسط"] }]],
		["tags in a line", "الوسوم {{ hashtags }}", [paragraph({ text: "الوسوم #محليات #الشرق_الأوسط" })]],
		[
			"bold, italic and a link",
			"*عن* _الوكالة_ [كاملًا]({{ url }})",
			[
				paragraph(
					{ text: "عن", bold: true },
					{ text: " " },
					{ text: "الوكالة", italic: true },
					{ text: " " },
					{ text: "كاملًا", href: "https://news.example/local/1" },
				),
			],
		],
		[
			"marks in marks",
			"*[{{ source }}]({{ url }})*",
			[paragraph({ text: "الوكالة الوطنية", bold: true, href: "https://news.example/local/1" })],
		],
		["a sign that is no mark", "\\*2\\* 3*4*5 #غزة_الآن", [paragraph({ text: "*2* 3*4*5 #غزة_الآن" })]],
		[
			"lines that stay together",
			"{{ headline }}\n{{ lead }}",
			[
				paragraph(
					{ text: "البلدية تفتتح 3 حدائق" },
					{ text: "\n" },
					{ text: "افتتحت البلدية صباح اليوم 3 حدائق جديدة." },
				),
			],
		],
		[
			"a list",
			"- {{ source }}\n- {{ date }}",
			[{ kind: "list", items: [[{ text: "الوكالة الوطنية" }], [{ text: "الأربعاء 22 مارس 2023" }]] }],
		],
		[
			"a loop over topics",
			"{% for topic in topics %}«{{ topic }}» {% endfor %}",
			[paragraph({ text: "«محليات» «الشرق الأوسط»" })],
		],
		["a joined list", "{{ topics | join: ' / ' }}", [paragraph({ text: "محليات / الشرق الأوسط" })]],
		[
			"a lead cut where Arabic allows it",
			"{{ lead | truncate: 20 }}",
			[paragraph({ text: "افتتحت البلدية …" })],
		],
		[
			"digits of the other set",
			"{{ headline | digits: 'arabic' }}",
			[paragraph({ text: "البلدية تفتتح ٣ حدائق" })],
		],
		[
			"a value that is missing, with the sign beside it",
			"{{ author }} · {{ source }}",
			[paragraph({ text: "الوكالة الوطنية" })],
		],
		[
			"a condition",
			"{% if author %}كتب {{ author }}{% else %}{{ source }}{% endif %}",
			[paragraph({ text: "الوكالة الوطنية" })],
		],
	])("writes %s", (_name, text, made) => {
		expect(blocks(text)).toEqual(made);
	});

	it("links to http(s) addresses alone", () => {
		expect(blocks("[هنا](javascript:alert) و[هناك](https://x.example)")).toEqual([
			paragraph({ text: "هنا" }, { text: " و" }, { text: "هناك", href: "https://x.example" }),
		]);
	});

	it("writes numbers in the channel's digits, but for those of another language", () => {
		const [headline] = blocks("# {{ headline }}", {}, { digits: "arabic" });
		expect(headline).toMatchObject({ text: "البلدية تفتتح ٣ حدائق" });
		const [persian] = blocks("# {{ headline }}", { headline: "۳ بوستان", language: "fa" });
		expect(persian).toMatchObject({ text: "۳ بوستان" });
	});

	it("has no source where the channel wants none, and no tags", () => {
		expect(
			blocks("{{ headline }}\n\n{{ source }}\n\n{{ hashtags }}", {}, { sourceLine: false, hashtags: false }),
		).toEqual([paragraph({ text: "البلدية تفتتح 3 حدائق" })]);
	});

	it("gets the tags at its end where the channel wants them and it does not place them", () => {
		const tags = { kind: "tags", tags: ["محليات", "الشرق الأوسط"] };
		expect(blocks("{{ headline }}", {}, { hashtags: true }).at(-1)).toEqual(tags);
		expect(blocks("{{ hashtags }}\n\n{{ headline }}", {}, { hashtags: true })).toEqual([
			tags,
			paragraph({ text: "البلدية تفتتح 3 حدائق" }),
		]);
	});

	it("says that news is breaking only where its outlet does, and not twice", () => {
		const template = { kind: "ready" as const, name: "breaking" };
		expect(blocks("", { breaking: true }, { template })[0]).toMatchObject({
			text: "🔴 عاجل | البلدية تفتتح 3 حدائق",
		});
		expect(blocks("", {}, { template })[0]).toMatchObject({ text: "البلدية تفتتح 3 حدائق" });
		const said = blocks("", { breaking: true, headline: "عاجل: هزة أرضية" }, { template });
		expect(said[0]).toMatchObject({ text: "عاجل: هزة أرضية" });
	});
});

describe("what an article says", () => {
	const hostile = [
		"*غامق* _مائل_ [رابط](https://evil.example) # عنوان",
		"{{ url }} {% if x %} {% raw %}",
		"<b>عاجل</b> &lt; @everyone",
		"\u202eمعكوس\u2066 \u200f\u200f",
		"سطر\n# سطر آخر\n- بند",
		"خبر\u{F0201}\u{F002A}\u{F202A}",
		"\\*",
	];

	it.each(hostile)("is never mark-up: %j", (text) => {
		const made = blocks("# {{ headline }}\n{{ lead }}\n\n- {{ source }}", {
			headline: text,
			lead: `${text}.`,
			sourceName: text,
		});
		const spans = made.flatMap((block) => (block.kind === "paragraph" ? block.spans : []));
		expect(made.map(({ kind }) => kind).filter((kind) => kind === "headline").length).toBeLessThanOrEqual(1);
		for (const span of spans) expect(Object.keys(span)).toEqual(["text"]);
		expect(JSON.stringify(made)).not.toMatch(
			/[\u202a-\u202e\u2066-\u2069\u200e\u200f]|[\u{F0000}-\u{FFFFD}]/u,
		);
	});

	it("comes out as it went in, whatever it is", () => {
		const sign = fc.oneof(fc.integer({ min: 0, max: 0x2fff }), fc.integer({ min: 0xd000, max: 0x10ffff }));
		const text = fc
			.array(sign, { minLength: 1, maxLength: 60 })
			.map((codes) => String.fromCodePoint(...codes));
		fc.assert(
			fc.property(text, (source) => {
				const [block] = blocks("= {{ source }} =", { sourceName: source });
				const clean = source
					.replace(/[\u{F0000}-\u{FFFFD}\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]/gu, "")
					.replace(/\p{Cs}/gu, "\ufffd")
					.replace(/[\p{Cc}\u2028\u2029]+/gu, " ");
				if (!/[\p{L}\p{N}\p{So}]/u.test(clean)) return;
				expect(block).toEqual(paragraph({ text: `= ${clean} =` }));
			}),
		);
	});
});

describe("a ready-made template", () => {
	it("called card is the standard card, whatever the article has", () => {
		const cards: Partial<CardContent>[] = [
			{},
			{ lead: "" },
			{ lead: card.headline },
			{ sourceName: "" },
			{ headline: "# عنوان *نجمة*", lead: "- بند\n# سطر" },
			{ datePrecision: "day" },
		];
		for (const part of cards) {
			const content = { kind: "card" as const, card: { ...card, ...part } };
			const named = { ...standardLook, template: { kind: "ready" as const, name: "card" } };
			const lead = (message: Message) => JSON.stringify(message).replaceAll("\\n", " ");
			expect(lead(buildMessage(content, named, context))).toBe(
				lead(buildMessage(content, standardLook, context)),
			);
		}
	});

	it.each(readyTemplates.map(({ name }) => name))("%s writes the richest article and the poorest", (name) => {
		const look = { template: { kind: "ready" as const, name } };
		const poor = { headline: "هزة", lead: "", sourceName: "", topics: [] };
		const { url: _, ...bare } = { ...card, ...poor };
		expect(post("", { author: "ليلى", breaking: true }, look).faults).toEqual([]);
		const faults: TemplateFault[] = [];
		buildMessage(
			{ kind: "card", card: bare },
			{ ...standardLook, ...look },
			{
				...context,
				templateFailed: (fault) => void faults.push(fault),
			},
		);
		expect(faults).toEqual([]);
	});
});

describe("a template that cannot write an article", () => {
	it.each<[why: string, text: string, kind: TemplateFault["kind"]]>([
		["is broken", "{{ headline", "not-closed"],
		["names what does not exist", "{{ titel }}", "unknown-variable"],
		["shows nothing", "{{ author }}", "shows-nothing"],
		["writes too much", "{{ lead }} ".repeat(150), "too-much"],
		[
			"grows without end",
			`{% assign x = headline %}${"{% assign x = x | append: x %}".repeat(60)}{{ x }}`,
			"too-heavy",
		],
	])("is replaced by the standard card when it %s, and that is told", (_why, text, kind) => {
		const { message, faults } = post(text, text.includes("lead") ? { lead: "خبر طويل. ".repeat(30) } : {});
		expect(faults).toMatchObject([{ kind }]);
		expect(message.blocks.map((block) => block.kind)).toEqual(["headline", "date", "paragraph", "source"]);
	});

	it("is replaced where no template has that name", () => {
		const { message, faults } = post("", {}, { template: { kind: "ready", name: "fancy" } });
		expect(faults).toMatchObject([{ kind: "unknown-name", word: "fancy" }]);
		expect(message.blocks[0]?.kind).toBe("headline");
	});

	it("never makes a post fail, whatever it is", () => {
		const pieces = fc.constantFrom(
			..."{{ }} {% %} | : ' \" # - * _ [ ] ( ) \n if for in endif endfor headline lead date topics 1 x assign = truncate \\".split(
				" ",
			),
			" ",
			"\u202e",
			"\u{F0201}",
			"\ud800",
		);
		fc.assert(
			fc.property(fc.array(pieces, { maxLength: 40 }), (parts) => {
				const { message } = post(parts.join(" "));
				expect(message.blocks.length).toBeGreaterThan(0);
			}),
			{ numRuns: 300 },
		);
	});
});

describe("buttons", () => {
	it("lead to the article and pass it on, in the channel's language", () => {
		const { message } = post("{{ headline }}", {}, { buttons: ["read", "share"] });
		expect(message.buttons).toEqual([
			[
				{ label: "اقرأ الخبر", href: card.url },
				{ label: "شارك", href: card.url, share: card.headline },
			],
		]);
	});

	it("are none where there is no article to lead to", () => {
		const { url: _, ...bare } = card;
		const look = { ...standardLook, buttons: ["read" as const] };
		expect(buildMessage({ kind: "card", card: bare }, look, context).buttons).toEqual([]);
	});
});
