import { cleanLine, cleanText } from "../../arabic/clean.ts";
import { stripHtml } from "../../arabic/strip-html.ts";
import type { Markup } from "./feed-item.ts";
import { findTags } from "./find-tags.ts";
import { textOf, type XmlNode } from "./xml-tree.ts";

/**
 * The markup that an element holds, by its `type` and `mode` (Atom 0.3 and 1.0, RSS): escaped, in CDATA, as inline XHTML
 * or in base64. `standard` is what the format says where the element does not. Undefined for nothing, and for what is no
 * text (a picture, a film).
 */
export function readMarkup(node: XmlNode, standard: Markup["kind"]): Markup | undefined {
	const type = (node.attributes.type ?? "").trim().toLowerCase();
	if (node.children.some((child) => typeof child !== "string")) {
		const value = innerHtml(node);
		return value.trim() === "" ? undefined : { kind: "html", value };
	}
	const value = textOf(node);
	if (value.trim() === "") return undefined;
	if (node.attributes.mode?.toLowerCase() === "base64" || isOpaque(type)) return fromBase64(value);
	const kind = type === "" ? standard : textTypes.has(type) ? "text" : "html";
	return { kind: kind === "text" && looksLikeHtml(value) ? "html" : kind, value };
}

/** Characters without markup, several times what is stored of each: the rest is not cleaned. */
const longest = { text: 100_000, title: 5_000, line: 1_000 };

/** Display text: tags and entities gone, twice where the feed escaped twice; paragraphs are lines. */
export function plainText({ kind, value }: Markup): string {
	const text = kind === "text" ? value : stripHtml(value.includes("<") ? withoutFrames(value) : value);
	return cleanText(text.slice(0, longest.text));
}

/** The same for what is one line by nature. */
export function plainTitle({ kind, value }: Markup): string {
	return cleanLine((kind === "text" ? value : stripHtml(value)).slice(0, longest.title));
}

/** One line of display text from a field that should hold no markup, such as a name, and sometimes does. */
export function plainLine(value: string): string {
	return cleanLine((looksLikeHtml(value) ? stripHtml(value) : value).slice(0, longest.line));
}

/** What stands in a frame or an embedded object is text for who cannot see it, and so are we. */
function withoutFrames(html: string): string {
	const kept: string[] = [];
	let from = 0;
	for (const { start, end } of findTags(html, /<\/?(?:iframe|object)\b/gi)) {
		kept.push(html.slice(from, start));
		from = end;
	}
	return from === 0 ? html : kept.join("") + html.slice(from);
}

/**
 * Many feeds put HTML where text belongs. A closing tag, a break, a picture or an entity shows it, as long as every tag is
 * one of HTML's common ones: `History of the <blink> tag` and `5 < 6` stay text.
 */
export function looksLikeHtml(text: string): boolean {
	if (!text.includes("<") && !text.includes("&")) return false;
	if (
		!/<\/[a-z][\w:]*\s*>|<(?:br|hr|img|p|script|style|iframe|object|embed|link|meta)\b|&(?:#\d+|#x[\da-f]+|[a-z]\w{1,30});/iu.test(
			text,
		)
	)
		return false;
	for (const [, name] of text.matchAll(/<\/?([a-z][\w:-]*)/giu)) {
		if (name === undefined || !htmlTags.has(name.toLowerCase())) return false;
	}
	return true;
}

const textTypes = new Set(["text", "text/plain", "plain"]);
const htmlTags = new Set(
	`a abbr acronym address applet area article aside audio b base big blockquote body br button center cite code col
	colgroup dd del details dfn div dl dt em embed fieldset figcaption figure font footer form h1 h2 h3 h4 h5 h6 head header
	hr html i iframe img input ins kbd label legend li link main map mark menu meta nav noscript object ol option p param
	picture pre q s samp script section select small source span strike strong style sub summary sup svg table tbody td
	textarea tfoot th thead time title tr tt u ul var video wbr`.split(/\s+/u),
);

/** `application/octet-stream`, `image/png`, `video/mp4`…: RFC 4287 §4.1.3.3 has these in base64. */
function isOpaque(type: string): boolean {
	if (!type.includes("/") || type.startsWith("text/")) return false;
	return !/xhtml|\+xml$|\/xml$|html|json/u.test(type);
}

function fromBase64(value: string): Markup | undefined {
	try {
		const bytes = Buffer.from(value, "base64");
		const text = new TextDecoder("utf-8", { fatal: true }).decode(bytes);
		return text.trim() === "" ? undefined : { kind: "html", value: text };
	} catch {
		return undefined;
	}
}

const voidTags = new Set(["br", "hr", "img", "input", "source", "wbr", "embed", "area", "col"]);

/** Depth is bounded by the tree's own limit. */
function innerHtml(node: XmlNode): string {
	return node.children
		.map((child) => (typeof child === "string" ? escaped(child) : outerHtml(child)))
		.join("");
}

function outerHtml(node: XmlNode): string {
	const name = node.name.replace(/^.*:/u, "");
	const attributes = Object.entries(node.attributes)
		.filter(([key]) => /^[a-z][\w-]*$/u.test(key))
		.map(([key, value]) => ` ${key}="${escaped(value).replaceAll('"', "&quot;")}"`)
		.join("");
	if (voidTags.has(name) && node.children.length === 0) return `<${name}${attributes}>`;
	return `<${name}${attributes}>${innerHtml(node)}</${name}>`;
}

/** A CDATA section beside elements holds markup already, and is told from text by its tags. */
function escaped(text: string): string {
	if (looksLikeHtml(text) && text.includes("</")) return text;
	return text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;");
}
