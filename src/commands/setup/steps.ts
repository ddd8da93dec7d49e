import type { SetupDraft } from "../../store/dialogues/setups.ts";
import type { Step } from "./step.ts";
import { limitsStep } from "./step-limits.ts";
import { lookStep } from "./step-look.ts";
import { placeStep } from "./step-place.ts";
import { previewStep } from "./step-preview.ts";
import { sourcesStep } from "./step-sources.ts";
import { topicsStep } from "./step-topics.ts";
import { whenStep } from "./step-when.ts";
import { wordsStep } from "./step-words.ts";

/** The dialogue, in order. A step is a file, a row here and its sentences. */
export const steps: readonly Step[] = [
	placeStep,
	sourcesStep,
	topicsStep,
	wordsStep,
	whenStep,
	limitsStep,
	lookStep,
	previewStep,
];

/** The steps of one dialogue: some have nothing to ask in it. */
export function stepsOf(draft: SetupDraft): readonly Step[] {
	return steps.filter((step) => step.isSkipped?.(draft) !== true);
}
