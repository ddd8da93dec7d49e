import { afterEach, expect, it } from "vitest";
import { createQueues, type Queues } from "../../jobs/queues.ts";
import { lanePartName, laneParts, runLaneJob, wakeLane } from "../../jobs/run-lane.ts";
import { createJobWorker } from "../../jobs/worker.ts";
import { silentLog } from "../../src/domain/log.ts";
import { type Connection, createConnection } from "../../src/store/redis/connection.ts";
import { laneName } from "../../src/store/redis/keys.ts";
import { openDelivery, textPost } from "../delivery/harness.ts";
import { createPlatformInMemory } from "../delivery/platform-in-memory.ts";
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

it("a lane that is long at work makes room for one that waits, and is taken up again", async () => {
	const redis = await startRedis();
	const platform = createPlatformInMemory();
	const delivery = openDelivery(redis.url, platform.publisher);
	const queues = createQueues(delivery.connection);
	open.push(redis, delivery, { stop: () => queues.stop() });
	await delivery.addChannels(501);
	await delivery.plan(textPost("p1", { priority: "bulk" }));
	let isSlow = true;
	platform.answerWith(({ address }) =>
		isSlow && address === "a7"
			? { kind: "retry", afterMs: 50, scope: "channel", limited: false, raw: "slow" }
			: "accept",
	);
	const part = { platform: "memory", class: "bulk" } as const;
	open.push(
		createJobWorker(delivery.connection, {
			...runLaneJob(part, delivery.deps, queues, 200),
			concurrency: 1,
		}),
	);
	const has = (address: string) => platform.arrivals.some((arrival) => arrival.address === address);
	await wakeLane(queues, { ...part, number: 0 });
	await until(() => has("a499"), "the first lane is at work");
	await wakeLane(queues, { ...part, number: 1 });
	await until(() => has("a500"), "the other lane had its turn");
	expect(has("a7")).toBe(false);
	isSlow = false;
	await until(async () => {
		// As the timetable does.
		for (const lane of await delivery.deps.posts.dueLanes(Date.now(), 10)) await wakeLane(queues, lane);
		return has("a7");
	}, "the first lane is taken up again");
	expect(platform.arrivals).toHaveLength(501);
});
