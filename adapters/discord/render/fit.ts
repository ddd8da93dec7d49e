import { countGraphemes } from "../../../src/arabic/graphemes.ts";
import { truncateText } from "../../../src/arabic/truncate.ts";
import type { Block, Span } from "../../../src/message/message.ts";

/** A paragraph cut to fewer graphemes than this says nothing any more: it is left out whole. */
const shortest = 24;

/**
 * The blocks as `render` writes them, at most `room` units long. The longest paragraph is cut first, at a place where
 * Arabic allows it; then lists lose their last lines; then what is last goes. Cutting comes before escaping, so that no
 * escape is ever cut in two.
 */
export function fitBlocks(
	blocks: readonly Block[],
	room: number,
	render: (blocks: readonly Block[]) => string,
): string {
	let kept = blocks;
	while (kept.length > 0) {
		const text = render(kept);
		if (text.length <= room) return text;
		kept = shorten(kept, (shorter) => render(shorter).length <= room);
	}
	return "";
}

/** The longest beginning of a text whose written form is at most `room` units long; empty where there is none. */
export function fitText(text: string, room: number, write: (text: string) => string): string {
	const whole = write(text);
	if (whole.length <= room) return whole;
	const budget = largest(1, countGraphemes(text), (size) => write(truncateText(text, size)).length <= room);
	return budget === undefined ? "" : write(truncateText(text, budget));
}

function shorten(blocks: readonly Block[], fits: (blocks: readonly Block[]) => boolean): readonly Block[] {
	const lengths = blocks.map((block) => (block.kind === "paragraph" ? textOf(block.spans).length : 0));
	const longest = Math.max(...lengths);
	if (longest > shortest) {
		const at = lengths.indexOf(longest);
		const whole = textOf(spansOf(blocks[at]));
		const cutTo = (size: number) => blocks.map((block, index) => (index === at ? cut(block, size) : block));
		const budget = largest(shortest, countGraphemes(whole), (size) => fits(cutTo(size)));
		return budget === undefined ? blocks.filter((_, index) => index !== at) : cutTo(budget);
	}
	const list = blocks.findLastIndex((block) => block.kind === "list" && block.items.length > 1);
	if (list < 0) return blocks.slice(0, -1);
	return blocks.map((block, index) =>
		index === list && block.kind === "list" ? { ...block, items: block.items.slice(0, -1) } : block,
	);
}

/** By halving. Cutting at sentences is not strictly rising in the budget; the answer fits in any case. */
function largest(from: number, to: number, fits: (size: number) => boolean): number | undefined {
	let low = from;
	let high = to;
	let best: number | undefined;
	while (low <= high) {
		const middle = Math.floor((low + high) / 2);
		if (fits(middle)) {
			best = middle;
			low = middle + 1;
		} else high = middle - 1;
	}
	return best;
}

function cut(block: Block, graphemes: number): Block {
	const spans = spansOf(block);
	return { kind: "paragraph", spans: cutSpans(spans, truncateText(textOf(spans), graphemes)) };
}

/** The spans as far as the cut text follows them; what it ends with (`…`, a closing quote) is added to the last. */
function cutSpans(spans: readonly Span[], text: string): Span[] {
	const whole = textOf(spans);
	let same = 0;
	while (same < text.length && text[same] === whole[same]) same++;
	const kept: Span[] = [];
	let left = same;
	for (const span of spans) {
		if (left <= 0) break;
		kept.push({ ...span, text: span.text.slice(0, left) });
		left -= span.text.length;
	}
	const ending = text.slice(same);
	const last = kept.at(-1);
	if (ending === "") return kept;
	if (last === undefined || last.href !== undefined) return [...kept, { text: ending }];
	return [...kept.slice(0, -1), { ...last, text: last.text + ending }];
}

function spansOf(block: Block | undefined): readonly Span[] {
	return block?.kind === "paragraph" ? block.spans : [];
}

function textOf(spans: readonly Span[]): string {
	return spans.map(({ text }) => text).join("");
}
