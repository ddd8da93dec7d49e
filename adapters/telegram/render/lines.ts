import { directText, stripDirection } from "../../../src/arabic/bidi.ts";
import { buildHashtag } from "../../../src/arabic/hashtag.ts";
import type { Block, Message, Span } from "../../../src/message/message.ts";
import { linkAddress } from "./link-address.ts";

/** A run of one formatting; `href` is an address that Telegram takes. */
export type Run = { text: string; bold?: boolean; italic?: boolean; href?: string };
export type Line = readonly Run[];

export type Layout = { base: "rtl" | "ltr"; plainText: boolean };

/**
 * The lines of a message from top to bottom, directed; an empty line stands between two blocks, but none between
 * headline and date.
 */
export function layOut(message: Message, layout: Layout): Line[] {
	const lines: Line[] = [];
	let before: Block["kind"] | undefined;
	for (const block of message.blocks) {
		const drawn = drawBlock(block, message, layout).filter((line) =>
			line.some(({ text }) => text.trim() !== ""),
		);
		if (drawn.length === 0) continue;
		if (before !== undefined && !(before === "headline" && block.kind === "date")) lines.push([]);
		lines.push(...drawn.map((line) => directLine(line, layout.base)));
		before = block.kind;
	}
	return lines;
}

function drawBlock(block: Block, message: Message, { plainText }: Layout): Run[][] {
	switch (block.kind) {
		case "headline":
			return [[run({ text: block.text, bold: true, ...linkOf(block.href) }, plainText)]];
		case "date":
			return [[run({ text: block.text }, plainText)]];
		case "paragraph":
			return splitLines(block.spans).map((line) => line.map((span) => run(span, plainText)));
		case "list":
			return block.items.map((item) => [{ text: "• " }, ...item.map((span) => run(span, plainText))]);
		case "source":
			return drawSource(block, message, plainText);
		case "tags": {
			const tags = block.tags.flatMap((tag) => buildHashtag(stripDirection(tag)) ?? []);
			return [tags.flatMap((tag, i) => (i === 0 ? [{ text: tag }] : [{ text: " " }, { text: tag }]))];
		}
	}
}

/** The lines of a paragraph: a span that is a newline ends one. */
function splitLines(spans: readonly Span[]): Span[][] {
	const lines: Span[][] = [[]];
	for (const span of spans) {
		if (span.text === "\n") lines.push([]);
		else lines.at(-1)?.push(span);
	}
	return lines;
}

/** In a plain text the article's address stands on a line of its own, as it is not behind any word. */
function drawSource(
	block: Extract<Block, { kind: "source" }>,
	message: Message,
	plainText: boolean,
): Run[][] {
	const headline = message.blocks.find(({ kind }) => kind === "headline");
	const address = linkAddress(block.href ?? (headline?.kind === "headline" ? headline.href : undefined));
	const name = run({ text: block.name, ...linkOf(block.href) }, plainText);
	return plainText && address !== undefined ? [[name], [{ text: address }]] : [[name]];
}

function linkOf(href: string | undefined): { href?: string } {
	return href === undefined ? {} : { href };
}

function run(span: Span, plainText: boolean): Run {
	const text = cleanText(span.text);
	if (plainText) return { text };
	const href = linkAddress(span.href);
	return {
		text,
		...(span.bold ? { bold: true } : {}),
		...(span.italic ? { italic: true } : {}),
		...(href === undefined ? {} : { href }),
	};
}

/** One line of well-formed text; marks are ours to set, controls would become blanks anyway. */
function cleanText(text: string): string {
	return stripDirection(text)
		.replace(/\p{Cs}/gu, "\ufffd")
		.replace(/[\p{Cc}\u2028-\u202e]+/gu, " ");
}

/**
 * Sets the line's direction marks. The whole line is directed at once, since what stands next to a run decides about
 * it, and the marks are then handed out to the runs; at a run's edge they stand outside of its mark-up.
 */
function directLine(line: readonly Run[], base: "rtl" | "ltr"): Line {
	const whole = line.map(({ text }) => text).join("");
	const directed = directText(whole, base);
	const out: Run[] = [];
	let at = 0;
	for (const run of line) {
		let text = "";
		const flush = () => {
			if (text !== "") out.push({ ...run, text });
			text = "";
		};
		for (let i = 0; i < run.text.length; i++) {
			for (; isMark(directed[at]) && directed[at] !== run.text[i]; at++) {
				if (i === 0) out.push({ text: directed[at] ?? "" });
				else text += directed[at];
			}
			// directText only ever adds marks; should it change a letter, the line is better undirected than garbled.
			if (directed[at] !== run.text[i]) return line;
			text += directed[at];
			at++;
		}
		flush();
		for (; directed[at] === popIsolate; at++) out.push({ text: popIsolate });
	}
	for (; isMark(directed[at]); at++) out.push({ text: directed[at] ?? "" });
	return at === directed.length ? merge(out) : line;
}

const popIsolate = "\u2069";

function isMark(unit: string | undefined): boolean {
	return unit !== undefined && /[\u200e\u200f\u2066-\u2069]/.test(unit);
}

/** Neighbours without any formatting become one run. */
function merge(runs: readonly Run[]): Run[] {
	const merged: Run[] = [];
	for (const run of runs) {
		const last = merged.at(-1);
		if (last !== undefined && isBare(last) && isBare(run))
			merged[merged.length - 1] = { text: last.text + run.text };
		else merged.push(run);
	}
	return merged;
}

function isBare(run: Run): boolean {
	return run.bold === undefined && run.italic === undefined && run.href === undefined;
}
