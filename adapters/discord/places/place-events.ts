import { type Client, Events, type Guild, type GuildBasedChannel } from "discord.js";
import type { PlaceEvents } from "../../../src/commands/port.ts";
import { addressOf, mayPost } from "./place.ts";

type Tell = (what: () => Promise<void>) => void;

/**
 * Tells the core what happens to channels, from the events of the Guilds intent alone. Nothing is registered here: a
 * guild has many channels, and only those that somebody subscribes are of interest; the core knows which they are.
 */
export function tellPlaceEvents(client: Client, events: PlaceEvents, tell: Tell): void {
	const left = (channel: GuildBasedChannel, reason: string) =>
		tell(() => events.left("discord", addressOf(channel), reason));
	const rights = (channel: GuildBasedChannel) => {
		// Read now: by the time the core is told, the channel may have changed again.
		const may = mayPost(channel);
		tell(() => events.rightsChanged("discord", addressOf(channel), may));
	};
	const rightsIn = (guild: Guild) => {
		for (const channel of postable(guild)) rights(channel);
	};

	// Before discord.js has forgotten the guild's channels. An outage of Discord's is no removal.
	client.on(Events.Raw, ({ t, d }: { t: string | null; d: unknown }) => {
		const guildId = t === "GUILD_DELETE" ? removedGuild(d) : undefined;
		const guild = guildId === undefined ? undefined : client.guilds.cache.get(guildId);
		for (const channel of guild === undefined ? [] : postable(guild)) left(channel, "removed");
	});
	// The bot was let in, perhaps again: what waited there may go on.
	client.on(Events.GuildCreate, (guild) => {
		for (const channel of postable(guild)) if (mayPost(channel)) rights(channel);
	});
	// Every server at the start and with a new session, and one whose outage is over: what happened meanwhile was no
	// event. Read in its turn, so that thousands of servers do not hold up what else is to be done.
	client.on(Events.GuildAvailable, (guild) =>
		tell(() => events.foundOpen("discord", postable(guild).filter(mayPost).map(addressOf))),
	);
	client.on(Events.ChannelDelete, (channel) => {
		if (channel.isDMBased()) return;
		for (const thread of threadsOf(channel)) left(thread, "channel-deleted");
		left(channel, "channel-deleted");
	});
	client.on(Events.ThreadDelete, (thread) => left(thread, "thread-deleted"));
	client.on(Events.ChannelUpdate, (before, channel) => {
		if (before.isDMBased() || channel.isDMBased() || mayPost(before) === mayPost(channel)) return;
		rights(channel);
		for (const thread of threadsOf(channel)) rights(thread);
	});
	client.on(Events.ThreadUpdate, (before, thread) => {
		if (before.locked !== thread.locked) rights(thread);
	});
	client.on(Events.GuildRoleUpdate, (before, role) => {
		const isOurs = role.id === role.guild.id || role.guild.members.me?.roles.cache.has(role.id) === true;
		if (isOurs && !before.permissions.equals(role.permissions)) rightsIn(role.guild);
	});
	client.on(Events.GuildMemberUpdate, (before, member) => {
		const changed = before.partial || !before.roles.cache.equals(member.roles.cache);
		if (member.id === client.user?.id && changed) rightsIn(member.guild);
	});
}

/** Channels, open threads and forums: what can hold messages at all. */
function postable(guild: Guild): GuildBasedChannel[] {
	return [...guild.channels.cache.values()].filter(
		(channel) => channel.isTextBased() || channel.isThreadOnly(),
	);
}

/** Of a channel that is deleted, too: discord.js forgets its threads everywhere else. */
function threadsOf(channel: GuildBasedChannel): GuildBasedChannel[] {
	return "threads" in channel ? [...channel.threads.cache.values()] : [];
}

function removedGuild(data: unknown): string | undefined {
	const guild = data as { id?: unknown; unavailable?: unknown };
	return guild.unavailable === true || typeof guild.id !== "string" ? undefined : guild.id;
}
