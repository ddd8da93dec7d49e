import type { Connection } from "../redis/connection.ts";
import { keys, type Lane, laneClasses } from "../redis/keys.ts";
import { readDeliveryState } from "./delivery-state.ts";

/** What other posts have in a channel: their message ids, and whether of one of them nobody knows either. */
export type Explained = { ids: readonly string[]; isInDoubt: boolean };

/** Of the posts of both of a lane's classes besides this one, as far as they are open or were closed since. */
export async function readExplained(
	{ redis }: Connection,
	lane: Lane,
	postId: string,
	offset: number,
	since: number,
): Promise<Explained> {
	const both = laneClasses.map((each): Lane => ({ ...lane, class: each }));
	const found = await Promise.all(
		both.map(async (each) => {
			const [open, closed] = await Promise.all([
				redis.zrange(keys.lanePosts(each), "0", "-1"),
				redis.zrangebyscore(keys.laneClosed(each), since, "+inf"),
			]);
			const others = [...open, ...closed].filter((id) => id !== postId);
			return Promise.all(others.map((id) => redis.hget(keys.ledger(each, id), String(offset))));
		}),
	);
	const states = found.flat().map((raw) => (raw === null ? undefined : readDeliveryState(raw)));
	return {
		ids: states.flatMap((state) => (state !== undefined && "messageIds" in state ? state.messageIds : [])),
		isInDoubt: states.some((state) => state?.kind === "sending"),
	};
}
