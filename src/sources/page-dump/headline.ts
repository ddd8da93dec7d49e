import { stemWord } from "../../arabic/stem.ts";
import { countWords, type LineRole, readLineRole } from "../lead/line-role.ts";
import { isRepeatOf, isSameKey, longestRepeatOf } from "../lead/repeat.ts";
import { lineKey } from "../lead/words.ts";

/** A line of a dump; `dated` when it is a date and nothing else. */
export type DumpLine = { text: string; role: LineRole | "dated" };

/** Where the headline is (its last printing before the story), its text, and where the story's first sure paragraph is. */
export type DumpHeadline = { index: number; headline: string; firstParagraph: number };

/** A line this long that ends a sentence is text, whatever else it looks like. */
const sureParagraph = 15;
const longestHeadline = 32;
const openingParagraphs = 5;
/** So many lines before the story are looked at; what is further up is a menu. */
const mostCandidates = 150;
/** A line of which less is told in the story belongs to another one, unless no line has more. */
const leastShared = 0.3;

/**
 * The headline is the first line before the text that shares its words with the text: a site's words, tickers and
 * teasers do not, and a caption comes later. A line that is printed twice is preferred.
 */
export function findDumpHeadline(lines: readonly DumpLine[]): DumpHeadline | undefined {
	const firstParagraph = findFirstParagraph(lines);
	const story = storyWords(lines.slice(firstParagraph));
	const candidates = lines
		.slice(0, firstParagraph)
		.map((line, index) => ({ ...line, index }))
		.filter(({ text, role }) => isCandidate(text, role))
		.slice(-mostCandidates)
		.map((line) => ({ ...line, key: lineKey(line.text), shared: sharedWords(line.text, story) }));
	const chosen = choose(candidates);
	if (chosen === undefined) return undefined;
	const printings = candidates.filter((line) => isPrintingOf(line, chosen));
	const shortest = printings.reduce((a, b) => (countWords(b.text) < countWords(a.text) ? b : a), chosen);
	return { index: printings.at(-1)?.index ?? chosen.index, headline: shortest.text, firstParagraph };
}

type Candidate = DumpLine & { index: number; key: string; shared: number };

/** As `isRepeatOf` has it. */
function isPrintingOf(line: Candidate, headline: Candidate): boolean {
	return line.text.length <= longestRepeatOf(headline.text) && isSameKey(line.key, headline.key);
}

function isCandidate(text: string, role: DumpLine["role"]): boolean {
	if (role !== "short" && role !== "paragraph" && role !== "caption" && role !== "byline") return false;
	return countWords(text) >= 2 && countWords(text) <= longestHeadline;
}

function choose(candidates: readonly Candidate[]): Candidate | undefined {
	const titles = candidates.filter(({ role }) => role === "short" || role === "paragraph");
	const long = titles.filter(({ text }) => countWords(text) >= 4);
	const best = Math.max(0, ...long.map(({ shared }) => shared));
	const plausible = long.filter(
		({ shared }) => best < leastShared || shared >= Math.max(leastShared, best * 0.6),
	);
	const twice = plausible.find((line) =>
		titles.some((other) => other.index !== line.index && isPrintingOf(other, line)),
	);
	return twice ?? plausible[0] ?? titles.findLast(({ shared }) => shared > 0) ?? titles.at(-1);
}

/** The first sure paragraph; without one, the first line that may be text after a line that may be a headline. */
function findFirstParagraph(lines: readonly DumpLine[]): number {
	const sure = lines.findIndex(
		({ text, role }) =>
			role === "paragraph" &&
			((countWords(text) >= sureParagraph && /[.…۔]["'»«”’)\]\s]*$/u.test(text)) ||
				countWords(text) > longestHeadline),
	);
	if (sure !== -1) return sure;
	const title = lines.findIndex(({ text, role }) => isCandidate(text, role));
	const text = lines.findIndex(
		({ text, role }, index) =>
			index > title && role === "paragraph" && !isRepeatOf(text, lines[title]?.text ?? ""),
	);
	return text === -1 ? lines.length : text;
}

/** The words of the story's first paragraphs: a headline is made of what they tell, other stories' are not. */
function storyWords(lines: readonly DumpLine[]): ReadonlySet<string> {
	const paragraphs = lines.filter(({ role }) => role === "paragraph").slice(0, openingParagraphs);
	return new Set(paragraphs.flatMap(({ text }) => contentWords(text)));
}

/** Share of a line's content words that the story has too. */
function sharedWords(line: string, story: ReadonlySet<string>): number {
	const words = contentWords(line);
	return words.length === 0 ? 0 : words.filter((word) => story.has(word)).length / words.length;
}

/** Stems of the words that carry a meaning. */
function contentWords(text: string): string[] {
	return lineKey(text)
		.split(" ")
		.filter((word) => word.length > 2 && !commonWords.has(word))
		.map(stemWord);
}

/** Words that any two stories share. */
const commonWords: ReadonlySet<string> = new Set(
	`على الى عن من في مع بعد قبل بين خلال حول نحو ضد منذ حتى عند لدى دون هذا هذه ذلك تلك التي الذي الذين كان كانت يكون تكون قال قالت اكد اكدت اعلن اعلنت كما وقد انه انها
	بان وان وهو وهي ايضا لكن ولكن حيث كيف ماذا لماذا هل اكثر اقل اول اخر اخري غير كل بعض جميع العام عام اليوم امس يوم رييس الرييس وزير الوزير دوله العالم
	لمن لها له لهم الا ليس عدد علي`
		.split(/\s+/u)
		.map(lineKey),
);

/** The role that a line of a dump plays by its own look. */
export function dumpLine(text: string, dated: boolean): DumpLine {
	return { text, role: dated ? "dated" : readLineRole(text) };
}
