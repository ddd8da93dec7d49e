import { cleanLine } from "../arabic/clean.ts";
import { canonicalUrl } from "./canonical-url.ts";
import { buildXmlTree, type XmlNode } from "./feed/xml-tree.ts";

/** A source as feed readers exchange it. `type`: `rss` a feed of any format, `link` a page. */
export type Outline = { type: "rss" | "link"; name: string; address: string; topics: readonly string[] };

/** `left`: outlines that name nothing that can be read (comments, other types, addresses that are none). */
export type OpmlRead =
	| { kind: "opml"; outlines: readonly Outline[]; left: number }
	| { kind: "refused"; reason: string };

/** UTF-16 units and outlines: more than anybody follows. */
const longestText = 2_000_000;
const mostOutlines = 2_000;
const longestName = 120;
/** Topics of one source, its folders among them; a topic is as long as a name. */
const mostTopics = 20;

/**
 * Reads OPML of version 1.0, 1.1 or 2.0 as feed readers write it: nested folders become topics, as `category` does. Each
 * address once. What an outline includes from elsewhere is not fetched; a document that declares entities made of entities
 * or lying elsewhere is refused, as is one that is no OPML. http://opml.org/spec2.opml
 */
export function readOpml(text: string): OpmlRead {
	if (text.length > longestText)
		return { kind: "refused", reason: `it is longer than ${longestText} characters` };
	const tree = buildXmlTree(text);
	if (tree.kind === "refused") return tree;
	const opml = childrenOf(tree.root).find(({ name }) => name === "opml");
	const body = opml && childrenOf(opml).find(({ name }) => name === "body");
	if (body === undefined)
		return { kind: "refused", reason: "it is no OPML: there is no <opml> with a <body>" };
	const readable: Outline[] = [];
	let left = 0;
	for (const outline of listOutlines(body, [])) {
		if (outline === undefined) left++;
		else readable.push(outline);
		if (readable.length > mostOutlines)
			return { kind: "refused", reason: `it lists more than ${mostOutlines} sources` };
	}
	const byAddress = new Map(readable.toReversed().map((outline) => [canonicalUrl(outline.address), outline]));
	return { kind: "opml", outlines: [...byAddress.values()].toReversed(), left };
}

/** Writes OPML 2.0; a topic is a tag, which has no comma and no slash in it. */
export function writeOpml(title: string, createdAt: number, outlines: readonly Outline[]): string {
	const rows = outlines.map(({ type, name, address, topics }) => {
		const category = topics.map((topic) => topic.replace(/[,/]+/g, " ").trim()).filter(Boolean);
		const attributes = {
			type,
			text: name,
			...(type === "rss" ? { title: name, xmlUrl: address } : { url: address }),
			...(category.length === 0 ? {} : { category: category.join(",") }),
		};
		const written = Object.entries(attributes).map(([key, value]) => `${key}="${escapeXml(value)}"`);
		return `\t\t<outline ${written.join(" ")}/>`;
	});
	return [
		'<?xml version="1.0" encoding="UTF-8"?>',
		'<opml version="2.0">',
		"\t<head>",
		`\t\t<title>${escapeXml(title)}</title>`,
		`\t\t<dateCreated>${new Date(createdAt).toUTCString()}</dateCreated>`,
		"\t\t<docs>http://opml.org/spec2.opml</docs>",
		"\t</head>",
		"\t<body>",
		...rows,
		"\t</body>",
		"</opml>",
		"",
	].join("\n");
}

/** One entry an outline that is no folder; undefined for one that cannot be read. */
function* listOutlines(parent: XmlNode, folders: readonly string[]): Generator<Outline | undefined> {
	for (const node of childrenOf(parent)) {
		if (node.name !== "outline") continue;
		const { attributes } = node;
		const name = nameOf(node);
		const isComment = attributes.iscomment === "true" || node.parent?.attributes.iscomment === "true";
		const inside = childrenOf(node).some((child) => child.name === "outline");
		const address = attributes.xmlurl ?? (isLink(attributes) ? attributes.url : undefined);
		if (address !== undefined || !inside)
			yield isComment ? undefined : readOutline(node, name, address, folders);
		if (inside)
			yield* listOutlines(node, address === undefined && name !== "" ? [...folders, name] : folders);
	}
}

function readOutline(
	{ attributes }: XmlNode,
	name: string,
	address: string | undefined,
	folders: readonly string[],
): Outline | undefined {
	const url = address?.trim() ?? "";
	if (!/^https?:\/\//i.test(url) || !URL.canParse(url) || canonicalUrl(url) === undefined) return undefined;
	const tags = (attributes.category ?? "")
		.split(",", mostTopics)
		.map((path) => cleanName(path.split("/").filter(Boolean).at(-1) ?? ""));
	const topics = [...folders, ...tags].filter((topic) => topic !== "");
	return {
		type: attributes.xmlurl === undefined ? "link" : "rss",
		name: name === "" ? new URL(url).hostname.replace(/^www\./, "") : name,
		address: new URL(url).href,
		topics: [...new Set(topics)].slice(0, mostTopics),
	};
}

function isLink({ type = "", url }: XmlNode["attributes"]): boolean {
	return url !== undefined && /^(link|rss|atom)$/i.test(type);
}

function nameOf({ attributes }: XmlNode): string {
	return cleanName(attributes.text ?? attributes.title ?? "");
}

/** What is cleaned may become shorter; what is much too long need not be cleaned. */
function cleanName(text: string): string {
	return cleanLine(text.slice(0, 10 * longestName))
		.slice(0, longestName)
		.trim();
}

function childrenOf(node: XmlNode): readonly XmlNode[] {
	return node.children.filter((child) => typeof child !== "string");
}

/** What may stand in an attribute or a text: XML 1.0 knows no other controls than tab and line ends. */
function escapeXml(text: string): string {
	return text
		.replace(/[^\t\n\r\u0020-\uD7FF\uE000-\uFFFD\u{10000}-\u{10FFFF}]/gu, "")
		.replace(/[&<>"]/g, (sign) => references[sign] ?? sign);
}

const references: Readonly<Record<string, string>> = {
	"&": "&amp;",
	"<": "&lt;",
	">": "&gt;",
	'"': "&quot;",
};
