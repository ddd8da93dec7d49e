import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import type { Actor } from "../../src/domain/person.ts";
import { actions, mayDo } from "../../src/domain/rights.ts";
import { roleOfScopes, scopeNames, scopeOf, scopes } from "../../src/domain/token.ts";
import { createPermit } from "../../src/staff/permit.ts";
import { createTokens, type Tokens } from "../../src/staff/tokens.ts";
import { type AuditLog, createAuditLog } from "../../src/store/people/audit.ts";
import { createTokenStore } from "../../src/store/people/tokens.ts";
import { type Connection, createConnection } from "../../src/store/redis/connection.ts";
import { startRedis, type TestRedis } from "../support/redis.ts";

const silent = { debug() {}, info() {}, warn() {}, error() {} };
const owner: Actor = { platform: "cli", id: "operator", name: "operator", role: "owner" };
const admin: Actor = { platform: "telegram", id: "2", name: "هدى", role: "admin" };

let redis: TestRedis;
let connection: Connection;
let audit: AuditLog;
let tokens: Tokens;
beforeAll(async () => {
	redis = await startRedis();
	connection = createConnection(redis.url, { log: silent });
	audit = createAuditLog(connection);
	tokens = createTokens({
		tokens: createTokenStore(connection),
		permit: createPermit(audit),
		now: () => 1_000,
	});
});
beforeEach(async () => {
	await connection.redis.flushall();
});
afterAll(async () => {
	await connection.stop();
	await redis.stop();
});

async function add(): Promise<{ id: string; secret: string }> {
	const added = await tokens.add(owner, "موقع الصحيفة", ["broadcasts:read", "broadcasts:write"]);
	if (added.kind !== "added") throw new Error(`tests: ${added.kind}`);
	return { id: added.token.id, secret: added.secret };
}

describe("tokens", () => {
	it("are recognised by their secret until they are revoked", async () => {
		const { id, secret } = await add();
		expect(await tokens.recognise(secret)).toEqual({
			actor: { platform: "api", id, name: "موقع الصحيفة", role: "editor" },
			scopes: ["broadcasts:read", "broadcasts:write"],
		});
		expect((await tokens.revoke(owner, id)).kind).toBe("revoked");
		expect(await tokens.recognise(secret)).toBeUndefined();
		expect((await tokens.revoke(owner, id)).kind).toBe("unknown");
	});

	it("are not recognised with one letter changed, without their beginning, or as nonsense", async () => {
		const { id, secret } = await add();
		const last = secret.endsWith("A") ? "B" : "A";
		for (const wrong of [secret.slice(0, -1) + last, secret.slice(3), `bq_${id}_`, "", "undefined"]) {
			expect(await tokens.recognise(wrong)).toBeUndefined();
		}
	});

	it("leave nothing of their secret in Redis, in the list or in the audit log", async () => {
		const { id, secret } = await add();
		await tokens.revoke(owner, (await add()).id);
		const own = secret.split("_").at(-1) ?? secret;
		const dump = [
			JSON.stringify(await connection.redis.hgetall("{staff}:tokens")),
			JSON.stringify(await tokens.list(owner)),
			JSON.stringify(await audit.read({ limit: 10 })),
		];
		for (const text of dump) {
			expect(text).toContain(id);
			expect(text).not.toContain(own);
		}
	});

	it("are made and revoked by owners alone, and each time it is logged", async () => {
		const { id } = await add();
		expect((await tokens.add(admin, "خفي", ["audit:read"])).kind).toBe("refused");
		expect((await tokens.revoke(admin, id)).kind).toBe("refused");
		expect((await tokens.list(admin)).kind).toBe("list");
		await tokens.revoke(owner, id);
		const lines = (await audit.read({ limit: 10 })).map(({ who, outcome, after }) => [
			who.id,
			outcome,
			after,
		]);
		expect(lines).toEqual([
			["operator", "done", "revoked"],
			["2", "refused", undefined],
			["2", "refused", undefined],
			["operator", "done", "موقع الصحيفة: broadcasts:read broadcasts:write"],
		]);
	});
});

describe("scopes", () => {
	it("each cover actions that no other covers, and none of sources, people or tokens", () => {
		const covered = scopeNames.flatMap((name): readonly string[] => scopes[name]);
		expect(new Set(covered).size).toBe(covered.length);
		const uncovered = actions.filter((action) => scopeOf(action) === undefined);
		expect(uncovered).toEqual([
			...["source.add", "source.remove"],
			...["person.list", "person.change", "person.change-admin", "token.list", "token.change"],
		]);
	});

	it("of writing let nothing arrive anywhere: a test is sent by who may send", () => {
		expect(scopes["broadcasts:write"]).toEqual(["broadcast.create", "broadcast.edit"]);
		expect(scopeOf("broadcast.test")).toBe("broadcasts:send");
	});

	it("make an actor with the least role that may do what they cover", () => {
		expect(roleOfScopes(["broadcasts:read", "broadcasts:write", "broadcasts:send"])).toBe("editor");
		expect(roleOfScopes(["broadcasts:approve"])).toBe("admin");
		expect(roleOfScopes(["audit:read"])).toBe("admin");
		for (const name of scopeNames) {
			for (const action of scopes[name]) expect(mayDo(roleOfScopes([name]), action)).toBe(true);
		}
	});
});
