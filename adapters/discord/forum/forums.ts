import { RequestMethod, Routes } from "discord.js";
import { z } from "zod";
import { discordLimits } from "../limits.ts";
import { readRights } from "../places/rights.ts";
import type { CallEnd, DiscordConnection } from "../transport/connection.ts";

export type ForumTag = { id: string; name: string; moderated: boolean };
export type Forum = {
	guildId: string;
	tags: readonly ForumTag[];
	/** No post without a tag. */
	requiresTag: boolean;
	/** The bot may use the tags that are for moderators. */
	botModerates: boolean;
};
export type ForumRead = { kind: "forum"; forum: Forum } | Exclude<CallEnd, { kind: "ok" }>;

/** What forums are like, asked of Discord once in a while and when a refusal shows that one has changed. */
export type Forums = {
	/** `connection`: who asks, where that is to wait for its turn. Those who ask at once ask once. */
	read(forumId: string, connection?: DiscordConnection): Promise<ForumRead>;
	/**
	 * Forgets a forum whose refusal may come of what we knew of it. False when what we knew was read after such a refusal:
	 * then it is meant.
	 */
	doubt(forumId: string): boolean;
	/** A post was taken. */
	trust(forumId: string): void;
};

/** A change of tags is seen after so long at the latest, in ms. */
const keptMs = 5 * 60_000;
/** The oldest are forgotten beyond these. */
const mostKept = 2_000;
const requireTag = 1 << 4;

const shape = z.object({
	guild_id: z.string(),
	flags: z.int().default(0),
	available_tags: z
		.array(z.object({ id: z.string(), name: z.string(), moderated: z.boolean().default(false) }))
		.default([]),
});

export function createForums(own: DiscordConnection, botId: string): Forums {
	const kept = new Map<string, { until: number; read: Promise<ForumRead> }>();
	const doubted = new Set<string>();

	function keep(forumId: string, read: Promise<ForumRead>): void {
		kept.delete(forumId);
		kept.set(forumId, { until: performance.now() + keptMs, read });
		for (const oldest of kept.keys()) {
			if (kept.size <= mostKept) break;
			kept.delete(oldest);
		}
		const drop = () => {
			if (kept.get(forumId)?.read === read) kept.delete(forumId);
		};
		void read.then(({ kind }) => kind !== "forum" && drop());
	}

	return {
		read(forumId, connection = own) {
			const known = kept.get(forumId);
			if (known !== undefined && performance.now() < known.until) return known.read;
			// Whose turn is called off asks no more; others, who wait for the same answer, ask again.
			const read = readForum(connection, botId, forumId).catch(
				(error): ForumRead => ({ kind: "not-sent", why: String(error) }),
			);
			keep(forumId, read);
			return read;
		},
		doubt(forumId) {
			if (doubted.delete(forumId)) return false;
			if (doubted.size >= mostKept) doubted.clear();
			doubted.add(forumId);
			kept.delete(forumId);
			return true;
		},
		trust(forumId) {
			doubted.delete(forumId);
		},
	};
}

async function readForum(connection: DiscordConnection, botId: string, forumId: string): Promise<ForumRead> {
	const end = await connection.call({ method: RequestMethod.Get, route: Routes.channel(forumId) });
	if (end.kind !== "ok") return end;
	const channel = shape.safeParse(end.result);
	if (!channel.success) return { kind: "ambiguous", why: "the forum has another shape" };
	const { guild_id: guildId, flags, available_tags } = channel.data;
	const tags = available_tags.slice(0, discordLimits.availableTags);
	const isModerated = tags.some(({ moderated }) => moderated);
	const rights = isModerated ? await readRights(connection, botId, forumId) : undefined;
	const botModerates = rights?.may("ManageThreads") === true;
	return { kind: "forum", forum: { guildId, tags, requiresTag: (flags & requireTag) !== 0, botModerates } };
}
