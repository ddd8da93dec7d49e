import { foldKey } from "../../arabic/fold.ts";
import { joinNames } from "../answer/join-names.ts";
import type { Topic } from "../deps.ts";
import { findClosest } from "../typed/closest.ts";
import { findAllNamed } from "../typed/names.ts";
import { quoteTyped, readTyped } from "../typed/typed.ts";
import { applyChoice, shortValue } from "./choices.ts";
import { changed, type Room, type Step, type StepAct } from "./step.ts";

/** Most topics in the list; those that are rarer are typed. */
const mostListed = 100;

/** What news is about; nothing chosen: everything. */
export const topicsStep: Step = {
	name: "topics",
	async show(room, does) {
		const { call, draft, deps } = room;
		const chosen = draft.subscription.topics.map(foldKey);
		const say = (id: string) => deps.sentences.say(call.locale, id);
		const listed = await listTopics(room);
		return {
			parts: [say("setup-topics-what"), say(chosen.length === 0 ? "setup-topics-all" : "setup-any-of-these")],
			controls: [
				...(listed.length === 0
					? []
					: [
							[
								{
									kind: "choose" as const,
									name: say("setup-step-topics"),
									does: does("choose"),
									many: true,
									options: listed.map(({ id, name, count }) => ({
										value: shortValue(id),
										label: quoteTyped(name),
										...(count === 0
											? {}
											: { description: deps.sentences.say(call.locale, "setup-topic-count", { count }) }),
										chosen: chosen.includes(id),
									})),
								},
							],
						]),
				[
					{ kind: "press", label: say("setup-topics-type"), does: does("type") },
					...(chosen.length === 0
						? []
						: [{ kind: "press" as const, label: say("setup-topics-clear"), does: does("clear") }]),
				],
			],
		};
	},
	async act(action, press, room) {
		const { draft } = room;
		const { subscription } = draft;
		if (action === "clear") return changed(draft, { subscription: { ...subscription, topics: [] } });
		if (action === "type") return takeTyped(press.fields.topics, room);
		if (action !== "choose") return undefined;
		const ids = (await listTopics(room)).map(({ id }) => id);
		const topics = applyChoice(subscription.topics.map(foldKey), press, ids);
		return changed(draft, { subscription: { ...subscription, topics } });
	},
};

/** The chosen first, though nothing of them came lately; then the most told. */
async function listTopics({ draft, deps }: Room): Promise<readonly (Topic & { count: number })[]> {
	const counted = await deps.countedTopics();
	const listed = counted.slice(0, mostListed);
	const missing = draft.subscription.topics
		.map(foldKey)
		.filter((id) => !listed.some((one) => one.id === id))
		.map((id) => counted.find((one) => one.id === id) ?? { id, name: id, count: 0 });
	return [...missing, ...listed];
}

async function takeTyped(typed: string | undefined, { call, draft, deps }: Room): Promise<StepAct> {
	const { sentences } = deps;
	if (typed === undefined) {
		const title = sentences.say(call.locale, "setup-topics-type");
		const label = sentences.say(call.locale, "setup-topics-field");
		const field = { name: "topics", label, required: true, maxLength: 500 };
		return { kind: "form", does: "type", form: { title, fields: [field] } };
	}
	const known = (await deps.topics()).map((topic) => ({
		value: topic.id,
		label: topic.name,
		names: [topic.id, topic.name],
	}));
	const { found, unknown } = findAllNamed(readTyped(typed), known);
	const [stranger] = unknown;
	if (stranger !== undefined || found.length === 0) {
		const name = stranger ?? readTyped(typed);
		const closest = findClosest(name, known);
		const offered = closest.length > 0 ? closest : known.map(({ label }) => label);
		const names = joinNames(offered.map(quoteTyped), call.locale, sentences);
		return {
			kind: "refused",
			sentences: [
				sentences.say(call.locale, "topic-unknown", { name: quoteTyped(name) }),
				...(offered.length === 0
					? []
					: [
							sentences.say(call.locale, closest.length > 0 ? "did-you-mean" : "available-topics", { names }),
						]),
			],
		};
	}
	const { subscription } = draft;
	const topics = [...new Set([...subscription.topics.map(foldKey), ...found])];
	return changed(draft, { subscription: { ...subscription, topics } });
}
