import { beginningOf, elementNode, type PageNode, textNode } from "./dom.ts";
import {
	blockTags,
	isAround,
	isDated,
	linkRels,
	plainTags,
	skippedTags,
	transparentTags,
	wantedProperties,
} from "./outline-tags.ts";

/** A line of a page as a reader sees it: the text between two breaks, white space collapsed, not cleaned yet. */
export type PageLine = {
	text: string;
	/** The block or marked element that the line lies in: `p`, `h1`, `li`, `figcaption`, `time`, `td`… */
	tag: string;
	/** How many of its characters are links. */
	linked: number;
	/** In a menu, a sidebar, a footer, a list of other stories. */
	around: boolean;
	/** `datetime` of a `time` element, or `content` of a dated property. */
	datetime?: string;
};

/** A page walked once in reading order: its lines and everything that its markup says of itself. */
export type PageOutline = {
	lines: readonly PageLine[];
	/** `meta` elements: name, property or itemprop in lower case → contents in order. */
	metas: ReadonlyMap<string, readonly string[]>;
	/** `link` elements in order. */
	links: readonly { rel: string; type: string; href: string }[];
	/** Microdata and RDFa outside of `meta`: property in lower case → values in order. */
	properties: ReadonlyMap<string, readonly string[]>;
	/** `itemtype` values, lower case, joined. */
	types: string;
	title: string;
	language: string;
	depth: number;
	/** Menus, sidebars, footers, lists of other stories that hold neither a text nor the title. */
	empty: readonly PageNode[];
};

type Walk = {
	lines: PageLine[];
	metas: Map<string, string[]>;
	links: { rel: string; type: string; href: string }[];
	properties: Map<string, string[]>;
	types: string;
	title: string;
	language: string;
	depth: number;
	empty: PageNode[];
	text: string[];
	linked: number;
	/** Titles and longer texts so far. */
	texts: number;
	open: Open[];
};

/** An element whose end matters: what to restore there. */
type Open = {
	node: PageNode;
	tag: string;
	around: boolean;
	link: boolean;
	breaks: boolean;
	texts: number;
	datetime?: string;
};

/** What is longer may be a part of the story. */
const longText = 80;

/** Walks elements one after the other; nothing is recursive, so depth costs nothing but the count of it. */
export function readPageOutline(...roots: readonly PageNode[]): PageOutline {
	const walk: Walk = {
		lines: [],
		metas: new Map(),
		links: [],
		properties: new Map(),
		types: "",
		title: "",
		language: "",
		depth: 0,
		empty: [],
		text: [],
		linked: 0,
		texts: 0,
		open: [],
	};
	for (const root of roots) walkDown(root, walk);
	breakLine(walk);
	return walk;
}

function walkDown(root: PageNode, walk: Walk): void {
	let depth = 0;
	let node: PageNode | null = root;
	while (node !== null) {
		const into: PageNode | null = enter(node, walk) ? node.firstChild : null;
		if (into !== null) {
			depth += 1;
			if (depth > walk.depth) walk.depth = depth;
			node = into;
			continue;
		}
		leave(node, walk);
		while (node !== null && node !== root && node.nextSibling === null) {
			node = node.parentNode;
			depth -= 1;
			if (node !== null) leave(node, walk);
		}
		node = node === null || node === root ? null : node.nextSibling;
	}
}

/** Takes what a node holds; true when its children are to be read. */
function enter(node: PageNode, walk: Walk): boolean {
	if (node.nodeType === textNode) {
		walk.text.push(node.data);
		if (walk.open.at(-1)?.link === true) walk.linked += node.data.trim().length;
		return false;
	}
	if (node.nodeType !== elementNode) return node.firstChild !== null;
	const tag = node.localName;
	const head = headTags[tag];
	if (head !== undefined) {
		head(node, walk);
		return false;
	}
	if (skippedTags.has(tag) || isHidden(node)) return false;
	if (tag === "br" || tag === "hr") breakLine(walk);
	if (plainTags.has(tag)) return true;
	open(node, tag, walk);
	return true;
}

