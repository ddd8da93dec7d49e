import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { silentLog } from "../../../src/domain/log.ts";
import { createLedger, type Ledger } from "../../../src/store/delivery/ledger.ts";
import { type Connection, createConnection } from "../../../src/store/redis/connection.ts";
import type { Lane } from "../../../src/store/redis/keys.ts";
import { startRedis, type TestRedis } from "../../support/redis.ts";

const lane: Lane = { platform: "memory", number: 45, class: "bulk" };
let server: TestRedis;
let connection: Connection;
let ledger: Ledger;

beforeAll(async () => {
	server = await startRedis();
	connection = createConnection(server.url, { log: silentLog });
	ledger = createLedger(connection);
});
beforeEach(() => connection.redis.flushall());
afterAll(async () => {
	await connection.stop();
	await server.stop();
});

describe("a lane's recipients of a broadcast", () => {
	it("are those of the first time, whoever is named later", async () => {
		expect(await ledger.freeze(lane, "b1", "bulk", [1, 2, 3])).toBe(3);
		expect(await ledger.freeze(lane, "b1", "bulk", [4])).toBe(3);
		expect((await ledger.entries(lane, "b1")).map(({ offset }) => offset).sort()).toEqual([1, 2, 3]);
	});

	it("keep what they have got already, since a channel of an earlier lane has moved to one of them", async () => {
		await ledger.plan(lane, "b1", "bulk", [2, 7]);
		const sent = { kind: "sent", messageIds: ["50"] } as const;
		await ledger.record(lane, "b1", { offset: 2, from: "p", to: sent });
		expect(await ledger.freeze(lane, "b1", "bulk", [1, 2, 3])).toBe(4);
		expect((await ledger.entry(lane, "b1", 2))?.state).toEqual(sent);
		expect(await ledger.counts(lane, "b1")).toMatchObject({ total: 4, sent: 1 });
		await ledger.record(lane, "b1", { offset: 1, from: "p", to: { kind: "sent", messageIds: ["51"] } });
		expect(await ledger.counts(lane, "b1")).toMatchObject({ total: 4, sent: 2 });
		expect(await ledger.openPosts(lane)).toEqual(["b1"]);
	});
});
