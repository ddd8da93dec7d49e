import { cleanLine } from "../../arabic/clean.ts";
import { isSameKey } from "../lead/repeat.ts";
import { lineKey, siteWords } from "../lead/words.ts";
import type { Metadata } from "./metadata.ts";
import type { PageOutline } from "./outline.ts";

/** The headline and the outline's line that shows it, where one does. */
export type PageHeadline = { headline: string; line: number | undefined };

/**
 * The heading that says what the page's titles say, as the reader sees it; the titles without the site's name where no
 * heading does. Of a heading with more in it than the title (a kicker, a counter) the title is taken, and of a title
 * with more in it than the heading (the site's name) the heading.
 */
export function findPageHeadline(outline: PageOutline, metadata: Metadata): PageHeadline | undefined {
	const titles = metadata.titles
		.map((title) => title.slice(0, longestTitle))
		.map((title) => stripSiteName(title, ...metadata.siteNames))
		.filter((title) => !isSiteName(title, metadata.siteNames))
		.map((title) => ({ title, key: lineKey(title.replace(/(?:\.{2,}|…)\s*$/u, "")) }));
	const headings = outline.lines.flatMap(({ text, tag, around }, line) => {
		const key = headingTags.has(tag) && text.length <= longestTitle ? lineKey(text) : "";
		return key === "" ? [] : [{ text, tag, around, line, key }];
	});
	headings.length = Math.min(headings.length, mostHeadings);
	for (const { text, line, key } of headings) {
		const same = titles.find((candidate) => isSameTitle(key, candidate.key));
		if (same !== undefined) return { headline: shorter(cleanLine(text), same.title), line };
	}
	const first = headings.find(({ tag, text }) => tag === "h1" && isHeadline(text, metadata.siteNames));
	const told = headings.find(
		({ tag, key, around }) => tag === "h1" && !around && titles.some((title) => isRelated(key, title.key)),
	);
	if (told !== undefined) return { headline: cleanLine(told.text), line: told.line };
	const part = findTitlePart(outline, metadata.titles);
	if (part !== undefined) return part;
	const best = titles.find(({ title }) => isHeadline(title, metadata.siteNames)) ?? titles[0];
	if (best === undefined) {
		return first === undefined ? undefined : { headline: cleanLine(first.text), line: first.line };
	}
	const shown = outline.lines.findIndex(
		({ text }) => text.length <= longestTitle && isSameKey(lineKey(text), best.key),
	);
	return { headline: best.title, line: shown === -1 ? first?.line : shown };
}

/** A part of a title that stands on the page as a line of its own: the headline beside a site's name that is not known. */
function findTitlePart(outline: PageOutline, titles: readonly string[]): PageHeadline | undefined {
	const parts = new Set(
		titles
			.flatMap((title) => title.slice(0, longestTitle).split(separator))
			.map(lineKey)
			.filter((key) => key.split(" ").length >= 3),
	);
	if (parts.size === 0) return undefined;
	const line = outline.lines.findIndex(
		({ text, linked }) => text.length <= longestTitle && linked * 2 < text.length && parts.has(lineKey(text)),
	);
	const text = outline.lines[line]?.text;
	return text === undefined ? undefined : { headline: cleanLine(text), line };
}

/**
 * A title without the site's name before or after it (`… - اليوم`, `… | الأخبار`). `siteNames` are taken off wherever
 * a separator stands beside them; besides them only a last part that is made of a site's usual words, a short one after a
 * bar, and what calls itself an outlet before one.
 */
export function stripSiteName(title: string, ...siteNames: readonly string[]): string {
	if (title.length > longestTitle) return title.trim();
	const parts = title.split(separator);
	if (parts.length < 3) return title.trim();
	const names = siteNames.map(lineKey).filter((name) => name !== "");
	const without = parts.slice(0, -2).join("").trim();
	const last = lineKey(parts.at(-1) ?? "");
	if (isName(last, names) || (parts.at(-2)?.trim() === "|" && isTail(last, without))) {
		return stripSiteName(without, ...siteNames);
	}
	const first = lineKey(parts[0] ?? "");
	if (isOwnName(first, names) || (parts[1]?.trim() === "|" && isOutlet(first)))
		return stripSiteName(parts.slice(2).join(""), ...siteNames);
	return title.trim();
}

/** Characters; what is longer is no title. */
const longestTitle = 400;
const mostHeadings = 200;
const separator = /(\s+[-–—|»«:•·]+\s+|\s*\|\s*|\s*::\s*)/u;
const headingTags: ReadonlySet<string> = new Set(["h1", "h2", "h3"]);

function isName(part: string, names: readonly string[]): boolean {
	return part === "" || isOwnName(part, names) || part.split(" ").every((word) => siteWords.has(word));
}

function isOwnName(part: string, names: readonly string[]): boolean {
	if (part === "") return false;
	const bare = part.replaceAll(" ", "");
	return names.some((name) => {
		if (part === name || bare === name.replaceAll(" ", "")) return true;
		const words = Math.abs(part.split(" ").length - name.split(" ").length);
		return words <= 3 && (` ${part} `.includes(` ${name} `) || ` ${name} `.includes(` ${part} `));
	});
}

/** `صحيفة الساحل`, `وكالة أنباء البحر`: what calls itself an outlet, in a few words. */
function isOutlet(part: string): boolean {
	const [kind = "", ...name] = part.split(" ");
	return outletKinds.has(kind) && name.length > 0 && name.length <= 3;
}

const outletKinds = new Set(
	"صحيفة جريدة موقع وكالة قناة شبكة بوابة مجلة إذاعة راديو تلفزيون فضائية".split(" ").map(lineKey),
);

/** A site's name after a bar: a few words behind a title of more. */
function isTail(part: string, title: string): boolean {
	const words = part.split(" ").length;
	return words <= 4 && lineKey(title).split(" ").length >= words + 2;
}

function isSiteName(title: string, names: readonly string[]): boolean {
	return isName(lineKey(title), names.map(lineKey));
}

function isHeadline(text: string, siteNames: readonly string[]): boolean {
	return lineKey(text).split(" ").length >= 3 && !isSiteName(text, siteNames);
}

/** Of two keys: the same but for a few words, or one within the other and long enough to mean it. */
function isSameTitle(heading: string, title: string): boolean {
	if (isSameKey(heading, title)) return true;
	const [long, short] = heading.length > title.length ? [heading, title] : [title, heading];
	return short.split(" ").length >= 4 && ` ${long} `.includes(` ${short}`);
}

/** Of two keys: other words for one story, as a title for social networks has them. */
function isRelated(heading: string, title: string): boolean {
	const words = new Set(title.split(" ").filter((word) => word.length > 3));
	return heading.split(" ").length >= 4 && heading.split(" ").filter((word) => words.has(word)).length >= 2;
}

/** Both say the same; a title cut off with dots loses. */
function shorter(heading: string, title: string): string {
	if (/(?:\.{2,}|…)\s*$/u.test(title)) return heading;
	return lineKey(title).length < lineKey(heading).length &&
		` ${lineKey(heading)} `.includes(` ${lineKey(title)} `)
		? title
		: heading;
}
