import type { RefusalCode } from "./answers.ts";
import type { Arrived } from "./arrival-log.ts";
import type { FaultRule } from "./faults.ts";
import type { ModalForm } from "./forms.ts";
import type { GatewayTrouble } from "./gateway.ts";
import { putMessage, removeMessage } from "./messages.ts";
import { createPeople, type People } from "./people.ts";
import type { RateLimitSettings } from "./rate-limits.ts";
import type { Changed, Limited, Settings, State } from "./state.ts";
import { setArchived } from "./threads.ts";
import {
	type Bot,
	bitsOf,
	type Channel,
	type ChannelKind,
	channelFlags,
	everyonesPermissions,
	type Guild,
	isThread,
	type Message,
	type Permission,
} from "./world.ts";

/** What a test can do with the fake, in-process or through `POST /_control/NAME`: one object in, JSON out. */
export type DiscordControls = People & {
	identity(): { token: string; applicationId: string };
	addUser(user?: { name?: string; locale?: string; closedToDm?: boolean }): { userId: string };
	/** A guild with an owner, with the bot in it unless `bot: false`, and one text channel. */
	addGuild(guild?: { name?: string; bot?: boolean; ownerId?: string; locale?: string }): {
		guildId: string;
		channelId: string;
		ownerId: string;
	};
	/** Many guilds with many text channels, without telling the gateway of each. Returns the channels' ids. */
	addManyChannels(many: { guilds: number; channelsEach: number }): { channelIds: string[] };
	addChannel(channel: { guildId: string; name?: string; kind?: ChannelKind }): { channelId: string };
	/** A forum, or a channel for media, with its tags; `requiresTag`: no post without one. */
	addForum(forum: {
		guildId: string;
		name?: string;
		kind?: "forum" | "media";
		tags?: { name: string; moderated?: boolean }[];
		requiresTag?: boolean;
	}): { channelId: string; tagIds: string[] };
	setForum(forum: {
		channelId: string;
		tags?: { name: string; moderated?: boolean }[];
		requiresTag?: boolean;
	}): { tagIds: string[] };
	/** Posts of a forum that are there, the oldest first. */
	forumPosts(where: { channelId: string }): readonly {
		threadId: string;
		name: string;
		tags: readonly string[];
		archived: boolean;
		pinned: boolean;
	}[];
	addThread(thread: { channelId: string; name?: string; kind?: "thread" | "private-thread" }): {
		threadId: string;
	};
	openDm(dm: { userId: string }): { channelId: string };
	addMember(member: { guildId: string; userId: string; permissions?: Permission[] }): void;
	/** The bot is invited; with these rights instead of everybody's where they are named. */
	addBot(where: { guildId: string; permissions?: Permission[] }): void;
	removeBot(where: { guildId: string }): void;
	deleteGuild(which: { guildId: string }): void;
	/** An outage of Discord's: the guild is still there, and nobody was removed. */
	setGuildUnavailable(which: { guildId: string; unavailable: boolean }): void;
	deleteChannel(which: { channelId: string }): void;
	renameChannel(which: { channelId: string; name: string }): void;
	setThread(which: { threadId: string; archived?: boolean; locked?: boolean }): void;
	/** What the bot may do in a channel, over what it may do in the guild. */
	setBotRights(rights: { channelId: string; allow?: Permission[]; deny?: Permission[] }): void;
	/** What everybody in the guild may do. */
	setEverybodysRights(rights: { guildId: string; permissions: Permission[] }): void;
	closeDm(who: { userId: string; closed: boolean }): void;
	/** The next `times` (1) requests of this method (POST; `*` any) to the channel are refused with this code. */
	refuse(what: {
		channelId: string;
		code: RefusalCode;
		times?: number;
		method?: string;
		retryAfter?: number;
	}): void;
	say(what: { channelId: string; userId: string; content: string }): { messageId: string };
	removeMessage(which: { channelId: string; messageId: string }): void;
	/** The bot's token is not valid any more; false gives it back. */
	revokeToken(revoked?: { revoked?: boolean }): void;
	addFault(rule: FaultRule): { faultId: number };
	removeFault(which: { faultId: number }): void;
	clearFaults(): void;
	configure(settings: Partial<Settings> & { limits?: Partial<RateLimitSettings> }): void;
	dropGateway(how?: { code?: number }): void;
	/** How the gateway treats who comes from now on; as usual where nothing is named. */
	troubleGateway(how?: { trouble?: GatewayTrouble }): void;
	askReconnect(): void;
	invalidateSessions(how?: { resumable?: boolean }): void;
	/** Every accepted message, from row `from` on: the ground of every proof. */
	arrivals(from?: { from?: number }): readonly Arrived[];
	changes(): readonly Changed[];
	limited(): readonly Limited[];
	specProblems(): readonly string[];
	messages(where: { channelId: string }): readonly Message[];
	/** The form that somebody has open, if any. */
	openForm(who: { userId: string }): ModalForm | undefined;
	commands(where?: { guildId?: string }): readonly Record<string, unknown>[];
	counters(): {
		requests: number;
		formErrors: number;
		nonceRepeats: number;
		invalid: number;
		visits: number;
		identifies: number;
		connected: number;
		limited: number;
	};
	reset(): void;
};

