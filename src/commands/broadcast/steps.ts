import type { Answer } from "../../broadcasts/port.ts";
import type { Broadcast } from "../../domain/broadcast.ts";
import { buildAnswer } from "../../message/answer.ts";
import { buildReply } from "../answer/reply.ts";
import type { CommandReply } from "../port.ts";
import { quoteTyped } from "../typed/typed.ts";
import { askAudience, takeAudience } from "./audience-step.ts";
import { sayStale } from "./change.ts";
import { describeEstimate, describeTime, sayPlatform } from "./describe.ts";
import { isEditable, showHome } from "./home.ts";
import { askOptions, takeOptions } from "./options-step.ts";
import { buildTextForm, readTextForm } from "./text-form.ts";
import { askDay, askInWords, takeDay, takeHour, takeNow, takeWords } from "./time-step.ts";
import {
	type DialogueTurn,
	does,
	isSamePerson,
	isStale,
	notice,
	remember,
	type Step,
	say,
	sayRefusals,
} from "./turn.ts";

/** Everything that can be pressed or filled in, by the word that a control carries, with the right that it needs. */
export const steps: Readonly<Record<string, Step>> = {
	home: { action: "broadcast.view", run: (turn) => showHome(turn) },
	form: { action: "broadcast.edit", run: openForm },
	text: { action: "broadcast.create", run: takeText },
	prev: { action: "broadcast.preview", run: preview },
	aud: { action: "broadcast.edit", run: askAudience },
	pick: { action: "broadcast.edit", run: takeAudience },
	when: { action: "broadcast.edit", run: (turn) => askDay(turn) },
	day: { action: "broadcast.edit", run: takeDay },
	hour: { action: "broadcast.edit", run: takeHour },
	now: { action: "broadcast.edit", run: takeNow },
	type: { action: "broadcast.edit", run: async (turn) => askInWords(turn) },
	typed: { action: "broadcast.edit", run: takeWords },
	opt: { action: "broadcast.edit", run: askOptions },
	opts: { action: "broadcast.edit", run: takeOptions },
	test: { action: "broadcast.test", run: test },
	appr: { action: "broadcast.approve", run: approve },
	ask: { action: "broadcast.schedule", run: askToSend },
	send: { action: "broadcast.schedule", run: send },
	dsend: { action: "broadcast.decide", run: (turn) => decide(turn, "send") },
	dskip: { action: "broadcast.decide", run: (turn) => decide(turn, "skip") },
	pause: { action: "broadcast.pause", run: (turn) => take(turn, "pause") },
	resum: { action: "broadcast.resume", run: (turn) => take(turn, "resume") },
	stop: { action: "broadcast.cancel", run: (turn) => confirm(turn, "desk-stop-sure", "stopd") },
	stopd: { action: "broadcast.cancel", run: (turn) => take(turn, "cancel") },
	corr: { action: "broadcast.correct", run: openCorrection },
	corrd: { action: "broadcast.correct", run: correct },
	wdraw: { action: "broadcast.withdraw", run: (turn) => confirm(turn, "desk-withdraw-sure", "wdrwn") },
	wdrwn: { action: "broadcast.withdraw", run: (turn) => take(turn, "withdraw") },
	retry: { action: "broadcast.retry", run: retry },
};

async function openForm(turn: DialogueTurn): Promise<CommandReply> {
	const { deps, dialogue } = turn;
	if (dialogue.broadcastId === undefined) return formOf(buildTextForm(turn, "text"));
	const shown = await deps.desk.broadcasts.show(dialogue.broadcastId);
	if (!shown.ok) return sayRefusals(shown.refusals, turn);
	const form = buildTextForm(turn, "text", shown.broadcast.content.versions[0]);
	if (dialogue.typed === undefined) await remember(turn, shown.broadcast);
	return formOf(form);
}

function formOf(form: NonNullable<CommandReply["form"]>): CommandReply {
	return { messages: [], visibility: "person", form };
}

/** The text of a new broadcast, or another one for the one that there is. */
async function takeText(turn: DialogueTurn): Promise<CommandReply> {
	const { deps, by, dialogue, id } = turn;
	const { broadcasts } = deps.desk;
	if (dialogue.broadcastId !== undefined) return changeText(turn, dialogue.broadcastId);
	const made = await broadcasts.create(
		by,
		{
			content: readTextForm(turn),
			audience: { include: [{ kind: "all" }], exclude: [] },
			time: { kind: "now" },
			options: {},
		},
		// The form sent in twice makes one broadcast.
		`dialogue:${by.platform}:${by.id}:${id}`,
	);
	if (!made.ok) return askTextAgain(turn, made, "form");
	const { broadcast } = made;
	await remember(turn, broadcast);
	return showHome(
		{ ...turn, dialogue: { broadcastId: broadcast.id, revision: broadcast.revision } },
		{ replaces: false },
	);
}

