import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { runLane } from "../../../src/delivery/run-lane.ts";
import { sharePosts } from "../../../src/delivery/share-posts.ts";
import { createShareStore } from "../../../src/store/delivery/shares.ts";
import type { Lane } from "../../../src/store/redis/keys.ts";
import { openDelivery, textPost } from "../../delivery/harness.ts";
import { startRedis, type TestRedis } from "../../support/redis.ts";
import { type DiscordStage, openDiscordStage } from "./stage.ts";

const lane: Lane = { platform: "discord", number: 0, class: "news" };
const never = new AbortController().signal;
const crosspostRoute = "POST /channels/{channel_id}/messages/{message_id}/crosspost";

let redis: TestRedis;
let stage: DiscordStage;
let delivery: ReturnType<typeof openDelivery>;
beforeEach(async () => {
	redis = await startRedis();
	stage = await openDiscordStage({ crosspostWindow: { limit: 3, perMs: 1_700 } });
	const buckets = { [crosspostRoute]: { limit: 3, perMs: 1_500 }, default: { limit: 1_000, perMs: 1_000 } };
	stage.fake.configure({ limits: { on: true, global: 1_000, buckets } });
	delivery = openDelivery(redis.url, stage.publisher);
});
afterEach(async () => {
	await delivery.stop();
	await stage.stop();
	await redis.stop();
});

/** A process that shares; another one each time it is asked for. */
function shareDeps() {
	const { deps, connection } = delivery;
	return { ...deps, shares: createShareStore(connection) };
}

async function addAnnouncements(part: object = {}): Promise<{ channelId: string; id: string }> {
	const { channelId } = stage.fake.addChannel({ guildId: stage.guildId, kind: "announcement" });
	const fresh = { addressKind: "announcement", title: "أخبار", zone: "UTC", createdAt: 0 };
	const { id } = await delivery.deps.channels.register("discord", channelId, fresh);
	await delivery.deps.channels.update(id, (now) => ({ ...now, ...part }));
	return { channelId, id };
}

async function post(...ids: readonly string[]): Promise<void> {
	for (const id of ids) await delivery.plan(textPost(id));
	await runLane(lane, delivery.deps, never);
}
const shared = () => stage.fake.changes().filter(({ kind }) => kind === "crosspost");
const waits = () => delivery.connection.redis.zcard("{discord:0}:shares");

describe("an announcement channel", () => {
	it("has every post published to its followers once, in its order, with no 429 and no post delayed by it", async () => {
		const { channelId } = await addAnnouncements();
		const other = await addAnnouncements();
		await post("p1", "p2", "p3", "p4", "p5");
		expect(stage.fake.arrivals()).toHaveLength(10);
		expect(shared()).toEqual([]);
		await expect
			.poll(
				async () => {
					await Promise.all([1, 2].map(() => sharePosts("discord", 0, shareDeps(), never)));
					return waits();
				},
				{ timeout: 15_000, interval: 50 },
			)
			.toBe(0);
		for (const place of [channelId, other.channelId]) {
			const posted = stage.fake.arrivals().filter((one) => one.channelId === place);
			const followed = shared().filter((one) => one.channelId === place);
			expect(followed.map(({ messageId }) => messageId)).toEqual(posted.map(({ messageId }) => messageId));
		}
		expect(stage.fake.limited()).toEqual([]);
		expect(stage.fake.specProblems()).toEqual([]);
	});

	it("is left alone where its owner wishes it, and other channels always", async () => {
		await addAnnouncements({ sharesPosts: false });
		const fresh = { addressKind: "text", title: "أخبار", zone: "UTC", createdAt: 0 };
		await delivery.deps.channels.register("discord", stage.channelId, fresh);
		await post("p1");
		expect(stage.fake.arrivals()).toHaveLength(2);
		expect(await waits()).toBe(0);
	});

	it("takes a post that is published already for done, and asks again after an answer that was lost", async () => {
		const { channelId } = await addAnnouncements();
		await post("p1");
		stage.fake.addFault({ path: "crosspost$", fault: { kind: "reset", accepted: true } });
		await sharePosts("discord", 0, shareDeps(), never);
		expect(shared()).toHaveLength(1);
		expect(await waits()).toBe(1);
		const later = { ...shareDeps(), now: () => Date.now() + 61_000 };
		await sharePosts("discord", 0, later, never);
		expect(await waits()).toBe(0);
		expect(shared()).toHaveLength(1);
		expect(stage.fake.messages({ channelId })).toHaveLength(1);
	});

	it("waits as long as Discord says, and gives up what Discord will never take or what is half a day old", async () => {
		const { channelId } = await addAnnouncements();
		await post("p1", "p2");
		stage.fake.refuse({ channelId, code: 20028, retryAfter: 30 });
		const before = Date.now();
		await sharePosts("discord", 0, shareDeps(), never);
		const times = await delivery.connection.redis.zrange("{discord:0}:shares", "0", "-1", "WITHSCORES");
		expect(Number(times[1])).toBeGreaterThanOrEqual(before + 30_000);
		stage.fake.refuse({ channelId, code: 50013 });
		await sharePosts("discord", 0, { ...shareDeps(), now: () => Date.now() + 31_000 }, never);
		expect([shared().length, await waits()]).toEqual([1, 0]);
		await post("p3");
		await sharePosts("discord", 0, { ...shareDeps(), now: () => Date.now() + 13 * 3600_000 }, never);
		expect([shared().length, await waits()]).toEqual([1, 0]);
	});
});
