import { PermissionFlagsBits, RequestMethod, Routes } from "discord.js";
import { z } from "zod";
import type { DiscordConnection } from "../transport/connection.ts";

const bits = z.string().regex(/^\d+$/);
const channelShape = z.object({
	guild_id: z.string().optional(),
	parent_id: z.string().nullish(),
	thread_metadata: z.unknown().optional(),
	permission_overwrites: z.array(z.object({ id: z.string(), allow: bits, deny: bits })).default([]),
});
const rolesShape = z.array(z.object({ id: z.string(), permissions: bits }));
const memberShape = z.object({ roles: z.array(z.string()) });

/** What the bot may do in a channel. */
export type BotRights = { isThread: boolean; may(right: keyof typeof PermissionFlagsBits): boolean };

/**
 * Reads the bot's rights in a channel (for a thread, those in its parent); undefined when they cannot be found out. In a
 * direct channel it may do everything.
 * https://discord.com/developers/docs/topics/permissions#permission-overwrites
 */
export async function readRights(
	connection: DiscordConnection,
	botId: string,
	channelId: string,
): Promise<BotRights | undefined> {
	const channel = await read(connection, Routes.channel(channelId), channelShape);
	if (channel === undefined) return undefined;
	if (channel.guild_id === undefined) return { isThread: false, may: () => true };
	const isThread = channel.thread_metadata !== undefined && channel.parent_id != null;
	const place = isThread
		? await read(connection, Routes.channel(channel.parent_id ?? ""), channelShape)
		: channel;
	const roles = await read(connection, Routes.guildRoles(channel.guild_id), rolesShape);
	const member = await read(connection, Routes.guildMember(channel.guild_id, botId), memberShape);
	if (place === undefined || roles === undefined || member === undefined) return undefined;
	const held = new Set([channel.guild_id, ...member.roles]);
	const base = sumOf(roles.filter(({ id }) => held.has(id)).map(({ permissions }) => permissions));
	const isAdministrator = (base & PermissionFlagsBits.Administrator) !== 0n;
	const granted = [[channel.guild_id], member.roles, [botId]].reduce((before, ids) => {
		const ours = place.permission_overwrites.filter(({ id }) => ids.includes(id));
		const denied = sumOf(ours.map(({ deny }) => deny));
		return (before & ~denied) | sumOf(ours.map(({ allow }) => allow));
	}, base);
	return { isThread, may: (right) => isAdministrator || (granted & PermissionFlagsBits[right]) !== 0n };
}

function sumOf(permissions: readonly string[]): bigint {
	return permissions.reduce((sum, bits) => sum | BigInt(bits), 0n);
}

async function read<T>(
	connection: DiscordConnection,
	route: `/${string}`,
	shape: z.ZodType<T>,
): Promise<T | undefined> {
	const end = await connection.call({ method: RequestMethod.Get, route });
	const parsed = end.kind === "ok" ? shape.safeParse(end.result) : undefined;
	return parsed?.success === true ? parsed.data : undefined;
}
