import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { createFloodGuard } from "../../../src/store/people/flood-guard.ts";
import { createPeopleStore } from "../../../src/store/people/people.ts";
import { type Connection, createConnection } from "../../../src/store/redis/connection.ts";
import { startRedis, type TestRedis } from "../../support/redis.ts";

const silent = { debug() {}, info() {}, warn() {}, error() {} };
const layla = { platform: "telegram", id: "77" };
const sami = { platform: "telegram", id: "78" };

let redis: TestRedis;
let connection: Connection;
beforeAll(async () => {
	redis = await startRedis();
	connection = createConnection(redis.url, { log: silent });
});
afterAll(async () => {
	await connection.stop();
	await redis.stop();
});

describe("people", () => {
	it("have the language that they chose last", async () => {
		const people = createPeopleStore(connection);
		expect(await people.language(layla)).toBeUndefined();
		await people.setLanguage(layla, "en");
		await people.setLanguage(layla, "ar");
		expect(await people.language(layla)).toBe("ar");
		expect(await people.language({ ...layla, platform: "discord" })).toBeUndefined();
		expect([...(await people.languages("telegram"))]).toEqual([["77", "ar"]]);
	});

	it("have one open list at each address, for an hour", async () => {
		const people = createPeopleStore(connection);
		const list = { command: "latest", args: "3 سياسة", shown: ["a", "b"], askedAt: 5 };
		await people.setOpenList(layla, "-100:7", list);
		expect(await people.openList(layla, "-100:7")).toEqual(list);
		expect(await people.openList(layla, "-100")).toBeUndefined();
		expect(await people.openList(sami, "-100:7")).toBeUndefined();
		const [key = ""] = await connection.redis.keys("*list*");
		expect(await connection.redis.ttl(key)).toBeGreaterThan(3_000);
		await people.setOpenList(layla, "-100:7", undefined);
		expect(await people.openList(layla, "-100:7")).toBeUndefined();
	});
});

describe("the flood guard", () => {
	it("answers so many, then says once that it is too many, then nothing; others are not concerned", async () => {
		const guards = [createFloodGuard(connection, 3), createFloodGuard(connection, 3)] as const;
		const turns = [];
		for (let count = 0; count < 6; count += 1) {
			turns.push(await (count % 2 === 0 ? guards[0] : guards[1]).takeTurn(layla));
		}
		expect(turns.map((turn) => (turn.kind === "free" ? "free" : turn.first ? "told" : "silent"))).toEqual([
			...["free", "free", "free", "told", "silent", "silent"],
		]);
		const [, , , told] = turns;
		expect(told?.kind === "too-many" && told.waitMs > 0 && told.waitMs <= 60_000).toBe(true);
		expect(await guards[0].takeTurn(sami)).toEqual({ kind: "free" });
	});

	it("tells once even when all come at the same time", async () => {
		const guard = createFloodGuard(connection, 2);
		const turns = await Promise.all(
			Array.from({ length: 20 }, () => guard.takeTurn({ platform: "discord", id: "1" })),
		);
		expect(turns.filter(({ kind }) => kind === "free")).toHaveLength(2);
		expect(turns.filter((turn) => turn.kind === "too-many" && turn.first)).toHaveLength(1);
	});

	it("answers again when the minute is over", async () => {
		const guard = createFloodGuard(connection, 1);
		await guard.takeTurn({ platform: "web", id: "1" });
		expect(await guard.takeTurn({ platform: "web", id: "1" })).toMatchObject({ kind: "too-many" });
		const [key = ""] = await connection.redis.keys("{flood}*web*");
		await connection.redis.pexpire(key, 1);
		await expect.poll(() => guard.takeTurn({ platform: "web", id: "1" })).toEqual({ kind: "free" });
	});
});
