import { RequestMethod, Routes } from "discord.js";
import { z } from "zod";
import type { ResolveRequest } from "../../../src/delivery/publisher.ts";
import { reactionTo } from "../errors.ts";
import { discordLimits } from "../limits.ts";
import type { DiscordAddress } from "../places/address.ts";
import { type Found, unanswered, unread } from "../publisher/history.ts";
import { bareId } from "../publisher/message-id.ts";
import { firstId, type Recognised, type SeenMessage, seenMessage } from "../publisher/recognise.ts";
import type { DiscordConnection } from "../transport/connection.ts";
import type { Forums } from "./forums.ts";
import { isSameName, threadName } from "./thread-name.ts";

/** Pages of a hundred posts that were archived since the attempt. */
const mostPages = 10;

const threadsShape = z.object({
	threads: z.array(
		z.object({
			id: z.string(),
			name: z.string(),
			owner_id: z.string().optional(),
			parent_id: z.string().nullish(),
			thread_metadata: z.object({ archive_timestamp: z.string() }),
		}),
	),
	has_more: z.boolean().default(false),
});
type Thread = z.infer<typeof threadsShape>["threads"][number];
type Listed = { kind: "threads"; threads: readonly Thread[] } | Found;

/**
 * Looks for a delivery's post in a forum. Discord knows no nonce for those, so the posts that the bot has made since the
 * attempt are looked at, the open ones and then those that were archived meanwhile: each by its first message, which has the
 * post's own id. `not-sent` only when both lists were seen.
 */
export async function findInForum(
	connection: DiscordConnection,
	forums: Forums,
	botId: string,
	{ channelId: forumId }: DiscordAddress,
	request: ResolveRequest,
	recognise: (message: SeenMessage) => Recognised,
): Promise<Found> {
	const read = await forums.read(forumId, connection);
	if (read.kind !== "forum") return unread(read);
	const active = await listActive(connection, read.forum.guildId);
	if (active.kind !== "threads") return active;
	const explained = new Set(request.explained.map(bareId));
	const after = BigInt(firstId(request));
	const isCandidate = ({ id, owner_id, parent_id }: Thread) =>
		parent_id === forumId && owner_id === botId && BigInt(id) > after && !explained.has(id);
	const look = (threads: readonly Thread[]) =>
		lookAtAll(connection, threads.filter(isCandidate), request, recognise);
	const open = await look(active.threads);
	if (open.kind !== "not-sent" && open.kind !== "unexplained") return open;
	const archived = await listArchived(connection, forumId, request);
	if (archived.kind !== "threads") return archived;
	const closed = await look(archived.threads);
	return closed.kind === "not-sent" ? open : closed;
}

async function lookAtAll(
	connection: DiscordConnection,
	threads: readonly Thread[],
	request: ResolveRequest,
	recognise: (message: SeenMessage) => Recognised,
): Promise<Found> {
	let isDoubtful = false;
	for (const thread of threads) {
		const seen = await lookAt(connection, thread, request, recognise);
		if (typeof seen !== "string") return seen;
		if (seen === "same") return { kind: "sent", messageIds: [`${thread.id}/${thread.id}`] };
		isDoubtful ||= seen === "unexplained";
	}
	return isDoubtful ? { kind: "unexplained" } : { kind: "not-sent" };
}

/** By its first message; where that is gone or hidden, by the name alone. */
async function lookAt(
	connection: DiscordConnection,
	{ id, name }: Thread,
	request: ResolveRequest,
	recognise: (message: SeenMessage) => Recognised,
): Promise<Recognised | Extract<Found, { kind: "unknown" | "unreachable" }>> {
	const end = await connection.call({ method: RequestMethod.Get, route: Routes.channelMessage(id, id) });
	if (end.kind === "ok") {
		const message = seenMessage.safeParse(end.result);
		return message.success
			? recognise(message.data)
			: { kind: "unknown", why: "a message has another shape" };
	}
	const hides = end.kind === "refused" ? reactionTo(end.refusal).kind : undefined;
	if (hides === "give-up" || hides === "no-right") {
		return isSameName(name, threadName(request.message)) ? "same" : "unexplained";
	}
	// The post is gone: nobody sees it, and it was not this look that took it away.
	if (hides === "gone") return "unexplained";
	return unanswered(end);
}

async function listActive(connection: DiscordConnection, guildId: string): Promise<Listed> {
	const end = await connection.call({ method: RequestMethod.Get, route: Routes.guildActiveThreads(guildId) });
	if (end.kind !== "ok") return unread(end);
	const list = threadsShape.safeParse(end.result);
	if (!list.success) return { kind: "unknown", why: "the list of threads has another shape" };
	return { kind: "threads", threads: list.data.threads };
}

/** Those that were archived after the attempt: no other can have been made after it. */
async function listArchived(
	connection: DiscordConnection,
	forumId: string,
	request: ResolveRequest,
): Promise<Listed> {
	const threads: Thread[] = [];
	const after = timeOfId(firstId(request));
	let before: string | undefined;
	for (let count = 0; count < mostPages; count++) {
		const query = new URLSearchParams({ limit: String(discordLimits.threadPage) });
		if (before !== undefined) query.set("before", before);
		const route = Routes.channelThreads(forumId, "public");
		const end = await connection.call({ method: RequestMethod.Get, route, query });
		if (end.kind === "refused" && ["no-right", "gone"].includes(reactionTo(end.refusal).kind)) {
			return { kind: "hidden" };
		}
		if (end.kind !== "ok") return unread(end);
		const list = threadsShape.safeParse(end.result);
		if (!list.success) return { kind: "unknown", why: "the list of threads has another shape" };
		threads.push(...list.data.threads);
		const oldest = list.data.threads.at(-1)?.thread_metadata.archive_timestamp;
		const oldestAt = Date.parse(oldest ?? "");
		// Without a last one, or with one of before the attempt, there is nothing more to see.
		if (!list.data.has_more || !(oldestAt >= after)) return { kind: "threads", threads };
		// Written without the fractions that we do not read, so that those of the page's end are rather seen once more.
		const next = new Date(oldestAt + 1).toISOString();
		before = next === before ? oldest : next;
	}
	return { kind: "unknown", why: "too much was archived meanwhile" };
}

function timeOfId(id: string): number {
	return Number(BigInt(id) >> 22n) + 1_420_070_400_000;
}
