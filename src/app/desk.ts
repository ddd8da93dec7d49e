import type { Broadcasts } from "../broadcasts/port.ts";
import { sayRefusal } from "../broadcasts/say-refusal.ts";
import type { DeskDeps } from "../commands/deps.ts";
import { createDialogueStore } from "../store/dialogues/dialogues.ts";
import type { Core } from "./core.ts";

/** What editors' commands ask for, on an open core. */
export function createDesk(core: Core, broadcasts: Broadcasts): DeskDeps {
	const { staff, permit, audit, sentences, connection, platforms } = core;
	return {
		...{ broadcasts, staff, permit, audit },
		actor: staff.actor,
		sayRefusal: (refusal, locale) => sayRefusal(locale, refusal, sentences),
		dialogues: createDialogueStore(connection),
		platforms: platforms.map(({ name }) => name),
	};
}
