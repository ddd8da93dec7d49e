import { setMaxListeners } from "node:events";
import { UnrecoverableError, Worker } from "bullmq";
import type { Log } from "../src/domain/log.ts";
import type { Connection } from "../src/store/redis/connection.ts";
import { closeInTime } from "./close-in-time.ts";
import { type Payload, type QueueName, queueName, queueOptions, queues, retryInMs } from "./queues.ts";

export type JobWorker = { stop(): Promise<void> };

export type WorkerSettings<Name extends QueueName> = {
	queue: Name;
	/** Of a queue that is kept in parts: the one that this worker works on. */
	part?: string;
	concurrency: number;
	/** `signal` is aborted when the program stops: finish what is in flight and return. */
	process(payload: Payload<Name>, signal: AbortSignal): Promise<void>;
	log: Log;
	/** A job whose worker was lost is looked for this often; its lock lasts three times as long. In ms; 10 s if absent. */
	stalledMs?: number;
	/** For the fault lab, which shows what another number does. */
	maxStalledCount?: number;
};

/**
 * Runs the jobs of one queue. BullMQ's errors end here. `stop` takes no new job and resolves when running ones are done.
 */
export function createJobWorker<Name extends QueueName>(
	connection: Connection,
	settings: WorkerSettings<Name>,
): JobWorker {
	const { log, stalledMs = 10_000 } = settings;
	const queue = queueName(settings.queue, settings.part);
	const stopping = new AbortController();
	setMaxListeners(0, stopping.signal); // every running job listens
	const { payload } = queues[settings.queue];
	const running = new Set<Promise<void>>();
	const worker = new Worker(
		queue,
		async (job) => {
			const read = payload.safeParse(job.data);
			// Waiting would not make it readable; the job stays in the failed set, where it can be looked at.
			if (!read.success) throw new UnrecoverableError(`jobs: ${queue}: ${read.error.message}`);
			const work = settings.process(read.data as Payload<Name>, stopping.signal);
			running.add(work);
			await work.finally(() => running.delete(work));
		},
		{
			...queueOptions(connection, queue),
			concurrency: settings.concurrency,
			lockDuration: 3 * stalledMs,
			stalledInterval: stalledMs,
			// BullMQ's default of 1 makes a second crash a failed job, i.e. a lost post (PLATFORMS §3).
			maxStalledCount: settings.maxStalledCount ?? 1_000_000,
			drainDelay: 5,
			settings: { backoffStrategy: retryInMs },
		},
	);
	worker.on("error", (error) => log.warn({ queue, reason: error.message }, "jobs: the worker had a problem"));
	worker.on("failed", (job, error) =>
		log.error({ queue, job: job?.id, reason: error.message }, "jobs: a job failed, it is tried again"),
	);
	return {
		async stop() {
			stopping.abort();
			const closed = worker.close();
			while (running.size > 0) await Promise.allSettled(running);
			await closeInTime(closed);
		},
	};
}
