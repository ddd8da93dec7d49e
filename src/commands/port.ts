import type { Control, Message } from "../message/message.ts";
import type { FormField } from "../store/people/people.ts";

export type { Control, ControlOption } from "../message/message.ts";
export type { FormField } from "../store/people/people.ts";

/**
 * What a platform's bot needs of the core, and what it must tell the core. The bot translates updates and interactions
 * into these calls, and replies into its platform's syntax; it decides nothing else.
 */
export type CommandPort = {
	/** One row a command, in the order of the menu; the same on every platform. */
	readonly commands: readonly CommandDescription[];
	/**
	 * The command that a plain message means, for chats where the bot sees what people write; undefined for other talk.
	 * `toUs`: it was said to the bot (in a private chat, or by its name). What people say to each other means only what
	 * nobody says by chance.
	 */
	match(text: string, toUs: boolean): { name: string; args: string } | undefined;
	/** Answers a command, with no message at all somebody who was just told to wait. Never throws for what a person can type; an outage is thrown and the bot says so politely. */
	run(call: CommandCall): Promise<CommandReply>;
	/**
	 * A control was pressed, or a form filled in; the same promises as `run`. Rights are looked at again on every press,
	 * an old control and one of somebody else's are answered politely, and pressing twice does one thing.
	 */
	press(call: PressCall): Promise<CommandReply>;
	/** For platforms without forms: asks the form in writing, one field after the other. */
	ask(caller: Caller, form: Form): Promise<CommandReply>;
	/**
	 * The first words in a place that the bot was added to, with the button that opens the set-up; no messages where it
	 * was greeted lately. `to: "person"`: what who added it is told about the place in private.
	 */
	greet(greeting: Greeting): Promise<CommandReply>;
	/** What somebody wrote where `ask` may have asked them; undefined when nothing was asked of them there. */
	answer(written: Caller & { text: string }): Promise<CommandReply | undefined>;
	/** What a person may mean who is typing into a parameter that `completes`: at most 25, of 1–100 characters each. */
	complete(call: CompletionCall): Promise<readonly Completion[]>;
	/** Articles to pick from, for a platform where people show one in any chat (Telegram's inline mode). */
	lookUp(call: LookUpCall): Promise<LookUp>;
};

export type CommandDescription = {
	/** Latin, `[a-z0-9_]{1,32}`: Discord has no Arabic interface, Telegram allows no other letters. */
	name: string;
	/** By language tag (`ar`, `en`), 1–100 characters. */
	descriptions: Readonly<Record<string, string>>;
	/**
	 * Who has use for it where many are: `readers` everybody, `owners` those who administer the place, `person` nobody;
	 * and `staff` those with a role, wherever they are: it stands in no menu of all.
	 */
	use: CommandUse;
	/** Typed parameters for platforms that have them (Discord); elsewhere the text after the command is parsed. */
	parameters: readonly CommandParameter[];
};

export type CommandUse = "readers" | "owners" | "person" | "staff";

export type CommandParameter = {
	name: string;
	descriptions: Readonly<Record<string, string>>;
	/** `file`: sent along; it is no part of `args`. */
	kind: "integer" | "text" | "file";
	required: boolean;
	minimum?: number;
	maximum?: number;
	/** What is typed here can be completed: see `complete`. */
	completes: boolean;
};

/** `typed`: what stands in the parameter so far, which may be nothing. */
export type CompletionCall = {
	platform: string;
	name: string;
	parameter: string;
	typed: string;
	place: Pick<Place, "address">;
};

/** `value` is what the command then gets. */
export type Completion = { name: string; value: string };

/** `typed`: words to look for, or nothing for the latest; `from`: how many were seen already. */
export type LookUpCall = {
	platform: string;
	person: Caller["person"];
	typed: string;
	from: number;
};

/** `next`: there is more from there on. `nothing`: what to say where there is not one. */
export type LookUp = { items: readonly LookUpItem[]; next?: number; nothing?: string };

export type LookUpItem = {
	/** 1–64 of `[A-Za-z0-9_-]`. */
	id: string;
	title: string;
	description: string;
	url?: string;
	image?: string;
	/** What is posted when it is picked. */
	message: Message;
};

export type CommandCall = Caller & {
	/** Without slash and bot name. May be a command that does not exist. */
	name: string;
	/** What stands after the command, as typed; on Discord the parameters' values in the table's order, blank-separated. */
	args: string;
	/** It was said to others: only what they have use for is answered. */
	overheard?: true;
	/** What was sent along with it. */
	file?: SentFile;
};

