import { buildAnswer } from "../../message/answer.ts";
import type { CommandReply } from "../port.ts";
import { changeBroadcast } from "./change.ts";
import { type DialogueTurn, does, remember, say, sayRefusals } from "./turn.ts";

const names = ["silent", "pin", "urgent"] as const;

/** How it is sent: what may be switched on and off here. The rest is set by the API and the command line. */
export async function askOptions(turn: DialogueTurn): Promise<CommandReply> {
	const { deps, caller, dialogue } = turn;
	const shown = await deps.desk.broadcasts.show(dialogue.broadcastId ?? "");
	if (!shown.ok) return sayRefusals(shown.refusals, turn);
	await remember(turn, shown.broadcast);
	const options = names.map((name) => ({
		value: name,
		label: say(turn, `desk-option-${name}`),
		description: say(turn, `desk-option-${name}-what`),
		chosen: shown.broadcast.options[name],
	}));
	const parts = [
		{ kind: "headline" as const, text: say(turn, "desk-options") },
		...options.map(({ label, description }) => `${label}: ${description}`),
	];
	return {
		messages: [buildAnswer(caller.locale, parts)],
		visibility: "person",
		replaces: true,
		controls: [
			[{ kind: "choose", name: say(turn, "desk-options"), does: does(turn, "opts"), options, many: true }],
			[{ kind: "press", label: say(turn, "desk-do-back"), does: does(turn, "home") }],
		],
	};
}

export async function takeOptions(turn: DialogueTurn): Promise<CommandReply> {
	const offered = names.filter((name) => turn.offered.includes(name));
	const chosen = Object.fromEntries(offered.map((name) => [name, turn.values.includes(name)]));
	const changed = await changeBroadcast(turn, () => ({ options: chosen }));
	return changed ?? askOptions(turn);
}
