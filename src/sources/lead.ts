import { trimDateline } from "./lead/dateline.ts";
import { countWords, endsSentence, readLineRole } from "./lead/line-role.ts";
import { isSameKey, longestRepeatOf } from "./lead/repeat.ts";
import { bylineLabels, lineKey } from "./lead/words.ts";

/** What is known of an article besides its paragraphs. */
export type LeadContext = {
	headline: string;
	siteName?: string;
	/** The picture's description where it is known; a paragraph that says the same is dropped. */
	caption?: string;
	/** The source's own summary: where a paragraph begins as it does, that paragraph is the lead. */
	description?: string;
};

export type FoundLead = {
	/** The first real paragraph, whole, without its dateline; empty when there is none. */
	lead: string;
	caption?: string;
	author?: string;
	/** All real paragraphs in order, the lead's own among them, its dateline left as it was. */
	body: string[];
};

/**
 * Sorts the story from what stands around it (ARABIC §5): the headline again, captions, bylines, share and print words,
 * counters before the lead; related stories, comments and rights after it. `paragraphs` are display text (cleaned), one
 * paragraph each, in reading order and without date-only lines where the caller knows them.
 */
export function findLead(paragraphs: readonly string[], context: LeadContext): FoundLead {
	const story = sortOut(paragraphs, context);
	const first =
		story.body.length > 0 ? story.body[indexOfLead(story.body, beginningOf(context.description))] : undefined;
	const lead = first === undefined ? fallback(paragraphs, context) : trimDateline(first);
	return {
		lead,
		body: story.body.length > 0 || lead === "" ? story.body : [lead],
		...(story.caption === undefined || story.caption === lead ? {} : { caption: story.caption }),
		...(story.author === undefined ? {} : { author: story.author }),
	};
}

/**
 * The lead alone, as `findLead` gives it. Whoever wants nothing else, as of a feed's long texts, is spared the lines after
 * it.
 */
export function findLeadOnly(paragraphs: readonly string[], context: LeadContext): string {
	const beginning = beginningOf(context.description);
	const { body } = sortOut(paragraphs, context, ({ body: [first = "", ...rest] }) => {
		// Whether a first line without an end is a caption is for the lines after it to say.
		if (mayBeCaption(first)) return false;
		return beginning === "" || rest.length >= pointedAt - 1 || beginsAs(rest.at(-1) ?? first, beginning);
	});
	const first = body[indexOfLead(body, beginning)];
	return first === undefined ? fallback(paragraphs, context) : trimDateline(first);
}

type Story = { body: string[]; caption?: string; author?: string };

/** After a line that names other stories, so many unfinished lines in a row are a list and the article is over. */
const listOfOthers = 4;

const fewLines = 2;

/** So many characters of two paragraphs tell whether they are one. */
const telling = 400;

/** Words. */
const longestCaption = 22;

/** `isEnough`, asked after each paragraph, says that the lines to come do not matter. */
function sortOut(
	paragraphs: readonly string[],
	context: LeadContext,
	isEnough: (story: Story) => boolean = () => false,
): Story {
	const story: Story = { body: [] };
	const isKnown = createKnown(context);
	const seen = new Set<string>();
	let aside = 0;
	for (const line of paragraphs) {
		const key = lineKey(line.slice(0, telling));
		if (key === "" || seen.has(key) || isKnown(line, key)) continue;
		seen.add(key);
		// Of most lines what was folded is all of it.
		const role = line.length > telling ? readLineRole(line) : readLineRole(line, key);
		if (role === "tail" && story.body.length > 1) break;
		if (role === "tail" || role === "aside") aside = 1;
		else if (role === "byline") keepAuthor(line, story);
		else if (role === "caption" && story.body.length === 0) story.caption ??= line;
		else if (role === "paragraph" && (aside === 0 || endsSentence(line))) {
			story.body.push(line);
			if (isEnough(story)) break;
			aside = 0;
		} else if (role === "short" || role === "paragraph") {
			if (aside > 0) aside += 1;
			if (aside > listOfOthers && story.body.length > 0) break;
			if (aside === 0) keepShort(line, story);
		}
	}
	while (story.body.length > 1 && isUnfinished(story.body.at(-1) ?? "")) story.body.pop();
	if (!isCaptionBefore(story.body)) return story;
	const [caption = "", ...body] = story.body;
	return { caption, ...story, body };
}

