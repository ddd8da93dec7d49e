import { quoteTyped } from "../typed/typed.ts";
import { applyChoice, shortValue } from "./choices.ts";
import { changed, type Step } from "./step.ts";

/** From where news comes; nothing chosen: from everywhere. */
export const sourcesStep: Step = {
	name: "sources",
	async show({ call, draft, deps }, does) {
		const chosen = draft.subscription.sources;
		const sources = await deps.sources(chosen);
		const gone = chosen.filter((id) => !sources.some((one) => one.id === id)).map((id) => ({ id, name: id }));
		const say = (id: string) => deps.sentences.say(call.locale, id);
		return {
			parts: [
				say("setup-sources-what"),
				say(chosen.length === 0 ? "setup-sources-all" : "setup-any-of-these"),
				...(deps.bringing.most === 0 ? [] : [say("setup-sources-other")]),
			],
			controls: [
				[
					{
						kind: "choose",
						name: say("setup-step-sources"),
						does: does("choose"),
						many: true,
						options: [...sources, ...gone].map(({ id, name }) => ({
							value: shortValue(id),
							label: quoteTyped(name),
							chosen: chosen.includes(id),
						})),
					},
				],
				...(chosen.length === 0
					? []
					: [[{ kind: "press" as const, label: say("setup-sources-clear"), does: does("clear") }]]),
			],
		};
	},
	async act(action, press, { draft, deps }) {
		const { subscription } = draft;
		if (action === "clear") return changed(draft, { subscription: { ...subscription, sources: [] } });
		if (action !== "choose") return undefined;
		const all = (await deps.sources(subscription.sources)).map(({ id }) => id);
		const sources = applyChoice(subscription.sources, press, [...all, ...subscription.sources]);
		return changed(draft, { subscription: { ...subscription, sources } });
	},
};
