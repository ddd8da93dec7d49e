import { afterEach, expect, it } from "vitest";
import { silentLog } from "../../../src/domain/log.ts";
import { createClock } from "../../../src/store/redis/clock.ts";
import { type Connection, createConnection } from "../../../src/store/redis/connection.ts";
import { freePort } from "../../support/port.ts";
import { startRedis, type TestRedis } from "../../support/redis.ts";

let redis: TestRedis | undefined;
let connection: Connection | undefined;

afterEach(async () => {
	await connection?.stop();
	await redis?.stop();
});

it("the clock is Redis's also where the first question waited long for Redis to come", async () => {
	const port = await freePort();
	connection = createConnection(`redis://127.0.0.1:${port}`, { log: silentLog });
	const asked = performance.now();
	const opening = createClock(connection);
	await new Promise((resolve) => connection?.redis.once("error", resolve));
	await new Promise((resolve) => connection?.redis.once("reconnecting", resolve));
	// Each try to reach it is later than the one before: after four of them it has waited for more than a second.
	for (let tries = 0; tries < 4; tries++) {
		await new Promise((resolve) => connection?.redis.once("reconnecting", resolve));
	}
	redis = await startRedis([], { port });
	const clock = await opening;
	const waited = performance.now() - asked;
	const [seconds, microseconds] = await connection.redis.time();
	const off = Math.abs(clock.now() - (Number(seconds) * 1_000 + Number(microseconds) / 1_000));
	clock.stop();
	// The middle of the wait would be off by half of it.
	expect(off).toBeLessThan(waited / 4);
});
