import { Api, Context } from "grammy";
import type { Message, Update, User, UserFromGetMe } from "grammy/types";
import { expect, it } from "vitest";
import { tellPlaceEvents } from "../../../../adapters/telegram/places/place-events.ts";
import type { PlaceEvents } from "../../../../src/commands/port.ts";

const bot = { id: 7, is_bot: true, first_name: "برقية" } as UserFromGetMe;
const reader: User = { id: 42, is_bot: false, first_name: "ليلى" };

/** What the core is told of a message in a group. */
async function toldOf(message: Partial<Message>): Promise<string[]> {
	const told: string[] = [];
	const note =
		(name: string) =>
		async (...given: unknown[]) =>
			void told.push([name, ...given.slice(1)].join(" "));
	const events: PlaceEvents = {
		arrived: note("arrived"),
		left: note("left"),
		rightsChanged: note("rightsChanged"),
		foundOpen: note("foundOpen"),
		moved: note("moved"),
		seen: note("seen"),
	};
	const chat = { id: -5, type: "group", title: "حي السلام" };
	const update = { update_id: 1, message: { message_id: 9, date: 1, chat, from: reader, ...message } };
	await tellPlaceEvents(new Context(update as Update, new Api("1:token"), bot), events);
	return told;
}

it("that somebody else left was seen there", async () => {
	expect(await toldOf({ left_chat_member: reader })).toEqual(["seen -5 9"]);
});

it("that the bot was removed is no message that proves it is there", async () => {
	expect(await toldOf({ left_chat_member: bot })).toEqual([]);
});
