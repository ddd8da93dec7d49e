import type { Block, Message } from "../../message/message.ts";
import type { SetupDraft } from "../../store/dialogues/setups.ts";
import type { CommandDeps } from "../deps.ts";
import type { Caller, Control, Form, PressCall } from "../port.ts";

/** What a step is shown and acts with. */
export type Room = { call: Caller & { locale: string }; draft: SetupDraft; deps: CommandDeps };

/** What a step says, and what can be pressed in it besides back, next and cancel. */
export type StepView = {
	/** Shown before the step's own message. */
	before?: readonly Message[];
	parts: readonly (string | Block)[];
	controls: readonly (readonly Control[])[];
};

export type StepAct =
	| { kind: "changed"; draft: SetupDraft }
	| { kind: "form"; form: Omit<Form, "does">; does: string }
	/** What was typed or chosen cannot be taken, in sentences; the draft stays as it was. */
	| { kind: "refused"; sentences: readonly string[] };

/**
 * One step of the set-up dialogue: a row of the table, in a file of its own. `does` makes the name of one of its own
 * actions, ≤ 12 characters.
 */
export type Step = {
	/** ≤ 8 letters. Its title is the sentence `setup-step-<name>`. */
	name: string;
	/** Left out for this draft. Absent: never. */
	isSkipped?(draft: SetupDraft): boolean;
	show(room: Room, does: (action: string) => string): Promise<StepView>;
	/** Undefined for an action that is none of its own. */
	act(
		action: string,
		press: Pick<PressCall, "values" | "offered" | "fields">,
		room: Room,
	): Promise<StepAct | undefined>;
};

/** The draft with another part. */
export function changed(draft: SetupDraft, part: Partial<SetupDraft>): StepAct {
	return { kind: "changed", draft: { ...draft, ...part } };
}
