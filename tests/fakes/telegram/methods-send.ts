import { z } from "zod";
import { refuseUnlessVisible } from "./chat-states.ts";
import { readCaption, readText } from "./content.ts";
import { type Call, type Method, method, oneSend } from "./method.ts";
import type { Photo } from "./photos.ts";
import { type Content, chatToPostIn, post } from "./posting.ts";
import { refuse } from "./refusal.ts";
import { chatId, entities, flag, integer, integers, json, linkPreview, sending, text } from "./shapes.ts";
import { chatJson, type FakeMessage } from "./world.ts";

const captioned = {
	caption: text.optional(),
	parse_mode: text.optional(),
	caption_entities: entities.optional(),
	show_caption_above_media: flag.optional(),
};

const mediaPhoto = z.strictObject({
	type: z.literal("photo"),
	media: z.string(),
	caption: z.string().optional(),
	parse_mode: z.string().optional(),
	caption_entities: entities.optional(),
	show_caption_above_media: z.boolean().optional(),
	has_spoiler: z.boolean().optional(),
});

const { reply_markup: _markup, ...albumSending } = sending;
const { reply_markup: _also, allow_paid_broadcast: _paid, reply_parameters: _reply, ...forwarding } = sending;

export const sendMethods: Readonly<Record<string, Method>> = {
	sendMessage: method(
		z.strictObject({
			...sending,
			text: text.optional(),
			parse_mode: text.optional(),
			entities: entities.optional(),
			link_preview_options: linkPreview.optional(),
		}),
		(parameters, call) => {
			const content = readText({ ...parameters, text: parameters.text ?? "" });
			const chat = chatToPostIn(call, parameters, "text");
			const preview = parameters.link_preview_options;
			const extra = preview === undefined ? {} : { extra: { link_preview_options: preview } };
			return post(call, chat, parameters, { text: content, ...extra }).json;
		},
		oneSend,
	),
	sendPhoto: method(
		z.strictObject({ ...sending, ...captioned, photo: text.optional(), has_spoiler: flag.optional() }),
		(parameters, call) => {
			const caption = readCaption({ ...captionOf(parameters) });
			if (parameters.photo === undefined) refuse(400, "there is no photo in the request");
			const chat = chatToPostIn(call, parameters, "photo");
			const photo = call.state.photos.read(parameters.photo, call.files);
			const above = parameters.show_caption_above_media === true;
			return post(call, chat, parameters, {
				photo,
				caption,
				...(above ? { extra: { show_caption_above_media: true } } : {}),
			}).json;
		},
		oneSend,
	),
	sendDocument: method(
		z.strictObject({
			...sending,
			...captioned,
			document: text.optional(),
			disable_content_type_detection: flag.optional(),
		}),
		({ show_caption_above_media: _, ...parameters }, call) => {
			const caption = readCaption({ ...captionOf(parameters) });
			const upload = call.files[(parameters.document ?? "").replace("attach://", "")];
			if (upload === undefined) refuse(400, "there is no document in the request");
			const chat = chatToPostIn(call, parameters, "photo");
			const document = call.state.documents.keep(upload.name, upload.bytes);
			return post(call, chat, parameters, { caption, extra: { document } }).json;
		},
		oneSend,
	),
	getFile: method(z.strictObject({ file_id: text }), ({ file_id }, call) =>
		call.state.documents.file(file_id),
	),
	sendMediaGroup: method(
		z.strictObject({ ...albumSending, media: json(z.array(mediaPhoto)) }),
		(parameters, call) => {
			if (parameters.media.length < 2 || parameters.media.length > 10) {
				refuse(400, "expected from 2 to 10 media in the album");
			}
			const contents = parameters.media.map((media) => ({
				caption: readCaption(captionOf(media)),
				reference: media.media,
			}));
			const chat = chatToPostIn(call, parameters, "photo");
			const photos = contents.map(({ reference }) => call.state.photos.read(reference, call.files));
			const group = `1${call.state.now()}`;
			return contents.map(({ caption }, i) => {
				const photo: readonly Photo[] = photos[i] ?? [];
				return post(call, chat, parameters, { photo, caption, extra: { media_group_id: group } }).json;
			});
		},
		(raw) => {
			const media = typeof raw.media === "string" ? (JSON.parse(raw.media) as unknown) : raw.media;
			return Array.isArray(media) ? media.length : 1;
		},
	),
	forwardMessage: method(
		z.strictObject({ ...forwarding, from_chat_id: chatId, message_id: integer }),
		(parameters, call) => {
			const source = findSource(call, parameters.from_chat_id, parameters.message_id, "forward");
			if (source.isService || source.isProtected) refuse(400, "message can't be forwarded");
			const chat = chatToPostIn(call, parameters, contentKind(source));
			const content = contentOf(source);
			const extra = { ...content.extra, forward_origin: originOf(call, source) };
			return post(call, chat, parameters, { ...content, extra }).json;
		},
		oneSend,
	),
	// What is not found or cannot be forwarded is skipped, as the documentation says; it does not say what many cost.
	forwardMessages: method(
		z.strictObject({ ...forwarding, from_chat_id: chatId, message_ids: integers }),
		(parameters, call) => {
			const { message_ids: ids, from_chat_id: from, ...rest } = parameters;
			if (ids.length < 1 || ids.length > 100) refuse(400, "there must be from 1 to 100 message identifiers");
			if (ids.some((id, index) => id <= (ids[index - 1] ?? 0))) {
				refuse(400, "message identifiers must be in a strictly increasing order");
			}
			const source = call.state.world.chat(from);
			refuseUnlessVisible(source);
			const there = ids.flatMap((id) => source.messages.get(id) ?? []);
			const copied = there.filter(({ isService, isProtected }) => !isService && !isProtected);
			return copied.map((message) => {
				const chat = chatToPostIn(call, rest, contentKind(message));
				const content = contentOf(message);
				const extra = { ...content.extra, forward_origin: originOf(call, message) };
				return { message_id: post(call, chat, rest, { ...content, extra }).id };
			});
		},
		oneSend,
	),
	copyMessage: method(
		z.strictObject({ ...sending, ...captioned, from_chat_id: chatId, message_id: integer }),
		(parameters, call) => {
			const source = findSource(call, parameters.from_chat_id, parameters.message_id, "copy");
			if (source.isService || source.isProtected) refuse(400, "message can't be copied");
			const chat = chatToPostIn(call, parameters, contentKind(source));
			const content = contentOf(source);
			const replaced = parameters.caption !== undefined && content.photo !== undefined;
			const caption = replaced ? { caption: readCaption(captionOf(parameters)) } : {};
			return { message_id: post(call, chat, parameters, { ...content, ...caption }).id };
		},
		oneSend,
	),
	deleteMessage: method(z.strictObject({ chat_id: chatId, message_id: integer }), (parameters, call) =>
		deleteOne(call, parameters.chat_id, parameters.message_id),
	),
	deleteMessages: method(z.strictObject({ chat_id: chatId, message_ids: integers }), (parameters, call) => {
		const ids = parameters.message_ids;
		if (ids.length < 1 || ids.length > 100) refuse(400, "there must be from 1 to 100 message identifiers");
		// Those that are not found are skipped, as the documentation says.
		const chat = call.state.world.chat(parameters.chat_id);
		for (const id of ids) if (chat.messages.has(id)) deleteOne(call, parameters.chat_id, id);
		return true;
	}),
};

