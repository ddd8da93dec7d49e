import { afterEach, beforeEach, describe, expect, it } from "vitest";
import type { BarqiyaProcess } from "../support/barqiya-process.ts";
import { startRedis, type TestRedis } from "../support/redis.ts";
import { until } from "../support/until.ts";
import { headlines, type MainJobStage, openMainJobStage, telegramChannels } from "./main-job-stage.ts";

let redis: TestRedis;
let stage: MainJobStage;
let barqiya: BarqiyaProcess | undefined;

beforeEach(async () => {
	[redis, stage] = await Promise.all([startRedis(), openMainJobStage()]);
});
afterEach(async () => {
	await barqiya?.kill();
	await Promise.all([stage.stop(), redis.stop()]);
});

// A process that was killed is given up after its leases; Telegram's settling time is waited for as well.
describe("the main job", { timeout: 150_000 }, () => {
	it("brings three articles to two Telegram channels, a Discord channel and a page, each once and in order", async () => {
		barqiya = stage.start(redis.url);
		const { address } = await barqiya.logged("web: listening");
		await barqiya.logged("start: everything runs");
		await stage.subscribeEverybody();
		stage.publish(3);
		await until(() => stage.arrived() === 9, "nine posts arrived", 40_000);
		for (const id of telegramChannels) expect(stage.onTelegram(id)).toEqual(headlines);
		expect(stage.onDiscord()).toEqual(headlines);
		const page = () => stage.onTheWeb(String(address));
		expect(await until(async () => (await page()).length === 3 && page(), "the page has three")).toEqual(
			headlines,
		);
		const metrics = await (await fetch(`${address}/metrics`)).text();
		expect(metrics).toContain('barqiya_deliveries_total{platform="telegram",state="sent"} 6\n');
		expect(metrics).toContain('barqiya_deliveries_total{platform="discord",state="sent"} 3\n');
		expect(metrics).toContain("barqiya_due_posts_wait_seconds 0\n");
		expect(await barqiya.stop()).toBe(0);
		expect(stage.telegram.violations).toEqual([]);
		expect(stage.telegram.refusals()).toEqual({});
		expect(stage.discord.specProblems()).toEqual([]);
		expect(stage.discord.limited()).toEqual([]);
	});

	it("posts each article once although the process is killed in the middle of it", async () => {
		barqiya = stage.start(redis.url);
		await barqiya.logged("start: everything runs");
		await stage.subscribeEverybody();
		stage.publish(3);
		await until(() => stage.arrived() >= 2, "the first posts arrived", 40_000);
		await barqiya.kill();
		barqiya = stage.start(redis.url);
		const { address } = await barqiya.logged("web: listening");
		await until(() => stage.arrived() >= 9, "the rest arrived", 100_000);
		await until(async () => (await stage.onTheWeb(String(address))).length === 3, "the page has three");
		await barqiya.stop();
		for (const id of telegramChannels) {
			expect(stage.onTelegram(id).toSorted()).toEqual(headlines.toSorted());
		}
		expect(stage.onDiscord().toSorted()).toEqual(headlines.toSorted());
	});

	it("answers /latest on both platforms with the newest three", async () => {
		stage.publish(3);
		barqiya = stage.start(redis.url);
		await barqiya.logged("start: everything runs");
		await barqiya.logged("ingest: source checked");
		const reader = 900;
		stage.telegram.say(reader, reader, "/latest");
		const answer = await until(
			() => stage.telegram.arrivals.entries.find(({ chatId }) => chatId === reader),
			"the reader on Telegram was answered",
		);
		const slash = await stage.slash("latest");
		for (const text of [answer.text ?? "", JSON.stringify(slash)]) {
			const places = headlines.map((headline) => text.indexOf(headline));
			expect(text).toSatisfy(() => places.every((place) => place >= 0));
			expect(places).toEqual(places.toSorted((a, b) => b - a));
		}
	});
});
