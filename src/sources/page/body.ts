import { cleanText } from "../../arabic/clean.ts";
import { countWords, endsSentence, readLineRole } from "../lead/line-role.ts";
import { isRepeatOf } from "../lead/repeat.ts";
import type { PageDocument, PageNode } from "./dom.ts";
import { type PageLine, type PageOutline, readPageOutline } from "./outline.ts";
import { findContent } from "./readable.ts";

/** The story's lines, cleaned, and how much of it is links. */
export type PageBody = { lines: string[]; caption?: string; linked: number };

/** More are read by their lines alone. */
const mostTags = 24_000;

/**
 * The text of the page's article, by Readability; by the order of the page's lines where it finds next to nothing or
 * would take too long. A paragraph that stands between headline and body (a summary in an element of its own) is put
 * back. Readability takes the document apart: the outline must be read before.
 */
export function findPageBody(
	document: PageDocument,
	outline: PageOutline,
	tags: number,
	headline: { headline: string; line: number | undefined },
): PageBody {
	const content = tags > mostTags ? undefined : findContent(document, outline);
	const lines = content === undefined ? [] : readPageOutline(content).lines;
	const found = lines.some((line) => isParagraph(line)) ? lines : linesAfter(outline, headline.line);
	return buildBody([...missedBefore(outline, headline, found), ...found]);
}

/** The lines of the elements that a source's own selector names. */
export function readSelectedBody(elements: Iterable<PageNode>): PageBody {
	return buildBody([...elements].flatMap((element) => readPageOutline(element).lines));
}

function isParagraph({ text, linked }: PageLine): boolean {
	return text.length > 60 && linked * 2 < text.length && readLineRole(text) === "paragraph";
}

/** From the headline on, without menus, lists of links and footers. */
function linesAfter(outline: PageOutline, headlineLine = -1): PageLine[] {
	return outline.lines
		.slice(headlineLine + 1)
		.filter(({ around, linked, text }) => !around && linked * 2 < text.length);
}

/** How many lines after the headline may be looked through for a paragraph that Readability left out. */
const reach = 60;

function missedBefore(
	outline: PageOutline,
	{ headline, line }: { headline: string; line: number | undefined },
	found: readonly PageLine[],
): PageLine[] {
	const first = found.find(isParagraph);
	if (line === undefined || first === undefined) return [];
	const start = outline.lines.findLastIndex(
		({ text }, index) => index > line && index <= line + reach && text.startsWith(first.text.slice(0, 60)),
	);
	if (start === -1) return [];
	return outline.lines
		.slice(line + 1, start)
		.filter(
			(candidate) =>
				!candidate.around &&
				isParagraph(candidate) &&
				candidate.tag !== "figcaption" &&
				candidate.tag !== "li" &&
				countWords(candidate.text) >= (endsSentence(candidate.text) ? 12 : 20) &&
				!isRepeatOf(candidate.text, headline) &&
				!found.some(({ text }) => text === candidate.text),
		);
}

/** Characters of a story and of a caption, several times what is stored of each. */
const longest = { text: 100_000, caption: 2_000 };

/** A line of which so much is a link is one: a teaser, a button. */
const wholeLink = 0.85;

function buildBody(lines: readonly PageLine[]): PageBody {
	const kept = lines.filter(({ text, linked }) => text !== "" && linked < text.length * wholeLink);
	const caption = kept.find(({ tag }) => tag === "figcaption")?.text;
	const letters = lines.reduce((sum, { text }) => sum + text.length, 0);
	const text = kept
		.filter(({ tag }) => tag !== "figcaption" && tag !== "time")
		.map((line) => line.text)
		.join("\n");
	return {
		lines: cleanText(text.slice(0, longest.text))
			.split("\n")
			.filter((line) => line !== ""),
		linked: letters === 0 ? 0 : lines.reduce((sum, { linked }) => sum + linked, 0) / letters,
		...(caption === undefined ? {} : { caption: cleanText(caption.slice(0, longest.caption)) }),
	};
}
