import { type RunnerHandle, run } from "@grammyjs/runner";
import type { Bot } from "grammy";
import type { Log } from "../../../src/domain/log.ts";
import { allowedUpdates } from "./allowed-updates.ts";
import { refusalOf } from "./connection.ts";
import { hideToken } from "./hide-token.ts";
import { pause } from "./pause.ts";

export type Polling = { start(): void; stop(): Promise<void> };

export type PollingOptions = {
	bot: Bot;
	log: Log;
	token: string;
	retryMs: number;
	/** How long stopping waits for the updates that are at work. */
	stopMs: number;
};

/** Many times what one poll brings, which is a hundred. */
const mostRemembered = 2_000;

/**
 * Long polling that does not end: when another poller has taken the token's place (409), or a call fails in a way
 * that the runner gives up on, it stands back for a while and takes the poll up again. A process handles each update
 * once.
 */
export function createPolling(options: PollingOptions): Polling {
	const { bot, log, token } = options;
	let runner: RunnerHandle | undefined;
	let again: NodeJS.Timeout | undefined;
	let isStopped = false;
	/** By the updates' ids; those that wait behind another of their chat are among them. */
	const atWork = new Map<number, Promise<void>>();
	/** The ids of the last updates, those at work and those that are done. */
	const heard = new Set<number>();

	bot.use(async (ctx, next) => {
		const id = ctx.update.update_id;
		// What a refused poll was to confirm comes again with the next one: nobody is answered twice.
		if (heard.has(id)) return;
		remember(id);
		const work = next().finally(() => atWork.delete(id));
		atWork.set(id, work);
		await work;
	});

	function remember(id: number): void {
		heard.add(id);
		const [oldest] = heard;
		if (heard.size > mostRemembered && oldest !== undefined) heard.delete(oldest);
	}

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

	/** The runner's own stop waits for its poll alone. */
	async function finishWork(): Promise<void> {
		const isDone = new AbortController();
		await Promise.race([Promise.allSettled(atWork.values()), pause(options.stopMs, isDone.signal)]);
		isDone.abort();
		if (atWork.size > 0) log.warn({ updates: atWork.size }, "telegram: stopped with updates still at work");
	}

	return {
		start,
		async stop() {
			isStopped = true;
			clearTimeout(again);
			if (runner?.isRunning() === true) await runner.stop();
			await finishWork();
			// What was handled is confirmed, or it would come again at the next start; what was not is to come again.
			if (heard.size > 0) {
				const offset = Math.min(Math.max(...heard) + 1, ...atWork.keys());
				await bot.api.getUpdates({ offset, limit: 1, timeout: 0 }).catch(() => undefined);
			}
		},
	};
}
