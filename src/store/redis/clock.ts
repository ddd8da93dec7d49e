import type { Connection } from "./connection.ts";
import { keys } from "./keys.ts";

/** Redis's clock, so that all processes agree on the time however wrong a machine's own clock is. Epoch ms. */
export type Clock = { now(): number; stop(): void };

const resyncMs = 10_000;
const believedMs = 100;

/** Asks Redis for the time, and again every ten seconds; between answers the process's monotonic clock carries on. */
export async function createClock(connection: Connection): Promise<Clock> {
	let offset = await measureOffset(connection);
	let isMeasuring = false;
	const timer = setInterval(() => {
		if (isMeasuring) return; // Redis is away: the last offset holds, the connection has said so.
		isMeasuring = true;
		measureOffset(connection)
			.then(
				(measured) => {
					offset = measured;
				},
				() => {},
			)
			.finally(() => {
				isMeasuring = false;
			});
	}, resyncMs);
	timer.unref();
	return { now: () => Math.round(performance.now() + offset), stop: () => clearInterval(timer) };
}

/**
 * A question that waited for Redis to come back says nothing of when it was answered: its middle lies minutes off. So only
 * a quick answer is believed, or the quickest of a few where none is quick.
 */
async function measureOffset(connection: Connection): Promise<number> {
	let best = await measureOnce(connection);
	for (let more = 4; more > 0 && best.tookMs > believedMs; more--) {
		const next = await measureOnce(connection);
		if (next.tookMs < best.tookMs) best = next;
	}
	return best.offset;
}

async function measureOnce(connection: Connection): Promise<{ offset: number; tookMs: number }> {
	const before = performance.now();
	const [seconds, microseconds] = (await connection.run("read-clock", [keys.clock()], [])) as unknown[];
	const after = performance.now();
	const offset = Number(seconds) * 1_000 + Number(microseconds) / 1_000 - (before + after) / 2;
	return { offset, tookMs: after - before };
}
