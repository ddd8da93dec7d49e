import { canonicalUrl } from "../canonical-url.ts";
import type { ReadOptions } from "../read-options.ts";
import { readFeedDate } from "./feed-date.ts";
import type { FeedDate, Markup, RawItem } from "./feed-item.ts";
import { findImage } from "./find-image.ts";
import { readMarkup } from "./markup.ts";
import { textOf, type XmlNode } from "./xml-tree.ts";

/**
 * An RSS item, Atom entry or CDF item. One reader for all: real feeds mix the vocabularies, and where they do the first
 * element that says something wins, as in feedparser, whose cases this was measured on.
 */
export function readXmlItem(node: XmlNode, options: ReadOptions, feedBase: string | undefined): RawItem {
	const fields = fieldsOf(node);
	const base = baseOf(node, feedBase);
	const { summary, content } = readTexts(fields);
	const guid = readGuid(fields);
	return {
		title: readTitle(fields),
		link: readLink(node, fields, base),
		guid,
		date: readItemDate(node, fields, options),
		summary,
		content,
		image: findImage(fields.all, [summary, content], base),
		author: readAuthor(fields),
		categories: readCategories(fields),
	};
}

/**
 * Resolves `xml:base` down to the element: from the document, or from `outer`, an element around it; `outerBase` is the
 * address of that. Of very many the innermost count.
 */
export function baseOf(node: XmlNode, outerBase: string | undefined, outer?: XmlNode): string | undefined {
	const written: string[] = [];
	for (let at: XmlNode | undefined = node; at !== undefined && at !== outer; at = at.parent) {
		const own = at.attributes["xml:base"];
		if (own !== undefined && own.length <= longestBase && written.length < mostBases) written.push(own);
	}
	return written.reduceRight<string | undefined>((base, own) => canonicalUrl(own, base) ?? base, outerBase);
}

/** Nobody nests them so deep, or writes them so long. */
const mostBases = 8;
const longestBase = 2_000;

/** What an element of an item may be asked for. */
type Role =
	| "title"
	| "otherTitle"
	| "short"
	| "long"
	| "otherText"
	| "identity"
	| "link"
	| "published"
	| "issued"
	| "dated"
	| "updated"
	| "author"
	| "category";

const namesOfRoles: Readonly<Record<Role, string>> = {
	title: "title dc:title",
	otherTitle: "media:title itunes:title",
	short: "description summary dc:description abstract",
	long: "content:encoded content fullitem body xhtml:body xhtml:div",
	otherText: "itunes:summary media:description itunes:subtitle",
	identity: "guid id dc:identifier",
	link: "link",
	// When it was published; only where no element says that, when it was changed.
	published: "pubdate published issued",
	issued: "dc:date dcterms:issued dcterms:date dc:issued",
	dated: "date created dcterms:created news:publication_date",
	updated: "updated modified dcterms:modified dc:modified lastmod lastbuilddate",
	author: "dc:creator author itunes:author dc:author media:credit",
	category: "category dc:subject media:category itunes:category",
};

const roleOfName: ReadonlyMap<string, Role> = new Map(
	(Object.entries(namesOfRoles) as [Role, string][]).flatMap(([role, names]) =>
		names.split(" ").map((name) => [name, role] as const),
	),
);

/** An item's child elements, all of them and by what they are. */
type Fields = { all: readonly XmlNode[]; byRole: Partial<Record<Role, XmlNode[]>> };

/** Those of a `media:group` stand in for their absent siblings, so they come last. */
function fieldsOf(node: XmlNode): Fields {
	const all: XmlNode[] = [];
	const grouped: XmlNode[] = [];
	for (const child of node.children) {
		if (typeof child === "string") continue;
		all.push(child);
		if (child.name !== "media:group") continue;
		for (const inner of child.children) if (typeof inner !== "string") grouped.push(inner);
	}
	for (const inner of grouped) all.push(inner);
	const byRole: Fields["byRole"] = {};
	for (const field of all) {
		const role = roleOfName.get(field.name);
		if (role === undefined) continue;
		const others = byRole[role];
		if (others === undefined) byRole[role] = [field];
		else others.push(field);
	}
	return { all, byRole };
}

const none: readonly XmlNode[] = [];

function named({ byRole }: Fields, role: Role): readonly XmlNode[] {
	return byRole[role] ?? none;
}

function firstMarkup(nodes: readonly XmlNode[], standard: Markup["kind"]): Markup | undefined {
	for (const node of nodes) {
		const markup = node.cut ? undefined : readMarkup(node, standard);
		if (markup !== undefined) return markup;
	}
	return undefined;
}

function readTitle(fields: Fields): Markup | undefined {
	return firstMarkup(named(fields, "title"), "text") ?? firstMarkup(named(fields, "otherTitle"), "text");
}

/**
 * The first of description and summary is the summary; a second one is the text itself (many feeds put a teaser in one and
 * the article in the other). A feed without either may have a podcast's or a film's.
 */
