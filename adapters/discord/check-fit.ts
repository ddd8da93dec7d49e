import type { FitProblem } from "../../src/message/fit-problem.ts";
import type { Message } from "../../src/message/message.ts";
import { discordLimits } from "./limits.ts";
import { measureMessage } from "./render.ts";

/** What of a message Discord would not show whole. */
export function checkFit(message: Message): readonly FitProblem[] {
	const { headline, text, room, labels } = measureMessage(message);
	const rows = labels.reduce((sum, row) => sum + Math.ceil(row.length / discordLimits.buttonsInRow), 0);
	const label = Math.max(0, ...labels.flat());
	const checks: FitProblem[] = [
		{ code: "headline-too-long", length: headline, limit: discordLimits.embedTitle },
		{ code: "text-too-long", length: text, limit: room },
		{
			code: "too-many-buttons",
			length: rows * discordLimits.buttonsInRow,
			limit: discordLimits.rows * discordLimits.buttonsInRow,
		},
		{ code: "button-label-too-long", length: label, limit: discordLimits.buttonLabel },
	];
	return checks.filter(({ length, limit }) => length > limit);
}
