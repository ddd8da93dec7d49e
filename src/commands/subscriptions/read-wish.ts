import type { Channel } from "../../domain/channel.ts";
import { joinNames } from "../answer/join-names.ts";
import type { CommandDeps, Wish } from "../deps.ts";
import { findClosest } from "../typed/closest.ts";
import { findAllNamed, type Named } from "../typed/names.ts";
import { quoteTyped } from "../typed/typed.ts";

/** What there is to choose from, and how each is called. */
export type Choices = readonly Named<Choice>[];
export type Choice = { kind: "source" | "topic" | "everything"; id: string };

const everything: Named<Choice> = {
	value: { kind: "everything", id: "" },
	label: "",
	names: ["all", "everything", "الكل", "كل الأخبار", "كل شيء"],
};

/** The topics and sources of today, those that `channel` still subscribes to, and "everything". */
export async function listChoices(deps: CommandDeps, channel?: Channel): Promise<Choices> {
	const named = channel?.subscriptions.flatMap((one) => one.sources);
	const [topics, sources] = await Promise.all([deps.topics(), deps.sources(named)]);
	const today = [
		...topics.map(({ id, name }) => ({ value: choose("topic", id), label: name, names: [id, name] })),
		...sources.map(({ id, name }) => ({ value: choose("source", id), label: name, names: [id, name] })),
	];
	const subscribed = (channel?.subscriptions ?? []).flatMap((one) => [
		...one.topics.map((id) => choose("topic", id)),
		...one.sources.map((id) => choose("source", id)),
	]);
	const ofEarlier = subscribed
		.filter((choice) => !today.some(({ value }) => isSame(value, choice)))
		.map((choice) => ({ value: choice, label: choice.id, names: [choice.id] }));
	return [...today, ...ofEarlier, everything];
}

/** How readers know it; its id where it is no longer there. */
export function labelOf(choice: Choice, choices: Choices): string {
	return choices.find(({ value }) => isSame(value, choice))?.label ?? choice.id;
}

/** What a person typed as their wish, or the sentences that say what in it is not known and what is like it. */
export function readWish(
	typed: string,
	choices: Choices,
	locale: string,
	deps: CommandDeps,
): { kind: "wish"; wish: Wish } | { kind: "unknown"; sentences: readonly string[] } {
	const { found, unknown } = findAllNamed(typed, choices);
	const [stranger] = unknown;
	if (stranger !== undefined) {
		return { kind: "unknown", sentences: sayUnknown(stranger, choices, locale, deps) };
	}
	if (found.some(({ kind }) => kind === "everything"))
		return { kind: "wish", wish: { sources: [], topics: [] } };
	const idsOf = (kind: Choice["kind"]) => found.filter((one) => one.kind === kind).map(({ id }) => id);
	return { kind: "wish", wish: { sources: idsOf("source"), topics: idsOf("topic") } };
}

function sayUnknown(
	stranger: string,
	choices: Choices,
	locale: string,
	{ sentences }: CommandDeps,
): readonly string[] {
	const offered = choices.filter((choice) => choice !== everything);
	const names = (labels: readonly string[]) => ({ names: joinNames(labels, locale, sentences) });
	const labelsOf = (kind: Choice["kind"]) =>
		offered.filter(({ value }) => value.kind === kind).map(({ label }) => label);
	const unknown = sentences.say(locale, "wish-unknown", { name: quoteTyped(stranger) });
	const closest = findClosest(stranger, offered);
	if (closest.length > 0) return [unknown, sentences.say(locale, "did-you-mean", names(closest))];
	const topics = labelsOf("topic");
	const sources = labelsOf("source");
	return [
		unknown,
		...(topics.length > 0 ? [sentences.say(locale, "available-topics", names(topics))] : []),
		...(sources.length > 0 ? [sentences.say(locale, "available-sources", names(sources))] : []),
	];
}

function choose(kind: Choice["kind"], id: string): Choice {
	return { kind, id };
}

function isSame(one: Choice, other: Choice): boolean {
	return one.kind === other.kind && one.id === other.id;
}
