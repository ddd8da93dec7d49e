import { dropInvisible } from "./cleaning/invisible.ts";
import { dropTatweel, replaceLookAlikes, unfoldPresentationForms } from "./cleaning/letters.ts";
import { quotesStandWell } from "./cleaning/pair-quotes.ts";
import { tidyPunctuation } from "./cleaning/punctuation.ts";
import { tidyQuotes } from "./cleaning/quotes.ts";
import { writeDigits } from "./digits.ts";
import { languageOfLetters } from "./language.ts";
import { ARABIC_MARK } from "./script.ts";
import { TRAIT, UNTIDY } from "./sign-table.ts";
import { type Survey, surveyText } from "./survey.ts";

export type CleanOptions = {
	/** Which digits the text is written with; `keep`, the default, leaves each number as it was printed. */
	digits?: "latin" | "arabic" | "keep";
};

/**
 * Plain text in (tags already out), display text out: ARABIC §1, steps 2–10. Letters, hamza and tashkeel are never
 * changed; paragraphs are lines. A text that is not Arabic keeps its letters and marks. Cleaning twice is cleaning once.
 */
export function cleanText(raw: string, { digits = "keep" }: CleanOptions = {}): string {
	const { text: visible, survey } = showPlainly(raw);
	const { traits, letters } = survey;
	if (digits === "keep" && !(traits & JUDGED)) return visible;
	const language = languageOfLetters(letters, visible);
	const arabic =
		language === "ar" && traits & TRAIT.lookAlike ? replaceLookAlikes(visible).normalize("NFC") : visible;
	const numbered = writeDigitsOf(arabic, language, digits);
	// What was changed since the survey is looked at again.
	if (numbered !== visible) return tidyLines(numbered, language, surveyText(numbered));
	return tidyLines(visible, language, survey);
}

/** Only where one of these is need the language be known, and the lines be looked at. */
const JUDGED = TRAIT.lookAlike | UNTIDY | TRAIT.quote;

/** Steps 2–6 and the composing of letters: one code for one letter, one kind of space, nothing invisible, no ornament. */
function showPlainly(raw: string): { text: string; survey: Survey } {
	let text = raw;
	let survey = surveyText(text);
	if (survey.traits & (TRAIT.presentationForm | TRAIT.invisible)) {
		if (survey.traits & TRAIT.presentationForm) text = unfoldPresentationForms(text);
		text = dropInvisible(text);
		survey = surveyText(text);
	}
	if (survey.traits & TRAIT.hardBlank) text = text.replace(HARD_BLANK, " ");
	if (survey.traits & TRAIT.blankThenMark) {
		text = text.replace(SPACE_BEFORE_MARK, "");
		survey = surveyText(text);
	}
	const drawn = survey.traits & TRAIT.tatweel ? dropTatweel(text) : text;
	// The letters are counted as they are going to be, so that a second cleaning judges the language alike.
	const plain = survey.traits & COMPOSED ? drawn.normalize("NFC") : drawn;
	return { text: plain, survey: plain === text ? survey : surveyText(plain) };
}

/** Marks may also meet where a tatweel stood between them. */
const COMPOSED = TRAIT.composable | TRAIT.markThenMark | TRAIT.tatweel;
const HARD_BLANK = /\u00A0/g;

/** The same for what is one line by nature: a headline, a caption, a name. */
export function cleanLine(raw: string, options: CleanOptions = {}): string {
	return cleanText(raw.replace(/[\n\r\v\f\x85\u2028\u2029]+/g, " "), options);
}

/** NFKC leaves a space before a mark that stood alone, and some sources write one. */
const SPACE_BEFORE_MARK = new RegExp(`(?<=\\S) +(?=[${ARABIC_MARK}])`, "g");

function writeDigitsOf(text: string, language: string, digits: "latin" | "arabic" | "keep"): string {
	if (digits === "keep" || (digits === "arabic" && language !== "ar")) return text;
	return writeDigits(text, digits);
}

/** Lines that stay as they are, nearly all, are taken over together. */
function tidyLines(text: string, language: string, { lines, quotes }: Survey): string {
	let tidy = "";
	let from = 0;
	let begin = 0;
	let firstQuote = 0;
	for (const { end, traits, quotes: pastQuote } of lines) {
		const quoted = !quotesStandWell(text, quotes, firstQuote, pastQuote);
		if (traits & UNTIDY || quoted) {
			const line = text.slice(begin, end);
			const paragraph = tidyLine(line, language, { marked: (traits & UNTIDY) !== 0, quoted });
			if (paragraph !== line || paragraph === "") {
				tidy = joinLines(joinLines(tidy, text.slice(from, Math.max(from, begin - 1))), paragraph);
				from = end + 1;
			}
		}
		begin = end + 1;
		firstQuote = pastQuote;
	}
	return from === 0 ? text : joinLines(tidy, text.slice(from));
}

function joinLines(before: string, after: string): string {
	if (before === "" || after === "") return before + after;
	return `${before}\n${after}`;
}

/** `marked`, `quoted`: its punctuation, its quotes may have to be put right. */
function tidyLine(
	line: string,
	language: string,
	{ marked, quoted }: { marked: boolean; quoted: boolean },
): string {
	const single = (line.includes("  ") ? line.replace(/ {2,}/g, " ") : line).trim();
	let tidy = marked && language === "ar" ? tidyPunctuation(single) : single;
	if ((quoted || tidy !== line) && QUOTES_LIKE_ARABIC.has(language)) tidy = tidyQuotes(tidy);
	// A space that is put or taken may show a mark or a quote beside it in another light: on until nothing changes.
	for (let before = single, round = 1; tidy !== before && round < MOST_ROUNDS; round++) {
		before = tidy;
		if (language === "ar") tidy = tidyPunctuation(tidy);
		if (QUOTES_LIKE_ARABIC.has(language)) tidy = tidyQuotes(tidy);
	}
	return tidy;
}

/** Real lines need one and a look; only a heap of quotes that chance made needs more than three. */
const MOST_ROUNDS = 6;
const QUOTES_LIKE_ARABIC = new Set(["ar", "fa", "ur"]);
