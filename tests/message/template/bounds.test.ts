import { describe, expect, it } from "vitest";
import { standardLook } from "../../../src/domain/channel.ts";
import { createSentences } from "../../../src/i18n/sentences.ts";
import { fullCard } from "../../../src/message/sample-cards.ts";
import { checkTemplate } from "../../../src/message/template/check-template.ts";
import { FaultError, type TemplateFault } from "../../../src/message/template/fault.ts";
import { parseTemplate } from "../../../src/message/template/parse-template.ts";
import { readMarkup } from "../../../src/message/template/read-markup.ts";
import { readyTemplates } from "../../../src/message/template/ready-templates.ts";
import { createOutput, createWork, longestOutput } from "../../../src/message/template/work.ts";
import { writeTemplate } from "../../../src/message/template/write-template.ts";
import { growth, mostGrowth } from "../../support/growth.ts";

const context = { zone: "Asia/Amman", now: Date.UTC(2023, 2, 22, 12), sentences: createSentences() };

/** A text of 3,000 letters and more, named x. */
const big = `{% assign x = lead %}${"{% assign x = x | append: x %}".repeat(3)}`;
const inLoop = (text: string) => `{% for topic in topics %}${text}{% endfor %}{{ headline }}`;

describe("a template that would keep the process busy or fill its memory", () => {
	it.each<[name: string, text: string, kind: TemplateFault["kind"]]>([
		[
			"a range, and a loop over it",
			`{% assign x = (1..99999) %}{% for i in x %}${"a\n".repeat(900)}{% endfor %}`,
			"loop",
		],
		[
			"a range whose numbers cannot be counted up",
			"{{ headline }}{% assign x = (9007199254740992..9007199254740994) %}",
			"loop",
		],
		["a range that is written", "{{ (1..9) }}{{ headline }}", "loop"],
		["a range in a condition", "{% if (1..9) contains 3 %}{{ headline }}{% endif %}", "loop"],
		["a long text again and again", big + inLoop("{{ x }}".repeat(200)), "too-much"],
		["a list joined by a long text", `${big}{{ topics | join: x }}{{ headline }}`, "too-heavy"],
		[
			"filters that write nothing",
			big + inLoop("{% assign y = x | truncate: 3000 %}".repeat(45)),
			"too-heavy",
		],
		["a chain of filters", `${big}{{ x${" | digits: 'arabic'".repeat(90)} }}`, "too-heavy"],
		[
			"searches for one long text in another",
			big + inLoop("{% if x contains lead %}{% endif %}".repeat(45)),
			"too-heavy",
		],
	])("is refused: %s", (_name, text, kind) => {
		expect(text.length).toBeLessThan(2000);
		expect(checkTemplate(text, standardLook, context)).toMatchObject({ kind, line: 1 });
	});

	it("has as many topics as an article may have to write of, and ends for them too", () => {
		const card = { ...fullCard, topics: Array.from({ length: 5000 }, (_, nth) => `موضوع ${nth}`) };
		const lines = inLoop("سطر\n".repeat(450));
		const written = writeTemplate(lines, card, standardLook, context);
		expect(written).toMatchObject({ kind: "fault", fault: { kind: "too-much", line: 1 } });
	});
});

describe("what is counted while a template is written", () => {
	it("stops the output before it is longer than it may be", () => {
		const output = createOutput();
		const piece = "ا".repeat(1500);
		expect(() => {
			for (let count = 0; count < 1000; count++) output.write(piece);
		}).toThrow(FaultError);
		expect(output.buffer.length).toBe(longestOutput - (longestOutput % piece.length));
	});

	it("counts calls, and the texts and lists that they are given", () => {
		const callsUntilRefused = (...values: unknown[]) => {
			const work = createWork();
			for (let calls = 0; calls < 1_000_000; calls++) {
				try {
					work.spend(...values);
				} catch {
					return calls;
				}
			}
			return Number.POSITIVE_INFINITY;
		};
		expect(callsUntilRefused()).toBeLessThan(10_000);
		expect(callsUntilRefused("ا".repeat(4000))).toBeLessThan(20);
		expect(callsUntilRefused(["ا".repeat(2000), ["ا".repeat(2000)]])).toBeLessThan(20);
	});

	it("lets the ready-made templates be, many times over", () => {
		for (const { text } of readyTemplates) {
			const written = writeTemplate(`${text}\n`.repeat(3), fullCard, standardLook, context);
			expect(written).toMatchObject({ kind: "blocks" });
		}
	});
});

describe("the time of a template grows with its length", () => {
	it("where a line looks like a date with filters", async () => {
		// Twice the length, not four times: what goes wrong here doubles with every sign. What was parsed is remembered.
		const line = (filters: number) => `{{ date${" |  ".repeat(filters)}x{`;
		let times = 0;
		const run = (text: string) => parseTemplate(`${text}\n${times++}`);
		expect(await growth(run, line(6), line(12))).toBeLessThan(mostGrowth);
	});

	it.each([
		["blanks", " "],
		["signs that are trimmed", "·، "],
		["bold words", "*ا* "],
		["links", "[ا](http://a) "],
		["marks that are not closed", "*[_"],
		["marks in marks", "[*_ا_*](ا) "],
		["lines", "ا\n"],
		["items", "- ا\n"],
	])("where its output is many %s", async (_name, piece) => {
		const of = (length: number) => `ا${piece.repeat(Math.ceil(length / piece.length))}ا`;
		const run = (text: string) => readMarkup(text, { tags: [] });
		expect(await growth(run, of(8_000), of(32_000))).toBeLessThan(mostGrowth);
	});
});
