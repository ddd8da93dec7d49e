import { foldKey } from "../../arabic/fold.ts";
import { detectLanguage } from "../../arabic/language.ts";
import { splitSentences } from "../../arabic/sentences.ts";
import { truncateText } from "../../arabic/truncate.ts";
import type { ArticleDraft, Skip } from "../../domain/article.ts";
import { isRepeatOf } from "../lead/repeat.ts";
import { findLeadOnly } from "../lead.ts";
import { dropFeedBoilerplate } from "./drop-boilerplate.ts";
import type { Markup, RawItem } from "./feed-item.ts";
import { plainLine, plainText, plainTitle } from "./markup.ts";

/** A description at least so long is a lead (ARABIC §5); below it is a label, a place, a first few words. */
const leadLength = 60;
/** A description beyond this is the article itself and not its summary; leads are 395 characters at most (ARABIC §5). */
const summaryLength = 700;
const headlineLength = 120;
/** So much of a text without a title is looked at for its first sentence. */
const openingLength = 400;

/** The article that an item tells, or why it tells none. */
export function buildFeedArticle(item: RawItem, siteName: string | undefined): ArticleDraft | Skip {
	const summary = paragraphsOf(item.summary);
	const content = paragraphsOf(item.content);
	const text = content.length > 0 ? content : summary;
	const title = item.title === undefined ? "" : plainTitle(item.title);
	const headline = title === "" ? readOpening(summary.length > 0 ? summary : content) : title;
	const known = knownFields(item);
	if (headline === "") return { reason: "no-headline", detail: nameOf(item), item: known };
	const categories = categoriesOf(item);
	// The page may tell more. An item without a title or an address is all that there is.
	const isSilent =
		title !== "" &&
		item.link !== undefined &&
		saysNothing(summary, { headline, siteName, categories }) &&
		saysNothing(text, { headline, siteName, categories });
	const { lead, body } = isSilent ? { lead: "", body: "" } : readTexts({ headline, summary, text, siteName });
	return Object.assign(known, {
		headline,
		lead,
		body,
		categories,
		language: detectLanguage(`${headline}\n${lead}`),
	});
}

/** Far more than are stored. */
const mostCategories = 50;

function categoriesOf({ categories }: RawItem): readonly string[] {
	if (categories.length === 0) return [];
	const names = categories.slice(0, mostCategories).map(plainLine);
	return [...new Set(names.filter((name) => name !== ""))];
}

function paragraphsOf(markup: Markup | undefined): readonly string[] {
	return markup === undefined ? [] : dropFeedBoilerplate(plainText(markup).split("\n"));
}

/** An item without a title is still an item (RSS 2.0 asks for title or description): its first sentence stands in. */
function readOpening(text: readonly string[]): string {
	const opening = (text[0] ?? "").slice(0, openingLength);
	return truncateText(splitSentences(opening)[0] ?? "", headlineLength);
}

/** Of what somebody else wrote, in a reason that is kept and logged. */
const mostShown = 200;

function nameOf({ link, guid }: RawItem): string {
	return `an item without title and text (${(link ?? guid ?? "no address").slice(0, mostShown)})`;
}

function knownFields({ link, guid, date, image, author }: RawItem): Partial<ArticleDraft> {
	const known: Partial<ArticleDraft> = {};
	if (link !== undefined) known.url = link;
	if (guid !== undefined) known.guid = /[<>]/u.test(guid) ? plainLine(guid) : guid;
	if (date !== undefined) {
		known.publishedAt = date.instant;
		known.publishedDate = date.date;
		known.datePrecision = date.precision;
	}
	if (image !== undefined) known.image = image;
	const name = author === undefined ? "" : plainLine(author);
	if (name !== "") known.author = name;
	return known;
}

type Texts = {
	headline: string;
	summary: readonly string[];
	text: readonly string[];
	siteName: string | undefined;
};

/** The lead is near the beginning or nowhere, and the body may be long. */
const beginning = 12;

/**
 * The description where it is a lead, else the first real paragraph of the text, else whatever the description says.
 * The body keeps every paragraph that the feed gave.
 */
function readTexts({ headline, summary, text, siteName }: Texts): Pick<ArticleDraft, "lead" | "body"> {
	const body = text.join("\n");
	const description = summary.join(" ");
	const isWhole = description.length <= summaryLength;
	const continued = isWhole && text !== summary ? continuationOf(description, text) : undefined;
	if (isWhole && continued === undefined && isLead(description, headline, siteName))
		return { lead: description, body };
	if (text === summary && summary.length <= 1) return { lead: description, body };
	const lead = findLeadOnly(text.slice(0, beginning), {
		headline,
		description: continued ?? description,
		...(siteName !== undefined && { siteName }),
	});
	return { lead: lead !== "" ? lead : isWhole && description !== "" ? description : (text[0] ?? ""), body };
}

function isLead(description: string, headline: string, siteName: string | undefined): boolean {
	if (description.length < leadLength) return false;
	return !isRepeat(description, headline) && !isName(description, siteName);
}

/** Characters: a stop, the site's name. With more it is a sentence that follows, though all its words be the headline's. */
const longestAddition = 40;

function isRepeat(line: string, headline: string): boolean {
	return line.length <= headline.length + longestAddition && isRepeatOf(line, headline);
}

function isName(line: string, name: string | undefined): boolean {
	// Folding is dear, and a name is seldom as long as a text.
	return name !== undefined && name.length * 2 > line.length && foldKey(name) === foldKey(line);
}

/** What the item says already besides its text. */
type Labels = Pick<Texts, "headline" | "siteName"> & { categories: readonly string[] };

/** Whether every line is the headline again, the site's name or a category of the item. */
function saysNothing(lines: readonly string[], { headline, siteName, categories }: Labels): boolean {
	return lines.every(
		(line) =>
			isRepeat(line, headline) ||
			isName(line, siteName) ||
			categories.some((category) => isName(line, category)),
	);
}

/**
 * The paragraph from which a description was cut, in mid-word or with an ellipsis. One that was cut at a word without a
 * sign is left: it may be an editor's whole sentence without its stop.
 */
function continuationOf(description: string, text: readonly string[]): string | undefined {
	const start = /(?:…|\.\.)$/u.test(description) ? description.replace(/\s*(?:…|\.{2,})$/u, "") : description;
	if (start.length < leadLength / 2) return undefined;
	const isCut = start !== description;
	return text.find(
		(paragraph) =>
			paragraph.startsWith(start) &&
			(isCut || /^[\p{L}\p{M}]/u.test(paragraph.slice(start.length, start.length + 1))),
	);
}
