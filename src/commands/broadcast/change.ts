import type { BroadcastDraft } from "../../broadcasts/port.ts";
import type { Broadcast } from "../../domain/broadcast.ts";
import type { CommandReply } from "../port.ts";
import { showHome } from "./home.ts";
import { type DialogueTurn, isSamePerson, isStale, remember, say, sayRefusals } from "./turn.ts";

/** A person presses twice, or has two dialogues open; nobody does it more often at once. */
const mostTries = 3;

/**
 * Changes the broadcast as this person was shown it. Undefined when that is done; else what they are told: when somebody
 * else was faster nothing is overwritten, and they see what it is now.
 */
export async function changeBroadcast(
	turn: DialogueTurn,
	change: (broadcast: Broadcast) => Partial<BroadcastDraft>,
): Promise<CommandReply | undefined> {
	const { deps, by, dialogue } = turn;
	const { broadcasts } = deps.desk;
	let seen = dialogue.revision;
	for (let tries = 0; tries < mostTries; tries += 1) {
		const shown = await broadcasts.show(dialogue.broadcastId ?? "");
		if (!shown.ok) return sayRefusals(shown.refusals, turn);
		const { broadcast } = shown;
		// What this person changed in the meantime is no other's work.
		if (isSamePerson(broadcast.editedBy, by)) seen = broadcast.revision;
		const changed = await broadcasts.edit(by, broadcast.id, seen ?? 0, change(broadcast));
		if (changed.ok) {
			await remember(turn, changed.broadcast);
			return undefined;
		}
		if (!isStale(changed.refusals)) return sayRefusals(changed.refusals, turn);
		if (!isSamePerson(broadcast.editedBy, by)) return sayStale(turn);
	}
	return sayStale(turn);
}

/** Somebody else changed it since it was shown: it is shown as it is now, and nothing was overwritten. */
export async function sayStale(turn: DialogueTurn): Promise<CommandReply> {
	const { deps, dialogue } = turn;
	const shown = await deps.desk.broadcasts.show(dialogue.broadcastId ?? "");
	const name = shown.ok ? shown.broadcast.editedBy.name : "";
	return showHome(turn, { before: [say(turn, "desk-changed-meanwhile", { name })] });
}
