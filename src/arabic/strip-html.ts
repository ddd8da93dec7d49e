import { decodeHTML, decodeHTMLStrict } from "entities";
import { createKnown, KNOWN_TAG, readTag } from "./html/read-tag.ts";
import { stripSoundHtml } from "./html/strip-sound-html.ts";

/**
 * The text of a piece of HTML: tags out (a block or `<br>` becomes a newline), scripts and styles dropped, entities
 * decoded, twice where the source escaped twice. A `<` that begins no tag is text (`a < b`). Time grows with length.
 */
export function stripHtml(html: string): string {
	if (!html.includes("<") && !html.includes("&")) return tidy(html);
	return stripSoundHtml(html) ?? stripAnyHtml(html);
}

function stripAnyHtml(html: string): string {
	const once = decodeHTML(dropTags(html, false));
	if (!once.includes("&") && !KNOWN_TAG.test(once)) return tidy(once);
	return tidy(decodeHTMLStrict(KNOWN_TAG.test(once) ? dropTags(once, true) : once));
}

function dropTags(html: string, knownOnly: boolean): string {
	const lastClose = html.lastIndexOf(">");
	let text = "";
	let from = 0;
	let at = html.indexOf("<");
	// In mark-up a line break is a space; only in text without any does it separate paragraphs.
	let broken = false;
	const known = createKnown();
	while (at !== -1 && at < lastClose) {
		const tag = readTag(html, at, known, knownOnly);
		if (tag === null) {
			at = html.indexOf("<", at + 1);
			continue;
		}
		broken = true;
		text += flatten(html.slice(from, at)) + tag.text;
		from = tag.end;
		at = html.indexOf("<", from);
	}
	const rest = html.slice(from);
	return text + (broken ? flatten(rest) : rest);
}

function flatten(text: string): string {
	return text.replace(/[\r\n\t\f]+/g, " ");
}

function tidy(text: string): string {
	if (!UNTIDY.test(text)) return text.trim();
	return text
		.replace(/]]>/g, "")
		.replace(/[ \t\r\f\v]+/g, " ")
		.replace(/ ?\n[ \n]*/g, "\n")
		.trim();
}

const UNTIDY = /[\t\r\f\v]| {2}|\n[ \n]| \n|]]>/;
