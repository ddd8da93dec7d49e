/** What a tag means for a text, and the place behind it (and, for a script, behind all of it). */
export type Tag = { text: string; end: number };

/** What earlier searches found, so that a hostile text is not searched to its end from every tag. */
export type Known = {
	/** Where the next quote is; -1 for none. */
	'"': number;
	"'": number;
	/** Closing marks that do not come any more. */
	absent: Set<string>;
};

/** Nothing found yet. */
export function createKnown(): Known {
	return { '"': -2, "'": -2, absent: new Set() };
}

/** Null when the `<` at this place begins no tag; with `knownOnly`, none of HTML's common ones. */
export function readTag(html: string, at: number, known: Known, knownOnly: boolean): Tag | null {
	const next = html.charCodeAt(at + 1);
	if (next === EXCLAMATION || next === QUESTION) return knownOnly ? null : readDeclaration(html, at, known);
	const closing = next === SLASH;
	const start = at + (closing ? 2 : 1);
	const after = endOfName(html, start);
	if (after === start || !endsName(html, after)) return null;
	const name = html.slice(start, after).toLowerCase();
	if (knownOnly && !KNOWN_TAG.test(`<${name}>`)) return null;
	const end = html.charCodeAt(after) === CLOSE ? after + 1 : findTagEnd(html, after, known);
	if (end === -1) return null;
	const role = ROLES.get(name);
	if (role === DROPPED && !closing && html[end - 2] !== "/")
		return { text: " ", end: findElementEnd(html, name, end, known) };
	return { text: role === DROPPED ? "" : (role ?? ""), end };
}

const EXCLAMATION = 0x21;
const SLASH = 0x2f;
const QUESTION = 0x3f;
const OPEN = 0x3c;
const CLOSE = 0x3e;

/** Letters, then also digits, colon, underscore and dash. */
function endOfName(html: string, start: number): number {
	let at = start;
	for (; at < html.length; at++) {
		const code = html.charCodeAt(at);
		const isLetter = (code >= 0x61 && code <= 0x7a) || (code >= 0x41 && code <= 0x5a);
		if (isLetter) continue;
		const isInner = (code >= 0x30 && code <= 0x3a) || code === 0x5f || code === 0x2d;
		if (!isInner || at === start) break;
	}
	return at;
}

function endsName(html: string, at: number): boolean {
	const code = html.charCodeAt(at);
	if (code === CLOSE || code === 0x20) return true;
	if (code === SLASH) return html.charCodeAt(at + 1) !== SLASH;
	return /\s/.test(html[at] ?? "");
}

/** Past the `>`; -1 when another tag begins first. A quoted value may hold both. */
function findTagEnd(html: string, from: number, known: Known): number {
	for (let i = from; i < html.length; i++) {
		const code = html.charCodeAt(i);
		if (code === CLOSE) return i + 1;
		if (code === OPEN) return -1;
		if ((code === 0x22 || code === 0x27) && html[i - 1] === "=") {
			const sign = code === 0x22 ? '"' : "'";
			if (known[sign] !== -1 && known[sign] <= i) known[sign] = html.indexOf(sign, i + 1);
			if (known[sign] > i) i = known[sign];
		}
	}
	return -1;
}

/** Past the closing tag; without one a script or style takes the rest, as in a browser. */
function findElementEnd(html: string, name: string, from: number, known: Known): number {
	const close = new RegExp(`</${name}(?=[\\s/>])`, "gi");
	close.lastIndex = from;
	const found = known.absent.has(name) ? null : close.exec(html);
	const end = found === null ? -1 : html.indexOf(">", close.lastIndex);
	if (end !== -1) return end + 1;
	known.absent.add(name);
	return name === "script" || name === "style" ? html.length : from;
}

function readDeclaration(html: string, at: number, known: Known): Tag {
	if (html.startsWith("<!--", at) && !known.absent.has("-->")) {
		const end = html.indexOf("-->", at + 4);
		if (end !== -1) return { text: "", end: end + 3 };
		known.absent.add("-->");
	}
	if (html.startsWith("<![CDATA[", at)) return { text: "", end: at + 9 };
	return { text: "", end: html.indexOf(">", at) + 1 };
}

/** What may stand in an escaped text and is surely mark-up. */
export const KNOWN_TAG =
	/<\/?(?:a|abbr|article|aside|b|big|blockquote|br|center|cite|code|dd|del|div|dl|dt|em|embed|figcaption|figure|font|footer|h[1-6]|header|hr|i|iframe|img|ins|li|link|main|noscript|object|ol|p|pre|q|s|script|section|small|source|span|strike|strong|style|sub|sup|svg|table|tbody|td|tfoot|th|thead|time|tr|tt|u|ul|video)(?:[\s/>])/i;

/** What an element is to the text: nothing to read, a paragraph of its own, a cell beside others. */
const DROPPED = "dropped";
const ROLES: ReadonlyMap<string, string> = new Map([
	...words("script style noscript template svg iframe object head").map((name) => [name, DROPPED] as const),
	...words(
		`address article aside blockquote br caption center dd details div dl dt fieldset figcaption figure footer form h1 h2 h3
		h4 h5 h6 header hr legend li main nav ol option p pre section summary table tbody tfoot thead title tr ul`,
	).map((name) => [name, "\n"] as const),
	...words("td th").map((name) => [name, " "] as const),
]);

function words(list: string): string[] {
	return list.split(/\s+/);
}
