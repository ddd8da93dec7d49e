import type { Entity, FormattedText } from "./html.ts";

/**
 * What Telegram does to every text, after its entities were parsed (TDLib's clean_input_string,
 * replace_offending_characters and the trimming of fix_formatted_text): U+2028–U+202E and combining vertical lines are
 * deleted, controls become blanks, of several LRM/RLM in a row all but the last become ZWNJ, both ends are trimmed,
 * an entity of blanks alone is dropped, and only the first 100 entities stay.
 */
export function normaliseText({ text, entities }: FormattedText): FormattedText {
	const units: string[] = [];
	/** For every old UTF-16 offset, the new one. */
	const moved: number[] = [];
	for (const unit of text.split("")) {
		moved.push(units.length);
		const kept = keptUnit(unit);
		if (kept !== "") units.push(kept);
	}
	moved.push(units.length);
	for (let i = 0; i + 1 < units.length; i++) {
		if (isDirectionMark(units[i]) && isDirectionMark(units[i + 1])) units[i] = "\u200c";
	}
	const whole = units.join("");
	const leading = whole.length - whole.replace(/^[ \n]+/, "").length;
	const trimmed = whole.slice(leading).replace(/[ \n]+$/, "");
	return {
		text: trimmed,
		entities: entities
			.map((entity) => shift(entity, moved, leading, trimmed.length))
			.filter((entity) => entity.length > 0 && /[^ \n]/.test(cut(trimmed, entity)))
			.slice(0, 100),
	};
}

function keptUnit(unit: string): string {
	if (unit === "\n") return unit;
	if (unit === "\r" || (unit >= "\u2028" && unit <= "\u202e")) return "";
	if (unit === "\u0333" || unit === "\u033f" || unit === "\u030a") return "";
	return unit < " " ? " " : unit;
}

function isDirectionMark(unit: string | undefined): boolean {
	return unit === "\u200e" || unit === "\u200f";
}

function shift(entity: Entity, moved: readonly number[], leading: number, length: number): Entity {
	const place = (offset: number) => Math.min(Math.max((moved[offset] ?? length) - leading, 0), length);
	const from = place(entity.offset);
	return { ...entity, offset: from, length: place(entity.offset + entity.length) - from };
}

function cut(text: string, entity: Entity): string {
	return text.slice(entity.offset, entity.offset + entity.length);
}

/** What the server finds by itself in a text: addresses, @names, #tags and /commands; for what people say. */
export function findEntities(text: string): Entity[] {
	const found: Entity[] = [];
	for (const [type, pattern] of patterns) {
		for (const match of text.matchAll(pattern)) {
			found.push({ type, offset: match.index, length: match[0].length });
		}
	}
	return found.sort((a, b) => a.offset - b.offset);
}

const patterns: readonly (readonly [string, RegExp])[] = [
	["bot_command", /(?<![\w/@])\/[A-Za-z0-9_]{1,64}(?:@[A-Za-z0-9_]{3,32})?(?!\w)/g],
	["url", /(?<![\w/])https?:\/\/[^\s<>"]+/g],
	["mention", /(?<![\w/@])@[A-Za-z][A-Za-z0-9_]{3,31}/g],
	["hashtag", /(?<![\p{L}\p{N}_#])#[\p{L}\p{N}_\u200c]*\p{L}[\p{L}\p{N}_\u200c]*/gu],
];
