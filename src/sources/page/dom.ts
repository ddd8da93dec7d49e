import { parseHTML } from "linkedom";

/** As much of a parsed page as is used here; linkedom's own types want a browser's. */
export type PageNode = {
	nodeType: number;
	localName: string;
	data: string;
	firstChild: PageNode | null;
	nextSibling: PageNode | null;
	parentNode: PageNode | null;
	textContent: string;
	getAttribute(name: string): string | null;
	getAttributeNames(): readonly string[];
	removeAttribute(name: string): void;
	remove(): void;
};

export type PageDocument = PageNode & {
	documentElement: PageNode | null;
	querySelector(selector: string): PageNode | null;
	querySelectorAll(selector: string): Iterable<PageNode>;
};

export const elementNode = 1;
export const textNode = 3;

/** What a server put before the page (a warning, a byte order mark) is cut off: linkedom would take it for the page. */
export function parsePageDocument(html: string): PageDocument {
	const start = html.search(/<html(?=[\s>])/iu);
	const page = start === -1 ? `<html><body>${html}</body></html>` : html.slice(start);
	return (parseHTML(page) as unknown as { document: PageDocument }).document;
}

/** The elements at the top: `html`, and what stands behind its end tag. linkedom's `firstChild` stops at the doctype. */
export function rootsOf(document: PageDocument): PageNode[] {
	const roots: PageNode[] = [];
	for (let node = document.documentElement; node !== null; node = node.nextSibling) roots.push(node);
	return roots;
}

/** All nodes within an element, in reading order. What is to be taken out is taken out afterwards. */
export function* nodesIn(element: PageNode): Generator<PageNode> {
	for (let node = element.firstChild; node !== null; node = node.firstChild ?? nextWithin(element, node)) {
		yield node;
	}
}

/** The node behind another and all that is in it. */
function nextWithin(element: PageNode, node: PageNode): PageNode | null {
	let at: PageNode | null = node;
	while (at !== null && at !== element && at.nextSibling === null) at = at.parentNode;
	return at === null || at === element ? null : at.nextSibling;
}

/** Nodes within an element that are looked at for its text. */
const mostNodes = 300;

/**
 * The beginning of an element's text, so many characters at most. To ask each of many nested elements for all of it takes the
 * square of what the page holds.
 */
export function beginningOf(element: PageNode, most: number): string {
	const pieces: string[] = [];
	let length = 0;
	let looked = 0;
	for (const node of nodesIn(element)) {
		if (length >= most || ++looked > mostNodes) break;
		if (node.nodeType !== textNode) continue;
		pieces.push(node.data);
		length += node.data.length;
	}
	return pieces.join("").slice(0, most);
}
