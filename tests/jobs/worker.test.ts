import { afterEach, expect, it } from "vitest";
import { createQueues } from "../../jobs/queues.ts";
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
