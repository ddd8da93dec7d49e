import type { Message } from "../../../src/message/message.ts";
import { telegramLimits } from "../limits.ts";
import { linkAddress } from "../render/link-address.ts";
import { type LinkPreview, renderMessage, type TelegramText } from "../render.ts";

/** A message as the call that posts it: a photo with a caption, or a text. */
export type TelegramCall = {
	text: TelegramText;
	parameters: Record<string, unknown>;
} & ({ kind: "photo"; photo: string } | { kind: "text" });

/** Where the words of a message stand: its text, or the caption of its photo. */
export type MessagePart = "text" | "caption";

export type CallOptions = {
	plainText: boolean;
	withoutPhoto?: boolean;
	/** For an edit: what it changes, and so how long it may be. */
	part?: MessagePart;
};

/** A photo only when there is one and the whole text fits below it: a lead is worth more than a large picture. */
export function renderCall(message: Message, options: CallOptions): TelegramCall {
	const part = options.part ?? "text";
	const text = renderMessage(message, {
		plainText: options.plainText,
		limit: part === "caption" ? telegramLimits.caption : telegramLimits.text,
	});
	const image = options.plainText ? undefined : linkAddress(message.image?.url);
	const fits = text.visible.length <= telegramLimits.caption;
	const photo = fits && options.withoutPhoto !== true ? image : undefined;
	const parameters = {
		...(text.parse_mode === undefined ? {} : { parse_mode: text.parse_mode }),
		...(text.reply_markup === undefined ? {} : { reply_markup: text.reply_markup }),
		...(message.silent ? { disable_notification: true } : {}),
	};
	if (photo !== undefined) {
		return { kind: "photo", photo, text, parameters: { ...parameters, caption: text.text } };
	}
	// A picture that no caption belongs under stands over the text as a preview; one that cannot be had is left away.
	const above: LinkPreview | undefined =
		image === undefined || fits ? undefined : { url: image, prefer_large_media: true, show_above_text: true };
	const preview = part === "caption" ? {} : { link_preview_options: above ?? text.link_preview_options };
	return { kind: "text", text, parameters: { ...parameters, ...preview } };
}

/** The request that posts a message: method and body. What `barqiya preview --platform telegram` prints. */
export function telegramRequest(
	chatId: number,
	message: Message,
	options: CallOptions = { plainText: false },
): { method: "sendPhoto" | "sendMessage"; body: Record<string, unknown> } {
	const call = renderCall(message, options);
	if (call.kind === "photo") {
		return { method: "sendPhoto", body: { chat_id: chatId, photo: call.photo, ...call.parameters } };
	}
	return { method: "sendMessage", body: { chat_id: chatId, text: call.text.text, ...call.parameters } };
}
