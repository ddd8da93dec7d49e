import type { RichKind, RichNode, RichText } from "../rich-text.ts";

export type TelegramText = { kind: "text"; text: RichText } | { kind: "broken"; description: string };

/** Reads Telegram's HTML style (https://core.telegram.org/bots/api#html-style); other tags are refused as there. */
export function parseTelegramHtml(source: string): TelegramText {
	const open: { name: string; children: RichNode[]; kind?: RichKind; href?: string }[] = [
		{ name: "", children: [] },
	];
	for (const match of source.matchAll(/<(\/?)([a-zA-Z][\w-]*)([^>]*)>|(<)|([^<]+)/g)) {
		const [token, slash, rawName, attributes = "", lone, characters] = match;
		const top = open.at(-1);
		if (top === undefined) break;
		if (lone !== undefined)
			return broken(`Unsupported start tag "" at byte offset ${offsetOf(source, match.index)}`);
		if (characters !== undefined) {
			top.children.push(decodeEntities(characters));
			continue;
		}
		const name = (rawName ?? token).toLowerCase();
		if (slash === "/") {
			if (top.name !== name || open.length === 1) {
				return broken(`Unexpected end tag at byte offset ${offsetOf(source, match.index)}`);
			}
			open.pop();
			const { kind, href, children } = top;
			if (kind === undefined) open.at(-1)?.children.push(...children);
			else open.at(-1)?.children.push({ kind, children, ...(href === undefined ? {} : { href }) });
			continue;
		}
		const known = tags[name];
		if (known === undefined) {
			return broken(`Unsupported start tag "${name}" at byte offset ${offsetOf(source, match.index)}`);
		}
		const kind = known(attributes);
		const href = kind === "link" ? attributeOf(attributes, "href") : undefined;
		open.push({ name, children: [], ...(kind && { kind }), ...(href === undefined ? {} : { href }) });
	}
	const [root] = open;
	const left = open.at(-1);
	if (open.length > 1) {
		return broken(`Can't find end tag corresponding to start tag "${left?.name ?? ""}"`);
	}
	return { kind: "text", text: root?.children ?? [] };
}

/** By tag name: what it makes of its attributes; undefined where it makes nothing by itself. */
const tags: Readonly<Record<string, (attributes: string) => RichKind | undefined>> = {
	b: () => "bold",
	strong: () => "bold",
	i: () => "italic",
	em: () => "italic",
	u: () => "underline",
	ins: () => "underline",
	s: () => "strike",
	strike: () => "strike",
	del: () => "strike",
	"tg-spoiler": () => "spoiler",
	span: (attributes) => (attributeOf(attributes, "class") === "tg-spoiler" ? "spoiler" : undefined),
	code: () => "code",
	pre: () => "pre",
	blockquote: () => "quote",
	a: () => "link",
	"tg-emoji": () => undefined,
};

function attributeOf(attributes: string, name: string): string | undefined {
	const match = new RegExp(`\\b${name}\\s*=\\s*(?:"([^"]*)"|'([^']*)'|([^\\s"'>]+))`, "i").exec(attributes);
	const value = match?.[1] ?? match?.[2] ?? match?.[3];
	return value === undefined ? undefined : decodeEntities(value);
}

/** The four names and the numbers that Telegram knows; anything else stays as it is. */
function decodeEntities(text: string): string {
	return text.replace(/&(?:(lt|gt|amp|quot)|#(\d{1,7})|#x([\da-f]{1,6}));/gi, (whole, name, decimal, hex) => {
		if (name !== undefined) return named[String(name).toLowerCase()] ?? whole;
		const code = decimal === undefined ? Number.parseInt(hex, 16) : Number.parseInt(decimal, 10);
		return code > 0 && code <= 0x10ffff ? String.fromCodePoint(code) : whole;
	});
}

const named: Readonly<Record<string, string>> = { lt: "<", gt: ">", amp: "&", quot: '"' };

function offsetOf(source: string, index: number): number {
	return Buffer.byteLength(source.slice(0, index));
}

function broken(what: string): TelegramText {
	return { kind: "broken", description: `Bad Request: can't parse entities: ${what}` };
}
