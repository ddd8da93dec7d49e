import type { ChatState } from "./chat-states.ts";
import type { Entity } from "./html.ts";
import { refuse } from "./refusal.ts";

export type ChatType = "private" | "group" | "supergroup" | "channel";
export type MemberStatus = "creator" | "administrator" | "member" | "restricted" | "left" | "kicked";

export type FakeUser = {
	id: number;
	is_bot: boolean;
	first_name: string;
	last_name?: string;
	username?: string;
	language_code?: string;
};

/** What the bot may do in a chat; in a channel `post` counts for administrators only. */
export type BotRights = {
	post: boolean;
	photos: boolean;
	edit: boolean;
	delete: boolean;
	pin: boolean;
	topics: boolean;
};

export type TopicState = "open" | "closed" | "deleted";

/** A chat as a script describes it; JSON. */
export type ChatSeed = {
	id: number;
	type: ChatType;
	title?: string;
	username?: string;
	forum?: boolean;
	topics?: readonly { id: number; name?: string; state?: TopicState }[];
	/** `member` where absent, and `administrator` in a channel. */
	bot?: "administrator" | "member" | "left" | "kicked";
	rights?: Partial<BotRights>;
	members?: readonly {
		id: number;
		name?: string;
		status: MemberStatus;
		language?: string;
		username?: string;
	}[];
	state?: ChatState;
	/** Content protected from forwarding. */
	protected?: boolean;
};

export type FakeMessage = {
	id: number;
	chatId: number;
	/** Epoch ms. */
	sentAt: number;
	byBot: boolean;
	isService: boolean;
	isProtected: boolean;
	text?: string;
	caption?: string;
	entities: readonly Entity[];
	/** As the Bot API shows it. */
	json: Record<string, unknown>;
};

export type FakeChat = {
	id: number;
	type: ChatType;
	title: string;
	username?: string;
	isForum: boolean;
	topics: Map<number, { name: string; state: TopicState }>;
	bot: { status: "administrator" | "member" | "left" | "kicked"; rights: BotRights };
	members: Map<number, MemberStatus>;
	state: ChatState;
	isProtected: boolean;
	migratedTo?: number;
	messages: Map<number, FakeMessage>;
	/** The newest id of its own counter; unused where the bot's counter counts. */
	lastId: number;
};

export type World = {
	readonly me: FakeUser;
	readonly chats: ReadonlyMap<number, FakeChat>;
	readonly users: ReadonlyMap<number, FakeUser>;
	addUser(user: {
		id: number;
		name?: string;
		username?: string;
		language?: string;
		isBot?: boolean;
	}): FakeUser;
	addChat(seed: ChatSeed): FakeChat;
	/** The chat of a `chat_id` or `@username`; ends the call when there is none. */
	chat(reference: number | string): FakeChat;
	/** A new id of the counter that counts for this chat. */
	nextId(chat: FakeChat): number;
	/** Skips some ids, as deleted and foreign messages do. */
	skipIds(chat: FakeChat, count: number): void;
};

export const allRights: BotRights = {
	post: true,
	photos: true,
	edit: true,
	delete: true,
	pin: true,
	topics: false,
};

export function createWorld(me: FakeUser): World {
	const chats = new Map<number, FakeChat>();
	const users = new Map<number, FakeUser>([[me.id, me]]);
	/** One counter per bot account over all private chats and basic groups. */
	let accountId = 0;

	const world: World = {
		me,
		chats,
		users,
		addUser(user) {
			const whole: FakeUser = {
				id: user.id,
				is_bot: user.isBot ?? false,
				first_name: user.name ?? `شخص ${user.id}`,
				...(user.username === undefined ? {} : { username: user.username }),
				...(user.language === undefined ? {} : { language_code: user.language }),
			};
			users.set(user.id, whole);
			return whole;
		},
		addChat(seed) {
			checkId(seed);
			const chat = buildChat(seed);
			chats.set(chat.id, chat);
			if (chat.type === "private" && !users.has(chat.id)) {
				world.addUser({ id: chat.id, ...(seed.title === undefined ? {} : { name: seed.title }) });
			}
			for (const member of seed.members ?? []) {
				if (!users.has(member.id)) world.addUser(member);
			}
			return chat;
		},
		chat(reference) {
			const chat = typeof reference === "number" ? chats.get(reference) : byName(chats, reference);
			if (chat === undefined) refuse(400, "chat not found");
			return chat;
		},
		nextId: (chat) => (countsByItself(chat) ? ++chat.lastId : ++accountId),
		skipIds(chat, count) {
			if (countsByItself(chat)) chat.lastId += count;
			else accountId += count;
		},
	};
	return world;
}

