import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { decideUnknown } from "../../src/delivery/decide-unknown.ts";
import { listDeliveries } from "../../src/delivery/list-deliveries.ts";
import type { DeliveryState } from "../../src/domain/delivery.ts";
import type { Lane } from "../../src/store/redis/keys.ts";
import { startRedis, type TestRedis } from "../support/redis.ts";
import { openDelivery, textPost } from "./harness.ts";
import { createPlatformInMemory } from "./platform-in-memory.ts";

const lane: Lane = { platform: "memory", number: 0, class: "news" };
const unknown: DeliveryState = { kind: "unknown", reason: "no answer", at: 7, lastKnownId: "3" };
let redis: TestRedis;
let delivery: ReturnType<typeof openDelivery>;
let deps: Parameters<typeof listDeliveries>[1];

beforeEach(async () => {
	redis = await startRedis();
	delivery = openDelivery(redis.url, createPlatformInMemory().publisher);
	deps = { ...delivery.deps, platforms: ["memory"] };
	await delivery.addChannels(2);
	await delivery.plan(textPost("p1"));
	const { ledger } = delivery.deps;
	await ledger.record(lane, "p1", { offset: 0, from: "p", to: { kind: "sent", messageIds: ["1"] } });
	await ledger.record(lane, "p1", { offset: 1, from: "p", to: unknown });
	await ledger.close(lane, "p1");
});
afterEach(async () => {
	await delivery.stop();
	await redis.stop();
});

describe("a delivery of which nobody knows whether it arrived", () => {
	it("is listed also when its post is closed", async () => {
		expect(await listDeliveries("unknown", deps)).toEqual([
			{ post: "p1", channel: "memory-1", state: unknown },
		]);
	});

	it("is sent again when somebody says so, once", async () => {
		const both = [
			decideUnknown("p1", "memory-1", "again", deps),
			decideUnknown("p1", "memory-1", "again", deps),
		];
		expect(await Promise.all(both)).toContain("decided");
		expect(await decideUnknown("p1", "memory-1", "again", deps)).toBe("not-unknown");
		expect(await delivery.deps.ledger.openPosts(lane)).toEqual(["p1"]);
		expect(await delivery.deps.posts.isNoted(lane)).toBe(true);
	});

	it("counts as sent when somebody has seen it", async () => {
		expect(await decideUnknown("p1", "memory-1", "sent", deps)).toBe("decided");
		expect(await listDeliveries("unknown", deps)).toEqual([]);
		expect(await delivery.deps.ledger.openPosts(lane)).toEqual([]);
	});

	it("is not sent again when its post is too old to be sent, and stays in the list", async () => {
		deps = { ...deps, now: () => textPost("p1").expiresAt + 1 };
		expect(await decideUnknown("p1", "memory-1", "again", deps)).toBe("too-old");
		expect(await listDeliveries("unknown", deps)).toHaveLength(1);
		expect(await decideUnknown("p1", "memory-1", "sent", deps)).toBe("decided");
	});

	it("is the only one that can be decided", async () => {
		expect(await decideUnknown("p1", "memory-0", "again", deps)).toBe("not-unknown");
		expect(await decideUnknown("p2", "memory-0", "again", deps)).toBe("no-such-delivery");
		expect(await decideUnknown("p1", "memory-9", "again", deps)).toBe("no-such-delivery");
	});
});
