import type { Actor } from "../../domain/person.ts";
import { buildReply } from "../answer/reply.ts";
import type { Command } from "../command.ts";
import type { CommandDeps } from "../deps.ts";
import type { CommandReply } from "../port.ts";
import { quoteTyped } from "../typed/typed.ts";
import { showHome } from "./home.ts";
import { steps } from "./steps.ts";
import { buildTextForm } from "./text-form.ts";
import { type DialogueTurn, notice } from "./turn.ts";

/** `/broadcast [id]`: writes, prepares and sends an announcement, step by step; or goes on with one that there is. */
export const broadcast: Command = {
	name: "broadcast",
	description: "command-broadcast",
	words: ["بث جديد"],
	use: "staff",
	parameters: [{ name: "broadcast", description: "parameter-broadcast", kind: "text", required: false }],
	async run(call, deps) {
		const by = await deps.desk.actor({ platform: call.platform, ...call.person });
		const [id = ""] = call.args.split(" ");
		const action = id === "" ? "broadcast.create" : "broadcast.view";
		const refused = await deps.desk.permit(
			by,
			action,
			id === "" ? "broadcasts" : `broadcast ${quoteTyped(id)}`,
		);
		if (refused !== undefined) return buildReply("person", call.locale, [sayNotYours(call.locale, by, deps)]);
		if (id !== "") return openDialogue(id, call, by, deps);
		const dialogueId = await deps.desk.dialogues.open(by, {});
		const turn = turnOf({ ...call, values: [], offered: [], fields: {} }, by, dialogueId, {}, deps);
		return { messages: [], visibility: "person", form: buildTextForm(turn, "text") };
	},
	async press(call, deps) {
		const [, dialogueId = "", stepName = ""] = call.does.split(":");
		const by = await deps.desk.actor({ platform: call.platform, ...call.person });
		const step = Object.hasOwn(steps, stepName) ? steps[stepName] : undefined;
		const dialogue = await deps.desk.dialogues.get(by, dialogueId);
		if (step === undefined || dialogue === undefined) {
			return notice(deps.sentences.say(call.locale, "desk-dialogue-over"));
		}
		const refused = await deps.desk.permit(by, step.action, `broadcast ${dialogue.broadcastId ?? ""}`.trim());
		if (refused !== undefined) return notice(sayNotYours(call.locale, by, deps));
		return step.run(turnOf(call, by, dialogueId, dialogue, deps));
	},
};

/** A dialogue about a broadcast that there is; its first message. */
export async function openDialogue(
	broadcastId: string,
	caller: DialogueTurn["caller"],
	by: Actor,
	deps: CommandDeps,
): Promise<CommandReply> {
	const dialogue = { broadcastId };
	const id = await deps.desk.dialogues.open(by, dialogue);
	const pressed = { ...caller, values: [], offered: [], fields: {} };
	return showHome(turnOf(pressed, by, id, dialogue, deps), { replaces: false });
}

/** What somebody is told who has no right to something. */
export function sayNotYours(locale: string, by: Actor, { sentences }: CommandDeps): string {
	return sentences.say(locale, "desk-not-yours", { role: by.role, id: `${by.platform}:${by.id}` });
}

function turnOf(
	call: DialogueTurn["caller"] & Pick<DialogueTurn, "values" | "offered" | "fields">,
	by: Actor,
	id: string,
	dialogue: DialogueTurn["dialogue"],
	deps: CommandDeps,
): DialogueTurn {
	const { values, offered, fields, ...caller } = call;
	return { caller, deps, by, id, dialogue, values, offered, fields };
}
