import { type Answer, ok, refuse, refuseForm } from "./answers.ts";
import { checkEmbedSum, checkMentions, forumPostForm, readForm, threadForm } from "./forms.ts";
import { isEmpty, pingsOf, putMessage, refuseAccess } from "./messages.ts";
import type { Handler, State } from "./state.ts";
import { type Bot, type Channel, channelFlags, isForum, isThread } from "./world.ts";

/** POST /channels/{channel_id}/threads, of which only a forum's is known: a thread with its first message. */
export const startForumPost: Handler = (state, { params, body, bot }) => {
	const read = readForm(forumPostForm, body);
	if (read.kind === "errors") return refuseForm(read.errors);
	const { name, message: said, applied_tags } = read.form;
	const errors = [...checkEmbedSum(said.embeds), ...checkMentions(said.allowed_mentions)];
	if (errors.length > 0) return refuseForm(errors);
	const forum = state.world.channels.get(params.channel_id ?? "");
	const tags = applied_tags ?? [];
	const refusal =
		refuseAccess(state, forum, bot, "POST") ??
		refusePost(state, forum, bot, tags, (said.embeds ?? []).length > 0);
	if (refusal !== undefined || forum === undefined) return refusal ?? refuse(10003);
	if (isEmpty(said)) return refuse(50006);

	// The post and its first message have one id.
	const id = state.world.nextId();
	const thread: Channel = {
		id,
		kind: "thread",
		name,
		...(forum.guildId === undefined ? {} : { guildId: forum.guildId }),
		parentId: forum.id,
		ownerId: bot.id,
		overwrites: new Map(),
		archived: false,
		locked: false,
		archivedAt: state.now(),
		flags: 0,
		appliedTags: tags,
		messages: [],
		byId: new Map(),
	};
	state.world.channels.set(id, thread);
	const created = { ...state.world.writeChannel(thread), newly_created: true };
	state.tellGuild(forum.guildId, "THREAD_CREATE", created);
	const message = putMessage(state, thread, bot, said, null, id);
	state.arrivals.add({
		at: state.now(),
		channelId: forum.id,
		messageId: id,
		nonce: null,
		body,
		pings: pingsOf(said),
	});
	return ok({ ...state.world.writeChannel(thread), message }, 201);
};

function refusePost(
	state: State,
	forum: Channel | undefined,
	bot: Bot,
	tags: readonly string[],
	hasEmbeds: boolean,
): Answer | undefined {
	if (forum === undefined) return refuse(10003);
	if (!isForum(forum)) return refuse(50024);
	// In a forum the right to send messages is the right to make posts.
	if (!state.world.may(forum, bot.id, "SEND_MESSAGES")) return refuse(50013);
	if (hasEmbeds && !state.world.may(forum, bot.id, "EMBED_LINKS")) return refuse(50013);
	if (tags.length === 0 && (forum.flags & channelFlags.REQUIRE_TAG) !== 0) return refuse(40067);
	return refuseTags(state, forum, bot, tags);
}

function refuseTags(state: State, forum: Channel, bot: Bot, tags: readonly string[]): Answer | undefined {
	const known = (forum.tags ?? []).filter(({ id }) => tags.includes(id));
	if (known.length < new Set(tags).size) return refuse(10087);
	const isModerator = state.world.may(forum, bot.id, "MANAGE_THREADS");
	return !isModerator && known.some(({ moderated }) => moderated) ? refuse(50013) : undefined;
}

/** PATCH /channels/{channel_id}, of which only a thread's is known: its name, tags, pin, archive and lock. */
export const editThread: Handler = (state, { params, bot, body }) => {
	const read = readForm(threadForm, body);
	if (read.kind === "errors") return refuseForm(read.errors);
	const { form } = read;
	const channel = state.world.channels.get(params.channel_id ?? "");
	const refusal = refuseAccess(state, channel, bot, "PATCH");
	if (refusal !== undefined || channel === undefined) return refusal ?? refuse(10003);
	if (!isThread(channel)) return refuse(50024);
	if (!mayEdit(state, channel, bot, form)) return refuse(50013);
	if (channel.archived && form.archived !== false) return refuse(50083);
	const forum = state.world.channels.get(channel.parentId ?? "");
	if (form.flags !== undefined && (forum === undefined || !isForum(forum))) return refuse(50024);
	const pinned = form.flags !== undefined && (form.flags & channelFlags.PINNED) !== 0;
	if (pinned && hasOtherPin(state, channel)) return refuse(30047);
	channel.name = form.name ?? channel.name;
	setArchived(state, channel, form.archived ?? channel.archived);
	channel.locked = form.locked ?? channel.locked;
	channel.flags = form.flags ?? channel.flags;
	channel.appliedTags = form.applied_tags ?? channel.appliedTags ?? [];
	if (form.name !== undefined) noteChange(state, channel, "rename", body);
	state.tellGuild(channel.guildId, "THREAD_UPDATE", state.world.writeChannel(channel));
	return ok(state.world.writeChannel(channel));
};

