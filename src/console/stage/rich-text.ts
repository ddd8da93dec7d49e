import { html } from "hono/html";

/** Escaped markup; what `hono/html` makes. */
export type Markup = ReturnType<typeof html>;

/** A formatted text, as both platforms' syntaxes are read. Nothing else of what they wrote reaches the page. */
export type RichText = readonly RichNode[];

export type RichNode = string | { kind: RichKind; href?: string; children: RichText };

export type RichKind =
	| "bold"
	| "italic"
	| "underline"
	| "strike"
	| "spoiler"
	| "code"
	| "pre"
	| "quote"
	| "link"
	| "heading"
	| "small"
	| "item";

/** Draws a text with the elements of the table below, and escapes the rest. */
export function renderRichText(text: RichText): Markup {
	return html`${text.map((node, index) => {
		if (typeof node !== "string") return elements[node.kind](node);
		return isBlock(text[index - 1]) ? node.replace(/^\n/, "") : node;
	})}`;
}

/** The text with no mark-up. */
export function plainTextOf(text: RichText): string {
	return text.map((node) => (typeof node === "string" ? node : plainTextOf(node.children))).join("");
}

/** Every address that the text links to, once. */
export function linksOf(text: RichText): readonly string[] {
	const all = text.flatMap((node) =>
		typeof node === "string"
			? []
			: [...(node.href === undefined ? [] : [node.href]), ...linksOf(node.children)],
	);
	return [...new Set(all)];
}

/** An http(s) address; undefined for any other. */
export function webAddress(href: string | undefined): string | undefined {
	if (href === undefined || !URL.canParse(href)) return undefined;
	const url = new URL(href);
	return url.protocol === "https:" || url.protocol === "http:" ? url.href : undefined;
}

/** These stand on lines of their own: the line break after them is already made. */
const blocks: ReadonlySet<RichKind> = new Set(["pre", "quote", "heading", "small", "item"]);

function isBlock(node: RichNode | undefined): boolean {
	return node !== undefined && typeof node !== "string" && blocks.has(node.kind);
}

type Element = Exclude<RichNode, string>;

const elements: Record<RichKind, (node: Element) => Markup> = {
	bold: ({ children }) => html`<b>${renderRichText(children)}</b>`,
	italic: ({ children }) => html`<i>${renderRichText(children)}</i>`,
	underline: ({ children }) => html`<u>${renderRichText(children)}</u>`,
	strike: ({ children }) => html`<s>${renderRichText(children)}</s>`,
	spoiler: ({ children }) => html`<span class="spoiler" tabindex="0">${renderRichText(children)}</span>`,
	code: ({ children }) => html`<code>${renderRichText(children)}</code>`,
	pre: ({ children }) => html`<pre>${renderRichText(children)}</pre>`,
	quote: ({ children }) => html`<blockquote>${renderRichText(children)}</blockquote>`,
	heading: ({ children }) => html`<span class="heading">${renderRichText(children)}</span>`,
	small: ({ children }) => html`<small>${renderRichText(children)}</small>`,
	item: ({ children }) => html`<span class="item">${renderRichText(children)}</span>`,
	link: ({ href, children }) => {
		const address = webAddress(href);
		if (address === undefined) return renderRichText(children);
		return html`<a href="${address}" rel="noopener noreferrer" target="_blank">${renderRichText(children)}</a>`;
	},
};
