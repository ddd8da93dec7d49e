import { cp, mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import type { BarqiyaProcess } from "../support/barqiya-process.ts";
import { startRedis, type TestRedis } from "../support/redis.ts";
import { until } from "../support/until.ts";
import { headlines, type MainJobStage, openMainJobStage, telegramChannels } from "./main-job-stage.ts";

let redis: TestRedis;
let stage: MainJobStage;
let copy: string;
let barqiya: BarqiyaProcess | undefined;

beforeEach(async () => {
	copy = await mkdtemp(join(tmpdir(), "barqiya-copy-"));
	[redis, stage] = await Promise.all([startRedis(["--appendfsync", "always"]), openMainJobStage()]);
});
afterEach(async () => {
	await barqiya?.kill();
	await Promise.all([stage.stop(), redis.stop()]);
	await rm(copy, { recursive: true, force: true });
});

const counts = (titles: readonly string[]) =>
	headlines.map((headline) => titles.filter((title) => title === headline).length);

describe("a Redis that is restored from an older copy", { timeout: 150_000 }, () => {
	it("finishes what was open in the copy, repeats nothing that was sent before it, and loses nothing that came after", async () => {
		barqiya = stage.start(redis.url);
		await barqiya.logged("start: everything runs");
		await stage.subscribeEverybody();
		stage.publish(1);
		await until(() => stage.arrived() === 3, "the first article arrived", 40_000);
		await barqiya.logged("ingest: source checked");
		// The second one waits on Telegram while the copy is made.
		void stage.telegram.faults.add({
			methods: ["sendMessage"],
			times: telegramChannels.length,
			action: { kind: "limit", retryAfter: 8 },
		});
		stage.publish(2);
		await until(() => stage.onDiscord().length === 2, "the second is on Discord", 40_000);
		await until(() => stage.telegram.refusals().fault, "Telegram asked to wait");
		await cp(redis.dir, copy, { recursive: true });
		stage.publish(3);
		await until(() => stage.arrived() === 9, "all three arrived", 60_000);
		await barqiya.kill();
		await redis.kill();

		await rm(redis.dir, { recursive: true });
		await cp(copy, redis.dir, { recursive: true });
		redis = await startRedis(["--appendfsync", "always"], redis);
		barqiya = stage.start(redis.url);
		// What was sent after the copy is not known in it, and comes again; Discord knows the same nonce for some minutes.
		for (const id of telegramChannels) {
			await until(() => counts(stage.onTelegram(id)).join() === "1,2,2", "what was open is finished", 90_000);
		}
		expect(await barqiya.stop()).toBe(0);
		for (const id of telegramChannels) expect(counts(stage.onTelegram(id))).toEqual([1, 2, 2]);
		expect(counts(stage.onDiscord())).toEqual([1, 1, 1]);
	});
});
