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

it("a process that shows pages tells the public one word, and all where HEALTH_LISTEN tells it to", async () => {
	barqiya = runBarqiya(["start", "--roles", "web"], {
		REDIS_URL: redis.url,
		BARQIYA_SOURCES: "/nowhere/barqiya.yaml",
		WEB_LISTEN: "127.0.0.1:0",
		HEALTH_LISTEN: "127.0.0.1:0",
	});
	const pages = (await barqiya.logged("web: listening")).address;
	const { address } = await barqiya.logged("health: listening");
	await barqiya.logged("start: everything runs");
	expect(await (await fetch(`${pages}/healthz`)).json()).toEqual({ status: "ok" });
	expect((await fetch(`${pages}/metrics`)).status).toBe(404);
	expect(await (await fetch(`${address}/healthz`)).json()).toMatchObject({ redis: { up: true } });
	expect((await fetch(`${address}/metrics`)).status).toBe(200);
	expect(await barqiya.stop()).toBe(0);
});

it("without HEALTH_LISTEN it tells all to this machine alone, and not through a proxy", async () => {
	barqiya = runBarqiya(["start", "--roles", "web"], {
		REDIS_URL: redis.url,
		BARQIYA_SOURCES: "/nowhere/barqiya.yaml",
		WEB_LISTEN: "127.0.0.1:0",
	});
	const { address } = await barqiya.logged("web: listening");
	await barqiya.logged("start: everything runs");
	expect(await (await fetch(`${address}/healthz`)).json()).toMatchObject({ redis: { up: true } });
	expect((await fetch(`${address}/metrics`)).status).toBe(200);
	const headers = { "X-Forwarded-For": "203.0.113.9" };
	expect(await (await fetch(`${address}/healthz`, { headers })).json()).toEqual({ status: "ok" });
	expect((await fetch(`${address}/metrics`, { headers })).status).toBe(404);
	expect(await barqiya.stop()).toBe(0);
});
