import type { Log } from "../domain/log.ts";
import type { Connection } from "../store/redis/connection.ts";
import { keys } from "../store/redis/keys.ts";
import { type Lease, takeLease } from "../store/redis/lease.ts";

const leaseMs = 10_000;

/**
 * Runs something in one process at a time: the others wait, and one of them takes over when that process stops or dies.
 * `start` resolves when it was decided for the first time who runs it, and rejects with what `run.start` threw then.
 */
export function elect(
	connection: Connection,
	name: string,
	run: { start(): Promise<void>; stop(): Promise<void> },
	log: Log,
): { start(): Promise<void>; stop(): Promise<void> } {
	let lease: Lease | undefined;
	let timer: NodeJS.Timeout | undefined;
	let stopped = false;
	let working: Promise<void> = Promise.resolve();

	async function decide(): Promise<void> {
		if (lease === undefined) await standForElection();
		else if (!(await lease.extend())) {
			log.warn({ name }, "election: lost, another process runs it now");
			lease = undefined;
			await run.stop();
		}
	}

	async function standForElection(): Promise<void> {
		const result = await takeLease(connection, keys.lease(name), leaseMs);
		if (result.kind === "taken") return;
		lease = result.lease;
		await run.start();
	}

	function again(): void {
		if (stopped) return;
		timer = setTimeout(() => {
			working = decide().catch((error) =>
				log.warn({ name, reason: String(error) }, "election: could not decide, trying again"),
			);
			void working.then(again);
		}, leaseMs / 4);
	}

	return {
		async start() {
			working = decide();
			try {
				await working;
			} finally {
				again();
			}
		},
		async stop() {
			stopped = true;
			clearTimeout(timer);
			await working.catch(() => {});
			if (lease === undefined) return;
			await run.stop();
			await lease.release();
		},
	};
}
