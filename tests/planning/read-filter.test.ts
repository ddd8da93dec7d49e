import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { matchSubscription } from "../../src/planning/match-subscription.ts";
import { readFilter, writeFilter } from "../../src/planning/read-filter.ts";
import { buildArticle, everything } from "./articles.ts";

describe("reading a filter", () => {
	it.each([
		["nothing", "  ", {}],
		["words", "القمة، الرياض", { include: ["القمة", "الرياض"] }],
		["signs", "+قمة -رياضة –كرة", { include: ["+قمة"], exclude: ["رياضة", "كرة"] }],
		[
			"a phrase",
			'"مجلس الأمن" -«كأس العالم» “الأمم المتحدة”',
			{
				include: ['"مجلس الأمن"', '"الأمم المتحدة"'],
				exclude: ['"كأس العالم"'],
			},
		],
		["a hyphen inside a word", "كوفيد-19", { include: ["كوفيد-19"] }],
		["expressions", "re:/قم[ةم] \\/ x/ -re:/كر./", { include: ["re:/قم[ةم] \\/ x/"], exclude: ["re:/كر./"] }],
		[
			"sources and topics",
			'source:national مصدر:gulf topic:"علوم وتقنية"',
			{
				sources: ["national", "gulf"],
				topics: ["علوم وتقنية"],
			},
		],
		["importance", "أهمية:عاجل", { minimumImportance: 2 }],
		["importance in English", "importance:developing", { minimumImportance: 1 }],
		["marks of direction", "\u200F-\u0631\u064A\u0627\u0636\u0629\u200F", { exclude: ["رياضة"] }],
		["a colon in a word", "10:30", { include: ["10:30"] }],
		["the same twice", "قمة قمة", { include: ["قمة"] }],
	])("%s", (_, text, part) => {
		expect(readFilter(text)).toEqual({ kind: "filter", filter: { ...everything, ...part } });
	});

	it.each([
		["an open quote", 'قمة "مجلس الأمن', [{ at: 4, length: 11, reason: "quote-open" }]],
		["an open expression", "re:/قمة", [{ at: 0, length: 7, reason: "expression-open" }]],
		["a lone minus", "قمة - رياضة", [{ at: 4, length: 1, reason: "sign-alone" }]],
		["signs without letters", "قمة 🙂", [{ at: 4, length: 2, reason: "no-letters" }]],
		["an empty phrase", '""', [{ at: 0, length: 2, reason: "no-letters" }]],
		["a name without value", "source: x", [{ at: 0, length: 7, reason: "value-missing" }]],
		["a sign before a name", "-source:x", [{ at: 0, length: 9, reason: "sign-before-name" }]],
		["an unknown importance", "importance:high", [{ at: 0, length: 15, reason: "importance-unknown" }]],
		[
			"look-ahead",
			"re:/(?=x)/",
			[
				{
					at: 0,
					length: 10,
					reason: "expression-unreadable",
					detail: "error parsing regexp: invalid or unsupported Perl syntax: `(?=`",
				},
			],
		],
		[
			"an expression that explodes",
			"re:/((a{50}){50}){9}/",
			[{ at: 0, length: 21, reason: "expression-too-large" }],
		],
		[
			"an expression that is too large",
			"re:/(a{30}){30}/",
			[{ at: 0, length: 16, reason: "expression-too-large" }],
		],
		[
			"as large a one in small pieces",
			"re:/(.?){99}/",
			[{ at: 0, length: 13, reason: "expression-too-large" }],
		],
		["many classes", `re:/${"\\p{L}".repeat(6)}/`, [{ at: 0, length: 35, reason: "expression-too-large" }]],
		[
			"too many expressions",
			"re:/ا./ قمة -re:/ب./ +re:/ت./ re:/ث./ re:/ج./ re:/(/ re:/ح./",
			[{ at: 46, length: 6, reason: "too-many-expressions" }],
		],
		["word bounds beside Arabic", "re:/\\bقمة\\b/", [{ at: 0, length: 12, reason: "expression-latin-only" }]],
		[
			"all at once",
			'x - "y',
			[
				{ at: 2, length: 1, reason: "sign-alone" },
				{ at: 4, length: 2, reason: "quote-open" },
			],
		],
		["too long a text", "ا".repeat(2001), [{ at: 0, length: 2001, reason: "too-long" }]],
		["too many terms", "ا ".repeat(61), [{ at: 120, length: 2, reason: "too-many-terms" }]],
	])("says where and why it does not parse: %s", (_, text, problems) => {
		expect(readFilter(text)).toEqual({ kind: "refused", problems });
	});

	it("answers whatever is typed, within the text, and what it takes it writes and reads again", () => {
		const piece = fc.constantFrom(
			"قمة",
			"-",
			"+",
			'"',
			"«",
			"»",
			" ",
			"re:/",
			"/",
			"source:",
			"أهمية:",
			"\\",
			"(",
			"🙂",
			"،",
			"\u202E",
			"{{",
			"@everyone",
			"<b>",
		);
		const typed = fc.oneof(
			fc.string({ unit: "grapheme" }),
			fc.array(piece).map((pieces) => pieces.join("")),
		);
		fc.assert(
			fc.property(typed, (text) => {
				const read = readFilter(text);
				if (read.kind === "refused") {
					for (const { at, length } of read.problems) {
						expect(at).toBeGreaterThanOrEqual(0);
						expect(at + length).toBeLessThanOrEqual(text.length);
					}
					return;
				}
				expect(readFilter(writeFilter(read.filter))).toEqual(read);
				matchSubscription(read.filter, buildArticle(), new Set());
			}),
			{ numRuns: 500 },
		);
	});

	it("meets expressions that hang other engines in time that grows with the text only", () => {
		const read = readFilter("re:/(ا+)+$/ re:/(ا|اا)+ب/");
		if (read.kind !== "filter") throw new Error("tests: it is readable");
		const article = buildArticle({ headline: `${"ا".repeat(1_900)}ت`, lead: "" });
		expect(matchSubscription(read.filter, article, new Set())).toBe(false);
	});
});
