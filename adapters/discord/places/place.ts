import { type Channel, ChannelType, type GuildBasedChannel, PermissionFlagsBits } from "discord.js";
import type { Place } from "../../../src/commands/port.ts";
import { formatAddress, forumKind } from "./address.ts";

/** Discord's kinds of channels in our words; a kind that is not here takes no messages. */
const kinds: ReadonlyMap<ChannelType, string> = new Map([
	[ChannelType.GuildText, "text"],
	[ChannelType.GuildAnnouncement, "announcement"],
	[ChannelType.PublicThread, "thread"],
	[ChannelType.PrivateThread, "thread"],
	[ChannelType.AnnouncementThread, "thread"],
	[ChannelType.GuildForum, forumKind],
	[ChannelType.GuildMedia, forumKind],
	[ChannelType.GuildVoice, "voice"],
	[ChannelType.GuildStageVoice, "voice"],
	[ChannelType.DM, "dm"],
]);

/** A channel as the core knows it; undefined for one that holds no messages (a category, a directory). */
export function placeOf(channel: Channel): Place | undefined {
	const addressKind = kinds.get(channel.type);
	if (addressKind === undefined) return undefined;
	if (channel.isDMBased()) {
		return { address: channel.id, addressKind, title: "", isPrivate: true };
	}
	const place = { address: addressOf(channel), addressKind, title: channel.name, isPrivate: false };
	const parent = channel.isThread() ? channel.parent : null;
	if (parent === null) return place;
	const parentKind = kinds.get(parent.type) ?? "text";
	const whole = { address: parent.id, addressKind: parentKind, title: parent.name };
	return { ...place, within: { ...whole, part: channel.name } };
}

/** A thread is named with the channel that it belongs to. */
export function addressOf(channel: GuildBasedChannel): string {
	if (!channel.isThread() || channel.parentId === null) return channel.id;
	return formatAddress({ channelId: channel.parentId, threadId: channel.id });
}

/** Whether the bot may post in a channel of a guild; in a forum the right to send messages is the one to make posts. */
export function mayPost(channel: GuildBasedChannel): boolean {
	const kind = kinds.get(channel.type);
	const me = channel.guild.members.me;
	if (kind === undefined || me === null) return false;
	const rights = channel.permissionsFor(me);
	const send = channel.isThread()
		? PermissionFlagsBits.SendMessagesInThreads
		: PermissionFlagsBits.SendMessages;
	if (!rights.has([PermissionFlagsBits.ViewChannel, send])) return false;
	return !channel.isThread() || channel.locked !== true || rights.has(PermissionFlagsBits.ManageThreads);
}
