import { decodeHTML } from "entities";
import { createUnitRoom } from "../units.ts";
import { createKnown, readTag } from "./read-tag.ts";

/**
 * The text of markup without surprises, in one walk: every `<` begins a tag, every `&` an entity that ends in `;`, and
 * nothing was escaped twice. Undefined for all other, which wants more thought. Blanks are single, lines trimmed.
 */
export function stripSoundHtml(html: string): string | undefined {
	if (html.includes("]]>")) return undefined;
	// The text is never longer than its markup, so it is written over it.
	const units = room.load(html);
	const known = createKnown();
	// In markup a line break is a space; only in text without any does it separate paragraphs.
	const lineBreak = html.includes("<") ? SPACE : NEWLINE;
	const lastTag = html.lastIndexOf(">");
	let length = 0;
	for (let at = 0; at < html.length; at++) {
		const unit = units[at] as number; // `at` is below the length
		if (unit > LESS) units[length++] = unit;
		else if (unit === LESS) {
			const tag = at < lastTag ? readTag(html, at, known, false) : null;
			if (tag === null) return undefined;
			if (tag.text !== "") length = writeBlank(units, length, tag.text === "\n" ? NEWLINE : SPACE);
			at = tag.end - 1;
		} else if (unit === AMPERSAND) {
			const entity = readEntity(html, at);
			if (entity === undefined) return undefined;
			for (let i = 0; i < entity.text.length; i++) {
				const sign = entity.text.charCodeAt(i);
				if (isBlank(sign)) length = writeBlank(units, length, sign === NEWLINE ? NEWLINE : SPACE);
				else units[length++] = sign;
			}
			at = entity.end - 1;
		} else if (!isBlank(unit)) units[length++] = unit;
		else length = writeBlank(units, length, unit === NEWLINE ? lineBreak : SPACE);
	}
	return room.text(length).trim();
}

const room = createUnitRoom();

const SPACE = 0x20;
const NEWLINE = 0x0a;
const AMPERSAND = 0x26;
const LESS = 0x3c;

function isBlank(unit: number): boolean {
	return unit === SPACE || (unit >= 9 && unit <= 13);
}

/** A newline stands for all blanks around it. Gives the new length. */
function writeBlank(units: Uint16Array, length: number, blank: number): number {
	const last = length === 0 ? NEWLINE : units[length - 1];
	if (last === NEWLINE) return length;
	if (last === SPACE) {
		units[length - 1] = blank;
		return length;
	}
	units[length] = blank;
	return length + 1;
}

const ENTITY = /&(?:#\d{1,7}|#x[\da-f]{1,6}|[a-z]{2,8}\d{0,2});/iy;

/** Undefined when it is none, or when what it stands for may be markup itself. */
function readEntity(html: string, at: number): { text: string; end: number } | undefined {
	ENTITY.lastIndex = at;
	const entity = ENTITY.exec(html)?.[0];
	if (entity === undefined) return undefined;
	const text = decodeHTML(entity);
	return text.length > entity.length || /[&<>\]]/.test(text) ? undefined : { text, end: ENTITY.lastIndex };
}
