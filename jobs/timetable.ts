import type { Log } from "../src/domain/log.ts";

/** Something done again and again, e.g. waking lanes whose time has come. */
export type Routine = { name: string; everyMs: number; run(): Promise<unknown> };

/**
 * Runs routines, each at its own interval and never beside itself. Any number of processes may have the same timetable:
 * what stands in it does no harm when it is done twice. A routine that fails is tried again at its next time. `stop`
 * resolves when what runs is done.
 */
export function createTimetable(routines: readonly Routine[], log: Log): { stop(): Promise<void> } {
	const running = new Set<Promise<void>>();
	const timers = routines.map((routine) => {
		let busy = false;
		return setInterval(() => {
			if (busy) return;
			busy = true;
			const done = runOnce(routine, log).finally(() => {
				busy = false;
				running.delete(done);
			});
			running.add(done);
		}, routine.everyMs);
	});
	return {
		async stop() {
			for (const timer of timers) clearInterval(timer);
			await Promise.all(running);
		},
	};
}

async function runOnce(routine: Routine, log: Log): Promise<void> {
	try {
		await routine.run();
	} catch (error) {
		log.warn({ routine: routine.name, reason: String(error) }, "timetable: a routine failed, tried again");
	}
}
