import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import type { AuditArea, AuditEntry } from "../../../src/domain/audit.ts";
import {
	type AuditLog,
	auditMostLines,
	createAuditLog,
	writeAuditEntry,
} from "../../../src/store/people/audit.ts";
import { type Connection, createConnection } from "../../../src/store/redis/connection.ts";
import { keys } from "../../../src/store/redis/keys.ts";
import { startRedis, type TestRedis } from "../../support/redis.ts";

const silent = { debug() {}, info() {}, warn() {}, error() {} };

let redis: TestRedis;
let connection: Connection;
let audit: AuditLog;
beforeAll(async () => {
	redis = await startRedis();
	connection = createConnection(redis.url, { log: silent });
	audit = createAuditLog(connection);
});
beforeEach(async () => {
	await connection.redis.flushall();
});
afterAll(async () => {
	await connection.stop();
	await redis.stop();
});

function entry(object: string): AuditEntry {
	return {
		who: { platform: "telegram", id: "77", name: "ليلى", role: "editor" },
		action: "broadcast.create",
		object,
		outcome: "done",
	};
}

/** At a time of our own: Redis gives the time otherwise. */
async function write(area: AuditArea, id: string, object: string): Promise<void> {
	await connection.redis.xadd(keys.audit(area), id, "key", object, "entry", writeAuditEntry(entry(object)));
}

describe("the audit log", () => {
	it("tells who did what to what and when, newest first over all areas", async () => {
		await audit.append("broadcasts", { ...entry("broadcast b1"), before: "draft", after: "scheduled" });
		await audit.append("refusals", { ...entry("people"), outcome: "refused", reason: "needs admin" });
		const [first, second] = await audit.read({ limit: 10 });
		expect(first).toMatchObject({ area: "refusals", outcome: "refused", reason: "needs admin" });
		expect(second).toEqual({
			id: expect.stringMatching(/^\d+-\d+\.broadcasts$/),
			at: expect.any(Number),
			area: "broadcasts",
			...entry("broadcast b1"),
			before: "draft",
			after: "scheduled",
		});
	});

	it("is read page by page, none skipped and none twice, though areas have lines of one moment", async () => {
		for (const number of [1, 2, 3]) {
			for (const area of ["staff", "broadcasts", "refusals"] as const) {
				await write(area, `${1_000 * number}-0`, `${area} ${number}`);
			}
		}
		const seen: string[] = [];
		let before: string | undefined;
		for (;;) {
			const page = await audit.read({ limit: 2, ...(before === undefined ? {} : { before }) });
			if (page.length === 0) break;
			seen.push(...page.map(({ object }) => object));
			before = page.at(-1)?.id;
		}
		expect(seen).toEqual(
			[3, 2, 1].flatMap((number) => [`refusals ${number}`, `broadcasts ${number}`, `staff ${number}`]),
		);
		const since = await audit.read({ limit: 9, since: 2_000, until: 2_999 });
		expect(since.map(({ object }) => object)).toEqual(["refusals 2", "broadcasts 2", "staff 2"]);
		await expect(audit.read({ limit: 2, before: "all" })).rejects.toThrow("the id of a record");
	});

	it("has a line once though Redis was asked twice for it, as after a lost connection", async () => {
		const args = ["one-key", writeAuditEntry(entry("broadcast b1")), 1_000_000, auditMostLines];
		const ids = await Promise.all([
			connection.run("append-audit", [keys.audit("staff")], args),
			connection.run("append-audit", [keys.audit("staff")], args),
		]);
		expect(ids[0]).toEqual(ids[1]);
		expect(await audit.read({ limit: 10 })).toHaveLength(1);
	});

	it("cuts a long text, and lets lines end after their time", async () => {
		for (let number = 1; number <= 300; number += 1) await write("staff", `${number}-0`, `old ${number}`);
		await audit.append("staff", { ...entry("person telegram:5"), before: "ن".repeat(2_000) });
		const left = await audit.read({ limit: 1_000 });
		expect(left[0]?.before?.length).toBe(501);
		expect(left.length).toBeLessThan(300);
	});
});
