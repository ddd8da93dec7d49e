import { createHash } from "node:crypto";
import type { Broadcast, Selector } from "../../domain/broadcast.ts";
import { buildAnswer } from "../../message/answer.ts";
import type { ControlOption } from "../../message/message.ts";
import type { CommandReply } from "../port.ts";
import { changeBroadcast } from "./change.ts";
import { describeEstimate, sayPlatform } from "./describe.ts";
import { type DialogueTurn, does, remember, say, sayRefusals } from "./turn.ts";

type Offer = { value: string; label: string; selector: Selector };

/** Shows who can be chosen, with those who are, and how many that makes. */
export async function askAudience(turn: DialogueTurn): Promise<CommandReply> {
	const { deps, caller, dialogue } = turn;
	const shown = await deps.desk.broadcasts.show(dialogue.broadcastId ?? "");
	if (!shown.ok) return sayRefusals(shown.refusals, turn);
	const { broadcast } = shown;
	await remember(turn, broadcast);
	const estimated = await deps.desk.broadcasts.estimate(broadcast.id);
	const counted = estimated.ok ? [describeEstimate(estimated.estimate, { locale: caller.locale, deps })] : [];
	const options = (await offersOf(turn)).map(
		({ value, label, selector }): ControlOption => ({ value, label, chosen: includes(broadcast, selector) }),
	);
	const parts = [
		{ kind: "headline" as const, text: say(turn, "desk-audience-title") },
		say(turn, "desk-audience-how"),
		...counted,
	];
	return {
		messages: [buildAnswer(caller.locale, parts)],
		visibility: "person",
		replaces: true,
		controls: [
			[{ kind: "choose", name: say(turn, "desk-audience"), does: does(turn, "pick"), options, many: true }],
			[{ kind: "press", label: say(turn, "desk-do-back"), does: does(turn, "home") }],
		],
	};
}

/** Takes what was chosen; what was not offered on this page stays as it was. */
export async function takeAudience(turn: DialogueTurn): Promise<CommandReply> {
	const offers = await offersOf(turn);
	const offered = offers.filter(({ value }) => turn.offered.includes(value));
	const chosen = offered.filter(({ value }) => turn.values.includes(value)).map(({ selector }) => selector);
	const changed = await changeBroadcast(turn, ({ audience }) => {
		const kept = audience.include.filter(
			(selector) => selector.kind !== "all" && !offered.some((offer) => isSame(offer.selector, selector)),
		);
		const include = [...kept, ...chosen];
		const everybody: Selector = { kind: "all" };
		return { audience: { ...audience, include: include.length === 0 ? [everybody] : include } };
	});
	return changed ?? askAudience(turn);
}

/** Platforms, languages, topics and saved audiences. */
async function offersOf({ deps, caller }: DialogueTurn): Promise<readonly Offer[]> {
	const { desk, sentences } = deps;
	const [topics, segments] = await Promise.all([deps.countedTopics(), desk.broadcasts.segments()]);
	const languages = new Intl.DisplayNames([caller.locale], { type: "language" });
	const offer = (letter: string, id: string, label: string, selector: Selector): Offer => ({
		value: `${letter}-${/^[a-z0-9]{1,20}$/.test(id) ? id : shortOf(id)}`,
		label,
		selector,
	});
	return [
		...desk.platforms.map((platform) =>
			offer("p", platform, sayPlatform(platform, caller.locale, deps), { kind: "platform", platform }),
		),
		...sentences.locales.map((language) =>
			offer("l", language, languages.of(language) ?? language, { kind: "language", language }),
		),
		...topics.map(({ id, name }) => offer("t", id, name, { kind: "topic", topic: id })),
		...[...segments.keys()].map((name) => offer("s", name, name, { kind: "segment", name })),
	];
}

/** What a control may carry of a name in Arabic letters. */
function shortOf(id: string): string {
	return createHash("sha256").update(id).digest("hex").slice(0, 16);
}

function includes({ audience }: Broadcast, selector: Selector): boolean {
	return audience.include.some((each) => isSame(each, selector));
}

function isSame(one: Selector, other: Selector): boolean {
	return JSON.stringify(one) === JSON.stringify(other);
}