/** A file of a person's: its name is theirs, and so is all that is in it. */
export type SentFile = {
	name: string;
	/** At most so many bytes of it, or why not. Never throws. */
	load(mostBytes: number): Promise<LoadedFile>;
};

export type LoadedFile = { kind: "loaded"; bytes: Uint8Array } | { kind: "too-large" } | { kind: "failed" };

export type Greeting = {
	platform: string;
	place: Place;
	/** The interface language of who added the bot; of several readers: the one of the place. */
	language: string;
	to: "place" | "person";
	botMayPost: boolean;
};

export type PressCall = Caller & {
	/** Of the control or form; begins with the name of the command that made it. */
	does: string;
	/** What is chosen now of what was `offered`. What was not offered stays as it was: a long list is shown in pages. */
	values: readonly string[];
	offered: readonly string[];
	/** Of a form, by field, as typed. */
	fields: Readonly<Record<string, string>>;
};

/** Who does something, and where. */
export type Caller = {
	platform: string;
	/** `isAnonymous`: speaks in the name of the place, so that the same person is not known again. */
	person: { id: string; name: string; language: string; isAnonymous?: true };
	place: Place;
	/** True when the person may administer `place` (always so in a private chat). Asked only when a command needs it. */
	mayAdminister(): Promise<boolean>;
	/** A place named in `args` (`@name`, an id, a link), seen with the bot's eyes; undefined where there is none. */
	findPlace(reference: string): Promise<FoundPlace | undefined>;
	/** The address that opens the bot with this payload (1–64 of `[A-Za-z0-9_-]`); absent where there is none such. */
	linkTo?(payload: string): string;
	/** Other places of the same server where the bot may post, where a platform knows of such; the first hundred. */
	nearby?(): Promise<readonly FoundPlace[]>;
	/** Where the bot and this person are alone, on platforms that let a bot open such a place. */
	alone?: PrivatePlace;
};

export type PrivatePlace = {
	/** Undefined where the person lets nobody in. */
	open(): Promise<Place | undefined>;
	/** False: the person takes no messages there. */
	write(place: Place, message: Message): Promise<boolean>;
};

/** Where something was said. `address` and `addressKind` are the platform's, opaque to the core. */
export type Place = {
	address: string;
	addressKind: string;
	title: string;
	isPrivate: boolean;
	/** What this is a part of: a forum for its topic, a channel for its thread; `part` is what the part is called there. */
	within?: { address: string; addressKind: string; title: string; part: string };
};

export type FoundPlace = Place & { personAdministers: boolean; botMayPost: boolean };

export type CommandReply = {
	messages: readonly Message[];
	/** `person`: on platforms that can (Discord), shown to the asker alone. */
	visibility: "everybody" | "person";
	/** Rows below the last message. */
	controls?: readonly (readonly Control[])[];
	/** The messages take the place of the one whose control was pressed. */
	replaces?: boolean;
	/** A word to who pressed, beside the messages and seen by them alone; 1–200 characters. */
	notice?: string;
	/** What the answer is when it takes its time: then `messages` are what to say meanwhile, and nothing waits for it. The same promises as `run`. */
	later?: () => Promise<CommandReply>;
	/** To be filled in now; it comes back as a press of what it `does`. Shown instead of messages where the platform has forms. */
	form?: Form;
};

/** Up to five fields; what comes back may be longer than asked for, where the platform cannot tell people. */
export type Form = { does: string; title: string; fields: readonly FormField[] };

/** What happens to places without anybody asking for it. */
export type PlaceEvents = {
	/** The bot was added, or was let back in, and may post. */
	arrived(platform: string, place: Place): Promise<void>;
	/** The bot was blocked, removed, or the place was deleted. */
	left(platform: string, address: string, reason: string): Promise<void>;
	/** The bot is there and lost or got back the right to post. */
	rightsChanged(platform: string, address: string, mayPost: boolean): Promise<void>;
	/**
	 * The bot begins to listen, or does so again, and may post at these addresses: what it did not hear of may have been
	 * the end of what they wait for. Most may be of places that nobody registered.
	 */
	foundOpen(platform: string, addresses: readonly string[]): Promise<void>;
	/** The place has a new address for good. */
	moved(platform: string, from: string, to: string): Promise<void>;
	/**
	 * A message with this id was seen in the place (an update that came in): explains ids that are not ours, and proves
	 * that the bot is not removed from there.
	 */
	seen(platform: string, address: string, messageId: string): Promise<void>;
};
