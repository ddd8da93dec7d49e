import { randomUUID } from "node:crypto";
import { standardLook } from "../../domain/channel.ts";
import type { SetupDraft } from "../../store/dialogues/setups.ts";
import type { CommandDeps } from "../deps.ts";
import type { Caller, Place } from "../port.ts";

/** A dialogue that has just begun, about no place yet. */
export function emptyDraft(
	{ locale }: { locale: string },
	deps: CommandDeps,
	given: Pick<SetupDraft, "step" | "asksPlace">,
): SetupDraft {
	return {
		...given,
		id: newId(),
		subscription: { id: newId(), sources: [], topics: [], include: [], exclude: [], minimumImportance: 0 },
		zone: deps.zone,
		look: { ...standardLook, locale },
		schedule: { kind: "at-once" },
	};
}

/** The dialogue about a place, beginning with what holds there now. Of several subscriptions the first is set up. */
export async function startDraft(
	draft: SetupDraft,
	{ address, addressKind, title, isPrivate }: Place,
	call: Caller & { locale: string },
	deps: CommandDeps,
): Promise<SetupDraft> {
	const channel = await deps.findChannel(call.platform, address);
	const fresh = {
		...emptyDraft(call, deps, draft),
		id: draft.id,
		place: { address, addressKind, title, isPrivate },
	};
	if (channel === undefined) return fresh;
	const { zone, schedule } = channel;
	// Alerts are somebody's own, and made elsewhere.
	const [subscription = fresh.subscription] = channel.subscriptions.filter(({ alert }) => alert !== true);
	// Who never chose a look gets one in their language.
	const look = channel.subscriptions.length === 0 ? { ...channel.look, locale: call.locale } : channel.look;
	return { ...fresh, zone, schedule, look, subscription };
}

function newId(): string {
	return randomUUID().slice(0, 6);
}
