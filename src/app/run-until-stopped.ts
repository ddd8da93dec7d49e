import { setMaxListeners } from "node:events";
import type { Log } from "../domain/log.ts";
import { boundHeap } from "./bound-heap.ts";
import { type Config, secretsOf } from "./config/config.ts";
import type { Role } from "./config/roles.ts";
import { openCore } from "./core.ts";
import { createLog } from "./log.ts";
import { startRoles } from "./start-roles.ts";

/**
 * Starts the roles, waits for SIGINT or SIGTERM, and stops in reverse order within the deadline; a signal while it still
 * starts stops what has been begun. A second signal, or the deadline, ends the process at once: what was in flight then is
 * looked up by the next start (DESIGN §5).
 */
export async function runUntilStopped(config: Config, roles: readonly Role[]): Promise<void> {
	const log = createLog(config.options.LOG_LEVEL, secretsOf(config));
	const stopping = new AbortController();
	setMaxListeners(0, stopping.signal);
	let deadline: NodeJS.Timeout | undefined;
	const asked = new Promise<void>((resolve) => {
		const onSignal = (signal: string) => {
			if (stopping.signal.aborted) process.exit(130);
			log.info({ signal }, "stop: finishing what is under way; once more to stop at once");
			stopping.abort();
			deadline = startDeadline(config, log);
			resolve();
		};
		process.on("SIGINT", onSignal);
		process.on("SIGTERM", onSignal);
	});
	const opening = openCore(config, log);
	const core = await Promise.race([opening, asked.then(() => undefined)]);
	if (core === undefined) process.exit(0); // Stopped while Redis was still away: nothing was begun.
	const running = await startRoles(core, roles, stopping.signal).catch(async (error) => {
		await core.stop();
		throw error;
	});
	if (!stopping.signal.aborted) {
		boundHeap();
		log.info({ roles }, "start: everything runs");
	}
	await asked;
	await running.stop();
	await core.stop();
	clearTimeout(deadline);
	leaveSoon();
}

/** How long what was stopped may take to let the process end by itself, in ms. */
const lettingGoMs = 1_000;

/**
 * All is stopped. A connection that a library could not close, since the server at its other end has fallen silent, is
 * nothing to stay for.
 */
function leaveSoon(): void {
	setTimeout(() => process.exit(), lettingGoMs).unref();
}

function startDeadline(config: Config, log: Log): NodeJS.Timeout {
	const deadline = setTimeout(() => {
		log.error({}, "stop: the deadline has passed; what is in flight is looked up at the next start");
		process.exit(1);
	}, config.options.STOP_DEADLINE);
	deadline.unref();
	return deadline;
}
