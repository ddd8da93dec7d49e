import type { OpenList } from "../store/people/people.ts";
import type { CommandDeps } from "./deps.ts";
import type { CommandCall, CommandParameter, CommandReply, CommandUse, PressCall } from "./port.ts";

/** What a parameter of a command can be completed with. `several`: names one after the other, with commas. */
export type Completes = "topic" | "wishes" | "unwishes" | "language";

/** One command: a row of the table, in a file of its own. Sentences are named by their ids in `src/i18n`. */
export type Command = {
	/** Latin, `[a-z0-9_]{1,32}`. */
	name: string;
	description: string;
	/** Arabic phrases that mean it where the bot sees what people write. */
	words: readonly string[];
	/** Nobody says these words to others by chance: they count in a group, too. */
	overheard?: true;
	use: CommandUse;
	parameters: readonly (Omit<CommandParameter, "descriptions" | "completes"> & {
		description: string;
		completes?: Completes;
	})[];
	/** `table` is every command, this one included. */
	run(call: ReadCall, deps: CommandDeps, table: readonly Command[]): Promise<CommandReply>;
	/** What follows when a control of its own is pressed: one whose `does` is `<name>` or begins with `<name>:`. */
	press?(call: ReadPress, deps: CommandDeps): Promise<CommandReply>;
};

/** A call whose `args` are one clean line, in the asker's language `locale`. `goesOn`: the next part of this list is meant. */
export type ReadCall = CommandCall & {
	locale: string;
	/** The arguments as they were typed, lines and all; at most 4,000 units. */
	typed: string;
	goesOn?: OpenList;
};

/** A press, in the asker's language `locale`. The fields of a form are as they were typed. */
export type ReadPress = PressCall & { locale: string };
