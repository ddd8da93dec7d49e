import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import type { Actor } from "../../src/domain/person.ts";
import { createStaff, readPersonKey } from "../../src/staff/people.ts";
import { createPermit } from "../../src/staff/permit.ts";
import { type AuditLog, createAuditLog } from "../../src/store/people/audit.ts";
import type { PersonKey } from "../../src/store/people/people.ts";
import { createStaffStore } from "../../src/store/people/staff.ts";
import { type Connection, createConnection } from "../../src/store/redis/connection.ts";
import { startRedis, type TestRedis } from "../support/redis.ts";

const silent = { debug() {}, info() {}, warn() {}, error() {} };
const owner: Actor = { platform: "cli", id: "operator", name: "operator", role: "owner" };
const admin: Actor = { platform: "telegram", id: "2", name: "هدى", role: "admin" };
const editor: Actor = { platform: "telegram", id: "3", name: "سامي", role: "editor" };
const layla = { platform: "telegram", id: "77", name: "ليلى" };
const nour = { platform: "discord", id: "555000000000000001", name: "نور" };

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

function staffWith(owners: readonly PersonKey[] = [{ platform: "telegram", id: "1" }]) {
	return createStaff({
		staff: createStaffStore(connection),
		permit: createPermit(audit),
		owners,
		now: () => 1_000,
	});
}

const logged = async () =>
	(await audit.read({ limit: 100 })).map(({ who, action, object, before, after, outcome }) =>
		[who.id, outcome, action, object, before, after].filter((part) => part !== undefined).join(" "),
	);

describe("people and their roles", () => {
	it("are nobody in particular until they are given a role, which is logged with what they were before", async () => {
		const staff = staffWith();
		expect(await staff.roleOf(layla)).toBe("none");
		expect((await staff.setRole(owner, layla, "editor")).kind).toBe("done");
		expect((await staff.setRole(owner, layla, "admin")).kind).toBe("done");
		expect((await staff.setRole(owner, nour, "editor")).kind).toBe("done");
		expect(await staff.actor(layla)).toEqual({ ...layla, role: "admin" });
		expect(await staff.list(owner)).toEqual({
			kind: "list",
			members: [
				{ platform: "telegram", id: "1", role: "owner", name: "", since: 0 },
				{ ...layla, role: "admin", since: 1_000 },
				{ ...nour, role: "editor", since: 1_000 },
			],
		});
		expect(await logged()).toEqual([
			"operator done person.change person discord:555000000000000001 none editor",
			"operator done person.change-admin person telegram:77 editor admin",
			"operator done person.change person telegram:77 none editor",
		]);
	});

	it("lose everything with their role", async () => {
		const staff = staffWith();
		await staff.setRole(owner, layla, "editor");
		expect((await staff.setRole(owner, layla, "none")).kind).toBe("done");
		expect(await staff.roleOf(layla)).toBe("none");
		expect((await staff.setRole(owner, layla, "none")).kind).toBe("not-listed");
	});

	it("may make editors when they are admins, and nobody an admin; what they may not is refused and logged", async () => {
		const staff = staffWith();
		expect((await staff.setRole(admin, layla, "editor")).kind).toBe("done");
		expect(await staff.setRole(admin, layla, "admin")).toEqual({
			kind: "refused",
			action: "person.change-admin",
			least: "owner",
		});
		await staff.setRole(owner, nour, "admin");
		expect((await staff.setRole(admin, nour, "none")).kind).toBe("refused");
		expect((await staff.setRole(editor, layla, "none")).kind).toBe("refused");
		expect((await staff.list(editor)).kind).toBe("refused");
		expect(await staff.roleOf(layla)).toBe("editor");
		expect((await logged()).filter((line) => line.includes(" refused "))).toEqual([
			"3 refused person.list people",
			"3 refused person.change person telegram:77",
			"2 refused person.change-admin person discord:555000000000000001",
			"2 refused person.change-admin person telegram:77",
		]);
	});

	it("are owners where the settings say so, whatever is commanded", async () => {
		const staff = staffWith([layla]);
		expect(await staff.roleOf(layla)).toBe("owner");
		expect((await staff.setRole(owner, layla, "editor")).kind).toBe("owner-by-setting");
		expect((await staff.setRole(admin, layla, "none")).kind).toBe("refused");
		expect(await staff.roleOf(layla)).toBe("owner");
	});

	it("never leave the house without an owner, not even when two owners remove each other at once", async () => {
		const staff = staffWith([]);
		await staff.setRole(owner, layla, "owner");
		await staff.setRole(owner, nour, "owner");
		const both = await Promise.all([
			staff.setRole(owner, layla, "none"),
			staff.setRole(owner, nour, "admin"),
		]);
		expect(both.map(({ kind }) => kind).sort()).toEqual(["done", "last-owner"]);
	});

	it("have names without the controls that would act in a terminal", async () => {
		const actor = await staffWith().actor({ ...layla, name: "ليلى\u001b[31m\u202e" });
		expect(actor.name).toBe("ليلى[31m");
	});

	it.each([
		["telegram:77", { platform: "telegram", id: "77" }],
		[" discord:555000000000000001 ", { platform: "discord", id: "555000000000000001" }],
		["telegram", undefined],
		["telegram:", undefined],
		["77", undefined],
		["telegram:7 7", undefined],
	])("are named as platform:id: %s", (text, person) => expect(readPersonKey(text)).toEqual(person));
});
