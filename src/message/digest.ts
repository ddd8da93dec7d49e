import { writeDigits } from "../arabic/digits.ts";
import { foldKey } from "../arabic/fold.ts";
import { truncateText } from "../arabic/truncate.ts";
import type { Look } from "../domain/channel.ts";
import type { CardContent } from "../domain/post.ts";
import type { MessageContext } from "./context.ts";
import type { Block, Message } from "./message.ts";
import { buildNewsList, sizeOfLine } from "./news-list.ts";

/** UTF-16 units of one message, links written out: 3,500 less a title. */
const roomOfPart = 3_400;
/** What was split for another look may have grown since: that much still fits on every platform. */
const roomOfMessage = 3_700;
/** Telegram reads a hundred formats a message: a line takes two, the heading over it one. */
const mostLines = 30;
/** Graphemes of the name over a group, and UTF-16 units that its line takes besides. */
const headingLength = 60;
const roomAroundHeading = 20;

/**
 * Several cards as one message: a title with their number, then a line each, under their source or topic. It says what
 * one part of `splitDigest` says; more than that is counted at the end.
 */
export function buildDigest(cards: readonly CardContent[], look: Look, context: MessageContext): Message {
	const say = (id: string, args: { count?: number } = {}) =>
		writeDigits(context.sentences.say(look.locale, id, args), look.digits);
	const [part = []] = splitDigest(cards, look, roomOfMessage);
	const left = cards.length - part.length;
	const groupBy = groupingOf(cards, look);
	const lines = buildNewsList(part, lineLook(look, groupBy), { ...context, dated: false }).flat();
	const blocks: Block[] = [{ kind: "headline", text: say("digest-title", { count: cards.length }) }];
	for (const [index, line] of lines.entries()) {
		const [card, before] = [part[index], part[index - 1]];
		if (card !== undefined && startsGroup(card, before, groupBy)) {
			const text = headingOf(card, groupBy) || say("digest-others");
			blocks.push({ kind: "paragraph", spans: [{ text, bold: true }] });
		}
		blocks.push(line);
	}
	if (cards.length === 0) blocks.push({ kind: "paragraph", spans: [{ text: say("digest-empty") }] });
	if (left > 0) blocks.push({ kind: "paragraph", spans: [{ text: say("digest-more", { count: left }) }] });
	return {
		language: look.locale,
		blocks,
		buttons: [],
		silent: look.silent,
		linkPreview: false,
	};
}

/**
 * Cards in the order and the portions in which messages say them: grouped, cut between cards, each short enough for
 * every platform. A portion that is split again stays whole.
 */
export function splitDigest(
	cards: readonly CardContent[],
	look: Look,
	room: number = roomOfPart,
): readonly (readonly CardContent[])[] {
	const groupBy = groupingOf(cards, look);
	const parts: CardContent[][] = [];
	let left = 0;
	for (const card of grouped(cards, groupBy)) {
		const part = parts.at(-1) ?? [];
		const size = sizeOfCard(card, look) + sizeOfHeading(card, part.at(-1), groupBy);
		if (size <= left && part.length > 0 && part.length < mostLines) {
			part.push(card);
			left -= size;
		} else {
			parts.push([card]);
			left = room - sizeOfCard(card, look) - sizeOfHeading(card, undefined, groupBy);
		}
	}
	return parts;
}

/** With its source, and room for a heading's breaks: whether sources stand behind the lines or over them, it fits. */
function sizeOfCard(card: CardContent, look: Look): number {
	return sizeOfLine(card, { ...look, sourceLine: true }) + roomAroundHeading;
}

/** A source's name is counted with each of its lines; a topic's is not. */
function sizeOfHeading(card: CardContent, before: CardContent | undefined, groupBy: Grouping): number {
	if (groupBy !== "topic" || !startsGroup(card, before, groupBy)) return 0;
	return headingOf(card, groupBy).length + roomAroundHeading;
}

type Grouping = "source" | "topic" | "none";

/** Without a wish of the channel's: by source, where headings do not make it longer than the names behind each line do. */
function groupingOf(cards: readonly CardContent[], look: Look): Grouping {
	if (look.groupDigests !== undefined) return look.groupDigests;
	const sources = new Set(cards.map(({ sourceName }) => sourceName)).size;
	return sources > 1 && sources * 2 <= cards.length ? "source" : "none";
}

/** Groups in the order of their first cards, those without a name at the end. */
function grouped(cards: readonly CardContent[], groupBy: Grouping): readonly CardContent[] {
	if (groupBy === "none") return cards;
	const groups = new Map<string, CardContent[]>();
	for (const card of cards) {
		const key = foldKey(headingOf(card, groupBy));
		groups.set(key, [...(groups.get(key) ?? []), card]);
	}
	const unnamed = groups.get("") ?? [];
	groups.delete("");
	return [...[...groups.values()].flat(), ...unnamed];
}

function startsGroup(card: CardContent, before: CardContent | undefined, groupBy: Grouping): boolean {
	if (groupBy === "none") return false;
	return before === undefined || foldKey(headingOf(card, groupBy)) !== foldKey(headingOf(before, groupBy));
}

function headingOf(card: CardContent, groupBy: Grouping): string {
	const name = groupBy === "source" ? card.sourceName : (card.topics[0] ?? "");
	return truncateText(name, headingLength);
}

/** Under its source's name a line need not name it again. */
function lineLook(look: Look, groupBy: Grouping): Look {
	return groupBy === "source" ? { ...look, sourceLine: false } : look;
}
