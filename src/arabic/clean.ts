import { dropInvisible } from "./cleaning/invisible.ts";
import { dropTatweel, replaceLookAlikes, unfoldPresentationForms } from "./cleaning/letters.ts";
import { tidyPunctuation } from "./cleaning/punctuation.ts";
import { tidyQuotes } from "./cleaning/quotes.ts";
import { writeDigits } from "./digits.ts";
import { languageOfLetters } from "./language.ts";
import { ARABIC_MARK } from "./script.ts";
import { TRAIT, UNTIDY } from "./sign-table.ts";
import { type Survey, type SurveyedLine, surveyText } from "./survey.ts";

export type CleanOptions = {
	/** Which digits the text is written with; `keep`, the default, leaves each number as it was printed. */
	digits?: "latin" | "arabic" | "keep";
};

/**
 * Plain text in (tags already out), display text out: ARABIC §1, steps 2–10. Letters, hamza and tashkeel are never
 * changed; paragraphs are lines. A text that is not Arabic keeps its letters and marks. Cleaning twice is cleaning once.
 */
export function cleanText(raw: string, options: CleanOptions = {}): string {
	const { text: visible, traits, letters, lines } = showPlainly(raw);
	const language = languageOfLetters(letters, visible);
	const arabic =
		language === "ar" && traits & TRAIT.lookAlike ? replaceLookAlikes(visible).normalize("NFC") : visible;
	const numbered = writeDigitsOf(arabic, language, options.digits ?? "keep");
	// What was changed since the survey is looked at again.
	if (numbered !== visible) return tidyLines(numbered, language, surveyText(numbered).lines);
	return traits & (UNTIDY | TRAIT.quote) ? tidyLines(visible, language, lines) : visible;
}

/** Steps 2–6 and the composing of letters: one code for one letter, one kind of space, nothing invisible, no ornament. */
function showPlainly(raw: string): Survey & { text: string } {
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
	const plain = survey.traits & TRAIT.composable ? drawn.normalize("NFC") : drawn;
	return { text: plain, ...(plain === text ? survey : surveyText(plain)) };
}

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

function tidyLines(text: string, language: string, lines: readonly SurveyedLine[]): string {
	let tidy = "";
	let from = 0;
	for (const { end, traits } of lines) {
		const line = text.slice(from, end);
		from = end + 1;
		const paragraph = traits & (UNTIDY | TRAIT.quote) ? tidyLine(line, language, traits) : line;
		if (paragraph !== "") tidy += tidy === "" ? paragraph : `\n${paragraph}`;
	}
	return tidy;
}

function tidyLine(line: string, language: string, traits: number): string {
	const single = (line.includes("  ") ? line.replace(/ {2,}/g, " ") : line).trim();
	const marks = language === "ar" && (traits & UNTIDY) !== 0;
	const quotes = (traits & TRAIT.quote) !== 0 && QUOTES_LIKE_ARABIC.has(language);
	let tidy = tidyOnce(single, marks, quotes);
	// A space that is put or taken may show a mark or a quote beside it in another light: on until nothing changes.
	for (let before = single, round = 1; tidy !== before && round < MOST_ROUNDS; round++) {
		before = tidy;
		tidy = tidyOnce(before, language === "ar", quotes);
	}
	return tidy;
}

function tidyOnce(line: string, marks: boolean, quotes: boolean): string {
	const marked = marks ? tidyPunctuation(line) : line;
	return quotes ? tidyQuotes(marked) : marked;
}

/** Real lines need one and a look; only a heap of quotes that chance made needs more than three. */
const MOST_ROUNDS = 6;
const QUOTES_LIKE_ARABIC = new Set(["ar", "fa", "ur"]);
