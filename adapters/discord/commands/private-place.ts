import { DiscordAPIError, type User } from "discord.js";
import type { PrivatePlace } from "../../../src/commands/port.ts";
import type { Message } from "../../../src/message/message.ts";

/** The direct channel of bot and person: opened by the bot, and found out by writing whether they take anything there. */
export function buildPrivatePlace(
	user: User,
	write: (address: string, message: Message, addressKind: string) => Promise<boolean>,
): PrivatePlace {
	return {
		async open() {
			try {
				const { id } = await user.createDM();
				return { address: id, addressKind: "dm", title: user.displayName, isPrivate: true };
			} catch (error) {
				// Discord opens none with this person, or with nobody for now; anything else is an outage.
				if (error instanceof DiscordAPIError && error.status < 500) return undefined;
				throw error;
			}
		},
		write: ({ address, addressKind }, message) => write(address, message, addressKind),
	};
}
