import { Parser } from "htmlparser2";
import { findEntityAttack } from "./entity-attack.ts";
import { houseOfNamespace } from "./namespaces.ts";
import { createPrefixes, type Prefixes } from "./prefixes.ts";
import { scanSoundXml, type XmlHandler } from "./scan-sound-xml.ts";

/** An element. `name` is `title`, `dc:date`, `media:content`, `xhtml:p`…: lower case, with our prefix (namespaces.ts). */
export type XmlNode = {
	name: string;
	/** Names in lower case, prefixes as written (`xml:base`, `rdf:about`); entities decoded. */
	attributes: Readonly<Record<string, string>>;
	children: (XmlNode | string)[];
	parent: XmlNode | undefined;
	/** The text ended before the element did: what it holds may be cut. */
	cut: boolean;
};

export type XmlTree = { kind: "tree"; root: XmlNode } | { kind: "refused"; reason: string };

/** No feed nests deeper than its HTML does; what goes beyond is an attack, or not a feed. */
const deepest = 256;
/** As many as a sitemap of the greatest length that its protocol allows has, and some; each takes a quarter of a kilobyte. */
const mostElements = 400_000;

/**
 * A tree from XML of any quality: junk before the prolog, bare `&`, undeclared prefixes, tags that are missing, crossed or
 * cut off. Entities that a DOCTYPE declares are never expanded, and one that is built of others refuses the document.
 */
export function buildXmlTree(text: string): XmlTree {
	const attack = findEntityAttack(text);
	if (attack !== undefined) return { kind: "refused", reason: attack };
	const builder = growTree(text);
	const reason = builder.refusal();
	return reason === undefined ? { kind: "tree", root: builder.root } : { kind: "refused", reason };
}

/** Sound markup is read the quick way; all other by a reader that expects the worst, from the beginning. */
function growTree(text: string): Builder {
	const quick = createBuilder();
	if (scanSoundXml(text, quick)) return quick;
	const builder = createBuilder();
	const parser = new Parser(
		{
			...builder,
			onopentag(name, attributes) {
				if (!builder.onopentag(name, attributes)) parser.pause();
			},
		},
		{ xmlMode: true, decodeEntities: true, lowerCaseTags: true, lowerCaseAttributeNames: true },
	);
	parser.write(text);
	builder.markCut();
	parser.end();
	return builder;
}

/** The character data of an element and, for those that have none of their own, of what is in it. */
export function textOf(node: XmlNode): string {
	if (node.children.length === 1 && typeof node.children[0] === "string") return node.children[0];
	return node.children.map((child) => (typeof child === "string" ? child : textOf(child))).join("");
}

type Open = {
	node: XmlNode;
	/** What it is in, without what was left. */
	outer: Open | undefined;
	/** The prefix that stands for an unprefixed name here; undefined for a namespace that nobody knows. */
	unprefixed: string | undefined;
	/** The prefixes that are declared for as long as it is open. */
	declared: readonly string[];
	/** Closed by us because its end tag is missing: nothing more is put into it. */
	left: boolean;
};

type Builder = XmlHandler & {
	root: XmlNode;
	/** What is still open was cut off. */
	markCut(): void;
	/** Why the document is read no further. */
	refusal(): string | undefined;
};

function createBuilder(): Builder {
	const root: XmlNode = { name: "#root", attributes: {}, children: [], parent: undefined, cut: false };
	let top: Open = { node: root, outer: undefined, unprefixed: "", declared: [], left: false };
	const open: Open[] = [top];
	const prefixes = createPrefixes();
	let elements = 0;
	let refusal: string | undefined;
	return {
		root,
		onopentag(rawName, attributes) {
			if (refusal !== undefined) return false;
			const unprefixed = readUnprefixed(attributes, top.unprefixed, open.length === 1);
			const own = prefixes.declareAll(attributes);
			const name = qualified(rawName, unprefixed, prefixes);
			const unclosed = findUnclosed(top, name);
			const declared = unclosed === undefined ? own : [...leaveFrom(open, unclosed), ...own];
			top = unclosed?.outer ?? top;
			const node: XmlNode = { name, attributes, children: [], parent: top.node, cut: false };
			top.node.children.push(node);
			top = { node, outer: top, unprefixed, declared, left: false };
			open.push(top);
			if (open.length > deepest) refusal = `its elements nest deeper than ${deepest}`;
			else if (++elements > mostElements) refusal = `it has more than ${mostElements} elements`;
			return refusal === undefined;
		},
		ontext(text) {
			if (open.length > 1) top.node.children.push(text);
		},
		onclosetag() {
			const closed = open.length > 1 ? open.pop() : undefined;
			if (closed === undefined || closed.left) return;
			prefixes.forget(closed.declared);
			top = closed.outer ?? top;
		},
		markCut() {
			for (const { node, left } of open) if (!left) node.cut = true;
		},
		refusal: () => refusal,
	};
}

/** Marks an element and all that were opened in it as left. Their prefixes hold on, and come back. */
function leaveFrom(open: readonly Open[], first: Open): string[] {
	const inside = open.slice(open.lastIndexOf(first)).filter(({ left }) => !left);
	for (const entry of inside) entry.left = true;
	return inside.flatMap(({ declared }) => declared);
}

/** An unknown default namespace on the whole feed is somebody's own name for RSS. */
function readUnprefixed(
	{ xmlns }: Readonly<Record<string, string>>,
	outer: string | undefined,
	isRoot: boolean,
): string | undefined {
	if (xmlns === undefined) return outer;
	return houseOfNamespace(xmlns) ?? (xmlns === "" || isRoot ? "" : undefined);
}

function qualified(rawName: string, unprefixed: string | undefined, prefixes: Prefixes): string {
	const colon = rawName.indexOf(":");
	const local = colon < 0 ? rawName : rawName.slice(colon + 1);
	const house = colon < 0 ? unprefixed : prefixes.houseOf(rawName.slice(0, colon));
	if (house === undefined) return `?:${local}`;
	return house === "" ? local : `${house}:${local}`;
}

/** Elements of an item or a channel that hold text: when one of their kind opens inside one, an end tag is missing. */
const textFields = new Set([
	"title",
	"link",
	"description",
	"summary",
	"guid",
	"id",
	"pubdate",
	"published",
	"updated",
	"category",
	"comments",
	"language",
	"ttl",
	"lastbuilddate",
	"dc:title",
	"dc:date",
	"dc:creator",
	"dc:subject",
	"content:encoded",
]);
/** Names that HTML has too: they end a field only when they open right in it, and not in a paragraph of it. */
const alsoHtml = new Set(["title", "link", "summary", "category"]);
const items = new Set(["item", "entry"]);
const holders = new Set(["item", "entry", "channel", "feed"]);

/** What must have ended before `name` may begin; undefined for nothing. */
function findUnclosed(top: Open, name: string): Open | undefined {
	const isItem = items.has(name);
	if (!isItem && !textFields.has(name)) return undefined;
	for (let entry = top; entry.outer !== undefined; entry = entry.outer) {
		const { node } = entry;
		const isField = textFields.has(node.name) && holders.has(node.parent?.name ?? "");
		if (isItem ? items.has(node.name) : isField) return entry;
		if (!isItem && (holders.has(node.name) || alsoHtml.has(name))) return undefined;
	}
	return undefined;
}
