import { Readability } from "@mozilla/readability";
import { elementNode, nodesIn, type PageDocument, type PageNode, rootsOf, textNode } from "./dom.ts";
import { isHidden, type PageOutline } from "./outline.ts";

/** Levels of markup: Readability's time grows with the cube of the depth, 128 takes a twentieth of a second, 512 two. */
const deepest = 100;
/** Boxes around elements, counted for each of these: the fullest of pages have as many. */
const heaviest = 200_000;
/** So many characters of text weigh as much as an element, and so does any text a little. */
const charactersOfElement = 100;
const leastText = 6;
/** Signs in texts of which each is a node of its own once the page was written out, which is done up to four times. */
const mostEscaped = 10_000;
/** Each is searched from one end to the other a dozen times. */
const boxes = new Set(["div", "section", "table", "ul", "ol", "form", "fieldset", "a"]);

/**
 * The element that holds a page's article, by Readability; undefined where it finds none, would take too long, or stumbles over
 * the markup. The document is taken apart.
 */
export function findContent(document: PageDocument, outline: PageOutline): PageNode | undefined {
	// What cannot hold the story is half of a page, and Readability weighs every element.
	for (const node of outline.empty) node.remove();
	const roots = rootsOf(document);
	if (!roots.every(isLight)) return undefined;
	for (const root of roots) boundMarkup(root);
	try {
		const reader = new Readability<PageNode>(document as never, {
			charThreshold: 250,
			disableJSONLD: true,
			keepClasses: true,
			serializer: (element) => element as unknown as PageNode,
		});
		return reader.parse()?.content ?? undefined;
	} catch {
		return undefined;
	}
}

function isLight(root: PageNode): boolean {
	let [weight, escaped, depth, around] = [0, 0, 0, 0];
	for (let node: PageNode | null = root; node !== null; ) {
		if (node.nodeType === textNode) {
			weight += (around * (leastText + node.data.length)) / charactersOfElement;
			escaped += node.data.match(/[&<>\u00A0]/g)?.length ?? 0;
		} else weight += around;
		if (depth > deepest || weight > heaviest || escaped > mostEscaped) return false;
		const child: PageNode | null = node.firstChild;
		if (child !== null) {
			depth++;
			if (boxes.has(node.localName)) around++;
			node = child;
			continue;
		}
		while (node !== null && node !== root && node.nextSibling === null) {
			node = node.parentNode;
			depth--;
			if (node !== null && boxes.has(node.localName)) around--;
		}
		node = node === null || node === root ? null : node.nextSibling;
	}
	return true;
}

/** Attributes of an element, and characters of one of them or of a title, beyond which Readability takes too long. */
const mostAttributes = 40;
const longestAttribute = 200;
const longestStyle = 1_000;
const longestTitle = 300;
const media = new Set(["img", "picture", "source", "figure", "video", "audio"]);
const sizes = new Set(["srcset", "data-srcset"]);

/**
 * Readability looks at each attribute of a picture with expressions that take the square of its length, copies all of an
 * element's one by one, and compares each word of the page's titles with each of a heading. None of what goes here has to do
 * with the text.
 */
function boundMarkup(root: PageNode): void {
	const unwanted: PageNode[] = [];
	for (const node of nodesIn(root)) {
		if (node.nodeType !== elementNode) continue;
		const dear = node.getAttributeNames().filter((name, nth) => nth >= mostAttributes || isDear(node, name));
		if (isLongTitle(node) || (dear.includes("style") && isHidden(node))) unwanted.push(node);
		else for (const name of dear) node.removeAttribute(name);
	}
	for (const node of unwanted) node.remove();
}

function isDear(node: PageNode, name: string): boolean {
	if (sizes.has(name)) return true;
	const longest =
		name === "style"
			? longestStyle
			: name !== "src" && media.has(node.localName)
				? longestAttribute
				: undefined;
	return longest !== undefined && (node.getAttribute(name) ?? "").length > longest;
}

/** Of a `title`, or of a `meta` whose content may be one. */
function isLongTitle(node: PageNode): boolean {
	if (node.localName === "title") return node.textContent.length > longestTitle;
	if (node.localName !== "meta") return false;
	return ["name", "property", "content"].some(
		(name) => (node.getAttribute(name) ?? "").length > longestTitle,
	);
}
