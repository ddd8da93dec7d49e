import { createSnowflakes } from "./snowflake.ts";

/** Discord's channel types, by the words that tests use. */
export const channelTypes = {
	text: 0,
	dm: 1,
	voice: 2,
	category: 4,
	announcement: 5,
	"announcement-thread": 10,
	thread: 11,
	"private-thread": 12,
	forum: 15,
	media: 16,
} as const;
export type ChannelKind = keyof typeof channelTypes;

export const permissionBits = {
	ADMINISTRATOR: 1n << 3n,
	MANAGE_CHANNELS: 1n << 4n,
	MANAGE_GUILD: 1n << 5n,
	VIEW_CHANNEL: 1n << 10n,
	SEND_MESSAGES: 1n << 11n,
	MANAGE_MESSAGES: 1n << 13n,
	EMBED_LINKS: 1n << 14n,
	ATTACH_FILES: 1n << 15n,
	READ_MESSAGE_HISTORY: 1n << 16n,
	MENTION_EVERYONE: 1n << 17n,
	USE_APPLICATION_COMMANDS: 1n << 31n,
	MANAGE_THREADS: 1n << 34n,
	SEND_MESSAGES_IN_THREADS: 1n << 38n,
	PIN_MESSAGES: 1n << 51n,
} as const;
export type Permission = keyof typeof permissionBits;

export const everyonesPermissions: readonly Permission[] = [
	"VIEW_CHANNEL",
	"SEND_MESSAGES",
	"EMBED_LINKS",
	"ATTACH_FILES",
	"READ_MESSAGE_HISTORY",
	"USE_APPLICATION_COMMANDS",
	"SEND_MESSAGES_IN_THREADS",
];

export type User = { id: string; username: string; bot: boolean; locale: string; closedToDm: boolean };
export type Bot = User & { token: string };
export type Role = { id: string; name: string; permissions: bigint; managed: boolean };
export type Member = { userId: string; roles: string[]; joinedAt: string };
export type Guild = {
	id: string;
	name: string;
	ownerId: string;
	roles: Map<string, Role>;
	members: Map<string, Member>;
	locale: string;
	unavailable: boolean;
};
export type Overwrite = { id: string; type: 0 | 1; allow: bigint; deny: bigint };
export type Channel = {
	id: string;
	kind: ChannelKind;
	name: string;
	guildId?: string;
	parentId?: string;
	recipientId?: string;
	overwrites: Map<string, Overwrite>;
	archived: boolean;
	locked: boolean;
	/** Of a thread: epoch ms of its last archiving or opening, and at first of its making. */
	archivedAt: number;
	/** Who started a thread; the guild's owner when absent. */
	ownerId?: string;
	/** `channelFlags`. */
	flags: number;
	/** Of a forum. */
	tags?: ForumTag[];
	/** Of a post in a forum. */
	appliedTags?: readonly string[];
	messages: Message[];
	byId: Map<string, Message>;
};
export type ForumTag = { id: string; name: string; moderated: boolean };
/** https://discord.com/developers/docs/resources/channel#channel-object-channel-flags */
export const channelFlags = { PINNED: 1 << 1, REQUIRE_TAG: 1 << 4 } as const;
/** A message as the API writes it, with the few fields the fake itself reads. */
export type Message = Record<string, unknown> & {
	id: string;
	channel_id: string;
	author: { id: string };
	flags: number;
	content: string;
};

export type World = {
	nextId(): string;
	users: Map<string, User>;
	bots: Map<string, Bot>;
	guilds: Map<string, Guild>;
	channels: Map<string, Channel>;
	/** What somebody may do in a guild, or in one of its channels. */
	permissions(guild: Guild, userId: string, channel?: Channel): bigint;
	may(channel: Channel, userId: string, permission: Permission): boolean;
	/** Discord's picture of things, for READY, GUILD_CREATE and GET. */
	writeUser(user: User): Record<string, unknown>;
	writeMember(guild: Guild, member: Member): Record<string, unknown>;
	writeRole(role: Role): Record<string, unknown>;
	writeChannel(channel: Channel): Record<string, unknown>;
	writeGuild(guild: Guild): Record<string, unknown>;
};

