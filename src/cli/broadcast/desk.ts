import { withBroadcasts } from "../../app/broadcasts.ts";
import { requireConfig } from "../../app/config/config.ts";
import type { Answer, Broadcasts } from "../../broadcasts/port.ts";
import { sayRefusal } from "../../broadcasts/say-refusal.ts";
import { AppError } from "../../domain/errors.ts";
import { createSentences } from "../../i18n/sentences.ts";

/** How the commands ask for something and say what came of it: a refusal becomes an error with its sentences. */
export const desk = { run, need, refusalLine, print };

async function run(work: (broadcasts: Broadcasts) => Promise<void>): Promise<void> {
	await withBroadcasts(requireConfig(process.env), work);
}

function need<T>(answer: Answer<T>): T {
	if (answer.ok) return answer;
	throw new AppError(
		"BQ_BROADCAST_REFUSED",
		answer.refusals.map((refusal) => `broadcast: ${refusalLine(refusal)}`).join("\n"),
	);
}

function refusalLine(refusal: Parameters<typeof sayRefusal>[1]): string {
	return sayRefusal("en", refusal, createSentences());
}

function print(text: string): void {
	process.stdout.write(`${text}\n`);
}
