import { truncateText } from "../../../src/arabic/truncate.ts";
import type { Block, Message, Span } from "../../../src/message/message.ts";

type Paragraph = Extract<Block, { kind: "paragraph" }>;
type List = Extract<Block, { kind: "list" }>;

/** A paragraph shorter than this says nothing: it is left away instead. */
const shortestRest = 40;

/**
 * Draws a message so that it is at most `limit` UTF-16 units long. While it is too long, the last item of a list goes,
 * then the longest paragraph is cut where a sentence allows, then what is left of it goes, then every other block is
 * cut, the headline last.
 */
export function shorten<T>(
	message: Message,
	limit: number,
	textOf: (message: Message) => string,
	draw: (message: Message) => T,
): T {
	let fitted = message;
	for (;;) {
		const over = textOf(fitted).length - limit;
		if (over <= 0) return draw(fitted);
		fitted = { ...fitted, blocks: shortenBlocks(fitted.blocks, over) };
	}
}

/** Always shorter than before. */
function shortenBlocks(blocks: readonly Block[], over: number): Block[] {
	const list = blocks.findLast((block): block is List => block.kind === "list" && block.items.length > 1);
	if (list !== undefined) return replace(blocks, list, { ...list, items: list.items.slice(0, -1) });
	const longest = blocks
		.filter((block): block is Paragraph => block.kind === "paragraph")
		.sort((a, b) => lengthOf(b) - lengthOf(a))[0];
	if (longest !== undefined) return replace(blocks, longest, cutParagraph(longest, over));
	const last = blocks.findLast(({ kind }) => kind !== "headline") ?? blocks.at(-1);
	if (last === undefined) return [];
	if (last.kind !== "headline") return replace(blocks, last, undefined);
	return [{ ...last, text: cutText(last.text, last.text.length - over) }];
}

function replace(blocks: readonly Block[], old: Block, made: Block | undefined): Block[] {
	return blocks.flatMap((block) => (block !== old ? [block] : made === undefined ? [] : [made]));
}

function lengthOf(block: Paragraph): number {
	return block.spans.reduce((sum, { text }) => sum + text.length, 0);
}

function cutParagraph(block: Paragraph, over: number): Paragraph | undefined {
	const budget = lengthOf(block) - over;
	return budget < shortestRest ? undefined : { ...block, spans: cutSpans(block.spans, budget) };
}

/** The runs' own beginnings; what the cut adds (` …`, a closing mark) comes without formatting. */
function cutSpans(spans: readonly Span[], budget: number): Span[] {
	const whole = spans.map(({ text }) => text).join("");
	const cut = cutText(whole, budget);
	let kept = 0;
	while (kept < cut.length && cut[kept] === whole[kept]) kept++;
	const out: Span[] = [];
	let left = kept;
	for (const span of spans) {
		if (left <= 0) break;
		out.push({ ...span, text: span.text.slice(0, left) });
		left -= span.text.length;
	}
	return kept < cut.length ? [...out, { text: cut.slice(kept) }] : out;
}

/** At most `budget` UTF-16 units. `truncateText` counts graphemes, of which a hostile one may be of any length. */
function cutText(text: string, budget: number): string {
	for (let graphemes = budget; graphemes >= 1; graphemes = Math.floor(graphemes / 2)) {
		const cut = truncateText(text, graphemes);
		if (cut.length <= budget) return cut;
	}
	return text.slice(0, Math.max(budget - 2, 1)).replace(/[\ud800-\udbff]$/, "");
}
