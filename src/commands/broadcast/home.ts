import type { Estimate, Progress } from "../../broadcasts/port.ts";
import type { Broadcast } from "../../domain/broadcast.ts";
import { mayDo } from "../../domain/rights.ts";
import { buildAnswer } from "../../message/answer.ts";
import type { Block, Control } from "../../message/message.ts";
import type { CommandReply } from "../port.ts";
import { describeBroadcast, describeProgress } from "./describe.ts";
import { type DialogueTurn, does, isSamePerson, remember, say, sayRefusals } from "./turn.ts";

/** Where every step ends: what the broadcast is now, and what can be done with it. */
export async function showHome(
	turn: DialogueTurn,
	more: { notice?: string; before?: readonly string[]; replaces?: boolean } = {},
): Promise<CommandReply> {
	const { deps, caller, dialogue } = turn;
	const { broadcasts, sayRefusal } = deps.desk;
	const shown = await broadcasts.show(dialogue.broadcastId ?? "");
	if (!shown.ok) return sayRefusals(shown.refusals, turn);
	const { broadcast, progress } = shown;
	await remember(turn, broadcast);
	const estimated = isEditable(broadcast) ? await broadcasts.estimate(broadcast.id) : undefined;
	const estimate = estimated?.ok === true ? estimated.estimate : undefined;
	const topics = new Map((await deps.topics()).map(({ id, name }) => [id, name]));
	const saying = { locale: caller.locale, deps };
	const parts: (string | Block)[] = [
		...(more.before ?? []),
		{ kind: "headline", text: broadcast.name || broadcast.id },
		describeBroadcast(broadcast, estimate, topics, saying),
		...(progress === undefined ? [] : [describeProgress(progress, saying)]),
		...(broadcast.missedAt === undefined ? [] : [say(turn, "desk-missed")]),
		...(estimate?.problems ?? []).map((problem) => sayRefusal(problem, caller.locale)),
	];
	return {
		messages: [buildAnswer(caller.locale, parts)],
		visibility: "person",
		controls: controlsOf(turn, broadcast, estimate, progress),
		replaces: more.replaces ?? true,
		...(more.notice === undefined ? {} : { notice: more.notice }),
	};
}

export function isEditable({ state }: Broadcast): boolean {
	return state === "draft" || state === "approved" || state === "scheduled";
}

/** What can be done in this state, at most five rows. Whether this person may is asked again when it is pressed. */
function controlsOf(
	turn: DialogueTurn,
	broadcast: Broadcast,
	estimate: Estimate | undefined,
	progress: Progress | undefined,
): readonly (readonly Control[])[] {
	const press = (step: string): Control => ({
		kind: "press",
		label: say(turn, `desk-do-${step}`),
		does: does(turn, step),
	});
	const sent = (progress?.sent ?? 0) + (progress?.corrected ?? 0);
	const changes: readonly Control[] = [
		...(sent > 0 ? [press("corr"), press("wdraw")] : []),
		...((progress?.failed ?? 0) > 0 ? [press("retry")] : []),
	];
	if (isEditable(broadcast)) {
		const isReady = estimate === undefined || estimate.problems.length === 0;
		const isMine = isSamePerson(broadcast.editedBy, turn.by);
		const mayApprove = broadcast.state === "draft" && !isMine && mayDo(turn.by.role, "broadcast.approve");
		return [
			[press("form"), press("prev")],
			[press("aud"), press("when"), press("opt")],
			[press("test"), press("home"), ...changes],
			...(broadcast.missedAt === undefined ? [] : [[press("dsend"), press("dskip")]]),
			[
				...(mayApprove ? [press("appr")] : []),
				...(isReady && broadcast.state !== "scheduled" ? [press("ask")] : []),
				press("stop"),
			],
		];
	}
	switch (broadcast.state) {
		case "sending":
			return [[press("home"), press("pause"), press("stop")], ...rowOf(changes)];
		case "paused":
			return [[press("home"), press("resum"), press("stop")], ...rowOf(changes)];
		default:
			return [[press("home")], ...rowOf(changes)];
	}
}

function rowOf(controls: readonly Control[]): (readonly Control[])[] {
	return controls.length === 0 ? [] : [controls];
}
