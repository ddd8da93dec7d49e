import { type ConnectionOptions, type JobsOptions, Queue } from "bullmq";
import { z } from "zod";
import type { Connection } from "../src/store/redis/connection.ts";
import { closeInTime } from "./close-in-time.ts";

/**
 * Every queue: its name, what a job carries, and how it is kept. This is the contract between processes: a job is a hint
 * that there is work, the stores hold what the work is, so any job may be lost or doubled without harm.
 */
export const queues = {
	"check-source": { payload: z.object({ sourceId: z.string() }) },
	"plan-article": { payload: z.object({ articleId: z.string(), revision: z.number() }) },
	/** A queue of its own for each platform and class: what is long there stands in nobody's way elsewhere. */
	"run-lane": { payload: z.object({ lane: z.string() }) },
	"share-posts": { payload: z.object({ platform: z.string(), lane: z.number() }) },
} as const;

export type QueueName = keyof typeof queues;
export type Payload<Name extends QueueName> = z.infer<(typeof queues)[Name]["payload"]>;

/**
 * Tries again for ever, ever more slowly but never slower than `longestRetryMs`: a job fails only with what caused it, never by
 * counting, and hours of it (a full disk) are not followed by hours of waiting.
 */
const standing: JobsOptions = {
	attempts: 1_000_000,
	backoff: { type: "bounded" },
	removeOnComplete: true,
	removeOnFail: { age: 7 * 24 * 3600, count: 1_000 },
};

const firstRetryMs = 500;
export const longestRetryMs = 30_000;

/** How long a job waits after so many attempts: twice as long each time, up to half of it less, so that many do not come at once. */
export function retryInMs(attemptsMade: number): number {
	const longest = Math.min(longestRetryMs, firstRetryMs * 2 ** (attemptsMade - 1));
	return Math.round(longest * (1 - Math.random() / 2));
}

export type Queues = {
	/**
	 * `key`: while a job of this key waits, no other is added; one that runs is followed by one more. `part`: of a queue that
	 * is kept in parts, each with workers of its own.
	 */
	add<Name extends QueueName>(name: Name, payload: Payload<Name>, key: string, part?: string): Promise<void>;
	/** Replaces the timetable of a queue: one repeated job an entry, every `everyMs`. */
	schedule<Name extends QueueName>(name: Name, entries: readonly ScheduleEntry<Name>[]): Promise<void>;
	/** Whether jobs of a queue, or of a part of it, wait for a free worker. */
	hasWaiting(name: QueueName, part?: string): Promise<boolean>;
	/** How many jobs wait, run or are delayed, by queue; by part for those queues whose parts are named. */
	counts(
		parts?: Partial<Record<QueueName, readonly string[]>>,
	): Promise<Record<string, Record<string, number>>>;
	stop(): Promise<void>;
};

export type ScheduleEntry<Name extends QueueName> = { key: string; everyMs: number; payload: Payload<Name> };

export function createQueues(connection: Connection): Queues {
	const open = new Map<string, Queue>();
	function queue(name: QueueName, part?: string): Queue {
		const full = queueName(name, part);
		const known = open.get(full);
		if (known !== undefined) return known;
		const opened = new Queue(full, { ...queueOptions(connection, full), defaultJobOptions: standing });
		// The connection has said that Redis is away; without a listener BullMQ prints it as well.
		opened.on("error", () => {});
		open.set(full, opened);
		return opened;
	}
	return {
		async add(name, payload, key, part) {
			await queue(name, part).add(name, payload, { deduplication: { id: key, keepLastIfActive: true } });
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
		async hasWaiting(name, part) {
			return (await queue(name, part).getWaitingCount()) > 0;
		},
		async counts(parts = {}) {
			const all = (Object.keys(queues) as QueueName[]).flatMap((name) =>
				(parts[name] ?? [undefined]).map((part) => [queueName(name, part), queue(name, part)] as const),
			);
			const entries = await Promise.all(
				all.map(async ([name, each]) => [name, await each.getJobCounts()] as const),
			);
			return Object.fromEntries(entries);
		},
		async stop() {
			await closeInTime(Promise.all([...open.values()].map((each) => each.close())));
		},
	};
}

/** What BullMQ knows a queue, or a part of one, by. */
export function queueName(name: QueueName, part?: string): string {
	return part === undefined ? name : `${name}.${part}`;
}

/** Each queue under a hash tag of its own, for Redis Cluster; never ioredis's keyPrefix. */
export function queueOptions(connection: Connection, name: string) {
	return { connection: connection.redis as ConnectionOptions, prefix: `{queue:${name}}` };
}