async function changeText(turn: DialogueTurn, broadcastId: string): Promise<CommandReply> {
	const { deps, by, dialogue } = turn;
	const shown = await deps.desk.broadcasts.show(broadcastId);
	if (!shown.ok) return sayRefusals(shown.refusals, turn);
	const content = readTextForm(turn, shown.broadcast.content);
	const [version] = content.versions;
	const [before] = shown.broadcast.content.versions;
	const isNamedAfterText = shown.broadcast.name === before?.headline;
	const changed = await deps.desk.broadcasts.edit(by, broadcastId, dialogue.revision ?? 0, {
		content,
		...(isNamedAfterText && version !== undefined ? { name: version.headline } : {}),
	});
	if (changed.ok) {
		await remember(turn, changed.broadcast);
		return showHome(turn);
	}
	if (isStale(changed.refusals)) return sayStale(turn);
	return askTextAgain(turn, changed, "form");
}

/** Why the text was refused, and the form again with what was typed. */
async function askTextAgain(
	turn: DialogueTurn,
	{ refusals }: Extract<Answer<object>, { ok: false }>,
	step: "form" | "corr",
): Promise<CommandReply> {
	const { deps, by, dialogue, fields } = turn;
	await deps.desk.dialogues.put(by, turn.id, { ...dialogue, typed: fields });
	return {
		...sayRefusals(refusals, turn),
		controls: [[{ kind: "press", label: say(turn, "desk-do-form"), does: does(turn, step) }]],
	};
}

/** As each platform's readers would see it, one message after the other. */
async function preview(turn: DialogueTurn): Promise<CommandReply> {
	const { deps, caller, dialogue } = turn;
	const shown = await deps.desk.broadcasts.preview(dialogue.broadcastId ?? "");
	if (!shown.ok) return sayRefusals(shown.refusals, turn);
	const messages = shown.previews.flatMap(({ platform, message }) => {
		const name = sayPlatform(platform, caller.locale, deps);
		return [buildAnswer(caller.locale, [say(turn, "desk-preview-on", { platform: name })]), message];
	});
	return { messages, visibility: "person" };
}

/** To where it was asked for. */
async function test(turn: DialogueTurn): Promise<CommandReply> {
	const { deps, by, caller, dialogue } = turn;
	const { address, addressKind } = caller.place;
	const { platform, locale } = caller;
	const to = { kind: "place", platform, address, addressKind, locale } as const;
	const tested = await deps.desk.broadcasts.test(by, dialogue.broadcastId ?? "", to);
	if (!tested.ok) return sayRefusals(tested.refusals, turn);
	if (tested.arrived) return notice(say(turn, "desk-test-arrived"));
	return notice(say(turn, "desk-test-failed", { words: quoteTyped(tested.words) }));
}

async function approve(turn: DialogueTurn): Promise<CommandReply> {
	const { deps, by, dialogue } = turn;
	const approved = await deps.desk.broadcasts.approve(by, dialogue.broadcastId ?? "", dialogue.revision);
	if (approved.ok) return showHome(turn, { notice: say(turn, "desk-approved") });
	return isStale(approved.refusals) ? sayStale(turn) : sayRefusals(approved.refusals, turn);
}

/** To how many, when, and how long it takes, before anything is sent. */
async function askToSend(turn: DialogueTurn): Promise<CommandReply> {
	const { deps, caller, dialogue } = turn;
	const { broadcasts } = deps.desk;
	const id = dialogue.broadcastId ?? "";
	const [shown, estimated] = await Promise.all([broadcasts.show(id), broadcasts.estimate(id)]);
	if (!shown.ok) return sayRefusals(shown.refusals, turn);
	if (!estimated.ok) return sayRefusals(estimated.refusals, turn);
	if (estimated.estimate.problems.length > 0) return sayRefusals(estimated.estimate.problems, turn);
	const { broadcast } = shown;
	if (!isEditable(broadcast)) return showHome(turn);
	const isStaleNow = dialogue.revision !== broadcast.revision && !isSamePerson(broadcast.editedBy, turn.by);
	if (isStaleNow) return sayStale(turn);
	await remember(turn, broadcast);
	const saying = { locale: caller.locale, deps };
	const isNow = broadcast.time.kind === "now";
	const parts = [
		{ kind: "headline" as const, text: say(turn, "desk-send-title") },
		quoteTyped(broadcast.name),
		describeEstimate(estimated.estimate, saying),
		describeTime(broadcast.time, saying),
	];
	return {
		messages: [buildAnswer(caller.locale, parts)],
		visibility: "person",
		replaces: true,
		controls: [
			[
				{
					kind: "press",
					label: say(turn, isNow ? "desk-do-send" : "desk-do-schedule"),
					does: does(turn, "send"),
				},
				{ kind: "press", label: say(turn, "desk-do-back"), does: does(turn, "home") },
			],
		],
	};
}

