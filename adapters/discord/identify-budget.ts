import { setTimeout as pause } from "node:timers/promises";
import { type IIdentifyThrottler, SimpleIdentifyThrottler } from "discord.js";
import type { Log } from "../../src/domain/log.ts";
import type { WebSocketManager } from "./gateway.ts";

const dayMs = 86_400_000;
/** Of what a day holds: so much as it comes, and so much spread over the day. The rest is for new starts. */
const atOnceShare = 1 / 10;
const spreadShare = 1 / 2;

/**
 * A day holds 1,000 IDENTIFYs of a small bot (`session_start_limit`); over them Discord takes the token away (PLATFORMS §2).
 * discord.js, which a gateway in trouble throws out after each one, sends one every five seconds, and is through with the
 * day in an hour and a half. One budget is for all clients that a bot begins one after the other.
 */
export function createIdentifyBudget(log: Log): (manager: WebSocketManager) => Promise<IIdentifyThrottler> {
	/** When all that was taken would have been earned again, by `performance.now()`. */
	let evenAt = Number.NEGATIVE_INFINITY;

	return async (manager) => {
		const { shards, session_start_limit: limit } = await manager.fetchGatewayInformation();
		const inTurn = new SimpleIdentifyThrottler(limit.max_concurrency);
		const earnedInMs = dayMs / (limit.total * spreadShare);
		const atOnce = Math.max(shards, Math.floor(limit.total * atOnceShare));
		const waitMs = () => evenAt - performance.now() - (atOnce - 1) * earnedInMs;
		return {
			async waitForIdentify(shard, signal) {
				for (let ms = waitMs(); ms > 0; ms = waitMs()) {
					const fields = { shard, seconds: Math.ceil(ms / 1_000) };
					log.warn(fields, "discord: the gateway was asked too often to let us in, it is asked again later");
					await pause(ms, undefined, { signal });
				}
				evenAt = Math.max(evenAt, performance.now()) + earnedInMs;
				await inTurn.waitForIdentify(shard, signal);
			},
		};
	};
}
