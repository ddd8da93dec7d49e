import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, it, vi } from "vitest";
import { runProgram } from "../../src/cli/program.ts";
import { feedOf } from "../ingest/outlet.ts";
import { useRedis } from "../support/use-redis.ts";

const redis = useRedis();
let folder: string;
beforeAll(async () => {
	folder = await mkdtemp(join(tmpdir(), "barqiya-ingest-"));
	await writeFile(join(folder, "feed.xml"), feedOf([1]));
	vi.stubEnv("REDIS_URL", redis.url);
	vi.stubEnv("BARQIYA_SOURCES", join(folder, "none.yaml"));
	vi.stubEnv("LOG_LEVEL", "error");
});
afterAll(async () => {
	vi.unstubAllEnvs();
	await rm(folder, { recursive: true });
});

async function ingest(...names: string[]) {
	const lines: Record<string, unknown>[] = [];
	vi.spyOn(process.stdout, "write").mockImplementation((line) => {
		lines.push(JSON.parse(String(line)));
		return true;
	});
	const before = process.exitCode;
	const code = await runProgram(["ingest", ...names.map((name) => join(folder, name))]);
	process.exitCode = before;
	vi.restoreAllMocks();
	return { code, lines };
}

it("ends with 1 when an input cannot be read, and stores the others all the same", async () => {
	const { code, lines } = await ingest("missing.xml", "feed.xml");
	expect(lines).toMatchObject([
		{ input: join(folder, "missing.xml"), failed: "BQ_FILE_UNREADABLE" },
		{ input: join(folder, "feed.xml"), id: expect.any(String) },
	]);
	expect(code).toBe(1);
});

it("ends with 0 when all could be read, news or not", async () => {
	expect(await ingest("feed.xml")).toMatchObject({ code: 0, lines: [{ known: 1 }] });
});
