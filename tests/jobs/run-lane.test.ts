import { afterEach, expect, it } from "vitest";
import { createQueues, type Queues } from "../../jobs/queues.ts";
import { lanePartName, laneParts, wakeLane } from "../../jobs/run-lane.ts";
import { createJobWorker } from "../../jobs/worker.ts";
import { silentLog } from "../../src/domain/log.ts";
import { type Connection, createConnection } from "../../src/store/redis/connection.ts";
import { laneName } from "../../src/store/redis/keys.ts";
import { startRedis } from "../support/redis.ts";
import { until } from "../support/until.ts";

const open: { stop(): Promise<void> }[] = [];
afterEach(async () => {
	for (const each of open.splice(0).toReversed()) await each.stop();
});

async function openQueues(): Promise<{ connection: Connection; queues: Queues }> {
	const redis = await startRedis();
	const connection = createConnection(redis.url, { log: silentLog });
	const queues = createQueues(connection);
	open.push(redis, connection, { stop: () => queues.stop() });
	return { connection, queues };
}

it("a broadcast that fills its workers stands before no news and before no other platform", async () => {
	const { connection, queues } = await openQueues();
	const begun: string[] = [];
	for (const part of laneParts(["telegram", "discord"])) {
		const worker = createJobWorker(connection, {
			queue: "run-lane",
			part: lanePartName(part),
			concurrency: 1,
			async process({ lane }, stopping) {
				begun.push(lane);
				const isLong = part.class === "bulk" && part.platform === "telegram" && !stopping.aborted;
				if (isLong) await new Promise((resolve) => stopping.addEventListener("abort", resolve));
			},
			log: silentLog,
		});
		open.push(worker);
	}
	for (const number of [0, 1, 2]) await wakeLane(queues, { platform: "telegram", number, class: "bulk" });
	await until(() => begun.length === 1, "the broadcast is under way");
	const others = [
		{ platform: "telegram", number: 0, class: "news" },
		{ platform: "discord", number: 0, class: "news" },
		{ platform: "discord", number: 0, class: "bulk" },
	] as const;
	for (const lane of others) await wakeLane(queues, lane);
	await until(() => begun.length === 4, "what is not behind the broadcast is run");
	expect(begun.slice(1).sort()).toEqual(others.map(laneName).sort());
	const parts = laneParts(["telegram", "discord"]).map(lanePartName);
	const counts = await queues.counts({ "run-lane": parts });
	expect(counts["run-lane.telegram.bulk"]).toMatchObject({ active: 1, waiting: 2 });
});
