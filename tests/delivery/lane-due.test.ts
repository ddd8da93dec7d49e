import { afterEach, beforeEach, expect, it } from "vitest";
import { runLane } from "../../src/delivery/run-lane.ts";
import type { Lane } from "../../src/store/redis/keys.ts";
import { startRedis, type TestRedis } from "../support/redis.ts";
import { until } from "../support/until.ts";
import { openDelivery, textPost } from "./harness.ts";
import { createPlatformInMemory } from "./platform-in-memory.ts";

const lane: Lane = { platform: "memory", number: 0, class: "news" };
const hour = 3_600_000;

let redis: TestRedis;
let platform: ReturnType<typeof createPlatformInMemory>;
let delivery: ReturnType<typeof openDelivery>;

beforeEach(async () => {
	redis = await startRedis();
	platform = createPlatformInMemory();
	delivery = openDelivery(redis.url, platform.publisher, { leaseMs: 300 });
});
afterEach(async () => {
	await delivery.stop();
	await redis.stop();
});

const isDue = async () => (await delivery.deps.posts.dueLanes(Date.now(), 10)).length > 0;

it("an earlier time that somebody notes while a lane's owner works stands, whatever the owner notes then", async () => {
	const { posts } = delivery.deps;
	const owners = Date.now() + hour;
	await posts.setDue(lane, owners);
	expect(await posts.keepDue(lane, owners, owners + 1)).toBe(true);
	await posts.noteDue(lane, Date.now());
	expect(await posts.keepDue(lane, owners + 1, owners + 2)).toBe(false);
	expect(await posts.keepDue(lane, owners + 1, undefined)).toBe(false);
	expect(await isDue()).toBe(true);
});

it("a lane whose owner is done with it is noted no more", async () => {
	const { posts } = delivery.deps;
	await delivery.addChannels(1);
	await delivery.plan(textPost("p1"));
	await runLane(lane, delivery.deps, new AbortController().signal);
	expect(await posts.isNoted(lane)).toBe(false);
});

it("a channel that goes on while its lane is at work gets what waited for it, and not with the lane's next run", async () => {
	const { channels, posts } = delivery.deps;
	const [paused, slow] = await delivery.addChannels(2);
	if (paused === undefined || slow === undefined) throw new Error("no channels");
	await channels.update(paused.id, (now) => ({
		...now,
		state: { kind: "paused", reason: "owner", until: Date.now() + hour },
	}));
	await delivery.plan(textPost("p1"));
	// The other channel keeps the lane at work for as long as this takes.
	let [arrived, tries] = [false, 0];
	platform.answerWith(({ address }) => {
		if (address !== slow.address || arrived) return "accept";
		tries++;
		return { kind: "retry", afterMs: 200, scope: "channel", limited: false, raw: "slow" };
	});
	const run = runLane(lane, delivery.deps, new AbortController().signal);
	await until(() => tries > 0, "the lane is at work");
	await channels.update(paused.id, (now) => ({ ...now, state: { kind: "active" } }));
	await posts.noteDue(lane, Date.now());
	await until(() => platform.arrivals.some(({ address }) => address === paused.address), "it has its post");
	arrived = true;
	await run;
	expect(platform.arrivals.map(({ address }) => address).sort()).toEqual([paused.address, slow.address]);
});

it("what the next owner notes stands, though the one before was frozen and notes a later time now", async () => {
	const { posts } = delivery.deps;
	const [frozen, next] = [Date.now() + 10_000, Date.now() + 120_000];
	await posts.setDue(lane, frozen);
	await posts.setDue(lane, next);
	expect(await posts.keepDue(lane, frozen, Date.now() + 12 * hour)).toBe(false);
	expect(await posts.keepDue(lane, frozen, undefined)).toBe(false);
	expect((await posts.dueLanes(next, 10)).length).toBe(1);
});
