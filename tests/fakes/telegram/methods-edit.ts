import { z } from "zod";
import { refuseUnlessVisible } from "./chat-states.ts";
import { readCaption, readKeyboard, readText } from "./content.ts";
import { type Call, type Method, method, oneSend } from "./method.ts";
import { captionOf } from "./methods-send.ts";
import { type Content, contentJson } from "./posting.ts";
import { refuse } from "./refusal.ts";
import { chatId, entities, flag, inlineKeyboard, integer, linkPreview, text } from "./shapes.ts";
import type { FakeChat, FakeMessage } from "./world.ts";

const target = { chat_id: chatId, message_id: integer, reply_markup: inlineKeyboard.optional() };
type Target = { chat_id: number | string; message_id: number; reply_markup?: object | undefined };

export const editMethods: Readonly<Record<string, Method>> = {
	editMessageText: method(
		z.strictObject({
			...target,
			text: text.optional(),
			parse_mode: text.optional(),
			entities: entities.optional(),
			link_preview_options: linkPreview.optional(),
		}),
		(parameters, call) => {
			const content = readText({ ...parameters, text: parameters.text ?? "" });
			const { chat, message } = findEditable(call, parameters);
			if (message.text === undefined) refuse(400, "there is no text in the message to edit");
			const preview = parameters.link_preview_options;
			const extra = preview === undefined ? {} : { extra: { link_preview_options: preview } };
			return change(call, chat, message, { text: content, ...extra }, parameters.reply_markup);
		},
		oneSend,
	),
	editMessageCaption: method(
		z.strictObject({
			...target,
			caption: text.optional(),
			parse_mode: text.optional(),
			caption_entities: entities.optional(),
			show_caption_above_media: flag.optional(),
		}),
		(parameters, call) => {
			const caption = readCaption(captionOf(parameters));
			const { chat, message } = findEditable(call, parameters);
			if (!("photo" in message.json)) refuse(400, "there is no caption in the message to edit");
			return change(call, chat, message, { caption }, parameters.reply_markup);
		},
		oneSend,
	),
	editMessageReplyMarkup: method(
		z.strictObject(target),
		(parameters, call) => {
			const { chat, message } = findEditable(call, parameters);
			const content: Content =
				message.text === undefined
					? { caption: { text: message.caption ?? "", entities: [...message.entities] } }
					: { text: { text: message.text, entities: [...message.entities] } };
			const preview = message.json.link_preview_options;
			const extra = preview === undefined ? {} : { extra: { link_preview_options: preview } };
			return change(call, chat, message, { ...content, ...extra }, parameters.reply_markup);
		},
		oneSend,
	),
};

function findEditable(call: Call, parameters: Target): { chat: FakeChat; message: FakeMessage } {
	const chat = call.state.world.chat(parameters.chat_id);
	refuseUnlessVisible(chat);
	if (chat.state === "blocked" || chat.state === "deactivated") {
		refuse(403, chat.state === "blocked" ? "bot was blocked by the user" : "user is deactivated");
	}
	const message = chat.messages.get(parameters.message_id);
	if (message === undefined) refuse(400, "message to edit not found");
	const { status, rights } = chat.bot;
	const isAdministrator = status === "administrator";
	const mayEdit =
		chat.type === "channel"
			? isAdministrator && (rights.edit || (message.byBot && rights.post))
			: message.byBot;
	if (!mayEdit || message.isService || "forward_origin" in message.json) {
		refuse(400, "message can't be edited");
	}
	return { chat, message };
}

const unchanged =
	"message is not modified: specified new message content and reply markup are exactly the same as a current content and reply markup of the message";

/** An edit without a keyboard takes the keyboard away, as on the real server. */
function change(
	call: Call,
	chat: FakeChat,
	message: FakeMessage,
	content: Content,
	markup: object | undefined,
): Record<string, unknown> {
	const keyboard = readKeyboard(markup);
	const {
		text: _text,
		entities: _entities,
		caption: _caption,
		caption_entities: _captionEntities,
		link_preview_options: _preview,
		reply_markup: _markup,
		edit_date: _edited,
		...kept
	} = message.json;
	const json = {
		...kept,
		...contentJson(content),
		...(keyboard === undefined ? {} : { reply_markup: keyboard }),
	};
	const { edit_date: _date, ...before } = message.json;
	if (fingerprint(json) === fingerprint(before)) refuse(400, unchanged);
	message.json = { ...json, edit_date: Math.floor(call.state.now() / 1000) };
	if (content.text !== undefined) message.text = content.text.text;
	if (content.caption !== undefined) message.caption = content.caption.text;
	message.entities = (content.text ?? content.caption)?.entities ?? [];
	call.accept({
		chatId: chat.id,
		messageIds: [message.id],
		...(content.text === undefined ? {} : { text: content.text.text }),
		...(content.caption === undefined ? {} : { caption: content.caption.text }),
	});
	return message.json;
}

/** The same whatever the order of the fields is. */
function fingerprint(json: Record<string, unknown>): string {
	return JSON.stringify(Object.entries(json).sort(([a], [b]) => (a < b ? -1 : 1)));
}
