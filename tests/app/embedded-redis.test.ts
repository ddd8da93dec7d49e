import { existsSync } from "node:fs";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { startEmbeddedRedis } from "../../src/app/redis/embedded-redis.ts";
import { silentLog } from "../../src/domain/log.ts";
import { createConnection } from "../../src/store/redis/connection.ts";

let folder: string;
beforeEach(async () => {
	folder = await mkdtemp(join(tmpdir(), "barqiya-embedded-"));
});
afterEach(() => rm(folder, { recursive: true, force: true }));

async function ask<T>(url: string, question: (redis: ReturnType<typeof createConnection>) => Promise<T>) {
	const connection = createConnection(url, { log: silentLog });
	try {
		return await question(connection);
	} finally {
		await connection.stop();
	}
}

describe("the private Redis", () => {
	it("writes every change to disk before it answers, throws nothing away, and keeps its data over restarts", async () => {
		const first = await startEmbeddedRedis(folder, silentLog);
		const settings = await ask(first.url, async ({ redis }) => {
			await redis.set("kept", "نعم");
			return Object.fromEntries(
				await Promise.all(
					["appendonly", "appendfsync", "maxmemory-policy"].map(
						async (name) => [name, ((await redis.config("GET", name)) as string[])[1]] as const,
					),
				),
			);
		});
		await first.stop();
		const second = await startEmbeddedRedis(folder, silentLog);
		const kept = await ask(second.url, ({ redis }) => redis.get("kept"));
		await second.stop();
		expect({ ...settings, kept }).toEqual({
			appendonly: "yes",
			appendfsync: "always",
			"maxmemory-policy": "noeviction",
			kept: "نعم",
		});
	});

	it("is taken over when a run was killed and left it behind", async () => {
		const first = await startEmbeddedRedis(folder, silentLog);
		const again = await startEmbeddedRedis(folder, silentLog);
		expect(again.url).toBe(first.url);
		await again.stop();
		expect(existsSync(first.url.slice("unix:".length))).toBe(false);
	});
});
