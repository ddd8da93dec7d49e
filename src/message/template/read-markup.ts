import type { Block, Span } from "../message.ts";
import { openSealed, type Role, roleMarks, sealEscaped } from "./sealed.ts";

/** What blocks need that does not stand in the text: the article's address and its topics. */
export type MarkupContext = { url?: string; tags: readonly string[] };

/**
 * Reads the mark-up of a template's output, line by line: `# ` begins the headline, `- ` an item of a list, an empty line
 * a new paragraph; in a line `*bold*`, `_italic_`, `[words](address)`. A line of which only signs are left is left away.
 */
export function readMarkup(text: string, context: MarkupContext): Block[] {
	const blocks: Block[] = [];
	let open: { kind: "paragraph" | "list"; lines: (readonly Span[])[] } | undefined;
	const close = () => {
		if (open?.kind === "list") blocks.push({ kind: "list", items: open.lines });
		if (open?.kind === "paragraph") blocks.push({ kind: "paragraph", spans: joinLines(open.lines) });
		open = undefined;
	};
	for (const line of sealEscaped(text).split("\n").map(readLine)) {
		if (line.kind === "paragraph" || line.kind === "list") {
			if (open?.kind !== line.kind) close();
			open ??= { kind: line.kind, lines: [] };
			open.lines.push(line.spans);
			continue;
		}
		close();
		if (line.kind !== "empty") blocks.push(...blockOf(line, blocks.length === 0, context));
	}
	close();
	return blocks;
}

type Line =
	| { kind: "empty" }
	| { kind: "headline"; spans: readonly Span[] }
	| { kind: "paragraph"; spans: readonly Span[] }
	| { kind: "list"; spans: readonly Span[] }
	| { kind: Role; text: string };

function readLine(written: string): Line {
	const line = written.trim();
	if (line === "") return { kind: "empty" };
	const role = roles.find((name) => line.endsWith(roleMarks[name]));
	if (role !== undefined) {
		const text = openSealed(trimSigns(line.replaceAll(roleMarks[role], ""))).trim();
		return text === "" ? { kind: "empty" } : { kind: role, text };
	}
	const [, mark = "", rest = ""] = /^(#+|-)(?=\s)(.*)$/s.exec(line) ?? [undefined, "", line];
	const spans = readSpans(trimSigns(rest), {}).filter(({ text }) => text !== "");
	if (!spans.some(({ text }) => VISIBLE.test(text))) return { kind: "empty" };
	return { kind: mark === "" ? "paragraph" : mark === "-" ? "list" : "headline", spans };
}

const roles = Object.keys(roleMarks) as readonly Role[];

/** A letter, a number or a picture: signs alone say nothing. */
const VISIBLE = /[\p{L}\p{N}\p{So}]/u;

/** What stood between two values stands at an end when one of them is empty. */
function trimSigns(line: string): string {
	let [start, end] = [0, line.length];
	while (start < end && BETWEEN.test(line.charAt(start))) start += 1;
	// An expression that ends with `+$` would look at a long row of blanks once for each of them.
	while (end > start && BETWEEN.test(line.charAt(end - 1))) end -= 1;
	return line.slice(start, end);
}

const BETWEEN = /[\s·|–—•،,]/u;

function blockOf(
	line: Extract<Line, { kind: "headline" | Role }>,
	isFirst: boolean,
	{ url, tags }: MarkupContext,
): Block[] {
	const href = url === undefined ? {} : { href: url };
	switch (line.kind) {
		case "headline": {
			const linked = line.spans.some((span) => span.href !== undefined);
			if (isFirst && !linked) return [{ kind: "headline", text: textOf(line.spans), ...href }];
			// A second headline, or one with links of its own.
			return [{ kind: "paragraph", spans: line.spans.map((span) => ({ ...span, bold: true })) }];
		}
		case "date":
			return [{ kind: "date", text: line.text }];
		case "source":
			return [{ kind: "source", name: line.text, ...href }];
		case "hashtags":
			return tags.length === 0 ? [] : [{ kind: "tags", tags }];
	}
}

function textOf(spans: readonly Span[]): string {
	return spans.map(({ text }) => text).join("");
}

function joinLines(lines: readonly (readonly Span[])[]): Span[] {
	return lines.flatMap((spans, index) => (index === 0 ? spans : [{ text: "\n" }, ...spans]));
}

type Style = Omit<Span, "text">;

/** One kind of mark inside a line; its first group is what it is about. None stands in another of its kind. */
const marks: readonly { key: keyof Style; pattern: RegExp; style: (match: RegExpExecArray) => Style }[] = [
	{
		key: "href",
		pattern: /\[([^[\]\n]+)\]\(([^()\s]*)\)/gu,
		style: (match) => linkTo(openSealed(match[2] ?? "")),
	},
	{
		key: "bold",
		pattern: /(?<![\p{L}\p{N}])\*(?=\S)([^*\n]+)(?<=\S)\*(?![\p{L}\p{N}])/gu,
		style: () => ({ bold: true }),
	},
	{
		key: "italic",
		pattern: /(?<![\p{L}\p{N}_])_(?=\S)([^_\n]+)(?<=\S)_(?![\p{L}\p{N}_])/gu,
		style: () => ({ italic: true }),
	},
];

/** From mark to mark; where the next of a kind stands is looked up once, and again when that place is behind. */
function readSpans(text: string, style: Style): Span[] {
	const spans: Span[] = [];
	const say = (words: string) => {
		if (words !== "") spans.push({ ...style, text: openSealed(words) });
	};
	const kinds = marks.filter(({ key }) => style[key] === undefined);
	const next = kinds.map(({ pattern }) => findFrom(pattern, text, 0));
	for (let at = 0; ; ) {
		for (const [nth, { pattern }] of kinds.entries()) {
			const known = next[nth];
			if (known && known.index < at) next[nth] = findFrom(pattern, text, at);
		}
		const nth = nearest(next);
		const [mark, match] = [kinds[nth], next[nth]];
		say(text.slice(at, match?.index));
		if (mark === undefined || !match) return spans;
		for (const span of readSpans(match[1] ?? "", { ...style, ...mark.style(match) })) spans.push(span);
		at = match.index + match[0].length;
	}
}

function findFrom(pattern: RegExp, text: string, at: number): RegExpExecArray | null {
	pattern.lastIndex = at;
	return pattern.exec(text);
}

/** Which of the matches begins first; -1 where there is none. */
function nearest(matches: readonly (RegExpExecArray | null)[]): number {
	let found = -1;
	for (const [nth, match] of matches.entries()) {
		if (match && match.index < (matches[found]?.index ?? Number.POSITIVE_INFINITY)) found = nth;
	}
	return found;
}

function linkTo(address: string): Style {
	return URL.canParse(address) && /^https?:$/.test(new URL(address).protocol) ? { href: address } : {};
}
