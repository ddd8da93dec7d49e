/**
 * A text that Discord shows letter for letter: nothing in it becomes bold, a heading, a list, a quote, a mention or a
 * custom emoji. Direction marks may stand before what begins a line. Addresses are written `<…>`: that keeps what
 * follows out of them (a closing direction mark would become part of the link), and shows no preview.
 */
export function escapeMarkdown(text: string): string {
	return text.split("\n").map(escapeLine).join("\n");
}

/** As in `escapeMarkdown`, for places where addresses are no links (an embed's title). */
export function escapeTitle(text: string): string {
	return text.split("\n").map(escapeRun).map(escapeStart).join("\n");
}

/** Bold, italic and linked as asked; blanks at the edges stay outside, where the marks would not be seen as marks. */
export function markUp(escaped: string, marks: { bold: boolean; italic: boolean; href?: string }): string {
	const inner = escaped.trim();
	if (inner === "") return escaped;
	const start = escaped.length - escaped.trimStart().length;
	const [before, after] = [escaped.slice(0, start), escaped.slice(start + inner.length)];
	let text = inner;
	if (marks.italic) text = `*${text}*`;
	if (marks.bold) text = `**${text}**`;
	if (marks.href !== undefined) text = `[${text}](<${marks.href}>)`;
	return before + text + after;
}

/** An http(s) address as Discord takes it; undefined for anything else, and for one that is too long. */
export function discordLink(href: string | undefined, most: number): string | undefined {
	if (href === undefined || !URL.canParse(href)) return undefined;
	const url = new URL(href);
	if (url.protocol !== "https:" && url.protocol !== "http:") return undefined;
	const written = url.href.replace(/[<>]/g, encodeURIComponent);
	return written.length <= most ? written : undefined;
}

/** Up to a sign that ends a sentence around it rather than the address. */
const ADDRESS = /https?:\/\/(?=[\p{L}\p{N}[])[^\s<>\u2066-\u2069]*[^\s<>\u2066-\u2069.,:;!?"'»)\]*_~|،؛؟…]/gu;

function escapeLine(line: string): string {
	let escaped = "";
	let from = 0;
	for (const match of line.matchAll(ADDRESS)) {
		escaped += `${escapeRun(line.slice(from, match.index))}<${match[0]}>`;
		from = match.index + match[0].length;
	}
	return escapeStart(escaped + escapeRun(line.slice(from)));
}

function escapeRun(text: string): string {
	return text.replace(/[\\*_~`|<>[\]]/g, "\\$&").replace(/@(?=everyone|here)/g, "\\@");
}

/** What makes a heading, a small line or a list, when a line begins with it. (`>` and `*` are escaped everywhere.) */
function escapeStart(line: string): string {
	return line.replace(/^([\s\u200e\u200f\u2066-\u2069]*)(?:([#+-])|(\d{1,9})(?=\.))/u, "$1$3\\$2");
}
