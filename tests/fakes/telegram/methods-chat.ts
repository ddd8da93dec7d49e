import { z } from "zod";
import { refuseUnlessVisible } from "./chat-states.ts";
import { type Call, type Method, method } from "./method.ts";
import { refuse } from "./refusal.ts";
import { chatId, flag, integer, text } from "./shapes.ts";
import { chatJson, type FakeChat, memberJson } from "./world.ts";

const oneChat = z.strictObject({ chat_id: chatId });

export const chatMethods: Readonly<Record<string, Method>> = {
	getChat: method(oneChat, ({ chat_id }, call) => {
		const chat = visibleChat(call, chat_id);
		return {
			...chatJson(chat, call.state.world),
			accent_color_id: 0,
			max_reaction_count: 11,
			accepted_gift_types: {
				unlimited_gifts: false,
				limited_gifts: false,
				unique_gifts: false,
				premium_subscription: false,
				gifts_from_channels: false,
			},
			...(chat.isProtected ? { has_protected_content: true } : {}),
		};
	}),
	getChatMember: method(
		z.strictObject({ chat_id: chatId, user_id: integer }),
		({ chat_id, user_id }, call) => {
			const { world } = call.state;
			const chat = visibleChat(call, chat_id);
			const isMe = user_id === world.me.id;
			if (!world.users.has(user_id)) refuse(400, "PARTICIPANT_ID_INVALID");
			if (!isMe && chat.type === "channel" && chat.bot.status !== "administrator") {
				refuse(400, "member list is inaccessible");
			}
			return memberJson(chat, user_id, world);
		},
	),
	getChatAdministrators: method(oneChat, ({ chat_id }, call) => {
		const { world } = call.state;
		const chat = visibleChat(call, chat_id);
		if (chat.type === "private") refuse(400, "there are no administrators in the private chat");
		if (chat.type === "channel" && chat.bot.status !== "administrator") {
			refuse(400, "member list is inaccessible");
		}
		const people = [...chat.members].filter(
			([, status]) => status === "creator" || status === "administrator",
		);
		const ids = people.map(([id]) => id).concat(chat.bot.status === "administrator" ? [world.me.id] : []);
		return ids.map((id) => memberJson(chat, id, world));
	}),
	getChatMemberCount: method(oneChat, ({ chat_id }, call) => visibleChat(call, chat_id).members.size + 1),
	sendChatAction: method(
		z.strictObject({ chat_id: chatId, message_thread_id: integer.optional(), action: text }),
		({ chat_id, action }, call) => {
			visibleChat(call, chat_id);
			if (
				!/^(typing|(upload|record)_(photo|video|voice|document|video_note)|choose_sticker|find_location)$/.test(
					action,
				)
			) {
				refuse(400, "wrong parameter action in request");
			}
			return true;
		},
	),
	pinChatMessage: method(
		z.strictObject({ chat_id: chatId, message_id: integer, disable_notification: flag.optional() }),
		({ chat_id, message_id }, call) => {
			const chat = visibleChat(call, chat_id);
			if (!chat.messages.has(message_id)) refuse(400, "message to pin not found");
			const mayPin =
				chat.type === "private" ||
				(chat.bot.status === "administrator" &&
					(chat.type === "channel" ? chat.bot.rights.edit : chat.bot.rights.pin));
			if (!mayPin) refuse(400, "not enough rights to manage pinned messages in the chat");
			return true;
		},
	),
	unpinChatMessage: method(
		z.strictObject({ chat_id: chatId, message_id: integer.optional() }),
		({ chat_id }, call) => {
			visibleChat(call, chat_id);
			return true;
		},
	),
	leaveChat: method(oneChat, ({ chat_id }, call) => {
		const chat = visibleChat(call, chat_id);
		if (chat.type === "private") refuse(400, "chat can't be left");
		chat.bot.status = "left";
		return true;
	}),
};

function visibleChat(call: Call, reference: number | string): FakeChat {
	const chat = call.state.world.chat(reference);
	refuseUnlessVisible(chat);
	return chat;
}