function readTexts(fields: Fields): Pick<RawItem, "summary" | "content"> {
	const [first, second] = named(fields, "short").flatMap((node) =>
		textField(node, node.name === "abstract" ? "text" : "html"),
	);
	const long = named(fields, "long").flatMap((node) =>
		textField(node, node.name === "content" ? "text" : "html"),
	);
	const summary = first ?? named(fields, "otherText").flatMap((node) => textField(node, "text"))[0];
	if (long.length > 1) long.sort((a, b) => b.value.length - a.value.length);
	const content = long[0] ?? second;
	return { summary, content };
}

/** A field that the end of a truncated feed cut keeps its whole sentences. */
function textField(node: XmlNode, standard: Markup["kind"]): readonly Markup[] {
	const markup = readMarkup(node, standard);
	if (markup === undefined) return [];
	if (!node.cut) return [markup];
	const whole = /^[\s\S]*[.!?؟](?=\s|<|$)/u.exec(markup.value)?.[0];
	return whole === undefined ? [] : [{ ...markup, value: whole }];
}

function readGuid(fields: Fields): string | undefined {
	const node = named(fields, "identity").find((candidate) => textOf(candidate).trim() !== "");
	return node === undefined || node.cut ? undefined : textOf(node).trim();
}

/** Addresses of one kind that are tried; no item has as many. */
const mostTried = 20;

function readLink(node: XmlNode, fields: Fields, base: string | undefined): string | undefined {
	for (const link of linksOf(node, fields, base)) if (link !== undefined) return link;
	return undefined;
}

/**
 * Atom alternate, RSS link, guid that is a permanent link (RSS 2.0: so it is unless it says no), rdf:about. One is resolved
 * when those before it were none.
 */
function* linksOf(
	node: XmlNode,
	fields: Fields,
	base: string | undefined,
): Generator<string | undefined, void> {
	const links = named(fields, "link").filter(({ cut }) => !cut);
	for (const link of links.filter(isAlternate).slice(0, mostTried))
		yield canonicalUrl(hrefOf(link) ?? "", baseOf(link, base, node));
	for (const link of links.slice(0, mostTried)) {
		const address = textOf(link).trim();
		if (address !== "") yield canonicalUrl(address, baseOf(link, base, node));
	}
	const identities = named(fields, "identity").slice(0, mostTried);
	for (const identity of identities) {
		const isPermanent = identity.attributes.ispermalink?.toLowerCase() !== "false";
		if (identity.name === "guid" && isPermanent) yield canonicalUrl(textOf(identity));
	}
	yield canonicalUrl(node.attributes.href ?? "", base);
	yield canonicalUrl(node.attributes["rdf:about"] ?? "");
	if (identities.some(({ name }) => name === "id")) yield canonicalUrl(readGuid(fields) ?? "");
}

function hrefOf({ attributes }: XmlNode): string | undefined {
	return attributes.href ?? attributes.url ?? attributes.uri;
}

function isAlternate(link: XmlNode): boolean {
	const { rel = "alternate", type = "text/html" } = link.attributes;
	return (
		hrefOf(link) !== undefined &&
		rel.toLowerCase() === "alternate" &&
		/^(?:text\/html|application\/xhtml\+xml)\b/iu.test(type.trim() || "text/html")
	);
}

const dateRoles = ["published", "issued", "dated", "updated"] as const;
/** That are tried; no item has as many. */
const mostDates = 6;

function readItemDate(node: XmlNode, fields: Fields, options: ReadOptions): FeedDate | undefined {
	let tried = 0;
	for (const role of dateRoles) {
		const ranked = named(fields, role);
		// Of several of one rank the last is the correction.
		for (let index = ranked.length - 1; index >= 0 && tried < mostDates; index--) {
			const field = ranked[index] as XmlNode;
			const written = field.cut ? "" : textOf(field).trim();
			if (written === "") continue;
			tried++;
			const date = readFeedDate(written, options);
			if (date !== undefined) return date;
		}
	}
	return readFeedDate(node.attributes.lastmod ?? "", options);
}

function readAuthor(fields: Fields): string | undefined {
	for (const node of named(fields, "author")) {
		const name = node.children.find((child) => typeof child !== "string" && child.name === "name");
		const text = name === undefined || typeof name === "string" ? ownText(node) : textOf(name);
		// RSS writes `mail@example.org (Name)`.
		const plain = text.trim().replace(/^[^\s@]+@[^\s(]+\s*\((.+)\)$/u, "$1");
		if (plain !== "" && !/^\S[^\s@]*@\S+$/u.test(plain)) return plain;
	}
	return undefined;
}

function ownText(node: XmlNode): string {
	return node.children.filter((child) => typeof child === "string").join("");
}

function readCategories(fields: Fields): readonly string[] {
	const written = named(fields, "category").map((node) => {
		const { label, term, text } = node.attributes;
		return (label ?? term ?? (textOf(node).trim() || text) ?? "").trim();
	});
	return [...new Set(written.filter((category) => category !== ""))];
}
