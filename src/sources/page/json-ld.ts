import { lineKey } from "../lead/words.ts";

/** What a page's JSON-LD says of its article; every field as it was written. */
export type JsonLd = {
	isArticle: boolean;
	/** Types that stand on the page, lower case. */
	types: readonly string[];
	headline?: string;
	datePublished?: string;
	dateModified?: string;
	description?: string;
	url?: string;
	image?: string;
	section: readonly string[];
	keywords: readonly string[];
	authors: readonly string[];
	publisher?: string;
};

/**
 * Reads the page's JSON-LD: single nodes, arrays, `@graph`; of several articles the one whose headline shares most
 * words with the page's title. What is not JSON is read field by field.
 */
export function readJsonLd(scripts: readonly string[], title: string): JsonLd {
	const read = scripts.filter(({ length }) => length <= longestScript).slice(0, mostScripts);
	const nodes = read.flatMap((script) => flatten(parseLoosely(script), 0)).slice(0, mostNodes);
	const types = nodes.flatMap(typesOf);
	const articles = nodes.filter((node) => typesOf(node).some((type) => articleTypes.test(type)));
	const best = bestOf(articles, title);
	const publisher =
		name(best?.["publisher"]) ?? name(nodes.find((node) => typesOf(node).includes("newsmediaorganization")));
	return {
		isArticle: best !== undefined,
		types,
		section: texts(best?.["articleSection"]),
		keywords: texts(best?.["keywords"]).flatMap((words) => words.split(/[,،]/u)),
		authors: list(best?.["author"] ?? best?.["creator"]).flatMap((author) => name(author) ?? []),
		...optional("headline", text(best?.["headline"]) ?? text(best?.["name"])),
		...optional("datePublished", text(best?.["datePublished"]) ?? text(best?.["dateCreated"])),
		...optional("dateModified", text(best?.["dateModified"])),
		...optional("description", text(best?.["description"])),
		...optional("url", text(best?.["url"]) ?? address(best?.["mainEntityOfPage"])),
		...optional(
			"image",
			list(best?.["image"])
				.map(address)
				.find((found) => found !== undefined),
		),
		...optional("publisher", publisher),
	};
}

type Node = { readonly [name: string]: unknown };

const articleTypes = /(?:article|blogposting|report|liveblogposting)$/u;
const deepest = 8;
/** No page has more or longer ones, in characters, to say of its article. */
const mostScripts = 50;
const longestScript = 1_000_000;
const mostNodes = 5_000;
/** Articles that are compared with the title, and the characters of each that are. */
const mostArticles = 50;
const telling = 400;

function flatten(value: unknown, depth: number): Node[] {
	if (depth > deepest || typeof value !== "object" || value === null) return [];
	if (Array.isArray(value)) return value.slice(0, 200).flatMap((item) => flatten(item, depth + 1));
	const node = value as Node;
	return [node, ...flatten(node["@graph"], depth + 1), ...flatten(node["mainEntity"], depth + 1)];
}

function parseLoosely(script: string): unknown {
	const bare = script.replace(
		/^\s*(?:<!--|\/\/?<!\[CDATA\[|\/\*\s*<!\[CDATA\[\s*\*\/)|(?:-->|\/?\/?\]\]>|\/\*\s*\]\]>\s*\*\/)\s*$/gu,
		"",
	);
	return parse(bare) ?? parse(mend(bare)) ?? readFields(bare);
}

function parse(json: string): unknown {
	try {
		return JSON.parse(json);
	} catch {
		return undefined;
	}
}

/** Raw line breaks inside strings, commas before a closing bracket, a semicolon at the end. */
function mend(json: string): string {
	return json
		.replace(/\p{Cc}+/gu, " ")
		.replace(/,\s*([}\]])/gu, "$1")
		.replace(/;\s*$/u, "");
}

/** The last resort: the fields that matter, wherever they stand. Nothing when no article is spoken of. */
function readFields(json: string): Node | undefined {
	const type = /"@type"\s*:\s*(?:\[\s*)?"(\w*(?:Article|BlogPosting))"/u.exec(json)?.[1];
	if (type === undefined) return undefined;
	const fields = ["headline", "datePublished", "dateModified", "description", "articleSection"].map(
		(field) => [field, new RegExp(`"${field}"\\s*:\\s*"([^"\\n]{1,1000})"`, "u").exec(json)?.[1]],
	);
	return { "@type": type, ...Object.fromEntries(fields.filter(([, value]) => value !== undefined)) };
}

function typesOf(node: Node): string[] {
	return list(node["@type"]).flatMap((type) => (typeof type === "string" ? [type.toLowerCase()] : []));
}

/** The first of those that are most like the title. */
function bestOf(articles: readonly Node[], title: string): Node | undefined {
	const words = wordsOf(title);
	let best: { node: Node; likeness: number } | undefined;
	for (const node of articles.slice(0, mostArticles)) {
		const found = likeness(node, words);
		if (best === undefined || found > best.likeness) best = { node, likeness: found };
	}
	return best?.node;
}

function wordsOf(title: string): readonly string[] {
	return lineKey(title.slice(0, telling)).split(" ");
}

function likeness(node: Node, title: readonly string[]): number {
	const words = new Set(wordsOf(text(node["headline"]) ?? text(node["name"]) ?? ""));
	const shared = title.filter((word) => words.has(word)).length;
	return shared / Math.max(1, words.size) + (node["datePublished"] === undefined ? 0 : 0.01);
}

function list(value: unknown): readonly unknown[] {
	if (value === undefined || value === null) return [];
	return Array.isArray(value) ? value.slice(0, 50) : [value];
}

function text(value: unknown): string | undefined {
	const [first] = list(value);
	if (typeof first === "string" && first.trim() !== "") return first;
	if (typeof first === "object" && first !== null) return text((first as Node)["@value"]);
	return undefined;
}

function texts(value: unknown): string[] {
	return list(value).flatMap((item) => text(item) ?? []);
}

function name(value: unknown): string | undefined {
	const [first] = list(value);
	return typeof first === "object" && first !== null ? text((first as Node)["name"]) : text(first);
}

function address(value: unknown): string | undefined {
	const [first] = list(value);
	if (typeof first === "string") return first;
	if (typeof first !== "object" || first === null) return undefined;
	const node = first as Node;
	return text(node["url"]) ?? text(node["contentUrl"]) ?? text(node["@id"]);
}

function optional<K extends string>(key: K, value: string | undefined): { [key in K]?: string } {
	return value === undefined ? {} : ({ [key]: value } as { [key in K]?: string });
}
