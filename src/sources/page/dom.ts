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
