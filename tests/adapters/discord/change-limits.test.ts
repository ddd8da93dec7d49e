import { afterEach, beforeEach, expect, it } from "vitest";
import { runLane } from "../../../src/delivery/run-lane.ts";
import type { Lane } from "../../../src/store/redis/keys.ts";
import { openDelivery, textPost } from "../../delivery/harness.ts";
import { startRedis, type TestRedis } from "../../support/redis.ts";
import { type DiscordStage, openDiscordStage } from "./stage.ts";

const lane: Lane = { platform: "discord", number: 0, class: "news" };
const never = new AbortController().signal;

let redis: TestRedis;
let stage: DiscordStage;
let delivery: ReturnType<typeof openDelivery>;
beforeEach(async () => {
	redis = await startRedis();
	stage = await openDiscordStage();
	delivery = openDelivery(redis.url, stage.publisher);
	const fresh = { addressKind: "text", title: "أخبار", zone: "UTC", createdAt: 0 };
	await delivery.deps.channels.register("discord", stage.channelId, fresh);
});
afterEach(async () => {
	await delivery.stop();
	await stage.stop();
	await redis.stop();
});

async function publishOne(): Promise<readonly string[]> {
	const outcome = await stage.publisher.publish(stage.request());
	return outcome.kind === "sent" ? outcome.messageIds : [];
}

for (const [action, method] of [
	["correct", "PATCH"],
	["withdraw", "DELETE"],
] as const) {
	it(`a limit on what ${action}s messages holds back that alone: the channel's next post goes out`, async () => {
		const { posts, ledger } = delivery.deps;
		await delivery.plan(textPost("p1"));
		await runLane(lane, delivery.deps, never);
		stage.fake.refuse({ channelId: stage.channelId, code: 20028, method, retryAfter: 1_163 });
		await posts.put(textPost("p1.a", { amends: { postId: "p1", action } }));
		await ledger.planAmendment(lane, "p1", "p1.a", "normal");
		const before = Date.now();
		await runLane(lane, delivery.deps, never);
		await delivery.plan(textPost("p2"));
		const { dueAt } = await runLane(lane, delivery.deps, never);
		expect((await ledger.entry(lane, "p2", 0))?.state.kind).toBe("sent");
		expect((await ledger.entry(lane, "p1.a", 0))?.state.kind).toBe("pending");
		expect(dueAt).toBeGreaterThanOrEqual(before + 1_163_000);
	});
}

it("a limit of the channel that an edit meets holds the channel back, and one of the bot the bot, however long", async () => {
	const messageIds = await publishOne();
	const edit = () => stage.publisher.edit({ ...stage.request(), messageIds });
	const limit = (retryAfter: number, scope: "user" | "global" | "shared") =>
		stage.fake.addFault({ method: "PATCH", path: "messages", fault: { kind: "limit", retryAfter, scope } });
	limit(2, "user");
	expect(await edit()).toMatchObject({ kind: "retry", scope: "channel", limited: true });
	limit(1_163, "shared");
	expect(await edit()).toMatchObject({ kind: "retry", afterMs: 1_163_000, limited: false });
	limit(120, "global");
	expect(await edit()).toMatchObject({ kind: "retry", scope: "platform", limited: true });
});
