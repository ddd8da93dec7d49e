import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from "vitest";
import { runProgram } from "../../src/cli/program.ts";
import { startRedis, type TestRedis } from "../support/redis.ts";

let redis: TestRedis;
beforeAll(async () => {
	redis = await startRedis();
	vi.stubEnv("REDIS_URL", redis.url);
	vi.stubEnv("BARQIYA_SOURCES", "/nowhere/none.yaml");
	vi.stubEnv("BARQIYA_OWNER", "telegram:1");
	vi.stubEnv("LOG_LEVEL", "error");
});
afterEach(() => {
	vi.restoreAllMocks();
});
afterAll(async () => {
	vi.unstubAllEnvs();
	await redis.stop();
});

/** In this process, one after the other: a process for each would take long on a small machine. */
async function run(...args: string[]) {
	const printed = { stdout: "", errors: "" };
	const catchIn = (stream: keyof typeof printed) => (text: unknown) => {
		printed[stream] += String(text);
		return true;
	};
	vi.spyOn(process.stdout, "write").mockImplementation(catchIn("stdout"));
	vi.spyOn(process.stderr, "write").mockImplementation(catchIn("errors"));
	const code = await runProgram(args);
	vi.restoreAllMocks();
	return { code, ...printed };
}

describe("barqiya person, token and audit", () => {
	it("give and take roles and tokens, and tell who did it", async () => {
		const [added, wrong, unknown, token] = [
			await run("person", "add", "telegram:77", "--name", "ليلى"),
			await run("person", "add", "pigeon:77"),
			await run("person", "remove", "telegram:99"),
			await run("token", "add", "site", "--scopes", "broadcasts:read, audit:read"),
		];
		expect([added.code, added.stdout]).toEqual([0, "telegram:77 is editor now\n"]);
		expect(wrong.code).toBe(2);
		expect(wrong.errors).toContain('person: "pigeon:77" is nobody');
		expect(unknown.code).toBe(2);
		expect(unknown.errors).toContain("`barqiya person list` shows who has one");
		expect(token.stdout).toMatch(/^bq_[a-z0-9]{12}_[\w-]{43}\n$/);
		const id = token.stdout.split("_")[1] ?? "";

		const [raised, owner, list, tokens] = [
			await run("person", "role", "telegram:77", "admin"),
			await run("person", "remove", "telegram:1"),
			await run("person", "list", "--json"),
			await run("token", "list"),
		];
		expect(raised.stdout).toBe("telegram:77 is admin now\n");
		expect(owner.errors).toContain("BARQIYA_OWNER names this owner");
		expect(JSON.parse(list.stdout)).toMatchObject([
			{ platform: "telegram", id: "1", role: "owner" },
			{ platform: "telegram", id: "77", name: "ليلى" },
		]);
		expect(tokens.stdout).toContain(`${id}  `);
		expect(tokens.stdout).not.toContain(token.stdout.trim());

		const revoked = await run("token", "revoke", id);
		expect(revoked.stdout).toBe(`token ${id} is revoked\n`);
		const [audit, none] = [
			await run("audit", "--since", "أمس", "--json"),
			await run("audit", "--since", "whenever"),
		];
		const lines = audit.stdout.trimEnd().split("\n");
		const told = lines
			.map((line) => JSON.parse(line))
			.map(({ who, object, after }) => [who.platform, object, after]);
		expect(told).toHaveLength(4);
		expect(told).toEqual(
			expect.arrayContaining([
				["cli", `token ${id}`, "revoked"],
				["cli", "person telegram:77", "admin"],
				["cli", "person telegram:77", "editor"],
				["cli", `token ${id}`, "site: broadcasts:read audit:read"],
			]),
		);
		expect(none.code).toBe(2);
	});

	// Only root may become another user.
	const isRoot = process.geteuid?.() === 0;
	it.skipIf(!isRoot)("work for a user that the machine has no name for (needs root)", async () => {
		process.seteuid?.(54_321);
		const added = await run("person", "add", "telegram:78");
		process.seteuid?.(0);
		expect(added.code).toBe(0);
		const audit = await run("audit", "--json");
		expect(audit.stdout.split("\n").map((line) => line.includes('"uid:54321"'))).toContain(true);
	});
});
