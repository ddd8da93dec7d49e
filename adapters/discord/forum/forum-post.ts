import { RequestMethod, Routes } from "discord.js";
import { z } from "zod";
import type { PublishRequest, RetitleRequest } from "../../../src/delivery/publisher.ts";
import type { Outcome } from "../../../src/domain/outcome.ts";
import { type DiscordAddress, formatAddress, targetOf } from "../places/address.ts";
import { type MessagePlace, readMessageId } from "../publisher/message-id.ts";
import { ofPart, refusalOf, refusalOfChange } from "../publisher/refusal.ts";
import type { DiscordBody } from "../render.ts";
import type { DiscordConnection } from "../transport/connection.ts";
import { chooseTags } from "./choose-tags.ts";
import type { Forums } from "./forums.ts";
import { isSameName, threadName } from "./thread-name.ts";

type Posting = { connection: DiscordConnection; botId: string; forums: Forums };

const started = z.object({ id: z.string().regex(/^\d{17,19}$/) });

/** What makes a new post of a forum: its name, its tags, and its first message, for which Discord knows no nonce. */
export function buildForumPost(
	forumId: string,
	{ message }: Pick<PublishRequest, "message">,
	body: DiscordBody,
	tags: readonly string[],
) {
	return {
		method: "POST" as const,
		route: Routes.threads(forumId),
		body: { name: threadName(message), message: body, applied_tags: tags },
	};
}

/** Makes a new post in a forum. What it needs to know of the forum is read before, if it is not known. */
export async function publishInForum(
	self: Posting,
	address: DiscordAddress,
	request: PublishRequest,
	body: DiscordBody,
): Promise<Outcome> {
	const forumId = address.channelId;
	const context = { messageIds: [], plainText: request.plainText };
	const read = await self.forums.read(forumId);
	if (read.kind !== "forum") return unsent(await refusalOf(self, read, address, context));
	const end = await self.connection.call({
		...buildForumPost(forumId, request, body, chooseTags(read.forum, request)),
		method: RequestMethod.Post,
		...(request.beforeSend === undefined ? {} : { beforeSend: request.beforeSend }),
	});
	if (end.kind === "ok") {
		const thread = started.safeParse(end.result);
		if (!thread.success) return { kind: "ambiguous", why: "answered with something that is no post" };
		self.forums.trust(forumId);
		const rest = end.restMs === undefined ? {} : { restMs: end.restMs };
		return { kind: "sent", messageIds: [`${thread.data.id}/${thread.data.id}`], ...rest };
	}
	if (end.kind === "refused" && isTagFault(end.refusal) && self.forums.doubt(forumId)) {
		const raw = `${end.refusal.text}: the forum is looked at anew`;
		return { kind: "retry", afterMs: 0, scope: "channel", limited: false, raw };
	}
	return refusalOf(self, end, address, context);
}

/** Looking at a forum posts nothing, whatever became of the look. */
function unsent(outcome: Outcome): Outcome {
	if (outcome.kind !== "ambiguous") return outcome;
	const raw = `not sent: the forum could not be read: ${outcome.why}`;
	return { kind: "retry", afterMs: 1_000, scope: "platform", limited: false, raw };
}

/** Tags that were added, taken away or reserved for moderators since the forum was read. */
function isTagFault({ code, text }: { code?: number; text: string }): boolean {
	return code === 40067 || code === 10087 || code === 50013 || (code === 50035 && /applied_tags/.test(text));
}

/** Deletes the whole post, which takes the right to manage threads. Undefined: that is missing, and nothing was done. */
export async function deletePost(
	self: Posting,
	{ place }: MessagePlace,
	messageId: string,
): Promise<Outcome | undefined> {
	const route = Routes.channel(targetOf(place));
	const end = await self.connection.call({ method: RequestMethod.Delete, route });
	const messageIds = [messageId];
	if (end.kind === "ok") return { kind: "sent", messageIds };
	const outcome = await refusalOfChange(self, end, place, { messageIds, plainText: true });
	if (outcome.kind === "gone") return { kind: "sent", messageIds };
	return outcome.kind === "forbidden" ? undefined : outcome;
}

const pinned = 1 << 1;

/** In a forum the post is pinned, not its message. A forum pins one: another that is pinned stays so, and this one is not. */
export async function pinPost(self: Posting, { place }: MessagePlace, messageId: string): Promise<Outcome> {
	const end = await self.connection.call({
		method: RequestMethod.Patch,
		route: Routes.channel(targetOf(place)),
		body: { flags: pinned },
	});
	const messageIds = [messageId];
	if (end.kind === "ok") return { kind: "sent", messageIds };
	return ofPart(await refusalOf(self, end, place, { messageIds, plainText: true }));
}

const named = z.object({
	name: z.string(),
	thread_metadata: z.object({ archived: z.boolean() }).optional(),
});

/** Gives a forum's posts the name that goes with what their first messages say now. Other messages have no name. */
export async function retitle(
	self: Posting,
	address: DiscordAddress,
	{ message, messageIds, turn }: RetitleRequest,
): Promise<Outcome> {
	for (const messageId of messageIds) {
		const { place, isForumPost } = readMessageId(address, messageId);
		if (!isForumPost) continue;
		// As a request to the thread: it takes nothing of the forum's own limit, which is for new posts.
		const connection: DiscordConnection = {
			call: (call) => turn(formatAddress(place), "thread", () => self.connection.call(call)),
		};
		const outcome = await rename({ ...self, connection }, place, threadName(message));
		if (outcome !== "done") return outcome;
	}
	return { kind: "sent", messageIds };
}

/** Discord lets a thread be renamed twice in ten minutes: one that is called so already is left alone. */
async function rename(self: Posting, place: DiscordAddress, name: string): Promise<Outcome | "done"> {
	const route = Routes.channel(targetOf(place));
	const context = { messageIds: [], plainText: true };
	const seen = await self.connection.call({ method: RequestMethod.Get, route });
	if (seen.kind !== "ok") {
		const outcome = await refusalOf(self, seen, place, context);
		return outcome.kind === "gone" ? "done" : titleOutcome(outcome);
	}
	const thread = named.safeParse(seen.result);
	if (thread.success && isSameName(thread.data.name, name)) return "done";
	const isArchived = thread.success && thread.data.thread_metadata?.archived === true;
	const body = isArchived ? { name, archived: false } : { name };
	const end = await self.connection.call({ method: RequestMethod.Patch, route, body });
	return end.kind === "ok" ? "done" : titleOutcome(await refusalOf(self, end, place, context));
}

/** A name that must wait holds up nobody else, and one that is refused says nothing of the forum. */
function titleOutcome(outcome: Outcome): Outcome {
	if (outcome.kind === "retry") return { ...outcome, limited: false };
	const told = ofPart(outcome);
	return told.kind === "rejected" ? { ...told, reason: "thread-name", plainText: false } : told;
}
