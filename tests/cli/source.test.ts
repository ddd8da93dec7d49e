import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import { runProgram } from "../../src/cli/program.ts";
import { feedOf, indexPage, type Outlet, startOutlet } from "../ingest/outlet.ts";
import { startRedis, type TestRedis } from "../support/redis.ts";

let redis: TestRedis;
let outlet: Outlet;
beforeAll(async () => {
	redis = await startRedis();
	outlet = await startOutlet({ now: 0 });
	outlet.pages.set("/rss", { body: feedOf([1]) });
	const link = '<link rel="alternate" type="application/rss+xml" href="/rss">';
	outlet.pages.set("/", { body: indexPage([1, 2, 3, 4, 5, 6, 7], link) });
	const settings = { REDIS_URL: redis.url, BARQIYA_SOURCES: "none.yaml", LOG_LEVEL: "error" };
	for (const [name, value] of Object.entries({
		...settings,
		SOURCE_ALLOW_PRIVATE: "true",
		SOURCE_HOST_GAP: "1ms",
	})) {
		vi.stubEnv(name, value);
	}
});
afterAll(async () => {
	vi.unstubAllEnvs();
	await outlet.stop();
	await redis.stop();
});

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

describe("barqiya source", () => {
	it("adds what is at an address after reading it, once, lists it, and removes it", async () => {
		const page = await run("source", "add", `${outlet.address}/`);
		expect([page.code, page.errors]).toEqual([
			2,
			expect.stringContaining(`${outlet.address}/rss  جريدة المدينة`),
		]);
		const [added, again] = [
			await run("source", "add", `${outlet.address}/rss`, "--topic", "محليات", "--zone", "Asia/Beirut"),
			await run("source", "add", `${outlet.address}/rss/`),
		];
		expect(added.stdout).toMatch(/^web-[0-9a-f]{20} {2}جريدة المدينة\n$/);
		expect([again.stdout, again.errors]).toEqual([added.stdout, expect.stringContaining("already")]);
		const id = added.stdout.split(" ")[0] ?? "";
		const listed = await run("source", "list");
		expect(listed.stdout).toMatch(new RegExp(`^${id}  cli:\\S+  جريدة المدينة  ${outlet.address}/rss\\n$`));
		expect(JSON.parse((await run("source", "list", "--json")).stdout)).toMatchObject([
			{ id, topics: ["محليات"], timeZone: "Asia/Beirut" },
		]);
		expect((await run("source", "remove", id)).stdout).toContain("is removed");
		expect((await run("source", "list")).stdout.trim()).toBe("");
		expect((await run("source", "remove", id)).code).toBe(2);
	});

	it("lists addresses without the keys in them", async () => {
		outlet.pages.set("/rss?token=s3cret", { body: feedOf([1]) });
		const added = await run("source", "add", `${outlet.address}/rss?token=s3cret`);
		for (const args of [[], ["--json"]]) {
			const { stdout } = await run("source", "list", ...args);
			expect(stdout).toContain(`${outlet.address}/rss?token=[secret]`);
			expect(stdout).not.toContain("s3cret");
		}
		expect((await run("source", "remove", added.stdout.split(" ")[0] ?? "")).code).toBe(0);
	});

	it.each([
		["ftp://city.example/", "is no http(s) address"],
		["nowhere", "missing"],
	])("says why %s is none", async (address, why) => {
		const given = address === "nowhere" ? `${outlet.address}/nowhere` : address;
		const { code, errors } = await run("source", "add", given);
		expect([code, errors]).toEqual([2, expect.stringContaining(why)]);
	});
});