/** https://discord.com/developers/docs/topics/threads#editing-deleting-threads */
function mayEdit(state: State, thread: Channel, bot: Bot, form: Record<string, unknown>): boolean {
	if (state.world.may(thread, bot.id, "MANAGE_THREADS")) return true;
	const changesMore = Object.keys(form).some((key) => key !== "archived");
	const isOurs = thread.ownerId === bot.id;
	if (thread.locked || form.locked !== undefined || form.flags !== undefined) return false;
	return state.world.may(thread, bot.id, "SEND_MESSAGES_IN_THREADS") && (isOurs || !changesMore);
}

function hasOtherPin(state: State, thread: Channel): boolean {
	return [...state.world.channels.values()].some(
		({ id, parentId, flags }) =>
			id !== thread.id && parentId === thread.parentId && (flags & channelFlags.PINNED) !== 0,
	);
}

/** DELETE /channels/{channel_id}, of which only a thread's is known. */
export const deleteThread: Handler = (state, { params, bot }) => {
	const channel = state.world.channels.get(params.channel_id ?? "");
	const refusal = refuseAccess(state, channel, bot, "DELETE");
	if (refusal !== undefined || channel === undefined) return refusal ?? refuse(10003);
	if (!isThread(channel) || !state.world.may(channel, bot.id, "MANAGE_THREADS")) return refuse(50013);
	const written = state.world.writeChannel(channel);
	state.world.channels.delete(channel.id);
	noteChange(state, channel, "delete-thread", null);
	state.tellGuild(channel.guildId, "THREAD_DELETE", written);
	return ok(written);
};

function noteChange(state: State, thread: Channel, kind: "rename" | "delete-thread", body: unknown): void {
	state.changes.push({ at: state.now(), kind, channelId: thread.id, messageId: thread.id, body });
}

/** GET /guilds/{guild_id}/threads/active: all that the bot can see, in one answer. */
export const activeThreads: Handler = (state, { params, bot }) => {
	const guild = state.world.guilds.get(params.guild_id ?? "");
	if (guild === undefined) return refuse(10004);
	if (!guild.members.has(bot.id)) return refuse(50001);
	const own = [...state.world.channels.values()].filter(
		(channel) =>
			channel.guildId === guild.id &&
			isThread(channel) &&
			!channel.archived &&
			state.world.may(channel, bot.id, "VIEW_CHANNEL"),
	);
	return ok({ threads: own.map(state.world.writeChannel), members: [], has_more: false });
};

/** GET /channels/{channel_id}/threads/archived/public?before&limit: the one archived last comes first. */
export const archivedThreads: Handler = (state, { params, query, bot }) => {
	const channel = state.world.channels.get(params.channel_id ?? "");
	const refusal = refuseAccess(state, channel, bot, "GET");
	if (refusal !== undefined || channel === undefined) return refusal ?? refuse(10003);
	if (!state.world.may(channel, bot.id, "READ_MESSAGE_HISTORY")) return refuse(50013);
	const limit = Number(query.get("limit") ?? 50);
	const before = query.has("before") ? Date.parse(query.get("before") ?? "") : Number.POSITIVE_INFINITY;
	if (!Number.isInteger(limit) || limit < 2 || limit > 100 || Number.isNaN(before)) {
		const message = "int value should be between 2 and 100, before a timestamp.";
		return refuseForm([{ path: ["limit"], code: "NUMBER_TYPE_MAX", message }]);
	}
	const found = [...state.world.channels.values()]
		.filter(
			({ parentId, kind, archived, archivedAt }) =>
				parentId === channel.id && kind === "thread" && archived && archivedAt < before,
		)
		.sort((one, other) => other.archivedAt - one.archivedAt);
	const threads = found.slice(0, limit).map(state.world.writeChannel);
	return ok({ threads, members: [], has_more: found.length > limit });
};

/** Discord's times are finer than ours: no two of a channel's threads are archived at one. */
export function setArchived(state: State, thread: Channel, archived: boolean): void {
	if (thread.archived !== archived) {
		const others = [...state.world.channels.values()].filter(({ parentId }) => parentId === thread.parentId);
		thread.archivedAt = Math.max(state.now(), ...others.map(({ archivedAt }) => archivedAt + 1));
	}
	thread.archived = archived;
}
