import { Queue } from "bullmq";
import { afterEach, expect, it } from "vitest";
import { createQueues, longestRetryMs, queueOptions } from "../../jobs/queues.ts";
import { createJobWorker } from "../../jobs/worker.ts";
import { silentLog } from "../../src/domain/log.ts";
import { createConnection } from "../../src/store/redis/connection.ts";
import { startRedis } from "../support/redis.ts";
import { until } from "../support/until.ts";

const open: { stop(): Promise<void> }[] = [];
afterEach(async () => {
	for (const each of open.splice(0).toReversed()) await each.stop();
});

it("stops though Redis went away while it waited for work", { timeout: 20_000 }, async () => {
	const redis = await startRedis();
	open.push(redis);
	const connection = createConnection(redis.url, { log: silentLog });
	open.push(connection);
	const queues = createQueues(connection);
	const done: string[] = [];
	const worker = createJobWorker(connection, {
		queue: "run-lane",
		concurrency: 1,
		async process({ lane }) {
			done.push(lane);
		},
		log: silentLog,
	});
	await queues.add("run-lane", { lane: "telegram:0:news" }, "telegram:0:news");
	await until(() => done.length === 1, "the worker works");
	await redis.kill();
	await until(() => connection.redis.status === "reconnecting", "the connection is known to be gone");
	await worker.stop();
	expect(done).toEqual(["telegram:0:news"]);
});

it("tries again in at most half a minute what has failed for hours", async () => {
	const redis = await startRedis();
	open.push(redis);
	const connection = createConnection(redis.url, { log: silentLog });
	const queues = createQueues(connection);
	open.push(connection, { stop: () => queues.stop() });
	await queues.add("run-lane", { lane: "telegram:0:news" }, "telegram:0:news");
	const jobs = new Queue("run-lane", queueOptions(connection, "run-lane"));
	open.push({ stop: () => jobs.close() });
	const job = (await jobs.getJobs())[0];
	const key = jobs.toKey(job?.id ?? "");
	await connection.redis.hset(key, "atm", 40);
	const worker = createJobWorker(connection, {
		queue: "run-lane",
		concurrency: 1,
		async process() {
			throw new Error("the disk is full");
		},
		log: silentLog,
	});
	open.push(worker);
	await until(async () => (await jobs.getDelayedCount()) === 1, "it waits for its next try");
	const delay = Number(await connection.redis.hget(key, "delay"));
	expect(await connection.redis.hget(key, "atm")).toBe("41");
	expect(delay).toBeGreaterThan(0);
	expect(delay).toBeLessThanOrEqual(longestRetryMs);
});
