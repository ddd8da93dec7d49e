import { buildMessage } from "../../message/card.ts";
import { describeDraft } from "./describe-draft.ts";
import type { Step } from "./step.ts";

/** The newest article that would come, as it would look, and all that was chosen in words. */
export const previewStep: Step = {
	name: "preview",
	async show(room) {
		const { call, draft, deps } = room;
		const { taken } = await deps.tryFilter(draft.subscription);
		const [newest] = taken.length > 0 ? taken : await deps.latest({ limit: 1 });
		const context = { zone: draft.zone, now: deps.now(), sentences: deps.sentences };
		const say = (id: string) => deps.sentences.say(call.locale, id);
		return {
			...(newest === undefined
				? {}
				: { before: [buildMessage(deps.contentOf(newest), { ...draft.look, silent: false }, context)] }),
			parts: [
				say(
					newest === undefined
						? "setup-preview-none"
						: taken.length > 0
							? "setup-preview-what"
							: "setup-preview-other",
				),
				await describeDraft(room),
				say("setup-preview-save"),
			],
			controls: [],
		};
	},
	act: async () => undefined,
};
