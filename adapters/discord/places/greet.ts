import type { Guild } from "discord.js";
import type { CommandPort } from "../../../src/commands/port.ts";
import type { Message } from "../../../src/message/message.ts";
import { answerLanguage } from "../commands/answer-command.ts";
import { forumKind } from "./address.ts";
import { placesIn } from "./find-place.ts";
import { mayPost, placeOf } from "./place.ts";

export type Greeting = {
	commands: CommandPort;
	reply: (address: string, message: Message, addressKind: string) => Promise<unknown>;
};

/** The first words in a server that the bot was added to: in its system channel, else in the first channel that can be written to. */
export async function greetGuild(guild: Guild, { commands, reply }: Greeting): Promise<void> {
	const { systemChannel } = guild;
	const own = systemChannel !== null && mayPost(systemChannel) ? placeOf(systemChannel) : undefined;
	const place = own ?? placesIn(guild, false).find(({ addressKind }) => addressKind !== forumKind);
	if (place === undefined) return;
	const greeted = await commands.greet({
		platform: "discord",
		place: {
			address: place.address,
			addressKind: place.addressKind,
			title: place.title,
			isPrivate: false,
		},
		language: answerLanguage,
		to: "place",
		botMayPost: true,
	});
	for (const [index, message] of greeted.messages.entries()) {
		const controls = index === greeted.messages.length - 1 ? greeted.controls : undefined;
		await reply(
			place.address,
			controls === undefined ? message : { ...message, controls },
			place.addressKind,
		);
	}
}
