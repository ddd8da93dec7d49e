import { canonicalUrl } from "../canonical-url.ts";
import type { Markup } from "./feed-item.ts";
import { findTags } from "./find-tags.ts";
import { textOf, type XmlNode } from "./xml-tree.ts";

/**
 * The item's picture: media:content and enclosures that are pictures (the widest), media:thumbnail, itunes:image, an
 * `image` element, else the first picture of the text that is no counter of visits.
 */
export function findImage(
	fields: readonly XmlNode[],
	texts: readonly [Markup | undefined, Markup | undefined],
	base: string | undefined,
): string | undefined {
	if (!fields.some(({ name, attributes }) => carriers.has(name) || attributes.rel === "enclosure")) {
		return firstPicture(texts[0], base) ?? firstPicture(texts[1], base);
	}
	const pictures = fields.filter(isPicture).sort((a, b) => width(b) - width(a));
	const thumbnails = fields
		.filter(({ name }) => name === "media:thumbnail")
		.sort((a, b) => width(b) - width(a));
	const inside = fields
		.filter(({ name }) => name === "media:content")
		.flatMap(({ children }) => children.filter((child) => typeof child !== "string"))
		.filter(({ name }) => name === "media:thumbnail");
	const others = fields.filter(
		({ name }) => name === "itunes:image" || name === "image" || name === "image:image",
	);
	const carried = [...pictures, ...thumbnails, ...inside, ...others].slice(0, mostTried).map(addressOf);
	const written = texts.flatMap((text) => [...picturesOf(text)]);
	for (const address of [...carried, ...written]) {
		const url = address === undefined ? undefined : canonicalUrl(address, base);
		if (url !== undefined) return url;
	}
	return undefined;
}

/** Pictures of an item of which one is looked for that has an address; no item has as many. */
const mostTried = 50;

/** Elements that may carry a picture's address; most items have none of them. */
const carriers = new Set([
	"media:content",
	"enclosure",
	"media:thumbnail",
	"itunes:image",
	"image",
	"image:image",
]);

/** The first real picture of a piece of markup. */
export function firstPicture(text: Markup | undefined, base: string | undefined): string | undefined {
	for (const address of picturesOf(text)) {
		const url = canonicalUrl(address, base);
		if (url !== undefined) return url;
	}
	return undefined;
}

const pictureFile = /\.(?:jpe?g|png|webp|gif|avif)(?:[?#]|$)/iu;

function isPicture({ name, attributes }: XmlNode): boolean {
	if (
		name !== "media:content" &&
		name !== "enclosure" &&
		!(name === "link" && attributes.rel === "enclosure")
	) {
		return false;
	}
	const { type = "", medium = "" } = attributes;
	if (type !== "") return /^image\b/iu.test(type);
	return medium === "image" || pictureFile.test(attributes.url ?? attributes.href ?? "");
}

function width({ attributes }: XmlNode): number {
	return Number(attributes.width ?? 0) || 0;
}

function addressOf(node: XmlNode): string | undefined {
	const { url, href } = node.attributes;
	if (url !== undefined || href !== undefined) return url ?? href;
	const inner = node.children.find(
		(child) => typeof child !== "string" && /(?:^|:)(?:url|loc)$/u.test(child.name),
	);
	return typeof inner === "object" ? textOf(inner).trim() : undefined;
}

/** Addresses of `img` tags, as they are asked for; those of one pixel count visits. */
function* picturesOf(text: Markup | undefined): Generator<string> {
	if (text?.kind !== "html") return;
	let tried = 0;
	for (const { start, end } of findTags(text.value.slice(0, 50_000), /<img\b/gi)) {
		const tag = text.value.slice(start, end);
		if (/\b(?:width|height)\s*=\s*["']?[01](?:px)?["'\s/>]/iu.test(tag)) continue;
		const source = /\bsrc\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s>]+))/iu.exec(tag);
		if (source !== null) yield (source[1] ?? source[2] ?? source[3] ?? "").replaceAll("&amp;", "&");
		if (++tried === mostTried) return;
	}
}
