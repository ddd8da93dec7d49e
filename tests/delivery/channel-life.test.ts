import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { createChannelLife } from "../../src/delivery/channel-life.ts";
import type { Channel } from "../../src/domain/channel.ts";
import { silentLog } from "../../src/domain/log.ts";
import { startRedis, type TestRedis } from "../support/redis.ts";
import { openDelivery } from "./harness.ts";
import { createPlatformInMemory } from "./platform-in-memory.ts";

const day = 24 * 3600_000;
let redis: TestRedis;
let delivery: ReturnType<typeof openDelivery>;

beforeAll(async () => {
	redis = await startRedis();
	delivery = openDelivery(redis.url, createPlatformInMemory().publisher);
});
afterAll(async () => {
	await delivery.stop();
	await redis.stop();
});

it("asks for a missing right daily, seven times, says it once, and forgets it, also once, when the channel is well", async () => {
	const { channels } = delivery.deps;
	const [added] = await delivery.addChannels(1);
	if (added === undefined) throw new Error("no channel");
	const said: string[] = [];
	let now = 1_000;
	const log = { ...silentLog, warn: (_fields: object, message: string) => said.push(message) };
	const recovered: string[] = [];
	const life = createChannelLife({
		channels,
		now: () => now,
		log,
		recovered: async ({ id }) => void recovered.push(id),
	});
	const read = async () => (await channels.get(added.id)) as Channel;
	const lacking = { kind: "forbidden", reason: "no-right" } as const;

	for (let tries = 1; tries <= 7; tries++) {
		await life.apply(await read(), lacking);
		await life.apply(await read(), lacking);
		expect((await read()).state).toEqual({ kind: "paused", reason: "no-right", until: now + day, tries });
		now += day;
	}
	await life.apply(await read(), { kind: "well" });
	expect((await read()).state).toEqual({ kind: "active" });
	await life.apply(await read(), { kind: "well" });
	expect(recovered).toEqual([added.id]);
	for (let tries = 1; tries <= 8; tries++) {
		await life.apply(await read(), lacking);
		now += day;
	}
	expect((await read()).state).toEqual({ kind: "paused", reason: "no-right", tries: 8 });
	expect(said).toHaveLength(2);
});

describe("a pause that the owner makes while a send is under way", () => {
	const ends = {
		"is answered": { kind: "well" },
		"finds a right missing": { kind: "forbidden", reason: "no-right" },
		"finds the bot removed": { kind: "gone", reason: "removed" },
	} as const;
	for (const [what, learnt] of Object.entries(ends)) {
		it(`stands when the send ${what}`, async () => {
			const { channels } = delivery.deps;
			const [, sent] = await delivery.addChannels(2);
			if (sent === undefined) throw new Error("no channel");
			const life = createChannelLife({ channels, now: () => 1_000, log: silentLog });
			// As delivery saw it when the request left: a daily try after a missing right.
			const seen: Channel = { ...sent, state: { kind: "paused", reason: "no-right", until: 900, tries: 2 } };
			const owners = { kind: "paused", reason: "owner" } as const;
			for (const state of [owners, { ...owners, until: 1_001 }]) {
				await channels.update(sent.id, (now) => ({ ...now, state }));
				await life.apply(seen, learnt);
				expect((await channels.get(sent.id))?.state).toEqual(state);
			}
		});
	}

	it("ends with its own time: what is learnt after that counts again", async () => {
		const { channels } = delivery.deps;
		const [, , over] = await delivery.addChannels(3);
		if (over === undefined) throw new Error("no channel");
		const life = createChannelLife({ channels, now: () => 1_000, log: silentLog });
		const paused = await channels.update(over.id, (now) => ({
			...now,
			state: { kind: "paused", reason: "owner", until: 1_000 },
		}));
		await life.apply(paused ?? over, { kind: "well" });
		expect((await channels.get(over.id))?.state).toEqual({ kind: "active" });
	});
});
