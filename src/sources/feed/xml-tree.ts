import { Parser } from "htmlparser2";
import { houseOfNamespace, houseOfPrefix } from "./namespaces.ts";
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

/**
 * A tree from XML of any quality: junk before the prolog, bare `&`, undeclared prefixes, tags that are missing, crossed or
 * cut off. Entities that a DOCTYPE declares are never expanded, and one that is built of others refuses the document.
 */
export function buildXmlTree(text: string): XmlTree {
	const bomb = entityBomb(text);
	if (bomb !== undefined) return { kind: "refused", reason: bomb };
	const builder = growTree(text);
	return builder.tooDeep()
		? { kind: "refused", reason: `its elements nest deeper than ${deepest}` }
		: { kind: "tree", root: builder.root };
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

/** "Billion laughs": a declared entity whose value refers to others, or is fetched from elsewhere. */
function entityBomb(text: string): string | undefined {
	const start = text.slice(0, 21_000).search(/<!DOCTYPE[^>[]{0,500}\[/iu);
	if (start < 0 || start > 20_000) return undefined;
	const subset = text.slice(start, start + 100_000);
	if (/<!ENTITY\s+%?\s*[\w.:-]+\s+(?:"[^"]*&(?!#)[^"]*"|'[^']*&(?!#)[^']*')/iu.test(subset)) {
		return "its DOCTYPE declares entities made of entities (an expansion attack)";
	}
	if (/<!ENTITY\s+%?\s*[\w.:-]+\s+(?:SYSTEM|PUBLIC)\s/iu.test(subset)) {
		return "its DOCTYPE declares entities that lie elsewhere";
	}
	return undefined;
}

type Open = {
	node: XmlNode;
	/** The prefix that stands for an unprefixed name here; undefined for a namespace that nobody knows. */
	unprefixed: string | undefined;
	/** Declared prefixes; shared with the parent until an element declares one. */
	prefixes: ReadonlyMap<string, string | undefined>;
	/** Closed by us because its end tag is missing: nothing more is put into it. */
	left: boolean;
};

type Builder = XmlHandler & {
	root: XmlNode;
	/** What is still open was cut off. */
	markCut(): void;
	tooDeep(): boolean;
};

function createBuilder(): Builder {
	const root: XmlNode = { name: "#root", attributes: {}, children: [], parent: undefined, cut: false };
	const open: Open[] = [{ node: root, unprefixed: "", prefixes: new Map(), left: false }];
	let deep = false;
	const top = (): Open => {
		for (let index = open.length - 1; index > 0; index--) {
			const candidate = open[index];
			if (candidate !== undefined && !candidate.left) return candidate;
		}
		return open[0] as Open;
	};
	return {
		root,
		onopentag(rawName, attributes) {
			if (deep) return false;
			const scope = scopeOf(top(), attributes, open.length === 1);
			const name = qualified(rawName, scope);
			leaveUnclosed(open, name);
			const parent = top().node;
			const node: XmlNode = { name, attributes, children: [], parent, cut: false };
			parent.children.push(node);
			open.push({ node, ...scope, left: false });
			deep = open.length > deepest;
			return !deep;
		},
		ontext(text) {
			if (open.length > 1) top().node.children.push(text);
		},
		onclosetag() {
			if (open.length > 1) open.pop();
		},
		markCut() {
			for (const { node, left } of open) if (!left) node.cut = true;
		},
		tooDeep: () => deep,
	};
}

type Scope = Pick<Open, "unprefixed" | "prefixes">;

function scopeOf(parent: Scope, attributes: Readonly<Record<string, string>>, isRoot: boolean): Scope {
	let { unprefixed } = parent;
	let own: Map<string, string | undefined> | undefined;
	for (const name in attributes) {
		if (!name.startsWith("xmlns")) continue;
		const address = attributes[name] ?? "";
		const house = houseOfNamespace(address);
		// An unknown default namespace on the whole feed is somebody's own name for RSS.
		if (name === "xmlns") unprefixed = house ?? (address === "" || isRoot ? "" : undefined);
		if (name[5] !== ":") continue;
		own ??= new Map(parent.prefixes);
		own.set(name.slice(6), house);
	}
	return { unprefixed, prefixes: own ?? parent.prefixes };
}

function qualified(rawName: string, scope: Scope): string {
	const colon = rawName.indexOf(":");
	const local = colon < 0 ? rawName : rawName.slice(colon + 1);
	const prefix = colon < 0 ? "" : rawName.slice(0, colon);
	const house =
		colon < 0
			? scope.unprefixed
			: scope.prefixes.has(prefix)
				? scope.prefixes.get(prefix)
				: houseOfPrefix(prefix);
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

/** Marks as left what must have ended before `name` may begin. */
function leaveUnclosed(open: Open[], name: string): void {
	const isItem = items.has(name);
	if (!isItem && !textFields.has(name)) return;
	for (let index = open.length - 1; index > 0; index--) {
		const entry = open[index];
		if (entry === undefined || entry.left) continue;
		const { node } = entry;
		const isField = textFields.has(node.name) && holders.has(node.parent?.name ?? "");
		if (isItem ? items.has(node.name) : isField) {
			for (const left of open.slice(index)) left.left = true;
			return;
		}
		if (!isItem && (holders.has(node.name) || alsoHtml.has(name))) return;
	}
}
