import type { ChatState } from "./chat-states.ts";
import type { FakeState } from "./method.ts";
import { findEntities } from "./normalise.ts";
import { storeMessage, withoutReply } from "./posting.ts";
import type { InlineKeyboard } from "./shapes.ts";
import {
	type BotRights,
	chatJson,
	type FakeChat,
	type FakeUser,
	memberJson,
	type TopicState,
} from "./world.ts";

/** What people do, as a script says it; every act makes the updates that the real server would send. */
export type People = {
	/** Somebody writes; in a channel the post is the channel's own. Returns the message id. */
	say(chatId: number, userId: number, text: string, options?: SayOptions): number;
	/** Somebody sends a file, with a caption below it. Returns the message id. */
	sendFile(
		chatId: number,
		userId: number,
		file: { name: string; bytes: Uint8Array; caption?: string },
	): number;
	/** The bytes of the file that a message has. */
	fileOf(chatId: number, messageId: number): Uint8Array | undefined;
	/** Somebody presses a button with `data` under a message; returns the query's id. */
	pressButton(chatId: number, messageId: number, userId: number, data: string): string;
	/** Somebody types behind the bot's name; `offset` is what the answer before named as the next. Returns the query's id. */
	inlineQuery(userId: number, query: string, offset?: string): string;
	/** The bot is added, or its standing changes. */
	addBot(
		chatId: number,
		byUserId: number,
		standing?: { administrator?: boolean; rights?: Partial<BotRights> },
	): void;
	removeBot(chatId: number, byUserId: number, how?: "kicked" | "left"): void;
	/** In a private chat: the person blocks or unblocks the bot. */
	block(userId: number): void;
	unblock(userId: number): void;
	/** A basic group becomes a supergroup, with the two service messages. */
	migrate(chatId: number, newId: number): void;
	/** Changes what the server answers, with no update. */
	setState(chatId: number, state: ChatState): void;
	setRights(chatId: number, rights: Partial<BotRights>): void;
	setTopic(chatId: number, topicId: number, state: TopicState): void;
};

export type SayOptions = {
	threadId?: number;
	/** An administrator who writes in the group's name. */
	anonymous?: boolean;
	/** The channel in whose name somebody writes in a group. */
	as?: number;
	/** The message that this one replies to; a reply to the bot's is heard in spite of group privacy. */
	replyTo?: number;
	/** Group privacy: without it the bot sees commands and mentions only, unless it is an administrator. */
	heard?: boolean;
};

/** The account that stands for anonymous administrators. */
const anonymousBot = { id: 1_087_968_824, is_bot: true, first_name: "Group", username: "GroupAnonymousBot" };
/** The account that stands for all who write in the name of a channel. */
const channelBot = { id: 136_817_688, is_bot: true, first_name: "Channel", username: "Channel_Bot" };

