import type { RichKind, RichNode, RichText } from "../rich-text.ts";

/** Reads Discord's markdown, as its client shows it in messages and embeds. Every text has a reading; none is refused. */
export function parseDiscordMarkdown(source: string): RichText {
	const nodes: RichNode[] = [];
	let rest = source;
	while (rest !== "") {
		const fence = /^```(?:[\w+-]*\n)?([\s\S]*?)\n?```\n?/.exec(rest);
		if (fence !== null) {
			nodes.push({ kind: "pre", children: [fence[1] ?? ""] });
			rest = rest.slice(fence[0].length);
			continue;
		}
		const end = rest.indexOf("\n");
		const line = end < 0 ? rest : rest.slice(0, end);
		const quoted = /^>>> ([\s\S]*)/.exec(rest);
		if (quoted !== null) {
			nodes.push({ kind: "quote", children: parseDiscordMarkdown(quoted[1] ?? "") });
			break;
		}
		nodes.push(...parseLine(line));
		if (end >= 0) nodes.push("\n");
		rest = end < 0 ? "" : rest.slice(end + 1);
	}
	return nodes;
}

/** What a line may begin with to be a block of its own. */
const lineStarts: readonly { pattern: RegExp; kind: RichKind }[] = [
	{ pattern: /^#{1,3} +(.+)$/, kind: "heading" },
	{ pattern: /^-# +(.+)$/, kind: "small" },
	{ pattern: /^> (.*)$/, kind: "quote" },
	{ pattern: /^ *[-*] +(.+)$/, kind: "item" },
];

function parseLine(line: string): RichText {
	for (const { pattern, kind } of lineStarts) {
		const inside = pattern.exec(line)?.[1];
		if (inside !== undefined) return [{ kind, children: parseInline(inside) }];
	}
	return parseInline(line);
}

type InlineRule = { pattern: RegExp; read(match: RegExpExecArray): RichNode };

/** `end`: what must not follow, so that `***` closes the inner one first. */
const wrapped = (mark: string, kind: RichKind, end = ""): InlineRule => ({
	pattern: new RegExp(`${mark}((?:\\\\[\\s\\S]|[^\\\\])+?)${mark}${end}`, "y"),
	read: (match) => ({ kind, children: parseInline(match[1] ?? "") }),
});

const linkedTo = (href: string, children: RichText): RichNode => ({ kind: "link", href, children });

/** In order: the first that fits at a place is taken. */
const inlineRules: readonly InlineRule[] = [
	{ pattern: /\\([^0-9A-Za-z\s])/y, read: (match) => match[1] ?? "" },
	{ pattern: /`([^`\n]+)`/y, read: (match) => ({ kind: "code", children: [match[1] ?? ""] }) },
	{
		pattern: /\[((?:\\.|[^[\]\\])+)\]\(\s*<?(https?:\/\/[^\s<>]+?)>?\s*\)/y,
		read: (match) => linkedTo(match[2] ?? "", parseInline(match[1] ?? "")),
	},
	{ pattern: /<(https?:\/\/[^\s<>]+)>/y, read: (match) => linkedTo(match[1] ?? "", [match[1] ?? ""]) },
	{ pattern: /https?:\/\/[^\s<]*[^<.,:;"')\]\s]/y, read: (match) => linkedTo(match[0], [match[0]]) },
	wrapped("\\*\\*", "bold", "(?!\\*)"),
	wrapped("__", "underline", "(?!_)"),
	wrapped("~~", "strike"),
	wrapped("\\|\\|", "spoiler"),
	{
		pattern: /\*(?=\S)((?:\\[\s\S]|[^*\\])+?)\*/y,
		read: (match) => ({ kind: "italic", children: parseInline(match[1] ?? "") }),
	},
	{
		pattern: /(?<![\p{L}\p{N}])_((?:\\[\s\S]|[^_\\])+?)_(?![\p{L}\p{N}])/uy,
		read: (match) => ({ kind: "italic", children: parseInline(match[1] ?? "") }),
	},
];

function parseInline(text: string): RichText {
	const nodes: RichNode[] = [];
	let plain = "";
	let at = 0;
	while (at < text.length) {
		const found = firstMatch(text, at);
		if (found === undefined) {
			plain += text[at];
			at += 1;
			continue;
		}
		if (typeof found.node === "string") plain += found.node;
		else {
			if (plain !== "") nodes.push(plain);
			plain = "";
			nodes.push(found.node);
		}
		at += found.length;
	}
	if (plain !== "") nodes.push(plain);
	return nodes;
}

function firstMatch(text: string, at: number): { node: RichNode; length: number } | undefined {
	for (const { pattern, read } of inlineRules) {
		pattern.lastIndex = at;
		const match = pattern.exec(text);
		if (match !== null && match[0] !== "") return { node: read(match), length: match[0].length };
	}
	return undefined;
}
