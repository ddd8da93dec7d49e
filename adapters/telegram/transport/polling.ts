import { type RunnerHandle, run } from "@grammyjs/runner";
import type { Bot } from "grammy";
import type { Log } from "../../../src/domain/log.ts";
import { allowedUpdates } from "./allowed-updates.ts";
import { refusalOf } from "./connection.ts";
import { hideToken } from "./hide-token.ts";

export type Polling = { start(): void; stop(): Promise<void> };

/**
 * Long polling that does not end: when another poller has taken the token's place (409), or a call fails in a way
 * that the runner gives up on, it stands back for a while and takes the poll up again.
 */
export function createPolling(options: { bot: Bot; log: Log; token: string; retryMs: number }): Polling {
	const { bot, log, token } = options;
	let runner: RunnerHandle | undefined;
	let again: NodeJS.Timeout | undefined;
	let isStopped = false;
	let lastUpdate: number | undefined;

	bot.use(async (ctx, next) => {
		lastUpdate = Math.max(lastUpdate ?? 0, ctx.update.update_id);
		await next();
	});

	function start(): void {
		runner = run(bot, {
			runner: { fetch: { allowed_updates: allowedUpdates }, silent: true, maxRetryTime: 60_000 },
		});
		runner.task()?.catch((error: unknown) => {
			if (isStopped) return;
			const isConflict = refusalOf(error, token)?.code === 409;
			const problem = hideToken(error instanceof Error ? error.message : String(error), token);
			log.warn(
				{ problem, retryMs: options.retryMs },
				isConflict ? "telegram: another process polls with this token" : "telegram: polling failed",
			);
			again = setTimeout(start, options.retryMs);
		});
	}

	return {
		start,
		async stop() {
			isStopped = true;
			clearTimeout(again);
			if (runner?.isRunning() === true) await runner.stop();
			// What was handled is confirmed, or it would come again at the next start.
			if (lastUpdate !== undefined) {
				const offset = lastUpdate + 1;
				await bot.api.getUpdates({ offset, limit: 1, timeout: 0 }).catch(() => undefined);
			}
		},
	};
}
