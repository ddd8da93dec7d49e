import { Redis } from "ioredis";
import { expect, it } from "vitest";
import { startRedis } from "./redis.ts";

it("a test's Redis answers on loopback and keeps nothing after it was stopped", async () => {
	const server = await startRedis();
	const redis = new Redis(server.url);
	expect(await redis.set("a", "1")).toBe("OK");
	redis.disconnect();
	await server.stop();
	await expect(new Redis(server.url, { retryStrategy: null, lazyConnect: true }).connect()).rejects.toThrow();
});
