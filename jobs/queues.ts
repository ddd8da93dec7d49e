import { type ConnectionOptions, type JobsOptions, Queue } from "bullmq";
import { z } from "zod";
import type { Connection } from "../src/store/connection.ts";

/**
 * Every queue: its name, what a job carries, and how it is kept. This is the contract between processes: a job is a hint
 * that there is work, the stores hold what the work is, so any job may be lost or doubled without harm.
 */
export const queues = {
	"check-source": { payload: z.object({ sourceId: z.string() }) },
	"plan-article": { payload: z.object({ articleId: z.string(), revision: z.number() }) },
	"run-lane": { payload: z.object({ lane: z.string() }) },
	"share-posts": { payload: z.object({ platform: z.string(), lane: z.number() }) },
} as const;

export type QueueName = keyof typeof queues;
export type Payload<Name extends QueueName> = z.infer<(typeof queues)[Name]["payload"]>;

/** Tries again for ever, ever more slowly: a job fails only with what caused it, never by counting. */
const standing: JobsOptions = {
	attempts: 1_000_000,
	backoff: { type: "exponential", delay: 500, jitter: 0.5 },
	removeOnComplete: true,
	removeOnFail: { age: 7 * 24 * 3600, count: 1_000 },
};

export type Queues = {
	/** `key`: while a job of this key waits, no other is added; one that runs is followed by one more. */
	add<Name extends QueueName>(name: Name, payload: Payload<Name>, key: string): Promise<void>;
	/** Replaces the timetable of a queue: one repeated job an entry, every `everyMs`. */
	schedule<Name extends QueueName>(name: Name, entries: readonly ScheduleEntry<Name>[]): Promise<void>;
	/** How many jobs wait, run or are delayed, by queue. */
	counts(): Promise<Record<QueueName, Record<string, number>>>;
	stop(): Promise<void>;
};

export type ScheduleEntry<Name extends QueueName> = { key: string; everyMs: number; payload: Payload<Name> };

export function createQueues(connection: Connection): Queues {
	const open = new Map<QueueName, Queue>();
	for (const name of Object.keys(queues) as QueueName[]) {
		const queue = new Queue(name, { ...queueOptions(connection, name), defaultJobOptions: standing });
		// The connection has said that Redis is away; without a listener BullMQ prints it as well.
		queue.on("error", () => {});
		open.set(name, queue);
	}
	const queue = (name: QueueName) => {
		const found = open.get(name);
		if (found === undefined) throw new Error(`jobs: there is no queue ${name}`);
		return found;
	};
	return {
		async add(name, payload, key) {
			await queue(name).add(name, payload, { deduplication: { id: key, keepLastIfActive: true } });
		},
		async schedule(name, entries) {
			const wanted = new Set(entries.map((entry) => entry.key));
			for (const scheduler of await queue(name).getJobSchedulers()) {
				if (!wanted.has(scheduler.key)) await queue(name).removeJobScheduler(scheduler.key);
			}
			for (const { key, everyMs, payload } of entries) {
				await queue(name).upsertJobScheduler(
					key,
					{ every: everyMs },
					{ name, data: payload, opts: standing },
				);
			}
		},
		async counts() {
			const entries = await Promise.all(
				[...open].map(async ([name, each]) => [name, await each.getJobCounts()] as const),
			);
			return Object.fromEntries(entries) as Record<QueueName, Record<string, number>>;
		},
		async stop() {
			await Promise.all([...open.values()].map((each) => each.close()));
		},
	};
}

/** Each queue under a hash tag of its own, for Redis Cluster; never ioredis's keyPrefix. */
export function queueOptions(connection: Connection, name: QueueName) {
	return { connection: connection.redis as ConnectionOptions, prefix: `{queue:${name}}` };
}
