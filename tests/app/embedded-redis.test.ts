import { existsSync } from "node:fs";
import { mkdir, mkdtemp, readFile, rm, symlink, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { startEmbeddedRedis } from "../../src/app/redis/embedded-redis.ts";
import { silentLog } from "../../src/domain/log.ts";
import { createConnection } from "../../src/store/redis/connection.ts";
import { type BarqiyaProcess, runBarqiya } from "../support/barqiya-process.ts";
import { until } from "../support/until.ts";

let folder: string;
beforeEach(async () => {
	folder = await mkdtemp(join(tmpdir(), "barqiya-embedded-"));
});
afterEach(async () => {
	vi.unstubAllEnvs();
	await rm(folder, { recursive: true, force: true });
});

async function ask<T>(url: string, question: (redis: ReturnType<typeof createConnection>) => Promise<T>) {
	const connection = createConnection(url, { log: silentLog });
	try {
		return await question(connection);
	} finally {
		await connection.stop();
	}
}

/** Data that takes a second or two to load, from now on: Redis's own setting for tests waits at each change. */
async function loadSlowly(): Promise<void> {
	const server = await startEmbeddedRedis(folder, silentLog);
	await ask(server.url, async ({ redis }) => {
		for (let time = 0; time < 200; time++) await redis.incr("count");
	});
	await server.stop();
	const programs = join(folder, "programs");
	await mkdir(programs);
	const script = `#!/bin/sh\nPATH="${process.env.PATH}"\nexec redis-server "$@" --key-load-delay 10000\n`;
	await writeFile(join(programs, "redis-server"), script, { mode: 0o700 });
	vi.stubEnv("PATH", `${programs}:${process.env.PATH}`);
}

/** Of the servers that were started on the folder, in this order. */
async function pids(): Promise<number[]> {
	const log = await readFile(join(folder, "redis", "redis.log"), "utf8");
	return [...log.matchAll(/^(\d+):M .*Running mode/gm)].map(([, pid]) => Number(pid));
}

function isAlive(pid: number): boolean {
	try {
		return process.kill(pid, 0);
	} catch {
		return false;
	}
}

function runProgram(): BarqiyaProcess {
	return runBarqiya(["start", "--roles", "ingest"], {
		BARQIYA_DATA: folder,
		BARQIYA_SOURCES: join(folder, "none.yaml"),
	});
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

	it("is one for all who start it at the same moment, while it loads its data too", async () => {
		await loadSlowly();
		const before = (await pids()).length;
		const early = [startEmbeddedRedis(folder, silentLog), startEmbeddedRedis(folder, silentLog)];
		await until(async () => (await pids()).length > before, "the server runs");
		const started = await Promise.all([...early, startEmbeddedRedis(folder, silentLog)]);
		expect(new Set(started.map(({ url }) => url)).size).toBe(1);
		expect((await pids()).length).toBe(before + 1);
		for (const { stop } of started) await stop();
	});

	it("is stopped with a program that is stopped while it loads", async () => {
		await loadSlowly();
		const before = (await pids()).length;
		const program = runProgram();
		const server = await until(async () => (await pids())[before], "the server runs");
		expect(await program.stop()).toBe(0);
		await until(() => !isAlive(server), "the server has ended");
		const next = await startEmbeddedRedis(folder, silentLog);
		expect(await ask(next.url, ({ redis }) => redis.get("count"))).toBe("200");
		await next.stop();
	});

	it("outlives the process that started it while another uses it, and ends with the last", async () => {
		const program = runProgram();
		await program.logged("start: everything runs");
		const [server = 0] = await pids();
		const here = await startEmbeddedRedis(folder, silentLog);
		await program.stop();
		expect(await ask(here.url, ({ redis }) => redis.ping())).toBe("PONG");
		await here.stop();
		expect(isAlive(server)).toBe(false);
	});

	it("is started anew where a killed process left its note, its lock and no server", async () => {
		const program = runProgram();
		await program.logged("start: everything runs");
		await program.kill();
		const [server = 0] = await pids();
		process.kill(server, "SIGKILL");
		await until(() => !isAlive(server), "the server has ended");
		await symlink(`${program.pid} 1`, join(folder, "redis", "running.lock"));
		const here = await startEmbeddedRedis(folder, silentLog);
		expect(await ask(here.url, ({ redis }) => redis.ping())).toBe("PONG");
		await here.stop();
	});

	it("is started again when it was killed, with what it held, for all who use it", async () => {
		const program = runProgram();
		await program.logged("start: everything runs");
		const here = await startEmbeddedRedis(folder, silentLog);
		const connection = createConnection(here.url, { log: silentLog });
		await connection.redis.set("kept", "نعم");
		const [first = 0] = await pids();
		process.kill(first, "SIGKILL");
		const again = await until(async () => (await pids())[1], "another server runs");
		expect(await connection.redis.get("kept")).toBe("نعم");
		await program.logged("redis: back");
		await connection.stop();
		await here.stop();
		expect(isAlive(again)).toBe(true);
		expect(await program.stop()).toBe(0);
		await until(() => !isAlive(again), "the server has ended with the last");
		expect(await pids()).toHaveLength(2);
	});
});
