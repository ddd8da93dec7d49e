import type { Instant } from "../../domain/time.ts";
import type { Connection } from "../redis/connection.ts";
import { channelId, channelPosition, keys } from "../redis/keys.ts";

/** A posted message that is to be passed on to those who follow its channel. */
export type Share = { channelId: string; messageId: string; postedAt: Instant };

/** What waits to be shared lies in its lane's slot: it is written with the delivery's own state (`record-delivery`). */
export type ShareStore = {
	/** Whether something in a lane is due. */
	isDue(platform: string, lane: number, now: Instant): Promise<boolean>;
	/** The oldest first. */
	due(platform: string, lane: number, now: Instant, limit: number): Promise<Share[]>;
	postpone(share: Share, until: Instant): Promise<void>;
	done(share: Share): Promise<void>;
	/** Counts a request of this channel; the ms until it may go, 0 when it may. */
	take(channelId: string, attempt: string, window: { limit: number; perMs: number }): Promise<number>;
};

export function createShareStore(connection: Connection): ShareStore {
	const { redis } = connection;
	return {
		async isDue(platform, lane, now) {
			return (await redis.zcount(keys.shares(platform, lane), "-inf", now)) > 0;
		},
		async due(platform, lane, now, limit) {
			const all = await redis.zrangebyscore(keys.shares(platform, lane), "-inf", now, "LIMIT", 0, limit);
			return all
				.map((member) => readShare(platform, lane, member))
				.toSorted((a, b) => a.postedAt - b.postedAt);
		},
		async postpone(share, until) {
			const { platform, lane } = channelPosition(share.channelId);
			await redis.zadd(keys.shares(platform, lane), "XX", until, writeShare(share));
		},
		async done(share) {
			const { platform, lane } = channelPosition(share.channelId);
			await redis.zrem(keys.shares(platform, lane), writeShare(share));
		},
		async take(id, attempt, { limit, perMs }) {
			const { platform, lane, offset } = channelPosition(id);
			const key = keys.shared(platform, lane, offset);
			return Number(await connection.run("take-share", [key], [attempt, limit, perMs]));
		},
	};
}

/** `<offset> <message> <posted at, epoch ms>` */
export function writeShare({ channelId: id, messageId, postedAt }: Share): string {
	return `${channelPosition(id).offset} ${messageId} ${postedAt}`;
}

function readShare(platform: string, lane: number, member: string): Share {
	const [offset = "0", messageId = "", postedAt = "0"] = member.split(" ");
	return { channelId: channelId(platform, lane, Number(offset)), messageId, postedAt: Number(postedAt) };
}
