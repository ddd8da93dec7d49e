import { setTimeout as sleep } from "node:timers/promises";

/**
 * With its jobs done BullMQ has only to tell Redis and to hang up. Where Redis was away just then it never gets to the end of
 * it: what it waits for was dropped with a connection, and ioredis 6 never settles that.
 */
const closeWithinMs = 3_000;

/** Resolves when BullMQ has closed a queue or worker, or when it has had time enough for it. */
export async function closeInTime(closing: Promise<unknown>): Promise<void> {
	await Promise.race([closing, sleep(closeWithinMs, undefined, { ref: false })]);
}
