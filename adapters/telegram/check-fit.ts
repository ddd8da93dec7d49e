import type { FitProblem } from "../../src/message/fit-problem.ts";
import type { Message } from "../../src/message/message.ts";
import { telegramLimits } from "./limits.ts";
import { renderMessage } from "./render.ts";

/** What of a message Telegram would not show whole. A picture over a long text is shown all the same. */
export function checkFit(message: Message): readonly FitProblem[] {
	const whole = renderMessage(message, { limit: Number.POSITIVE_INFINITY });
	const checks: FitProblem[] = [
		{ code: "text-too-long", length: whole.visible.length, limit: telegramLimits.text },
		{
			code: "too-much-mark-up",
			length: whole.text.match(/<(?:b|i|a)[ >]/g)?.length ?? 0,
			limit: telegramLimits.entities,
		},
		{ code: "too-many-buttons", length: message.buttons.flat().length, limit: telegramLimits.buttons },
	];
	return checks.filter(({ length, limit }) => length > limit);
}