/** Who and what exists: people, guilds, channels, rights. It knows no HTTP. */
export function createWorld(now: () => number): World {
	const nextId = createSnowflakes(now);
	const users = new Map<string, User>();
	const bots = new Map<string, Bot>();
	const guilds = new Map<string, Guild>();
	const channels = new Map<string, Channel>();

	const world: World = {
		nextId,
		users,
		bots,
		guilds,
		channels,
		permissions(guild, userId, channel) {
			const member = guild.members.get(userId);
			if (member === undefined) return 0n;
			if (guild.ownerId === userId) return allPermissions;
			const held = [guild.id, ...member.roles];
			let bits = held.reduce((sum, id) => sum | (guild.roles.get(id)?.permissions ?? 0n), 0n);
			if ((bits & permissionBits.ADMINISTRATOR) !== 0n) return allPermissions;
			// A thread has no overwrites of its own: its parent's count.
			const place =
				channel?.parentId !== undefined && isThread(channel) ? channels.get(channel.parentId) : channel;
			for (const id of [guild.id, ...member.roles, userId]) {
				const overwrite = place?.overwrites.get(id);
				if (overwrite !== undefined) bits = (bits & ~overwrite.deny) | overwrite.allow;
			}
			return channel !== undefined && (bits & permissionBits.VIEW_CHANNEL) === 0n ? 0n : bits;
		},
		may(channel, userId, permission) {
			const guild = guilds.get(channel.guildId ?? "");
			if (guild === undefined) return channel.recipientId !== undefined;
			return (world.permissions(guild, userId, channel) & permissionBits[permission]) !== 0n;
		},
		writeUser: (user) => ({
			id: user.id,
			username: user.username,
			discriminator: "0",
			global_name: user.bot ? null : user.username,
			avatar: null,
			bot: user.bot,
			public_flags: 0,
		}),
		writeMember(_guild, member) {
			const user = users.get(member.userId);
			return {
				user: user === undefined ? { id: member.userId } : world.writeUser(user),
				nick: null,
				avatar: null,
				roles: member.roles,
				joined_at: member.joinedAt,
				deaf: false,
				mute: false,
				flags: 0,
				pending: false,
			};
		},
		writeRole: (role) => ({
			id: role.id,
			name: role.name,
			color: 0,
			colors: { primary_color: 0, secondary_color: null, tertiary_color: null },
			hoist: false,
			position: 0,
			permissions: String(role.permissions),
			managed: role.managed,
			mentionable: false,
			flags: 0,
		}),
		writeChannel(channel) {
			const recipient = users.get(channel.recipientId ?? "");
			return {
				id: channel.id,
				type: channelTypes[channel.kind],
				...(channel.kind === "dm"
					? { recipients: recipient === undefined ? [] : [world.writeUser(recipient)], flags: 0 }
					: {
							guild_id: channel.guildId,
							name: channel.name,
							parent_id: channel.parentId ?? null,
							position: 0,
							flags: channel.flags,
							nsfw: false,
							rate_limit_per_user: 0,
							permission_overwrites: [...channel.overwrites.values()].map((overwrite) => ({
								...overwrite,
								allow: String(overwrite.allow),
								deny: String(overwrite.deny),
							})),
						}),
				last_message_id: channel.messages.at(-1)?.id ?? null,
				...(isForum(channel) ? { available_tags: (channel.tags ?? []).map(writeTag) } : {}),
				...(isThread(channel)
					? {
							owner_id: channel.ownerId ?? guilds.get(channel.guildId ?? "")?.ownerId,
							applied_tags: channel.appliedTags ?? [],
							message_count: channel.messages.length,
							total_message_sent: channel.messages.length,
							member_count: 1,
							thread_metadata: {
								archived: channel.archived,
								locked: channel.locked,
								auto_archive_duration: 1440,
								archive_timestamp: new Date(channel.archivedAt).toISOString(),
							},
						}
					: {}),
			};
		},
		writeGuild(guild) {
			const own = [...channels.values()].filter((channel) => channel.guildId === guild.id);
			return {
				id: guild.id,
				name: guild.name,
				icon: null,
				splash: null,
				owner_id: guild.ownerId,
				afk_channel_id: null,
				afk_timeout: 300,
				verification_level: 0,
				default_message_notifications: 0,
				explicit_content_filter: 0,
				mfa_level: 0,
				nsfw_level: 0,
				premium_tier: 0,
				premium_progress_bar_enabled: false,
				preferred_locale: guild.locale,
				system_channel_id: null,
				system_channel_flags: 0,
				rules_channel_id: null,
				public_updates_channel_id: null,
				features: [],
				emojis: [],
				stickers: [],
				roles: [...guild.roles.values()].map(world.writeRole),
				joined_at: new Date(now()).toISOString(),
				large: guild.members.size > 50,
				unavailable: false,
				member_count: guild.members.size,
				// Without the GuildMembers intent Discord sends the bot itself alone.
				members: [...guild.members.values()]
					.filter((member) => users.get(member.userId)?.bot === true)
					.map((member) => world.writeMember(guild, member)),
				channels: own.filter((channel) => !isThread(channel)).map(world.writeChannel),
				threads: own.filter((channel) => isThread(channel) && !channel.archived).map(world.writeChannel),
				voice_states: [],
				presences: [],
				stage_instances: [],
				guild_scheduled_events: [],
				soundboard_sounds: [],
			};
		},
	};
	return world;
}

const allPermissions = (1n << 53n) - 1n;

export function bitsOf(permissions: readonly Permission[]): bigint {
	return permissions.reduce((sum, permission) => sum | permissionBits[permission], 0n);
}

function writeTag(tag: ForumTag): Record<string, unknown> {
	return { ...tag, emoji_id: null, emoji_name: null };
}

export function isForum({ kind }: Channel): boolean {
	return kind === "forum" || kind === "media";
}

export function isThread(channel: Channel): boolean {
	return (
		channel.kind === "thread" || channel.kind === "private-thread" || channel.kind === "announcement-thread"
	);
}
