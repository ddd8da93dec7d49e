import type { Context } from "grammy";
import type { PlaceEvents } from "../../../src/commands/port.ts";
import { formatAddress } from "./address.ts";
import { placeOf, topicOf } from "./place.ts";

/** A bot's standing in a chat, as the API gives it. */
type Standing = {
	status: string;
	can_post_messages?: boolean | undefined;
	can_send_messages?: boolean | undefined;
	is_member?: boolean | undefined;
};

const platform = "telegram";

/** Tells the core what an update says of the place it comes from. */
export async function tellPlaceEvents(ctx: Context, events: PlaceEvents): Promise<void> {
	const message = ctx.message ?? ctx.channelPost;
	// That we were removed is seen from within, and is no sign that we are there.
	if (message !== undefined && message.left_chat_member?.id !== ctx.me.id) {
		const chatId = message.chat.id;
		const id = String(message.message_id);
		await events.seen(platform, formatAddress({ chatId }), id);
		// Ids are counted per chat: a message explains its id for the topic's address as well.
		const topicId = topicOf(message);
		if (topicId !== undefined) await events.seen(platform, formatAddress({ chatId, topicId }), id);
		if (message.migrate_to_chat_id !== undefined) {
			await events.moved(platform, formatAddress({ chatId }), String(message.migrate_to_chat_id));
		}
	}
	if (ctx.myChatMember !== undefined) await tellStanding(ctx.myChatMember, events);
}

async function tellStanding(
	change: NonNullable<Context["myChatMember"]>,
	events: PlaceEvents,
): Promise<void> {
	const place = placeOf(change.chat);
	const { type } = change.chat;
	const before = change.old_chat_member;
	const after = change.new_chat_member;
	if (!isThere(after)) {
		await events.left(platform, place.address, type === "private" ? "blocked" : "removed");
		return;
	}
	const mayPost = mayPostIn(type, after);
	if (!isThere(before)) {
		if (mayPost) await events.arrived(platform, place);
		else await events.rightsChanged(platform, place.address, false);
	} else if (mayPostIn(type, before) !== mayPost) {
		await events.rightsChanged(platform, place.address, mayPost);
	}
}

/** True for a member, restricted ones included. */
export function isThere({ status, is_member }: Standing): boolean {
	return status === "restricted" ? is_member !== false : status !== "left" && status !== "kicked";
}

/** Whether a member of this standing may post in a chat of this type. */
export function mayPostIn(chatType: string, member: Standing): boolean {
	if (!isThere(member)) return false;
	if (member.status === "creator") return true;
	if (chatType === "channel") return member.status === "administrator" && member.can_post_messages === true;
	return member.status !== "restricted" || member.can_send_messages === true;
}