/** A caption may be as long as a paragraph: where the story ends its sentences, a first line that does not is none of it. */
function isCaptionBefore([first = "", ...rest]: readonly string[]): boolean {
	if (!mayBeCaption(first)) return false;
	const next = rest.slice(0, 6).filter((line) => !isUnfinished(line));
	return (
		next.length > 1 && next.filter(endsSentence).length * 3 >= next.length * 2 && endsSentence(next[0] ?? "")
	);
}

function mayBeCaption(line: string): boolean {
	return !endsSentence(line) && countWords(line) <= longestCaption;
}

/** Before the lead a short line may be the picture's caption; after it, a subheading. */
function keepShort(line: string, story: Story): void {
	if (story.body.length > 0) story.body.push(line);
	else if (lineKey(line).split(" ").length > 4) story.caption ??= line;
}

function isUnfinished(line: string): boolean {
	return !endsSentence(line) && readLineRole(line) === "short";
}

/**
 * Whether a line says what is known besides the paragraphs: the headline, the site's name, the caption. `key` is the key of its
 * first `telling` characters. The keys of what is known are made once, for all of it may be long.
 */
function createKnown({ headline, siteName, caption }: LeadContext): (line: string, key: string) => boolean {
	const headlineKey = lineKey(headline);
	const longest = longestRepeatOf(headline);
	const others = new Set([siteName, caption].flatMap((text) => (text === undefined ? [] : [lineKey(text)])));
	return (line, key) => {
		const isShort = line.length <= longest;
		return (
			(isShort && isSameKey(line.length > telling ? lineKey(line) : key, headlineKey)) || others.has(key)
		);
	};
}

/** The source's summary points at one of so many paragraphs. */
const pointedAt = 5;
/** So many characters of a key point at a paragraph; with all its vowel signs a text is not four times as long. */
const pointer = 40;
const pointingPart = pointer * 4;

/** The source's summary points at the lead when a paragraph near the beginning starts with the same words. */
function indexOfLead(body: readonly string[], beginning: string): number {
	if (beginning === "") return 0;
	return Math.max(
		0,
		body.slice(0, pointedAt).findIndex((paragraph) => beginsAs(paragraph, beginning)),
	);
}

/** Empty when the description is too short to point at anything. */
function beginningOf(description: string | undefined): string {
	const beginning = lineKey((description ?? "").slice(0, pointingPart)).slice(0, pointer);
	return beginning.length < pointer ? "" : beginning;
}

function beginsAs(paragraph: string, beginning: string): boolean {
	return (
		!mayBeCaption(paragraph) && lineKey(trimDateline(paragraph).slice(0, pointingPart)).startsWith(beginning)
	);
}

/** Of a brief whose lines are all short the longest that may be text (many such lines are a list); else the summary. */
function fallback(paragraphs: readonly string[], context: LeadContext): string {
	const isKnown = createKnown(context);
	const isNew = (line: string) => !isKnown(line, lineKey(line));
	const lines = paragraphs.filter((line) => readLineRole(line) === "short" && isNew(line));
	const longest = lines.reduce((best, line) => (line.length > best.length ? line : best), "");
	const ended = lines.find((line) => endsSentence(line) && countWords(line) > 2);
	if (ended !== undefined) return trimDateline(ended);
	if (lines.length <= fewLines && countWords(longest) >= 6) return trimDateline(longest);
	const { description = "" } = context;
	return description.length >= 60 && isNew(description) ? description : "";
}

/** The name after the label; a city or an agency alone is no author. */
function keepAuthor(line: string, story: Story): void {
	const match = /^\s*(\p{L}+)\s*(?:[:：|]|[-–—]\s|\s)\s*(.+)$/u.exec(line);
	const [, label = "", name = ""] = match ?? [];
	if (bylineLabels.has(lineKey(label)) && name.trim() !== "") story.author ??= name.trim();
}
