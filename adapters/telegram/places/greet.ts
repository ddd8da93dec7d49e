import type { Context } from "grammy";
import { type Answering, withControls } from "../commands/answer-command.ts";
import { placeOf } from "./place.ts";
import { isThere, mayPostIn } from "./place-events.ts";

/**
 * The first words where the bot was added: in a group to everybody; of a channel to who added it, in private, since a
 * channel's readers did not ask. Whom the bot may not write to goes without.
 */
export async function greetArrival(ctx: Context, answering: Answering): Promise<void> {
	const change = ctx.myChatMember;
	if (change === undefined || change.chat.type === "private") return;
	if (isThere(change.old_chat_member) || !isThere(change.new_chat_member)) return;
	const place = placeOf(change.chat);
	const botMayPost = mayPostIn(change.chat.type, change.new_chat_member);
	const to = change.chat.type === "channel" ? "person" : "place";
	if (to === "place" && !botMayPost) return;
	const language = change.from.language_code ?? "ar";
	const greeting = { platform: "telegram", place, language, to, botMayPost } as const;
	const reply = await answering.commands.greet(greeting);
	const [address, addressKind] =
		to === "place" ? [place.address, place.addressKind] : [String(change.from.id), "private"];
	for (const [index, message] of reply.messages.entries()) {
		const controls = index === reply.messages.length - 1 ? reply.controls : undefined;
		await answering.reply(address, withControls(message, controls, addressKind, answering), addressKind);
	}
}