function buildChat(seed: ChatSeed): FakeChat {
	return {
		id: seed.id,
		type: seed.type,
		title: seed.title ?? `محادثة ${Math.abs(seed.id)}`,
		...(seed.username === undefined ? {} : { username: seed.username }),
		isForum: seed.forum ?? false,
		topics: new Map(
			(seed.topics ?? []).map((topic) => [
				topic.id,
				{ name: topic.name ?? `موضوع ${topic.id}`, state: topic.state ?? "open" },
			]),
		),
		bot: {
			status: seed.bot ?? (seed.type === "channel" ? "administrator" : "member"),
			rights: { ...allRights, ...seed.rights },
		},
		members: new Map((seed.members ?? []).map((member) => [member.id, member.status])),
		state: seed.state ?? "ok",
		isProtected: seed.protected ?? false,
		messages: new Map(),
		lastId: 0,
	};
}

/** A wrong sign in a script would test a chat that cannot exist. */
function checkId(seed: ChatSeed): void {
	const isMarked = seed.id < -1_000_000_000_000;
	const fits =
		seed.type === "private" ? seed.id > 0 : seed.type === "group" ? seed.id < 0 && !isMarked : isMarked;
	if (!fits) throw new Error(`telegram fake: ${seed.id} cannot be the id of a ${seed.type}`);
}

function countsByItself(chat: FakeChat): boolean {
	return chat.type === "channel" || chat.type === "supergroup";
}

function byName(chats: ReadonlyMap<number, FakeChat>, reference: string): FakeChat | undefined {
	if (/^-?\d+$/.test(reference)) return chats.get(Number(reference));
	const name = reference.replace(/^@/, "").toLowerCase();
	for (const chat of chats.values()) {
		if (reference.startsWith("@") && chat.username?.toLowerCase() === name) return chat;
	}
	return undefined;
}

/** A chat as the Bot API shows it inside messages and updates. */
export function chatJson(chat: FakeChat, world: World): Record<string, unknown> {
	if (chat.type === "private") {
		const user = world.users.get(chat.id);
		return {
			id: chat.id,
			type: "private",
			first_name: user?.first_name ?? chat.title,
			...(user?.username === undefined ? {} : { username: user.username }),
		};
	}
	return {
		id: chat.id,
		type: chat.type,
		title: chat.title,
		...(chat.username === undefined ? {} : { username: chat.username }),
		...(chat.isForum ? { is_forum: true } : {}),
	};
}

/** A member as getChatMember shows it. */
export function memberJson(chat: FakeChat, userId: number, world: World): Record<string, unknown> {
	const user = world.users.get(userId);
	if (userId === world.me.id) return { user, ...botMember(chat) };
	const status =
		chat.type === "private" && userId === chat.id ? "member" : (chat.members.get(userId) ?? "left");
	return { user, ...memberShape(status, chat.type, allRights) };
}

function botMember(chat: FakeChat): Record<string, unknown> {
	const { status, rights } = chat.bot;
	if (status === "member" && !rights.post) return memberShape("restricted", chat.type, rights);
	return memberShape(status, chat.type, rights);
}

function memberShape(status: MemberStatus, type: ChatType, rights: BotRights): Record<string, unknown> {
	if (status === "creator") return { status, is_anonymous: false };
	if (status === "kicked") return { status, until_date: 0 };
	if (status === "administrator") {
		return {
			status,
			can_be_edited: false,
			is_anonymous: false,
			can_manage_chat: true,
			can_delete_messages: rights.delete,
			can_manage_video_chats: false,
			can_restrict_members: false,
			can_promote_members: false,
			can_change_info: false,
			can_invite_users: false,
			can_post_stories: false,
			can_edit_stories: false,
			can_delete_stories: false,
			...(type === "channel"
				? { can_post_messages: rights.post, can_edit_messages: rights.edit }
				: { can_pin_messages: rights.pin, can_manage_topics: rights.topics }),
		};
	}
	if (status === "restricted") {
		return {
			status,
			is_member: true,
			until_date: 0,
			can_send_messages: rights.post,
			can_send_photos: rights.photos,
			can_send_other_messages: rights.post,
			can_add_web_page_previews: rights.post,
			can_pin_messages: false,
			can_manage_topics: false,
		};
	}
	return { status };
}