function open(node: PageNode, tag: string, walk: Walk): void {
	const outer = walk.open.at(-1);
	const names = `${node.getAttribute("class") ?? ""} ${node.getAttribute("id") ?? ""}`;
	const property = readProperty(node, tag, walk);
	const dated = isDated(tag, names) || (property !== "" && /date|published/u.test(property));
	const breaks = dated || blockTags.has(tag);
	if (breaks) breakLine(walk);
	const datetime = dated ? (node.getAttribute("datetime") ?? node.getAttribute("content")) : null;
	walk.open.push({
		node,
		tag:
			breaks && !(transparentTags.has(tag) && outer !== undefined)
				? dated
					? "time"
					: tag
				: (outer?.tag ?? tag),
		around: (outer?.around ?? false) || isAround(tag, names),
		link: (outer?.link ?? false) || tag === "a",
		breaks,
		texts: walk.texts,
		...(datetime === null || datetime === "" ? {} : { datetime }),
	});
}

function leave(node: PageNode, walk: Walk): void {
	const last = walk.open.at(-1);
	if (last?.node !== node) return;
	if (last.breaks) breakLine(walk);
	walk.open.pop();
	if (last.around && walk.texts === last.texts && walk.open.at(-1)?.around !== true) walk.empty.push(node);
}

/** Ends the line under way, with the marks of the element that it lies in. */
function breakLine(walk: Walk): void {
	const last = walk.open.at(-1);
	const text = walk.text.join("").replace(/\s+/gu, " ").trim();
	walk.text = [];
	const { linked } = walk;
	walk.linked = 0;
	if (text === "" && last?.datetime === undefined) return;
	if (last?.tag === "h1" || (text.length > longText && linked * 2 < text.length)) walk.texts += 1;
	walk.lines.push({
		text,
		tag: last?.tag ?? "",
		linked,
		around: last?.around ?? false,
		...(last?.datetime === undefined ? {} : { datetime: last.datetime }),
	});
	if (last?.datetime !== undefined) delete last.datetime;
}

const headTags: Record<string, (node: PageNode, walk: Walk) => void> = {
	meta(node, walk) {
		const content = node.getAttribute("content");
		if (content === null || content.trim() === "") return;
		const names = [node.getAttribute("property"), node.getAttribute("name"), node.getAttribute("itemprop")];
		for (const name of new Set(names)) if (name !== null) add(walk.metas, name.trim().toLowerCase(), content);
	},
	link(node, walk) {
		const href = node.getAttribute("href");
		const rel = node.getAttribute("rel")?.toLowerCase() ?? "";
		if (href !== null && linkRels.test(rel)) {
			walk.links.push({ rel, type: node.getAttribute("type")?.toLowerCase() ?? "", href });
		}
	},
	title(node, walk) {
		if (walk.title === "") walk.title = node.textContent.replace(/\s+/gu, " ").trim();
	},
};

/** Notes a microdata or RDFa property and gives its name, lower case; empty when the element has none. */
function readProperty(node: PageNode, tag: string, walk: Walk): string {
	if (tag === "html" || tag === "body") {
		walk.language ||= (node.getAttribute("lang") ?? node.getAttribute("xml:lang") ?? "").toLowerCase();
	}
	const type = node.getAttribute("itemtype") ?? node.getAttribute("typeof");
	if (type !== null) walk.types += ` ${type.toLowerCase()}`;
	const name = (node.getAttribute("itemprop") ?? node.getAttribute("property"))?.trim().toLowerCase();
	const rel = tag === "a" && node.getAttribute("rel") === "author" ? "author" : undefined;
	const property = (name ?? rel)?.replace(/^(?:schema|dc|dcterms|og):/u, "");
	if (property === undefined || property === "") return "";
	if (wantedProperties.has(property)) add(walk.properties, property, readValue(node, tag));
	return property;
}

function readValue(node: PageNode, tag: string): string {
	const value = node.getAttribute("content") ?? node.getAttribute("datetime");
	if (value !== null) return value;
	if (tag === "img") return node.getAttribute("src") ?? "";
	return beginningOf(node, 500).replace(/\s+/gu, " ").trim();
}

function add(map: Map<string, string[]>, name: string, value: string): void {
	const values = map.get(name);
	if (values === undefined) map.set(name, [value]);
	else values.push(value);
}

/** By its own attributes. */
export function isHidden(node: PageNode): boolean {
	if (node.getAttribute("hidden") !== null) return true;
	const style = node.getAttribute("style");
	return style !== null && /display\s*:\s*none|visibility\s*:\s*hidden/iu.test(style);
}
