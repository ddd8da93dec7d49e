import { refuse } from "./refusal.ts";

/** An entity as the Bot API gives it: offset and length in UTF-16 units. */
export type Entity = {
	type: string;
	offset: number;
	length: number;
	url?: string;
	language?: string;
	custom_emoji_id?: string;
	user?: { id: number };
};
export type FormattedText = { text: string; entities: Entity[] };

type OpenTag = { name: string; argument: string; offset: number; begin: number };

const entityTypes: Readonly<Record<string, string>> = {
	a: "text_link",
	b: "bold",
	strong: "bold",
	i: "italic",
	em: "italic",
	u: "underline",
	ins: "underline",
	s: "strikethrough",
	strike: "strikethrough",
	del: "strikethrough",
	"tg-spoiler": "spoiler",
	span: "spoiler",
	"tg-emoji": "custom_emoji",
	pre: "pre",
	code: "code",
	blockquote: "blockquote",
};

const literals: Readonly<Record<string, string>> = { lt: "<", gt: ">", amp: "&", quot: '"' };

/**
 * Telegram's HTML mode, a transcription of `parse_html` of TDLib's MessageEntity.cpp: it works on bytes, its offsets
 * in error texts are byte offsets, and it knows four named character references and no more.
 */
export function parseHtml(html: string): FormattedText {
	const text = Buffer.from(html, "utf8");
	const out: number[] = [];
	const entities: Entity[] = [];
	const open: OpenTag[] = [];
	let utf16 = 0;
	let i = 0;

	while (i < text.length) {
		if (at(text, i) === "&") {
			const reference = readReference(text, i);
			if (reference !== undefined) {
				out.push(...Buffer.from(reference.character, "utf8"));
				utf16 += reference.character.length;
				i = reference.end;
				continue;
			}
		}
		if (at(text, i) !== "<") {
			const byte = text[i] ?? 0;
			if ((byte & 0xc0) !== 0x80) utf16 += byte >= 0xf0 ? 2 : 1;
			out.push(byte);
			i++;
			continue;
		}
		if (at(text, i + 1) === "/") {
			const end = readEndTag(text, i, open);
			const tag = open.pop();
			if (tag !== undefined && utf16 > tag.offset) {
				const inner = Buffer.from(out.slice(tag.begin)).toString("utf8");
				const entity = buildEntity(tag, utf16 - tag.offset, inner);
				if (entity !== undefined) entities.push(entity);
			}
			i = end;
			continue;
		}
		const tag = readStartTag(text, i);
		open.push({ name: tag.name, argument: tag.argument, offset: utf16, begin: out.length });
		i = tag.end;
	}
	const unclosed = open.at(-1);
	if (unclosed !== undefined) {
		fail(`Can't find end tag corresponding to start tag "${unclosed.name}"`);
	}
	return { text: Buffer.from(out).toString("utf8"), entities: inOrder(entities) };
}

function inOrder(entities: Entity[]): Entity[] {
	return entities.sort((a, b) => a.offset - b.offset || b.length - a.length);
}

function fail(why: string): never {
	refuse(400, `can't parse entities: ${why}`);
}

/** One byte as a character; NUL past the end, as in a C string. */
function at(text: Buffer, position: number): string {
	return String.fromCharCode(text[position] ?? 0);
}

function isSpace(character: string): boolean {
	return " \t\r\n\0\v".includes(character);
}

function slice(text: Buffer, from: number, to: number): string {
	return text.subarray(from, to).toString("utf8");
}

function readReference(text: Buffer, start: number): { character: string; end: number } | undefined {
	const found = /^&(?:#x([0-9a-f]*)|#([0-9]*)|([a-z]*))/i.exec(
		text.subarray(start, start + 40).toString("latin1"),
	);
	if (found === null) return undefined;
	const [whole, hexadecimal, decimal, name] = found;
	let character: string | undefined;
	if (name !== undefined) character = literals[name];
	else {
		const code = Number.parseInt(hexadecimal ?? decimal ?? "", hexadecimal === undefined ? 10 : 16);
		if (code > 0 && code < 0x10ffff && whole.length < 10) character = String.fromCodePoint(code);
	}
	if (character === undefined) return undefined;
	const end = start + whole.length;
	return { character, end: at(text, end) === ";" ? end + 1 : end };
}

function readStartTag(text: Buffer, begin: number): { name: string; argument: string; end: number } {
	let i = begin + 1;
	while (!isSpace(at(text, i)) && at(text, i) !== ">") i++;
	if (i >= text.length) fail(`Unclosed start tag at byte offset ${begin}`);
	const name = slice(text, begin + 1, i).toLowerCase();
	if (entityTypes[name] === undefined) fail(`Unsupported start tag "${name}" at byte offset ${begin}`);
	let argument = "";
	while (at(text, i) !== ">") {
		while (i < text.length && isSpace(at(text, i))) i++;
		if (at(text, i) === ">") break;
		const attribute = readAttribute(text, i, name, begin);
		i = attribute.end;
		argument = argumentOf(name, attribute.name, attribute.value) ?? argument;
	}
	if (name === "span" && argument !== "spoiler") {
		fail(`Tag "span" must have class "tg-spoiler" at byte offset ${begin}`);
	}
	return { name, argument, end: i + 1 };
}

