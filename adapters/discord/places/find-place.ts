import { ChannelType, type Client, type Guild, PermissionFlagsBits } from "discord.js";
import type { FoundPlace } from "../../../src/commands/port.ts";
import { parseAddress, targetOf } from "./address.ts";
import { mayPost, placeOf } from "./place.ts";

/**
 * The channel that somebody names — `<#id>`, an id, a link to it, one of our addresses — as far as the bot sees it.
 * Somebody administers a channel who may manage its server, or is its owner.
 */
export async function findPlace(
	client: Client,
	reference: string,
	personId: string,
): Promise<FoundPlace | undefined> {
	const id = idOf(reference.trim());
	if (id === undefined) return undefined;
	const channel = await client.channels.fetch(id).catch(() => null);
	if (channel === null) return undefined;
	const place = placeOf(channel);
	if (place === undefined) return undefined;
	if (channel.isDMBased()) {
		// Nobody is shown another person's direct channel.
		return "recipientId" in channel && channel.recipientId === personId
			? { ...place, personAdministers: true, botMayPost: true }
			: undefined;
	}
	const member = await channel.guild.members.fetch(personId).catch(() => null);
	if (member === null) return undefined;
	return {
		...place,
		personAdministers: member.permissions.has(PermissionFlagsBits.ManageGuild),
		botMayPost: mayPost(channel),
	};
}

/** The most channels that somebody chooses from. */
const mostPlaces = 100;

const newsTypes: readonly ChannelType[] = [
	ChannelType.GuildText,
	ChannelType.GuildAnnouncement,
	ChannelType.GuildForum,
	ChannelType.GuildMedia,
];

/** The channels of a server that hold news, its forums among them, and where the bot may post, in Discord's order. */
export function placesIn(guild: Guild, personAdministers: boolean): FoundPlace[] {
	return [...guild.channels.cache.values()]
		.filter((channel) => !channel.isThread())
		.filter((channel) => newsTypes.includes(channel.type))
		.filter(mayPost)
		.sort((one, other) => one.rawPosition - other.rawPosition)
		.slice(0, mostPlaces)
		.flatMap((channel) => {
			const place = placeOf(channel);
			return place === undefined ? [] : [{ ...place, personAdministers, botMayPost: true }];
		});
}

function idOf(reference: string): string | undefined {
	const [, id] =
		/^<#(\d{17,19})>$/.exec(reference) ??
		/^https?:\/\/(?:\w+\.)?discord(?:app)?\.com\/channels\/\d{17,19}\/(\d{17,19})/.exec(reference) ??
		[];
	if (id !== undefined) return id;
	const address = parseAddress(reference);
	return address === undefined ? undefined : targetOf(address);
}
