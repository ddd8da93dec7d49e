import { RateLimiterRedis, RateLimiterRes } from "rate-limiter-flexible";
import type { Connection } from "../redis/connection.ts";

/** Counts wrong tokens by the address that they come from, over all processes. */
export type TokenGuard = {
	/** Counts one more; the ms to wait when it is too many. */
	noteWrong(address: string): Promise<number | undefined>;
};

const perMinute = 10;

/** Nothing is asked of who sends a good token, so that nobody is locked out by another's guesses. */
export function createTokenGuard(connection: Connection): TokenGuard {
	const limiter = new RateLimiterRedis({
		storeClient: connection.redis,
		keyPrefix: "{wrong-token}",
		points: perMinute,
		duration: 60,
	});
	return {
		async noteWrong(address) {
			try {
				await limiter.consume(address);
				return undefined;
			} catch (refusal) {
				if (!(refusal instanceof RateLimiterRes)) throw refusal;
				return refusal.msBeforeNext;
			}
		},
	};
}
