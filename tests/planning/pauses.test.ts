import { afterEach, beforeEach, describe, expect, it } from "vitest";
import type { Channel } from "../../src/domain/channel.ts";
import { createPauses } from "../../src/planning/pauses.ts";
import { planArticle } from "../../src/planning/plan-article.ts";
import { useRedis } from "../support/use-redis.ts";
import { buildArticle } from "./articles.ts";
import { type Newsroom, openNewsroom } from "./newsroom.ts";

const redis = useRedis();
let room: Newsroom;
beforeEach(() => {
	room = openNewsroom(redis.url, "2023-03-22T09:00Z");
});
afterEach(() => room.stop());

/** Holds the process, as an expression does. */
function work(ms: number): void {
	for (const end = performance.now() + ms; performance.now() < end; );
}

describe("long work", () => {
	it("waits for nothing while it is short", () => {
		const pause = createPauses();
		expect([pause(), pause()]).toEqual([undefined, undefined]);
	});

	it("on the filters of a lane's channels lets others have turns between, and plans for those that want", async () => {
		const channel = await room.addChannel({ kind: "at-once" });
		// How many filters were looked at since others had a turn, and the most at once.
		let [looked, most, all] = [0, 0, 0];
		let isOver = false;
		const turn = () => {
			looked = 0;
			if (!isOver) setImmediate(turn);
		};
		setImmediate(turn);
		const slow: Channel = {
			...channel,
			get subscriptions() {
				work(1);
				[looked, all] = [looked + 1, all + 1];
				most = Math.max(most, looked);
				return all % 2 === 0 ? channel.subscriptions : [{ ...channel.subscriptions[0], sources: ["none"] }];
			},
		} as Channel;
		const lane = new Map(Array.from({ length: 200 }, (_, offset) => [offset, slow]));
		const channels = { ...room.deps.channels, lane: async () => lane };
		const article = buildArticle();
		await room.deps.articles.put(article, []);
		const { added } = await planArticle(article, undefined, room.clock.now, { ...room.deps, channels });
		isOver = true;
		expect({ all, added }).toEqual({ all: 200, added: 100 });
		expect(most).toBeLessThan(100);
	});
});