function readAttribute(
	text: Buffer,
	start: number,
	tag: string,
	begin: number,
): { name: string; value: string; end: number } {
	let i = start;
	while (!isSpace(at(text, i)) && !"=>/\"'".includes(at(text, i))) i++;
	const name = slice(text, start, i);
	if (name === "") fail(`Empty attribute name in the tag "${tag}" at byte offset ${begin}`);
	while (i < text.length && isSpace(at(text, i))) i++;
	if (at(text, i) !== "=") {
		if (i >= text.length) fail(`Unclosed start tag "${tag}" at byte offset ${begin}`);
		return { name, value: "", end: i };
	}
	i++;
	while (i < text.length && isSpace(at(text, i))) i++;
	if (i >= text.length) fail(`Unclosed start tag "${tag}" at byte offset ${begin}`);
	const quote = at(text, i);
	if (quote !== '"' && quote !== "'") {
		const from = i;
		while (/[a-z0-9.-]/i.test(at(text, i))) i++;
		if (!isSpace(at(text, i)) && at(text, i) !== ">")
			fail(`Unexpected end of name token at byte offset ${from}`);
		if (i >= text.length) fail(`Unclosed start tag at byte offset ${begin}`);
		return { name, value: slice(text, from, i).toLowerCase(), end: i };
	}
	i++;
	const value: number[] = [];
	while (i < text.length && at(text, i) !== quote) {
		const reference = at(text, i) === "&" ? readReference(text, i) : undefined;
		if (reference === undefined) value.push(text[i++] ?? 0);
		else {
			value.push(...Buffer.from(reference.character, "utf8"));
			i = reference.end;
		}
	}
	if (at(text, i) === quote) i++;
	if (i >= text.length) fail(`Unclosed start tag at byte offset ${begin}`);
	return { name, value: Buffer.from(value).toString("utf8"), end: i };
}

function argumentOf(tag: string, name: string, value: string): string | undefined {
	if (tag === "a" && name === "href") return value;
	if (tag === "code" && name === "class" && value.startsWith("language-")) return value.slice(9);
	if (tag === "span" && name === "class" && value.startsWith("tg-")) return value.slice(3);
	if (tag === "tg-emoji" && name === "emoji-id") return value;
	if (tag === "blockquote" && name === "expandable") return "1";
	return undefined;
}

function readEndTag(text: Buffer, begin: number, open: readonly OpenTag[]): number {
	const tag = open.at(-1);
	if (tag === undefined) fail(`Unexpected end tag at byte offset ${begin}`);
	let i = begin + 2;
	while (!isSpace(at(text, i)) && at(text, i) !== ">") i++;
	const name = slice(text, begin + 2, i);
	while (i < text.length && isSpace(at(text, i))) i++;
	if (at(text, i) !== ">") fail(`Unclosed end tag at byte offset ${begin}`);
	if (name !== "" && name !== tag.name) {
		fail(`Unmatched end tag at byte offset ${begin}, expected "</${tag.name}>", found "</${name}>"`);
	}
	return i + 1;
}

function buildEntity(tag: OpenTag, length: number, inner: string): Entity | undefined {
	const type = entityTypes[tag.name] ?? "";
	const entity: Entity = { type, offset: tag.offset, length };
	if (tag.name === "a") return buildLink(entity, tag.argument === "" ? inner : tag.argument);
	if (tag.name === "tg-emoji") return { ...entity, custom_emoji_id: tag.argument };
	if (tag.name === "blockquote" && tag.argument === "1") return { ...entity, type: "expandable_blockquote" };
	if (tag.name === "code" && tag.argument !== "") return { ...entity, language: tag.argument };
	return entity;
}

/** An address that Telegram cannot use makes no link, and no error: the words stay, bare. */
function buildLink(entity: Entity, address: string): Entity | undefined {
	const user = /^tg:\/\/user\?id=(\d+)$/.exec(address);
	if (user?.[1] !== undefined) return { ...entity, type: "text_mention", user: { id: Number(user[1]) } };
	const url = checkedUrl(address);
	return url === undefined ? undefined : { ...entity, url };
}

/** http(s), tg and ton links; a bare host gets http://; undefined for all else. */
export function checkedUrl(address: string): string | undefined {
	const trimmed = address.trim();
	if (trimmed === "" || /[\s\p{Cc}]/u.test(trimmed)) return undefined;
	if (/^(tg|ton|tonsite):/i.test(trimmed)) return trimmed;
	const scheme = /^([a-z][a-z0-9+.-]*):\/\//i.exec(trimmed)?.[1]?.toLowerCase();
	if (scheme !== undefined && scheme !== "http" && scheme !== "https") return undefined;
	if (scheme === undefined && /^[a-z][a-z0-9+.-]*:/i.test(trimmed) && !/^[^/]*:\d/.test(trimmed))
		return undefined;
	try {
		const url = new URL(scheme === undefined ? `http://${trimmed}` : trimmed);
		const isHost = url.hostname.includes(".") || url.hostname.startsWith("[") || url.hostname === "localhost";
		return isHost ? url.href : undefined;
	} catch {
		return undefined;
	}
}