type Captioned = {
	caption?: string | undefined;
	parse_mode?: string | undefined;
	caption_entities?: readonly unknown[] | undefined;
};

export function captionOf(given: Captioned) {
	return { text: given.caption ?? "", parse_mode: given.parse_mode, entities: given.caption_entities };
}

function findSource(call: Call, from: number | string, id: number, verb: string): FakeMessage {
	const chat = call.state.world.chat(from);
	refuseUnlessVisible(chat);
	const message = chat.messages.get(id);
	if (message === undefined) refuse(400, `message to ${verb} not found`);
	return message;
}

function contentKind(message: FakeMessage): "text" | "photo" {
	return "photo" in message.json ? "photo" : "text";
}

function contentOf(message: FakeMessage): Content {
	const entities = [...message.entities];
	const preview = message.json.link_preview_options;
	return {
		...(message.text === undefined ? {} : { text: { text: message.text, entities } }),
		...(message.caption === undefined ? {} : { caption: { text: message.caption, entities } }),
		...("photo" in message.json ? { photo: message.json.photo as readonly Photo[] } : {}),
		...(preview === undefined ? {} : { extra: { link_preview_options: preview } }),
	};
}

function originOf(call: Call, message: FakeMessage): Record<string, unknown> {
	const { world } = call.state;
	const date = message.json.date;
	const chat = world.chat(message.chatId);
	if (chat.type === "channel") {
		return { type: "channel", date, chat: chatJson(chat, world), message_id: message.id };
	}
	if (message.json.sender_chat !== undefined) {
		return { type: "chat", date, sender_chat: message.json.sender_chat };
	}
	return { type: "user", date, sender_user: message.json.from };
}

/** How long a message in a private chat or a group can be deleted. */
const deletableMs = 48 * 3600 * 1000;

function deleteOne(call: Call, reference: number | string, id: number): true {
	const chat = call.state.world.chat(reference);
	refuseUnlessVisible(chat);
	const message = chat.messages.get(id);
	if (message === undefined) refuse(400, "message to delete not found");
	const { status, rights } = chat.bot;
	const isAdministrator = status === "administrator";
	const mayDelete =
		chat.type === "channel"
			? isAdministrator && (rights.delete || (message.byBot && rights.post))
			: message.byBot || chat.type === "private" || (isAdministrator && rights.delete);
	const isTooOld = chat.type !== "channel" && call.state.now() - message.sentAt > deletableMs;
	if (!mayDelete || isTooOld) refuse(400, "message can't be deleted");
	chat.messages.delete(id);
	call.accept({ chatId: chat.id, messageIds: [id] });
	return true;
}
