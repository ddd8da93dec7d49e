import { directText, stripDirection } from "../../src/arabic/bidi.ts";
import { truncateText } from "../../src/arabic/truncate.ts";
import { isRightToLeft, type Message } from "../../src/message/message.ts";
import { telegramLimits } from "./limits.ts";
import { type InlineButton, renderControls } from "./render/controls.ts";
import { type Line, layOut } from "./render/lines.ts";
import { linkAddress } from "./render/link-address.ts";
import { renderLinkRows } from "./render/link-rows.ts";
import { shorten } from "./render/shorten.ts";

/** A message as Telegram takes it; `visible` is what readers see of it, direction marks included. */
export type TelegramText = {
	text: string;
	visible: string;
	parse_mode?: "HTML";
	link_preview_options: LinkPreview;
	reply_markup?:
		| { inline_keyboard: InlineButton[][] }
		| { force_reply: true; selective: true; input_field_placeholder?: string };
};

export type LinkPreview =
	| { is_disabled: true }
	| { url?: string; prefer_large_media?: true; show_above_text?: true };

export type RenderOptions = {
	/** No mark-up at all: links are written out, buttons are left away. */
	plainText?: boolean;
	/** Longest visible text in UTF-16 units. */
	limit?: number;
};

/**
 * A message in Telegram's HTML: every text escaped, every line directed (ARABIC §6), marks of direction never inside a
 * tag, an address or a hashtag. What is too long loses the end of its paragraphs, never a piece of mark-up.
 */
export function renderMessage(message: Message, options: RenderOptions = {}): TelegramText {
	const { plainText = false, limit = telegramLimits.text } = options;
	const base = isRightToLeft(message.language) ? "rtl" : "ltr";
	const draw = (fitted: Message) => layOut(fitted, { base, plainText });
	const lines = shorten(message, limit, (fitted) => visibleText(draw(fitted)), draw);
	const visible = visibleText(lines);
	return {
		text: plainText ? visible : mention(message) + lines.map(writeHtml).join("\n"),
		visible,
		...(plainText ? {} : { parse_mode: "HTML" as const }),
		link_preview_options: message.linkPreview ? preview(message) : { is_disabled: true },
		...(plainText ? {} : (question(message, base) ?? keyboard(message))),
	};
}

/** True when readers would see nothing: Telegram refuses such a text. */
export function isBlank(text: TelegramText): boolean {
	return text.visible.replace(/[\s\p{Cf}\p{Cc}\u2800\u3164\u115f\u1160\uffa0]/gu, "") === "";
}

function visibleText(lines: readonly Line[]): string {
	return lines.map((line) => line.map(({ text }) => text).join("")).join("\n");
}

function writeHtml(line: Line): string {
	return line
		.map(({ text, bold, italic, href }) => {
			const inner = escapeHtml(text);
			const slanted = italic ? `<i>${inner}</i>` : inner;
			const weighted = bold ? `<b>${slanted}</b>` : slanted;
			return href === undefined ? weighted : `<a href="${escapeHtml(href)}">${weighted}</a>`;
		})
		.join("");
}

/** The four references that Telegram knows are all that is needed. */
function escapeHtml(text: string): string {
	return text.replace(/[&<>"]/g, (sign) => references[sign] ?? sign);
}

const references: Readonly<Record<string, string>> = {
	"&": "&amp;",
	"<": "&lt;",
	">": "&gt;",
	'"': "&quot;",
};

/** The preview is of the article, not of whatever address comes first in the text. */
function preview(message: Message): TelegramText["link_preview_options"] {
	for (const block of message.blocks) {
		if (block.kind !== "source" && block.kind !== "headline") continue;
		const url = linkAddress(block.href);
		if (url !== undefined) return { url };
	}
	return {};
}

/** Opens the reader's keyboard for an answer; in a group theirs alone, who is named in the text. */
function question({ asks }: Message, base: "rtl" | "ltr"): Pick<TelegramText, "reply_markup"> | undefined {
	if (asks === undefined) return undefined;
	const directed = directText(asks.placeholder ?? "", base);
	const fits = directed.length <= telegramLimits.placeholder;
	const shown = fits ? directed : (asks.placeholder ?? "");
	const placeholder = [...shown].slice(0, telegramLimits.placeholder).join("");
	return {
		reply_markup: {
			force_reply: true,
			selective: true,
			...(placeholder === "" ? {} : { input_field_placeholder: placeholder }),
		},
	};
}

/** The name of who is asked, on a line of its own: a mention, without which a selective question is nobody's. */
function mention({ asks, language }: Message): string {
	if (asks?.of === undefined || !/^\d+$/.test(asks.of.id)) return "";
	const name = truncateText(stripDirection(asks.of.name).replace(/\s+/gu, " ").trim(), 40);
	const directed = directText(name === "" ? asks.of.id : name, isRightToLeft(language) ? "rtl" : "ltr");
	return `<a href="tg://user?id=${asks.of.id}">${escapeHtml(directed)}</a>\n`;
}

function keyboard(message: Message): Pick<TelegramText, "reply_markup"> {
	const base = isRightToLeft(message.language) ? "rtl" : "ltr";
	const rows = [...renderLinkRows(message), ...renderControls(message.controls ?? [], base)].filter(
		(row) => row.length > 0,
	);
	return rows.length === 0 ? {} : { reply_markup: { inline_keyboard: rows } };
}
