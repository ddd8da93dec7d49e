/** A page's text without what is neither read nor searched: scripts, styles, drawings, comments. */
export type PageMarkup = {
	html: string;
	/** The text of each `application/ld+json` script. */
	jsonLd: readonly string[];
	/** How many tags open or close, and how many entities there are: what a parser's time and memory grow with. */
	tags: number;
	entities: number;
};

/**
 * Takes out the parts of a page that hold no text of the story before it is parsed: half of a news page is script. One
 * walk, linear in the page's length whatever is left open.
 */
export function readPageMarkup(page: string): PageMarkup {
	const kept: string[] = [];
	const jsonLd: string[] = [];
	const text = page.includes("\0") ? page.replaceAll("\0", "") : page;
	// Behind the last `>` nothing that begins is a tag, and none is looked for to the end of the page.
	const lastClose = text.lastIndexOf(">");
	let from = 0;
	const unclosed = new Set<string>();
	const opening = /<!--|<(script|style|svg|noscript|template|iframe)(?=[\s/>])/giu;
	for (let match = opening.exec(text); match !== null; match = opening.exec(text)) {
		const name = match[1]?.toLowerCase();
		if (name !== undefined && opening.lastIndex > lastClose) continue;
		const inside = name === undefined ? opening.lastIndex : text.indexOf(">", opening.lastIndex) + 1;
		const end = endOf(text, name, match.index, inside, unclosed);
		if (name === "script" && /ld\+json/iu.test(text.slice(match.index, inside)))
			jsonLd.push(text.slice(inside, end.inner));
		kept.push(text.slice(from, match.index));
		from = end.outer;
		opening.lastIndex = from;
	}
	kept.push(text.slice(from));
	const html = kept.join("");
	return { html, jsonLd, tags: count(html, "<"), entities: count(html, "&") };
}

/** `unclosed` holds the names of which no end tag follows any more: they are not looked for again and again. */
function endOf(
	text: string,
	name: string | undefined,
	start: number,
	inside: number,
	unclosed: Set<string>,
): { inner: number; outer: number } {
	if (name === undefined) {
		const close = text.indexOf("-->", start + 2);
		return { inner: inside, outer: close === -1 ? text.length : close + 3 };
	}
	const close = unclosed.has(name) ? null : findEndTag(text, name, inside);
	if (close !== null) return { inner: close.index, outer: close.index + close[0].length };
	unclosed.add(name);
	const rest = name === "script" || name === "style" ? text.length : inside;
	return { inner: rest, outer: rest };
}

function findEndTag(text: string, name: string, from: number): RegExpExecArray | null {
	const closing = new RegExp(`</${name}\\s*>`, "giu");
	closing.lastIndex = from;
	return closing.exec(text);
}

function count(text: string, sign: string): number {
	let found = 0;
	for (let at = text.indexOf(sign); at !== -1; at = text.indexOf(sign, at + 1)) found += 1;
	return found;
}
