import { checkedUrl, type Entity, type FormattedText, parseHtml } from "./html.ts";
import { findEntities, normaliseText } from "./normalise.ts";
import { refuse } from "./refusal.ts";
import type { InlineButton } from "./shapes.ts";

export const textLimit = 4096;
export const captionLimit = 1024;

type Given = { text: string; parse_mode?: string | undefined; entities?: readonly unknown[] | undefined };

/** The text of a message: parsed, normalised, then measured in code points. */
export function readText(given: Given): FormattedText {
	const formatted = format(given);
	if (formatted.text === "") refuse(400, "message text is empty");
	if ([...formatted.text].length > textLimit) refuse(400, "message is too long");
	return formatted;
}

/** The caption of a photo; may be empty. */
export function readCaption(given: Given): FormattedText {
	const formatted = format(given);
	if ([...formatted.text].length > captionLimit) refuse(400, "message caption is too long");
	return formatted;
}

function format(given: Given): FormattedText {
	const mode = given.parse_mode?.toLowerCase() ?? "";
	if (mode !== "" && mode !== "html") {
		refuse(400, mode.startsWith("markdown") ? "the fake does not model Markdown" : "unsupported parse_mode");
	}
	const parsed =
		mode === "html"
			? parseHtml(given.text)
			: { text: given.text, entities: [...((given.entities ?? []) as readonly Entity[])] };
	const normal = normaliseText(parsed);
	return { text: normal.text, entities: withFound(normal) };
}

/** What the server finds by itself joins what was given, where the two do not touch; a hundred stay in all. */
function withFound({ text, entities }: FormattedText): Entity[] {
	const found = findEntities(text).filter((one) =>
		entities.every(
			(other) =>
				!["text_link", "code", "pre", "text_mention"].includes(other.type) ||
				one.offset + one.length <= other.offset ||
				other.offset + other.length <= one.offset,
		),
	);
	return [...entities, ...found].sort((a, b) => a.offset - b.offset || b.length - a.length).slice(0, 100);
}

/** A keyboard as the server would show it; wrong buttons end the call. */
export function readKeyboard(markup: object | undefined): Record<string, unknown> | undefined {
	if (markup === undefined || !("inline_keyboard" in markup)) return undefined;
	const rows = (markup.inline_keyboard as readonly (readonly InlineButton[])[])
		.map((row) => row.map(readButton))
		.filter((row) => row.length > 0);
	if (rows.flat().length > 100) refuse(400, "REPLY_MARKUP_TOO_LONG");
	return rows.length === 0 ? undefined : { inline_keyboard: rows };
}

function readButton(button: InlineButton): InlineButton {
	if (button.text.trim() === "")
		refuse(400, "can't parse inline keyboard button: Button text must not be empty");
	const { text: _text, ...actions } = button;
	const kinds = Object.keys(actions).length;
	if (kinds === 0) {
		refuse(400, "can't parse inline keyboard button: Text buttons are unallowed in the inline keyboard");
	}
	if (kinds > 1) refuse(400, "can't parse inline keyboard button: Only one action is allowed");
	if (button.callback_data !== undefined) {
		const size = Buffer.byteLength(button.callback_data);
		if (size < 1 || size > 64) refuse(400, "BUTTON_DATA_INVALID");
	}
	if (button.url !== undefined) {
		const url = checkedUrl(button.url);
		if (url === undefined) {
			refuse(400, `inline keyboard button URL '${button.url}' is invalid: Wrong HTTP URL`);
		}
		return { ...button, url };
	}
	return button;
}