export function createControls(state: State, bot: Bot): DiscordControls {
	const { world, gateway } = state;
	const controls: DiscordControls = {
		...createPeople(state, bot),
		identity: () => ({ token: bot.token, applicationId: bot.id }),
		addUser({ name = "قارئ", locale = "en-US", closedToDm = false } = {}) {
			const id = world.nextId();
			world.users.set(id, { id, username: name, bot: false, locale, closedToDm });
			return { userId: id };
		},
		addGuild({ name = "خادم", bot: withBot = true, ownerId, locale = "en-US" } = {}) {
			const owner = ownerId ?? controls.addUser({ name: "مالك" }).userId;
			const guild = makeGuild(state, name, owner, locale);
			const channel = makeChannel(state, guild, "text", "أخبار");
			if (withBot) controls.addBot({ guildId: guild.id });
			return { guildId: guild.id, channelId: channel.id, ownerId: owner };
		},
		addManyChannels({ guilds, channelsEach }) {
			const channelIds: string[] = [];
			const owner = controls.addUser().userId;
			for (let index = 0; index < guilds; index++) {
				const guild = makeGuild(state, `خادم ${index}`, owner, "en-US");
				join(state, guild, bot.id, []);
				for (let place = 0; place < channelsEach; place++) {
					channelIds.push(makeChannel(state, guild, "text", `أخبار ${place}`).id);
				}
			}
			return { channelIds };
		},
		addChannel({ guildId, name = "أخبار", kind = "text" }) {
			const channel = makeChannel(state, guildOf(state, guildId), kind, name);
			state.tellGuild(guildId, "CHANNEL_CREATE", world.writeChannel(channel));
			return { channelId: channel.id };
		},
		addForum({ guildId, name = "منتدى", kind = "forum", tags = [], requiresTag = false }) {
			const forum = makeChannel(state, guildOf(state, guildId), kind, name);
			const { tagIds } = controls.setForum({ channelId: forum.id, tags, requiresTag });
			state.tellGuild(guildId, "CHANNEL_CREATE", world.writeChannel(forum));
			return { channelId: forum.id, tagIds };
		},
		setForum({ channelId, tags, requiresTag }) {
			const forum = channelOf(state, channelId);
			if (tags !== undefined) {
				forum.tags = tags.map(({ name, moderated = false }) => ({ id: world.nextId(), name, moderated }));
			}
			if (requiresTag !== undefined) forum.flags = requiresTag ? channelFlags.REQUIRE_TAG : 0;
			tellOfChannel(state, forum);
			return { tagIds: (forum.tags ?? []).map(({ id }) => id) };
		},
		forumPosts({ channelId }) {
			const forum = channelOf(state, channelId);
			return [...world.channels.values()]
				.filter(({ parentId }) => parentId === forum.id)
				.map(({ id, name, archived, flags, appliedTags = [] }) => ({
					threadId: id,
					name,
					tags: (forum.tags ?? []).filter((tag) => appliedTags.includes(tag.id)).map((tag) => tag.name),
					archived,
					pinned: (flags & channelFlags.PINNED) !== 0,
				}));
		},
		addThread({ channelId, name = "موضوع", kind = "thread" }) {
			const parent = channelOf(state, channelId);
			const thread = makeChannel(state, guildOf(state, parent.guildId ?? ""), kind, name);
			thread.parentId = parent.id;
			state.tellGuild(parent.guildId, "THREAD_CREATE", {
				...world.writeChannel(thread),
				newly_created: true,
			});
			return { threadId: thread.id };
		},
		openDm({ userId }) {
			const user = world.users.get(userId);
			if (user === undefined) throw new Error(`no user ${userId}`);
			return { channelId: state.dmWith(user).id };
		},
		addMember({ guildId, userId, permissions = [] }) {
			join(state, guildOf(state, guildId), userId, permissions);
		},
		addBot({ guildId, permissions }) {
			const guild = guildOf(state, guildId);
			if (permissions !== undefined) setRole(guild, guild.id, "@everyone", 0n);
			join(state, guild, bot.id, permissions ?? []);
			state.tellGuild(guildId, "GUILD_CREATE", world.writeGuild(guild));
		},
		removeBot({ guildId }) {
			const guild = guildOf(state, guildId);
			gateway.dispatch(bot, "GUILD_DELETE", { id: guildId }, guildId);
			guild.members.delete(bot.id);
		},
		deleteGuild({ guildId }) {
			guildOf(state, guildId);
			gateway.dispatch(bot, "GUILD_DELETE", { id: guildId }, guildId);
			for (const channel of world.channels.values()) {
				if (channel.guildId === guildId) world.channels.delete(channel.id);
			}
			world.guilds.delete(guildId);
		},
		setGuildUnavailable({ guildId, unavailable }) {
			const guild = guildOf(state, guildId);
			guild.unavailable = unavailable;
			if (unavailable) state.tellGuild(guildId, "GUILD_DELETE", { id: guildId, unavailable: true });
			else state.tellGuild(guildId, "GUILD_CREATE", world.writeGuild(guild));
		},
		deleteChannel({ channelId }) {
			const channel = channelOf(state, channelId);
			world.channels.delete(channelId);
			const event = isThread(channel) ? "THREAD_DELETE" : "CHANNEL_DELETE";
			state.tellGuild(channel.guildId, event, world.writeChannel(channel));
		},
		renameChannel({ channelId, name }) {
			const channel = channelOf(state, channelId);
			channel.name = name;
			tellOfChannel(state, channel);
		},
		setThread({ threadId, archived, locked }) {
			const thread = channelOf(state, threadId);
			setArchived(state, thread, archived ?? thread.archived);
			thread.locked = locked ?? thread.locked;
			tellOfChannel(state, thread);
		},
		setBotRights({ channelId, allow = [], deny = [] }) {
			const channel = channelOf(state, channelId);
			channel.overwrites.set(bot.id, { id: bot.id, type: 1, allow: bitsOf(allow), deny: bitsOf(deny) });
			tellOfChannel(state, channel);
		},
		setEverybodysRights({ guildId, permissions }) {
			const role = setRole(guildOf(state, guildId), guildId, "@everyone", bitsOf(permissions));
			state.tellGuild(guildId, "GUILD_ROLE_UPDATE", { guild_id: guildId, role: world.writeRole(role) });
		},
		closeDm({ userId, closed }) {
			const user = world.users.get(userId);
			if (user !== undefined) user.closedToDm = closed;
		},
		refuse({ channelId, code, times = 1, method, retryAfter }) {
			const rules = state.refusals.get(channelId) ?? [];
			state.refusals.set(channelId, [
				...rules,
				{
					code,
					times,
					...(method === undefined ? {} : { method }),
					...(retryAfter === undefined ? {} : { retryAfter }),
				},
			]);
		},
		say({ channelId, userId, content }) {
			const user = world.users.get(userId);
			if (user === undefined) throw new Error(`no user ${userId}`);
			return { messageId: putMessage(state, channelOf(state, channelId), user, { content }).id };
		},
		removeMessage({ channelId, messageId }) {
			removeMessage(channelOf(state, channelId), messageId);
		},
		revokeToken({ revoked = true } = {}) {
			if (revoked) world.bots.delete(bot.token);
			else world.bots.set(bot.token, bot);
		},
		addFault: (rule) => ({ faultId: state.faults.add(rule) }),
		removeFault: ({ faultId }) => state.faults.remove(faultId),
		clearFaults: () => state.faults.clear(),
		configure({ limits, ...settings }) {
			Object.assign(state.settings, settings);
			if (limits !== undefined) state.limits.settings = { ...state.limits.settings, ...limits };
		},
		dropGateway: ({ code = 1001 } = {}) => gateway.drop(code),
		troubleGateway({ trouble } = {}) {
			gateway.trouble = trouble;
		},
		askReconnect: () => gateway.askReconnect(),
		invalidateSessions: ({ resumable = false } = {}) => gateway.invalidate(resumable),
		arrivals: ({ from = 0 } = {}) => state.arrivals.rows.slice(from),
		changes: () => state.changes,
		limited: () => state.limited,
		specProblems: () => state.specProblems,
		messages: ({ channelId }) => channelOf(state, channelId).messages,
		openForm: ({ userId }) => state.modals.get(userId)?.form,
		commands: ({ guildId = "" } = {}) => state.commands.get(`${bot.id}/${guildId}`) ?? [],
		counters: () => ({
			...state.counters,
			invalid: state.limits.invalid(state.now()),
			visits: gateway.visits(),
			identifies: gateway.identifies(),
			connected: gateway.connected(),
			limited: state.limited.filter(({ scripted }) => !scripted).length,
		}),
		reset() {
			state.faults.clear();
			state.refusals.clear();
		},
	};
	return controls;
}

