import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { keys } from "../../src/store/redis/keys.ts";
import type { BarqiyaProcess } from "../support/barqiya-process.ts";
import { startRedisCluster, type TestCluster } from "../support/redis-cluster.ts";
import { startRedisSentinel } from "../support/redis-sentinel.ts";
import { until } from "../support/until.ts";
import { headlines, type MainJobStage, openMainJobStage, telegramChannels } from "./main-job-stage.ts";

let redis: TestCluster | undefined;
let stage: MainJobStage;
let barqiya: BarqiyaProcess | undefined;

beforeEach(async () => {
	stage = await openMainJobStage();
});
afterEach(async () => {
	await barqiya?.kill();
	await Promise.all([stage.stop(), redis?.stop()]);
});

const settings = { "a Cluster": startRedisCluster, "a Sentinel": startRedisSentinel };
const losses = { "is killed": "killed", "falls silent": "silent" } as const;
const cases = Object.entries(settings).flatMap(([on, start]) =>
	Object.entries(losses).map(([what, how]) => ({ on, start, what, how })),
);

describe.for(cases)("on $on of which a master $what", { timeout: 200_000 }, ({ start, how }) => {
	it("posts each article once and in order, and goes on when the replica has taken over", async () => {
		redis = await start();
		barqiya = stage.start(redis.url);
		const { address } = await barqiya.logged("web: listening");
		await barqiya.logged("start: everything runs");
		await stage.subscribeEverybody();
		stage.publish(1);
		await until(() => stage.arrived() === 3, "the first article arrived", 40_000);
		await redis.loseMasterOf(keys.articlesLatest(), how);
		stage.publish(3);
		await until(() => stage.arrived() === 9, "the others arrived", 100_000);
		for (const id of telegramChannels) expect(stage.onTelegram(id)).toEqual(headlines);
		expect(stage.onDiscord()).toEqual(headlines);
		const page = () => stage.onTheWeb(String(address));
		expect(await until(async () => (await page()).length === 3 && page(), "the page has three")).toEqual(
			headlines,
		);
		stage.telegram.say(900, 900, "/latest");
		await until(
			() => stage.telegram.arrivals.entries.find(({ chatId }) => chatId === 900),
			"a reader was answered",
		);
		expect(await barqiya.stop()).toBe(0);
		const troubles = barqiya.output().log.filter(({ level }) => Number(level) >= 50);
		expect(troubles).toEqual([]);
	});
});
