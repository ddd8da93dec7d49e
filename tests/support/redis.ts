import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtemp, rm } from "node:fs/promises";
import { createConnection } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { freePort } from "./port.ts";

export type TestRedis = Place & {
	url: string;
	pid: number;
	/** Ends it as a crash would, its data left for another at the same place. */
	kill(): Promise<void>;
	stop(): Promise<void>;
};

type Place = { port: number; dir: string };

/** A real Redis of the test's own: random loopback port, temporary folder, AOF as in production. Never the user's. */
export async function startRedis(extra: readonly string[] = [], at: Partial<Place> = {}): Promise<TestRedis> {
	const port = at.port ?? (await freePort());
	const dir = at.dir ?? (await mkdtemp(join(tmpdir(), "barqiya-redis-")));
	const binary = process.env.BARQIYA_TEST_REDIS_SERVER ?? "redis-server";
	const child = spawn(
		binary,
		["--bind", "127.0.0.1", "--port", String(port), "--dir", dir, "--save", "", "--appendonly", "yes"]
			.concat(["--appendfsync", "everysec", "--maxmemory-policy", "noeviction"])
			.concat(extra),
		{ stdio: "ignore" },
	);
	const failed = once(child, "error").then(([error]) => {
		throw new Error(`tests: ${binary} could not be started: ${String(error)}. Install redis-server.`);
	});
	failed.catch(() => {});
	await Promise.race([answersPing(port), failed]);
	return {
		url: `redis://127.0.0.1:${port}`,
		port,
		pid: child.pid ?? 0,
		dir,
		async kill() {
			child.kill("SIGKILL");
			await once(child, "exit");
		},
		async stop() {
			if (child.exitCode === null && child.signalCode === null) {
				child.kill("SIGTERM");
				await once(child, "exit");
			}
			await rm(dir, { recursive: true, force: true });
		},
	};
}

async function answersPing(port: number): Promise<void> {
	for (;;) {
		const answered = await new Promise<boolean>((resolve) => {
			const socket = createConnection({ host: "127.0.0.1", port }, () => socket.write("PING\r\n"));
			socket.once("data", (data) => {
				socket.destroy();
				resolve(data.toString().startsWith("+PONG"));
			});
			socket.once("error", () => resolve(false));
		});
		if (answered) return;
		await new Promise((resolve) => setTimeout(resolve, 20));
	}
}