function makeGuild(state: State, name: string, ownerId: string, locale: string): Guild {
	const id = state.world.nextId();
	const guild: Guild = {
		id,
		name,
		ownerId,
		roles: new Map(),
		members: new Map(),
		locale,
		unavailable: false,
	};
	// The role of everybody has the guild's own id.
	setRole(guild, id, "@everyone", bitsOf(everyonesPermissions));
	state.world.guilds.set(id, guild);
	join(state, guild, ownerId, []);
	return guild;
}

function makeChannel(state: State, guild: Guild, kind: ChannelKind, name: string): Channel {
	const channel: Channel = {
		id: state.world.nextId(),
		kind,
		name,
		guildId: guild.id,
		overwrites: new Map(),
		archived: false,
		locked: false,
		archivedAt: state.now(),
		flags: 0,
		messages: [],
		byId: new Map(),
	};
	state.world.channels.set(channel.id, channel);
	return channel;
}

function join(state: State, guild: Guild, userId: string, permissions: Permission[]): void {
	const roles: string[] = [];
	if (permissions.length > 0) {
		const roleId = state.world.nextId();
		const role = setRole(guild, roleId, `role of ${userId}`, bitsOf(permissions));
		roles.push(roleId);
		state.tellGuild(guild.id, "GUILD_ROLE_CREATE", { guild_id: guild.id, role: state.world.writeRole(role) });
	}
	guild.members.set(userId, { userId, roles, joinedAt: new Date(state.now()).toISOString() });
}

function setRole(guild: Guild, id: string, name: string, permissions: bigint) {
	const role = { id, name, permissions, managed: false };
	guild.roles.set(id, role);
	return role;
}

function tellOfChannel(state: State, channel: Channel): void {
	const event = isThread(channel) ? "THREAD_UPDATE" : "CHANNEL_UPDATE";
	state.tellGuild(channel.guildId, event, state.world.writeChannel(channel));
}

function guildOf(state: State, id: string): Guild {
	const guild = state.world.guilds.get(id);
	if (guild === undefined) throw new Error(`no guild ${id}`);
	return guild;
}

function channelOf(state: State, id: string): Channel {
	const channel = state.world.channels.get(id);
	if (channel === undefined) throw new Error(`no channel ${id}`);
	return channel;
}
