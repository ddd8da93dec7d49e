import { afterAll, beforeAll, expect, it } from "vitest";
import { standardLook } from "../../../src/domain/channel.ts";
import { silentLog } from "../../../src/domain/log.ts";
import { createSetupStore, type SetupDraft, type SetupStore } from "../../../src/store/dialogues/setups.ts";
import { createPeopleStore } from "../../../src/store/people/people.ts";
import { type Connection, createConnection } from "../../../src/store/redis/connection.ts";
import { keys } from "../../../src/store/redis/keys.ts";
import { startRedis, type TestRedis } from "../../support/redis.ts";

let redis: TestRedis;
let connection: Connection;
let setups: SetupStore;
beforeAll(async () => {
	redis = await startRedis();
	connection = createConnection(redis.url, { log: silentLog });
	setups = createSetupStore(connection);
});
afterAll(async () => {
	await connection.stop();
	await redis.stop();
});

const draft: SetupDraft = {
	id: "abc",
	step: "sources",
	asksPlace: false,
	subscription: { id: "s", sources: [], topics: [], include: [], exclude: [], minimumImportance: 0 },
	zone: "Asia/Amman",
	look: standardLook,
	schedule: { kind: "at-once" },
};
const layla = { platform: "telegram", id: "77" };

async function read(person = layla): Promise<SetupDraft | undefined> {
	let seen: SetupDraft | undefined;
	await setups.change(person, async (found) => {
		seen = found;
		return found;
	});
	return seen;
}

it("what somebody sets up is theirs, and forgotten a day after the last step", async () => {
	await setups.change(layla, async () => draft);
	expect(await read()).toEqual(draft);
	expect(await read({ platform: "discord", id: "77" })).toBeUndefined();
	const left = await connection.redis.pttl(keys.setup("telegram", "77"));
	expect(left).toBeGreaterThan(86_300_000);
	expect(left).toBeLessThanOrEqual(86_400_000);
	await setups.change(layla, async () => undefined);
	expect(await read()).toBeUndefined();
});

it("presses at the same moment all count", async () => {
	await setups.change(layla, async () => draft);
	const topics = Array.from({ length: 10 }, (_, nth) => `t${nth}`);
	await Promise.all(
		topics.map((topic) =>
			setups.change(layla, async (found) => {
				if (found === undefined) return undefined;
				const { subscription } = found;
				return { ...found, subscription: { ...subscription, topics: [...subscription.topics, topic] } };
			}),
		),
	);
	expect((await read())?.subscription.topics.toSorted()).toEqual(topics);
});

it("what another version wrote is no dialogue, and gives way to a new one", async () => {
	const sami = { platform: "telegram", id: "78" };
	await connection.redis.hset(keys.setup("telegram", "78"), "draft", '{"id":"x"}');
	await setups.change(sami, async (found) => found ?? draft);
	expect(await read(sami)).toEqual(draft);
});

it("a place is greeted once a day, a form is open until it is closed", async () => {
	const people = createPeopleStore(connection);
	expect(await people.markGreeted("telegram", "-1")).toBe(true);
	expect(await people.markGreeted("telegram", "-1")).toBe(false);
	expect(await people.markGreeted("discord", "-1")).toBe(true);
	const form = { does: "x:y", title: "سؤال", fields: [{ name: "a", label: "حقل" }], answers: {} };
	await people.setOpenForm(layla, "77", form);
	expect(await people.openForm(layla, "77")).toEqual(form);
	expect(await people.openForm(layla, "-1")).toBeUndefined();
	await people.setOpenForm(layla, "77", undefined);
	expect(await people.openForm(layla, "77")).toBeUndefined();
});
