import { importance } from "../../planning/importance.ts";
import { type FilterProblem, readFilter, writeFilter } from "../../planning/read-filter.ts";
import { sayProblem } from "../answer/say-problem.ts";
import { cutTyped } from "../typed/typed.ts";
import { changed, type Room, type Step, type StepAct } from "./step.ts";

/** UTF-16 units of a filter that a dialogue shows. */
const longestShown = 600;

/** Which words news must have or must not have, and how much it must weigh. */
export const wordsStep: Step = {
	name: "words",
	async show(room, does) {
		const { call, draft, deps } = room;
		const { subscription } = draft;
		const say = (id: string, args?: Record<string, string | number>) =>
			deps.sentences.say(call.locale, id, args);
		const words = wordsOf(room);
		const { taken, of } = await deps.tryFilter(subscription);
		return {
			parts: [
				say("setup-words-what"),
				words === ""
					? say("setup-words-none")
					: say("setup-words-now", { words: cutTyped(words, longestShown) }),
				...(of === 0 ? [] : [say("setup-words-tried", { taken: taken.length, of })]),
			],
			controls: [
				[
					{
						kind: "choose",
						name: say("setup-importance"),
						does: does("weight"),
						many: false,
						options: Object.entries(importance).map(([name, level]) => ({
							value: name,
							label: say(`setup-importance-${name}`),
							chosen: subscription.minimumImportance === level,
						})),
					},
				],
				[
					{ kind: "press", label: say("setup-words-write"), does: does("write") },
					...(words === ""
						? []
						: [{ kind: "press" as const, label: say("setup-words-clear"), does: does("clear") }]),
				],
			],
		};
	},
	async act(action, { values, fields }, room) {
		const { draft } = room;
		const { subscription } = draft;
		if (action === "weight") {
			const level = Object.entries(importance).find(([name]) => name === values[0])?.[1];
			if (level === undefined) return { kind: "changed", draft };
			return changed(draft, { subscription: { ...subscription, minimumImportance: level } });
		}
		if (action === "clear") {
			return changed(draft, { subscription: { ...subscription, include: [], exclude: [] } });
		}
		return action === "write" ? write(fields.words, room) : undefined;
	},
};

/** The words of the filter, as its owner could have typed them. */
export function wordsOf({ draft }: Pick<Room, "draft">): string {
	const { include, exclude } = draft.subscription;
	return writeFilter({ sources: [], topics: [], minimumImportance: 0, include, exclude });
}

function write(typed: string | undefined, room: Room): StepAct {
	const { call, draft, deps } = room;
	const say = (id: string) => deps.sentences.say(call.locale, id);
	if (typed === undefined) {
		const field = {
			name: "words",
			label: say("setup-words-field"),
			placeholder: say("setup-words-example"),
			value: wordsOf(room),
			long: true,
			maxLength: 2000,
		};
		return { kind: "form", does: "write", form: { title: say("setup-words-write"), fields: [field] } };
	}
	const read = readFilter(typed);
	if (read.kind === "refused") {
		return {
			kind: "refused",
			sentences: [...sayProblems(read.problems, typed, room), say("setup-words-kept")],
		};
	}
	const { sources, topics, minimumImportance, include, exclude } = read.filter;
	if (sources.length > 0 || topics.length > 0) {
		return { kind: "refused", sentences: [say("setup-words-names"), say("setup-words-kept")] };
	}
	const most = deps.limits.wordsPerSubscription;
	if (include.length + exclude.length > most) {
		const full = deps.sentences.say(call.locale, "limit-words", { count: most });
		return { kind: "refused", sentences: [full, say("setup-words-kept")] };
	}
	const { subscription } = draft;
	return changed(draft, {
		subscription: {
			...subscription,
			include,
			exclude,
			minimumImportance: Math.max(subscription.minimumImportance, minimumImportance),
		},
	});
}

const mostProblems = 3;

function sayProblems(
	problems: readonly FilterProblem[],
	typed: string,
	{ call, deps }: Room,
): readonly string[] {
	return problems
		.slice(0, mostProblems)
		.map((problem) => sayProblem(problem, typed, call.locale, deps.sentences));
}
