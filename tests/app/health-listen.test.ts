import { afterAll, beforeAll, expect, it } from "vitest";
import { type BarqiyaProcess, runBarqiya } from "../support/barqiya-process.ts";
import { startRedis, type TestRedis } from "../support/redis.ts";

let redis: TestRedis;
let barqiya: BarqiyaProcess | undefined;

beforeAll(async () => {
	redis = await startRedis();
});
afterAll(async () => {
	await barqiya?.kill();
	await redis.stop();
});

it("a process without the web role says how it is where HEALTH_LISTEN tells it to, and shows no pages", async () => {
	barqiya = runBarqiya(["start", "--roles", "deliver"], {
		REDIS_URL: redis.url,
		BARQIYA_SOURCES: "/nowhere/barqiya.yaml",
		HEALTH_LISTEN: "127.0.0.1:0",
	});
	const { address } = await barqiya.logged("health: listening");
	await barqiya.logged("start: everything runs");
	const health = await fetch(`${address}/healthz`);
	expect(health.status).toBe(200);
	expect(await health.json()).toMatchObject({ status: "ok", redis: { up: true } });
	const metrics = await (await fetch(`${address}/metrics`)).text();
	expect(metrics).toContain("barqiya_healthy 1\n");
	expect(metrics).toContain("barqiya_due_posts_wait_seconds 0\n");
	expect((await fetch(`${address}/c/news`)).status).toBe(404);
	expect(await barqiya.stop()).toBe(0);
});
