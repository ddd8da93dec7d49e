import type { Message } from "../message/message.ts";

/**
 * What a platform's bot needs of the core, and what it must tell the core. The bot translates updates and interactions
 * into these calls, and replies into its platform's syntax; it decides nothing else.
 */
export type CommandPort = {
	/** One row a command, in the order of the menu; the same on every platform. */
	readonly commands: readonly CommandDescription[];
	/** The command that a plain message means, for chats where the bot sees what people write; undefined for other talk. */
	match(text: string): { name: string; args: string } | undefined;
	/** Answers a command, with no message at all somebody who was just told to wait. Never throws for what a person can type; an outage is thrown and the bot says so politely. */
	run(call: CommandCall): Promise<CommandReply>;
};

export type CommandDescription = {
	/** Latin, `[a-z0-9_]{1,32}`: Discord has no Arabic interface, Telegram allows no other letters. */
	name: string;
	/** By language tag (`ar`, `en`), 1–100 characters. */
	descriptions: Readonly<Record<string, string>>;
	/** Typed parameters for platforms that have them (Discord); elsewhere the text after the command is parsed. */
	parameters: readonly CommandParameter[];
};

export type CommandParameter = {
	name: string;
	descriptions: Readonly<Record<string, string>>;
	kind: "integer" | "text";
	required: boolean;
	minimum?: number;
	maximum?: number;
};

export type CommandCall = {
	platform: string;
	/** Without slash and bot name. May be a command that does not exist. */
	name: string;
	/** What stands after the command, as typed; on Discord the parameters' values in the table's order, blank-separated. */
	args: string;
	person: { id: string; name: string; language: string };
	place: Place;
	/** True when the person may administer `place` (always so in a private chat). Asked only when a command needs it. */
	mayAdminister(): Promise<boolean>;
	/** A place named in `args` (`@name`, an id, a link), seen with the bot's eyes; undefined where there is none. */
	findPlace(reference: string): Promise<FoundPlace | undefined>;
};

/** Where something was said. `address` and `addressKind` are the platform's, opaque to the core. */
export type Place = { address: string; addressKind: string; title: string; isPrivate: boolean };

export type FoundPlace = Place & { personAdministers: boolean; botMayPost: boolean };

/** `visibility: "person"`: on platforms that can (Discord), shown to the asker alone. */
export type CommandReply = { messages: readonly Message[]; visibility: "everybody" | "person" };

/** What happens to places without anybody asking for it. */
export type PlaceEvents = {
	/** The bot was added, or was let back in, and may post. */
	arrived(platform: string, place: Place): Promise<void>;
	/** The bot was blocked, removed, or the place was deleted. */
	left(platform: string, address: string, reason: string): Promise<void>;
	/** The bot is there and lost or got back the right to post. */
	rightsChanged(platform: string, address: string, mayPost: boolean): Promise<void>;
	/** The place has a new address for good. */
	moved(platform: string, from: string, to: string): Promise<void>;
	/** A message with this id was seen in the place (an update that came in): explains ids that are not ours. */
	seen(platform: string, address: string, messageId: string): Promise<void>;
};
