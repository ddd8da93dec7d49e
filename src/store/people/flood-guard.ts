import { RateLimiterRedis, RateLimiterRes } from "rate-limiter-flexible";
import type { Connection } from "../redis/connection.ts";
import type { PersonKey } from "./people.ts";

/** Whether somebody may ask now. `first`: the first question that is too many, after which nothing more is said. */
export type Turn = { kind: "free" } | { kind: "too-many"; first: boolean; waitMs: number };

/** Counts what each person asks and presses, over all processes. */
export type FloodGuard = {
	takeTurn(person: PersonKey): Promise<Turn>;
	takePress(person: PersonKey): Promise<Turn>;
};

/** A dialogue takes several presses where a question takes one message. */
const pressesPerQuestion = 4;

const windowSeconds = 60;

/**
 * `perMinute` questions of one person are answered in a minute, which begins with the first of them. What is too many is
 * not counted into the next minute, so whoever waits is always answered.
 */
export function createFloodGuard(connection: Connection, perMinute: number): FloodGuard {
	return {
		takeTurn: countTurns(connection, "{flood}", perMinute),
		takePress: countTurns(connection, "{flood}:press", perMinute * pressesPerQuestion),
	};
}

function countTurns(connection: Connection, keyPrefix: string, perMinute: number): FloodGuard["takeTurn"] {
	const limiter = new RateLimiterRedis({
		storeClient: connection.redis,
		keyPrefix,
		points: perMinute,
		duration: windowSeconds,
	});
	return async ({ platform, id }) => {
		try {
			await limiter.consume(`${platform}:${id}`);
			return { kind: "free" };
		} catch (refusal) {
			// Everything else is an outage.
			if (!(refusal instanceof RateLimiterRes)) throw refusal;
			const { consumedPoints, msBeforeNext } = refusal;
			return { kind: "too-many", first: consumedPoints === perMinute + 1, waitMs: msBeforeNext };
		}
	};
}
