import type { Connection } from "./connection.ts";

/** Redis's clock, so that all processes agree on the time however wrong a machine's own clock is. Epoch ms. */
export type Clock = { now(): number; stop(): void };

const resyncMs = 10_000;

/** Asks Redis for the time, and again every ten seconds; between answers the process's monotonic clock carries on. */
export async function createClock(connection: Connection): Promise<Clock> {
	let offset = await measureOffset(connection);
	const timer = setInterval(() => {
		measureOffset(connection).then(
			(measured) => {
				offset = measured;
			},
			() => {}, // Redis is away: the last offset holds, the connection has said so.
		);
	}, resyncMs);
	timer.unref();
	return { now: () => Math.round(performance.now() + offset), stop: () => clearInterval(timer) };
}

async function measureOffset(connection: Connection): Promise<number> {
	const before = performance.now();
	const [seconds, microseconds] = await connection.redis.time();
	const after = performance.now();
	return Number(seconds) * 1_000 + Number(microseconds) / 1_000 - (before + after) / 2;
}
