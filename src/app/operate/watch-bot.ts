import { AppError } from "../../domain/errors.ts";
import type { ListeningState } from "../../domain/platform-state.ts";
import type { Bot } from "../platforms.ts";

export type BotWatcher = {
	/** What is known of its listening; undefined: it was stopped, which says nothing of the platform. */
	tell(state: ListeningState | undefined): void;
	/** It does not try again by itself, though it had started. */
	gaveUp(): void;
};

/**
 * The bot that `create` makes; what it sees of its listening is told, and that it did not start. That a platform refused it
 * stays told when it is stopped for that.
 */
export function watchBot(
	create: (seen: (state: ListeningState) => void) => Bot,
	{ tell, gaveUp }: BotWatcher,
): Bot {
	let isRefused = false;
	let isStopped = false;
	function note(state: ListeningState): void {
		if (isStopped) return;
		isRefused = state.isOver === true;
		tell(state);
	}
	const bot = create((state) => {
		note(state);
		if (state.isOver === true) gaveUp();
	});
	return {
		...bot,
		async start() {
			await bot.start().catch((error) => {
				note({ up: false, detail: describe(error), isOver: true });
				throw error;
			});
		},
		async stop() {
			if (!isRefused) tell(undefined);
			isStopped = true;
			await bot.stop();
		},
	};
}

function describe(error: unknown): string {
	return error instanceof AppError ? `${error.message}. ${error.advice}` : String(error);
}
