import type { Log } from "../domain/log.ts";
import type { Connection } from "../store/redis/connection.ts";
import { keys } from "../store/redis/keys.ts";
import { type Lease, takeLease } from "../store/redis/lease.ts";

type Run = { start(): Promise<void>; stop(): Promise<void> };

/** How long is waited at most after runs that did not start, in ms. */
const longestWaitMs = 60_000;

/**
 * Runs something in one process at a time: the others wait, and one of them takes over when that process stops or dies.
 * `create` is called for each time that this process is elected, since what was stopped may not start again: also an
 * outage of Redis that outlasts the lease ends in a new election. A run that does not start is left to the other processes,
 * which may have a better token, and tried again after waits that grow; so is one that gives up later. `start` resolves when
 * it was decided for the first time who runs it; what becomes of the run is the run's to tell.
 */
export function elect(
	connection: Connection,
	name: string,
	create: (giveUp: () => void) => Run,
	log: Log,
	leaseMs = 10_000,
): Run {
	let lease: Lease | undefined;
	let run: Run | undefined;
	let timer: NodeJS.Timeout | undefined;
	let stopped = false;
	/** Runs in a row that did not start, or gave up. */
	let failures = 0;
	let hasGivenUp = false;
	let working: Promise<void> = Promise.resolve();

	async function decide(): Promise<void> {
		if (lease === undefined) await standForElection();
		else if (hasGivenUp) await standDown("it gave up");
		else if (!(await lease.extend())) {
			log.warn({ name }, "election: lost, standing for it again");
			const lost = run;
			lease = run = undefined;
			await lost?.stop();
		}
	}

	async function standForElection(): Promise<void> {
		const result = await takeLease(connection, keys.lease(name), leaseMs);
		if (result.kind === "taken") return;
		lease = result.lease;
		if (stopped) return;
		hasGivenUp = false;
		const elected = create(() => {
			if (run === elected) hasGivenUp = true;
		});
		run = elected;
		try {
			await whileExtending(result.lease, run.start());
			failures = 0;
		} catch (error) {
			if (!stopped) await standDown(String(error));
		}
	}

	async function standDown(reason: string): Promise<void> {
		failures++;
		log.warn({ name, reason, waitMs: waitMs() }, "election: what was elected does not run, another may try");
		await resign();
	}

	function waitMs(): number {
		return Math.min((leaseMs / 4) * 2 ** failures, longestWaitMs);
	}

	/** `alsoAfter`: what else has to be over before another may run it. */
	async function resign(alsoAfter?: Promise<void>): Promise<void> {
		const [held, running] = [lease, run];
		lease = run = undefined;
		if (held === undefined) return;
		await whileExtending(held, Promise.all([running?.stop(), alsoAfter]));
		await held.release();
	}

	/** A start or a stop may take longer than the lease lasts, and what has expired is never given back. */
	async function whileExtending(held: Lease, work: Promise<unknown>): Promise<void> {
		const extending = setInterval(() => {
			held
				.extend()
				.catch((error) => log.warn({ name, reason: String(error) }, "election: the lease was not renewed"));
		}, leaseMs / 4);
		try {
			await work;
		} finally {
			clearInterval(extending);
		}
	}

	async function round(): Promise<void> {
		working = decide().catch((error) =>
			log.warn({ name, reason: String(error) }, "election: could not decide, trying again"),
		);
		await working;
		if (!stopped) timer = setTimeout(round, waitMs());
	}

	return {
		start: round,
		async stop() {
			stopped = true;
			clearTimeout(timer);
			// At once: a start that is under way may wait for something that does not come.
			await Promise.all([resign(working), working]);
			// What was won meanwhile.
			await resign();
		},
	};
}
