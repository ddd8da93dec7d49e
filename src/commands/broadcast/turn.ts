import type { Refusal } from "../../broadcasts/port.ts";
import type { Broadcast } from "../../domain/broadcast.ts";
import type { Actor } from "../../domain/person.ts";
import type { Action } from "../../domain/rights.ts";
import type { SentenceArgs } from "../../i18n/sentences.ts";
import type { Dialogue } from "../../store/dialogues/dialogues.ts";
import { buildReply } from "../answer/reply.ts";
import type { CommandDeps } from "../deps.ts";
import type { Caller, CommandReply } from "../port.ts";

/** One step of a dialogue: who took it, where they are in it, and what they pressed or filled in. */
export type DialogueTurn = {
	caller: Caller & { locale: string };
	deps: CommandDeps;
	by: Actor;
	/** The dialogue's id, and where it is. */
	id: string;
	dialogue: Dialogue;
	values: readonly string[];
	offered: readonly string[];
	fields: Readonly<Record<string, string>>;
};

/** What a control of the dialogue does: a row of the table of steps. */
export type Step = {
	/** The right that is asked for on every press. */
	action: Action;
	run(turn: DialogueTurn): Promise<CommandReply>;
};

/** What a control says that it does: the dialogue and the step of it. */
export function does({ id }: Pick<DialogueTurn, "id">, step: string): string {
	return `broadcast:${id}:${step}`;
}

export function say({ deps, caller }: DialogueTurn, id: string, args?: SentenceArgs): string {
	return deps.sentences.say(caller.locale, id, args);
}

/** A word beside the message, which stays as it is. */
export function notice(text: string): CommandReply {
	const most = 200;
	const short = text.length > most ? `${text.slice(0, most - 1).trimEnd()}…` : text;
	return { messages: [], visibility: "person", notice: short };
}

/** Why it was not done, as a message of its own: it may be long, and is to be read again. */
export function sayRefusals(refusals: readonly Refusal[], turn: DialogueTurn): CommandReply {
	const { deps, caller } = turn;
	const sentences = refusals.map((refusal) => deps.desk.sayRefusal(refusal, caller.locale));
	return buildReply("person", caller.locale, [...new Set(sentences)]);
}

export function isStale(refusals: readonly Refusal[]): boolean {
	return refusals.some(({ code }) => code === "changed-meanwhile");
}

/** Remembers what this person was shown of a broadcast. */
export async function remember(turn: DialogueTurn, broadcast: Broadcast): Promise<void> {
	const { id: broadcastId, revision } = broadcast;
	await turn.deps.desk.dialogues.put(turn.by, turn.id, { broadcastId, revision });
}

export function isSamePerson(one: Actor, other: Actor): boolean {
	return one.platform === other.platform && one.id === other.id;
}
