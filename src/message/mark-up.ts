import type { Span } from "./message.ts";

/**
 * The one mark-up that editors write, for every platform:
 *
 *     **bold**   *italic*   [words](https://address)   {channel}   {date}
 *     - a line that begins so is a list's item
 *
 * Each other line is a paragraph. `\` before a sign takes its meaning away. What is opened must close on its line.
 */
export type MarkUp =
	| { ok: true; blocks: readonly MarkUpBlock[] }
	| { ok: false; problems: readonly MarkUpProblem[] };

export type MarkUpBlock =
	| { kind: "paragraph"; spans: readonly MarkUpSpan[] }
	| { kind: "list"; items: readonly (readonly MarkUpSpan[])[] };

/** With `variable` the text is the channel's: `text` is what was written. */
export type MarkUpSpan = Span & { variable?: Variable };

export const variables = ["channel", "date"] as const;
export type Variable = (typeof variables)[number];

/** Where, counted from 1 in characters, and what: `sign` is what was opened, the address, or the variable. */
export type MarkUpProblem = {
	line: number;
	column: number;
	kind: "open" | "empty" | "address" | "variable" | "variable-open";
	sign: string;
};

/** Nobody mends more in one go; their columns are counted from the beginning of the line. */
const mostProblems = 50;

/** Reads a text; its problems at once, so that an editor mends them in one go. Pure. */
export function parseMarkUp(text: string): MarkUp {
	const problems: MarkUpProblem[] = [];
	const blocks: MarkUpBlock[] = [];
	const lines = text.replace(/\r\n?/g, "\n").split("\n");
	for (const [at, line] of lines.entries()) {
		if (line.trim() === "") continue;
		const item = /^\s*[-•]\s+(?=\S)/.exec(line);
		const spans = readLine(line, item?.[0].length ?? 0, at + 1, problems);
		const last = blocks.at(-1);
		if (item === null) blocks.push({ kind: "paragraph", spans });
		else if (last?.kind === "list" && isItem(lines[at - 1]))
			blocks[blocks.length - 1] = { kind: "list", items: [...last.items, spans] };
		else blocks.push({ kind: "list", items: [spans] });
	}
	return problems.length === 0 ? { ok: true, blocks } : { ok: false, problems };
}

function isItem(line: string | undefined): boolean {
	return line !== undefined && /^\s*[-•]\s+\S/.test(line);
}

type Style = { bold?: true; italic?: true; href?: string };
type Opened = { sign: "**" | "*" | "["; column: number; spans: number };

function readLine(line: string, from: number, number: number, problems: MarkUpProblem[]): MarkUpSpan[] {
	const spans: MarkUpSpan[] = [];
	const opened: Opened[] = [];
	let style: Style = {};
	let text = "";
	const report = (kind: MarkUpProblem["kind"], at: number, sign: string) => {
		if (problems.length >= mostProblems) return;
		problems.push({ line: number, column: [...line.slice(0, at)].length + 1, kind, sign });
	};
	const flush = () => {
		if (text !== "") spans.push({ text, ...style });
		text = "";
	};

	for (let at = from; at < line.length; ) {
		const sign = line[at] ?? "";
		if (sign === "\\" && /[\\*[\]{}()-]/.test(line[at + 1] ?? "")) {
			text += line[at + 1];
			at += 2;
		} else if (sign === "{") {
			const close = line.indexOf("}", at);
			const name = close < 0 ? "" : line.slice(at + 1, close).trim();
			const variable = variables.find((each) => each === name);
			if (close < 0) report("variable-open", at, line.slice(at, at + 20));
			else if (variable === undefined) report("variable", at, `{${name}}`);
			else {
				flush();
				spans.push({ text: `{${variable}}`, ...style, variable });
			}
			at = close < 0 ? line.length : close + 1;
		} else if (sign === "*") {
			const mark = marks(line, at, opened);
			const top = opened.findLast((each) => each.sign === mark);
			if (top !== undefined) {
				flush();
				if (spans.length === top.spans) report("empty", at, mark);
				close(opened, top, (left) => report("open", left.column, left.sign));
				style = styleOf(opened, style.href);
				at += mark.length;
			} else if (/\S/.test(line[at + mark.length] ?? "")) {
				flush();
				opened.push({ sign: mark, column: at, spans: spans.length });
				style = styleOf(opened, style.href);
				at += mark.length;
			} else {
				text += mark;
				at += mark.length;
			}
		} else if (sign === "[" && !opened.some((each) => each.sign === "[") && isLink(line, at)) {
			flush();
			opened.push({ sign: "[", column: at, spans: spans.length });
			at += 1;
		} else if (sign === "]" && line[at + 1] === "(") {
			const top = opened.findLast((each) => each.sign === "[");
			if (top === undefined) {
				text += sign;
				at += 1;
				continue;
			}
			const end = endOfAddress(line, at + 2);
			flush();
			close(opened, top, (left) => report("open", left.column, left.sign));
			style = styleOf(opened);
			if (end === undefined) {
				report("open", at + 1, "(");
				at = line.length;
				continue;
			}
			const href = line.slice(at + 2, end).trim();
			if (!isAddress(href)) report("address", at + 2, href);
			if (spans.length === top.spans) report("empty", top.column, "[]");
			for (let nth = top.spans; nth < spans.length; nth++) {
				const span = spans[nth];
				if (span !== undefined) spans[nth] = { ...span, href };
			}
			at = end + 1;
		} else {
			text += sign;
			at += 1;
		}
	}
	flush();
	for (const left of opened) report("open", left.column, left.sign);
	return trim(spans);
}

/** `***` opens both, and closes what was opened last first. */
function marks(line: string, at: number, opened: readonly Opened[]): "**" | "*" {
	if (line[at + 1] !== "*") return "*";
	const last = opened.findLast((each) => each.sign !== "[");
	return last?.sign === "*" && line[at + 2] === "*" ? "*" : "**";
}

/** What was opened behind it and not closed is a problem of its own. */
function close(opened: Opened[], top: Opened, problem: (left: Opened) => void): void {
	const at = opened.indexOf(top);
	for (const left of opened.slice(at + 1)) problem(left);
	opened.length = at;
}

function styleOf(opened: readonly Opened[], href?: string): Style {
	return {
		...(opened.some(({ sign }) => sign === "**") ? { bold: true as const } : {}),
		...(opened.some(({ sign }) => sign === "*") ? { italic: true as const } : {}),
		...(href === undefined ? {} : { href }),
	};
}

/** Brackets without an address behind them are brackets; one that never closes is taken for a link that was begun. */
function isLink(line: string, at: number): boolean {
	const end = line.indexOf("]", at);
	return end < 0 || line[end + 1] === "(";
}

/** Brackets within the address are in pairs. */
function endOfAddress(line: string, from: number): number | undefined {
	let depth = 0;
	for (let at = from; at < line.length; at++) {
		if (line[at] === "(") depth++;
		if (line[at] === ")" && depth-- === 0) return at;
	}
	return undefined;
}

/** True for what may be linked: an http(s) address. */
export function isAddress(text: string): boolean {
	if (!/^https?:\/\/[^\s]+$/i.test(text) || !URL.canParse(text)) return false;
	return new URL(text).hostname !== "";
}

function trim(spans: readonly MarkUpSpan[]): MarkUpSpan[] {
	const trimmed = spans.map((span, nth) => {
		const start = nth === 0 ? span.text.trimStart() : span.text;
		return { ...span, text: nth === spans.length - 1 ? start.trimEnd() : start };
	});
	return trimmed.filter(({ text }) => text !== "");
}