export function createPeople(state: FakeState): People {
	const { world, updates } = state;
	let queryId = 5_000_000_000;

	function person(id: number): FakeUser {
		return world.users.get(id) ?? world.addUser({ id });
	}

	function standingChanged(chat: FakeChat, byUserId: number, change: () => void): void {
		const before = memberJson(chat, world.me.id, world);
		change();
		updates.push("my_chat_member", {
			chat: chatJson(chat, world),
			from: person(byUserId),
			date: Math.floor(state.now() / 1000),
			old_chat_member: before,
			new_chat_member: memberJson(chat, world.me.id, world),
		});
	}

	function serviceMessage(chat: FakeChat, json: Record<string, unknown>): void {
		const message = storeMessage(state, chat, { byBot: false, isService: true, content: {}, json });
		updates.push(chat.type === "channel" ? "channel_post" : "message", message.json);
	}

	return {
		say(chatId, userId, text, options = {}) {
			const chat =
				world.chats.get(chatId) ??
				(chatId === userId ? world.addChat({ id: chatId, type: "private" }) : world.chat(chatId));
			const repliedTo = options.replyTo === undefined ? undefined : chat.messages.get(options.replyTo);
			if (options.replyTo !== undefined && repliedTo === undefined) {
				throw new Error(`telegram fake: there is no message ${options.replyTo} to reply to`);
			}
			const message = storeMessage(state, chat, {
				byBot: false,
				content: { text: { text, entities: findEntities(text) } },
				json: {
					...author(chat, person(userId), options, state),
					...thread(options),
					...(repliedTo === undefined ? {} : { reply_to_message: withoutReply(repliedTo) }),
				},
			});
			const isHeard =
				chat.type === "private" ||
				chat.bot.status === "administrator" ||
				options.heard === true ||
				repliedTo?.byBot === true ||
				text.startsWith("/") ||
				text.toLowerCase().includes(`@${world.me.username}`.toLowerCase());
			const isThere = chat.bot.status !== "left" && chat.bot.status !== "kicked";
			if (isHeard && isThere)
				updates.push(chat.type === "channel" ? "channel_post" : "message", message.json);
			return message.id;
		},
		sendFile(chatId, userId, { name, bytes, caption = "" }) {
			const chat = world.chat(chatId);
			const message = storeMessage(state, chat, {
				byBot: false,
				content: {
					caption: { text: caption, entities: findEntities(caption) },
					extra: { document: state.documents.keep(name, bytes) },
				},
				json: author(chat, person(userId), {}, state),
			});
			// That a caption is heard in spite of group privacy is written nowhere.
			if (chat.type === "private" || chat.bot.status === "administrator")
				updates.push(chat.type === "channel" ? "channel_post" : "message", message.json);
			return message.id;
		},
		fileOf(chatId, messageId) {
			const document = world.chat(chatId).messages.get(messageId)?.json.document;
			return document === undefined
				? undefined
				: state.documents.bytesOf((document as { file_id: string }).file_id);
		},
		pressButton(chatId, messageId, userId, data) {
			const chat = world.chat(chatId);
			const message = chat.messages.get(messageId);
			const keyboard = message?.json.reply_markup as InlineKeyboard | undefined;
			if (!keyboard?.inline_keyboard.flat().some((button) => button.callback_data === data)) {
				throw new Error(`telegram fake: message ${messageId} has no button "${data}"`);
			}
			const id = String(queryId++);
			state.queries.set(id, { kind: "callback", askedAt: state.now() });
			updates.push("callback_query", {
				id,
				from: person(userId),
				message: message?.json,
				chat_instance: `-${Math.abs(chatId)}`,
				data,
			});
			return id;
		},
		inlineQuery(userId, query, offset = "") {
			if (query.length > 256) throw new Error("telegram fake: nobody can type more than 256 characters");
			const id = String(queryId++);
			state.queries.set(id, { kind: "inline", askedAt: state.now() });
			updates.push("inline_query", { id, from: person(userId), query, offset, chat_type: "sender" });
			return id;
		},
		addBot(chatId, byUserId, standing = {}) {
			const chat = world.chat(chatId);
			chat.state = "ok";
			const isNew = chat.bot.status === "left" || chat.bot.status === "kicked";
			standingChanged(chat, byUserId, () => {
				const administrator = standing.administrator ?? chat.type === "channel";
				chat.bot.status = administrator ? "administrator" : "member";
				Object.assign(chat.bot.rights, standing.rights);
			});
			if (isNew && (chat.type === "group" || chat.type === "supergroup")) {
				serviceMessage(chat, { from: person(byUserId), new_chat_members: [world.me] });
			}
		},
		removeBot(chatId, byUserId, how = "kicked") {
			const chat = world.chat(chatId);
			standingChanged(chat, byUserId, () => {
				chat.bot.status = how;
			});
		},
		block: (userId) =>
			standingChanged(world.chat(userId), userId, () => {
				world.chat(userId).bot.status = "kicked";
			}),
		unblock: (userId) =>
			standingChanged(world.chat(userId), userId, () => {
				world.chat(userId).bot.status = "member";
				world.chat(userId).state = "ok";
			}),
		migrate(chatId, newId) {
			const old = world.chat(chatId);
			const chat =
				world.chats.get(newId) ?? world.addChat({ id: newId, type: "supergroup", title: old.title });
			chat.bot = { status: old.bot.status, rights: { ...old.bot.rights } };
			for (const [id, status] of old.members) chat.members.set(id, status);
			const from = anonymousBot;
			serviceMessage(old, { from, sender_chat: chatJson(old, world), migrate_to_chat_id: newId });
			old.migratedTo = newId;
			serviceMessage(chat, { from, sender_chat: chatJson(chat, world), migrate_from_chat_id: chatId });
		},
		setState(chatId, changed) {
			world.chat(chatId).state = changed;
		},
		setRights(chatId, rights) {
			Object.assign(world.chat(chatId).bot.rights, rights);
		},
		setTopic(chatId, topicId, changed) {
			const { topics } = world.chat(chatId);
			topics.set(topicId, { name: topics.get(topicId)?.name ?? `موضوع ${topicId}`, state: changed });
		},
	};
}

function author(
	chat: FakeChat,
	user: FakeUser,
	options: SayOptions,
	state: FakeState,
): Record<string, unknown> {
	if (chat.type === "channel") return { sender_chat: chatJson(chat, state.world) };
	if (options.anonymous === true) return { from: anonymousBot, sender_chat: chatJson(chat, state.world) };
	if (options.as !== undefined) {
		return { from: channelBot, sender_chat: chatJson(state.world.chat(options.as), state.world) };
	}
	return { from: user };
}

function thread(options: SayOptions): Record<string, unknown> {
	if (options.threadId === undefined) return {};
	return { message_thread_id: options.threadId, is_topic_message: true };
}