/** Pressed twice it is sent once: the second press finds it being sent, or scheduled, and says so. */
async function send(turn: DialogueTurn): Promise<CommandReply> {
	const { deps, by, dialogue } = turn;
	const { broadcasts } = deps.desk;
	const id = dialogue.broadcastId ?? "";
	const shown = await broadcasts.show(id);
	if (!shown.ok) return sayRefusals(shown.refusals, turn);
	const { broadcast } = shown;
	if (isUnderWay(broadcast)) return showHome(turn, { notice: say(turn, "desk-sent-already") });
	if (broadcast.time.kind === "now") {
		const sent = await broadcasts.sendNow(by, id, dialogue.revision);
		if (!sent.ok) return refusedSending(turn, sent);
		return showHome(turn, { notice: say(turn, sent.changed ? "desk-sending" : "desk-sent-already") });
	}
	const scheduled = await broadcasts.schedule(by, id, undefined, dialogue.revision);
	if (!scheduled.ok) return refusedSending(turn, scheduled);
	return showHome(turn, { notice: say(turn, "desk-scheduled") });
}

/** The other press of a double click may have been faster. */
async function refusedSending(
	turn: DialogueTurn,
	{ refusals }: Extract<Answer<object>, { ok: false }>,
): Promise<CommandReply> {
	if (!refusals.some(({ code }) => code === "changed-meanwhile" || code === "wrong-state")) {
		return sayRefusals(refusals, turn);
	}
	const shown = await turn.deps.desk.broadcasts.show(turn.dialogue.broadcastId ?? "");
	if (shown.ok && isUnderWay(shown.broadcast)) {
		return showHome(turn, { notice: say(turn, "desk-sent-already") });
	}
	return isStale(refusals) ? sayStale(turn) : sayRefusals(refusals, turn);
}

function isUnderWay({ state }: Broadcast): boolean {
	return state !== "draft" && state !== "approved";
}

async function decide(turn: DialogueTurn, decision: "send" | "skip"): Promise<CommandReply> {
	const { deps, by, dialogue } = turn;
	const decided = await deps.desk.broadcasts.decide(by, dialogue.broadcastId ?? "", decision);
	return decided.ok ? showHome(turn) : sayRefusals(decided.refusals, turn);
}

async function take(
	turn: DialogueTurn,
	what: "pause" | "resume" | "cancel" | "withdraw",
): Promise<CommandReply> {
	const { deps, by, dialogue } = turn;
	const done = await deps.desk.broadcasts[what](by, dialogue.broadcastId ?? "");
	if (!done.ok) return sayRefusals(done.refusals, turn);
	return showHome(turn, { notice: say(turn, `desk-done-${what}`) });
}

async function confirm(turn: DialogueTurn, question: string, step: string): Promise<CommandReply> {
	const { deps, caller, dialogue } = turn;
	const shown = await deps.desk.broadcasts.show(dialogue.broadcastId ?? "");
	if (!shown.ok) return sayRefusals(shown.refusals, turn);
	return {
		...buildReply("person", caller.locale, [
			{ kind: "headline", text: shown.broadcast.name || shown.broadcast.id },
			say(turn, question),
		]),
		replaces: true,
		controls: [
			[
				{ kind: "press", label: say(turn, `desk-do-${step}`), does: does(turn, step) },
				{ kind: "press", label: say(turn, "desk-do-back"), does: does(turn, "home") },
			],
		],
	};
}

async function openCorrection(turn: DialogueTurn): Promise<CommandReply> {
	const { deps, dialogue } = turn;
	const shown = await deps.desk.broadcasts.show(dialogue.broadcastId ?? "");
	if (!shown.ok) return sayRefusals(shown.refusals, turn);
	return formOf(buildTextForm(turn, "corrd", shown.broadcast.content.versions[0]));
}

async function correct(turn: DialogueTurn): Promise<CommandReply> {
	const { deps, by, dialogue } = turn;
	const { broadcasts } = deps.desk;
	const id = dialogue.broadcastId ?? "";
	const shown = await broadcasts.show(id);
	if (!shown.ok) return sayRefusals(shown.refusals, turn);
	const corrected = await broadcasts.correct(by, id, readTextForm(turn, shown.broadcast.content));
	if (!corrected.ok) return askTextAgain(turn, corrected, "corr");
	return showHome(turn, { before: [say(turn, "desk-done-correct")] });
}

async function retry(turn: DialogueTurn): Promise<CommandReply> {
	const { deps, by, dialogue } = turn;
	const retried = await deps.desk.broadcasts.retryFailed(by, dialogue.broadcastId ?? "");
	if (!retried.ok) return sayRefusals(retried.refusals, turn);
	return showHome(turn, { notice: say(turn, "desk-done-retry", { count: retried.retried }) });
}
