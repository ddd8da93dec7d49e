import { describe, expect, it } from "vitest";
import { renderMessage, titleOf } from "../../../adapters/web/render.ts";
import type { Block, Message } from "../../../src/message/message.ts";
import { cardMessage, textMessage } from "./sample-messages.ts";

async function drawn(blocks: readonly Block[], language = "ar"): Promise<string> {
	const message = { ...textMessage(""), language, blocks };
	return String(await renderMessage(message, { heading: 2, imageOrigins: [] })).trim();
}

describe("what would be drawn in the wrong order is set apart, and no mark is left for a reader to copy", () => {
	it.each([
		["a score", "الفريق يفوز 2-1 على ضيفه", "الفريق يفوز <bdi>2-1</bdi> على ضيفه"],
		["a name with signs", "أداة GPT-4 الجديدة", "أداة <bdi>GPT-4</bdi> الجديدة"],
		["a foreign word at the start", "CNN: خبر", "CNN: خبر"],
		["a date with slashes, which keeps its order by itself", "يوم 22/03/2023", "يوم 22/03/2023"],
	])("%s", async (_name, text, wanted) => {
		const line = await drawn([{ kind: "paragraph", spans: [{ text }] }]);
		expect(line).toBe(`<p>${wanted}</p>`);
		expect(line).not.toMatch(/[\u200E\u200F\u2066-\u2069]/);
	});
});

it("a number behind other words stands in order too, whatever it is dressed in", async () => {
	const spans = [
		{ text: "فاز الفريق " },
		{ text: "2-1", bold: true },
		{ text: " يوم " },
		{ text: "2023-03-22" },
	];
	expect(await drawn([{ kind: "paragraph", spans }])).toBe(
		"<p>فاز الفريق <strong><bdi>2-1</bdi></strong> يوم <bdi>2023-03-22</bdi></p>",
	);
});

it("a title is in order wherever it is shown, and cut between words", () => {
	const score = { ...textMessage(""), blocks: [{ kind: "headline" as const, text: "الأهلي يفوز 2-1" }] };
	expect(titleOf(score)).toBe("الأهلي يفوز \u20682-1\u2069");
	const text = `قال «${"كلمة ".repeat(40)}»`;
	const long = { ...textMessage(""), blocks: [{ kind: "paragraph" as const, spans: [{ text }] }] };
	expect(titleOf(long)).toMatch(/^قال «(?:كلمة )+كلمة» …$/);
	expect(titleOf(long).length).toBeLessThanOrEqual(90);
});

describe("what the channel says in an entry of another direction is set in its own language", () => {
	it("Arabic in an English one", async () => {
		const message: Message = {
			...textMessage("The council met.", "en"),
			blocks: [{ kind: "date", text: "الأربعاء 22 مارس 2023" }],
			buttons: [[{ label: "اقرأ الخبر", href: "https://a.example/" }]],
		};
		const entry = String(await renderMessage(message, { heading: 2, imageOrigins: [] }));
		expect(entry).toContain('<p class="date"><span lang="ar" dir="rtl">الأربعاء 22 مارس 2023</span></p>');
		expect(entry).toContain('rel="noopener"><span lang="ar" dir="rtl">اقرأ الخبر</span></a>');
	});

	it.each([
		[
			"English in an Arabic one",
			"ar",
			"22 March 2023, 9:30",
			'<span lang="en" dir="ltr">22 March 2023, 9:30</span>',
		],
		["a date without words as the entry is", "ar", "2023-03-22", "2023-03-22"],
		["another language of the same direction as the entry is", "fr", "22 March 2023", "22 March 2023"],
	])("%s", async (_name, language, text, wanted) => {
		expect(await drawn([{ kind: "date", text }], language)).toBe(`<p class="date">${wanted}</p>`);
	});
});

describe("blocks", () => {
	it.each([
		[
			"bold and italic",
			{
				kind: "paragraph",
				spans: [
					{ text: "أ", bold: true },
					{ text: "ب", italic: true },
				],
			},
			"<p><strong>أ</strong><em>ب</em></p>",
		],
		["a list", { kind: "list", items: [[{ text: "أ" }], [{ text: "ب" }]] }, "<ul><li>أ</li><li>ب</li></ul>"],
		["a source without an address", { kind: "source", name: "مدار" }, '<p class="source">مدار</p>'],
		["tags", { kind: "tags", tags: ["مدن"] }, '<ul class="tags"><li>مدن</li></ul>'],
		["a date", { kind: "date", text: "الاثنين 6 مايو 2024" }, '<p class="date">الاثنين 6 مايو 2024</p>'],
	] satisfies [string, Block, string][])("%s", async (_name, block, wanted) => {
		expect(await drawn([block])).toBe(wanted);
	});
});

it("the lines of a paragraph stand under one another, and a page has no button for sharing", () => {
	const href = "https://a.example/";
	const spans = [{ text: "سطر" }, { text: "\n" }, { text: "سطر", bold: true }];
	const buttons = [
		[
			{ label: "اقرأ", href },
			{ label: "شارك", href, share: "عنوان" },
		],
	];
	const drawn = String(
		renderMessage(
			{ language: "ar", blocks: [{ kind: "paragraph", spans }], buttons, silent: false, linkPreview: false },
			{ heading: 1, imageOrigins: [] },
		),
	);
	expect(drawn).toContain("<p>سطر<br><strong>سطر</strong></p>");
	expect(drawn).not.toContain("شارك");
});

it("a title is one line, whole when it is a headline", () => {
	const long = "خبر ".repeat(60).trim();
	expect(titleOf(cardMessage(long))).toBe(long);
	expect(titleOf(textMessage("سطر\nثان"))).toBe("سطر ثان");
});
