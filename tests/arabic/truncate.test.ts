import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { directText } from "../../src/arabic/bidi.ts";
import { countGraphemes, graphemeEnds } from "../../src/arabic/graphemes.ts";
import { truncateText } from "../../src/arabic/truncate.ts";
import { anyText } from "./any-text.ts";

describe("a text too long", () => {
	it.each([
		[
			"ends with a sentence where one ends within the budget",
			"وصل الوفد إلى العاصمة مساء أمس. وبدأت المحادثات في الصباح الباكر بين الجانبين.",
			50,
			"وصل الوفد إلى العاصمة مساء أمس.",
		],
		[
			"does not take a first sentence that says too little",
			"وصل الوفد أمس. وبدأت المحادثات بين الجانبين في الصباح الباكر بحضور عدد كبير من الوزراء والسفراء ثم انتهت",
			90,
			"وصل الوفد أمس. وبدأت المحادثات بين الجانبين في الصباح الباكر بحضور عدد كبير من الوزراء …",
		],
		[
			"ends at the last clause beyond 60 % of the budget",
			"وصل الوفد إلى العاصمة مساء أمس لبدء المحادثات، بعد تأجيل دام شهرين بسبب الخلافات",
			60,
			"وصل الوفد إلى العاصمة مساء أمس لبدء المحادثات …",
		],
		[
			"ends at a word when the clause is too early",
			"وصل الوفد، لبدء المحادثات التي طال انتظارها بين الجانبين في العاصمة",
			40,
			"وصل الوفد، لبدء المحادثات التي طال …",
		],
		["leaves no prefix alone", "وصل الرئيس و الوفد المرافق له", 16, "وصل الرئيس …"],
		[
			"closes a quote",
			'قال الرئيس إن "الحل السياسي الوحيد هو الحوار" بين الجانبين',
			33,
			'قال الرئيس إن "الحل السياسي" …',
		],
		[
			"closes brackets from the inside out",
			"قال «إن الحل (وهو الحوار بين الجانبين) قريب» أمس",
			28,
			"قال «إن الحل (وهو الحوار)» …",
		],
		["leaves no opening sign at its end", "قال الرئيس ( وهو في العاصمة ) إن الحل", 16, "قال الرئيس …"],
		["does not cut a number in groups", "بلغ عدد الحاضرين 10 000 شخص في الملعب", 22, "بلغ عدد الحاضرين …"],
		["does not cut a span", "امتدت المدة بين 2010 - 2015 في البلاد كلها", 25, "امتدت المدة بين …"],
		[
			"does not take an hour's colon for a clause",
			"بدأت المباراة في تمام الساعة 12:30 بتوقيت القدس المحتلة",
			42,
			"بدأت المباراة في تمام الساعة 12:30 …",
		],
		["is cut inside a word only where it is one word", "ا".repeat(30), 10, `${"ا".repeat(9)}…`],
		["gives up a number that is too long", "1234567890", 5, "…"],
		["has room for nothing", "وصل الوفد", 0, ""],
	])("%s", (_, text, budget, cut) => {
		expect(truncateText(text, budget)).toBe(cut);
	});

	it("is not cut inside an isolate", () => {
		const line = directText("قال @desk_of_the_news_agency إن الأمر انتهى تماما", "rtl");
		for (let budget = 0; budget < line.length; budget++) {
			expect(truncateText(line, budget).replace(/[^\u2066-\u2069]/g, "")).toMatch(/^(?:\u2068\u2069)?$/);
		}
	});
});

describe("whatever the text and the budget", () => {
	const cases = fc.tuple(anyText(120), fc.integer({ min: 0, max: 90 }));
	/** What of the text is in the cut: the cut without what was written behind it. */
	const kept = (text: string, cut: string) => {
		let length = 0;
		while (length < cut.length && cut[length] === text[length]) length++;
		return length;
	};

	it("never exceeds the budget, and leaves alone what fits", () => {
		fc.assert(
			fc.property(cases, ([text, budget]) => {
				const cut = truncateText(text, budget);
				expect(countGraphemes(cut)).toBeLessThanOrEqual(budget);
				if (countGraphemes(text) <= budget) expect(cut).toBe(text);
			}),
			{ numRuns: 2000 },
		);
	});

	it("is a beginning of the text, and after it closing signs and an ellipsis", () => {
		fc.assert(
			fc.property(cases, ([text, budget]) => {
				const cut = truncateText(text, budget);
				expect(cut.slice(kept(text, cut))).toMatch(/^["”“„«»)\]}]*(?: ?…)?$/);
			}),
			{ numRuns: 2000 },
		);
	});

	it("never splits a grapheme or a number", () => {
		fc.assert(
			fc.property(cases, ([text, budget]) => {
				const cut = truncateText(text, budget);
				const written = /["”“„«»)\]}]*(?: ?…)?$/.exec(cut)?.[0].length ?? 0;
				const end = Math.max(cut.length - written, 0);
				if (cut === text || end === 0) return;
				// Signs that the text itself has at the cut may be counted as written: any end between will do.
				const ends = new Set(graphemeEnds(text, budget + 1));
				const places = Array.from({ length: kept(text, cut) - end + 1 }, (_, i) => end + i);
				expect(places.some((place) => ends.has(place))).toBe(true);
				expect(places.some((place) => !/^\d{2}/.test(text.slice(place - 1, place + 1)))).toBe(true);
			}),
			{ numRuns: 2000 },
		);
	});

	it("leaves no isolate open", () => {
		const pieces = fc.array(
			fc.constantFrom("\u2068abc\u2069", "\u20687-1\u2069", "كلمة", " ", "، ", ". ", "و"),
			{ maxLength: 30 },
		);
		fc.assert(
			fc.property(pieces, fc.integer({ min: 0, max: 60 }), (parts, budget) => {
				const cut = truncateText(parts.join(""), budget);
				expect(cut.replace(/[^\u2066-\u2069]/g, "")).toMatch(/^(?:\u2068\u2069)*$/);
			}),
			{ numRuns: 1000 },
		);
	});
});
