import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtemp, rm } from "node:fs/promises";
import { createConnection } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { freePort } from "../support/port.ts";

/** A real Redis as the settings of production want it (AOF, every write synced), which can be killed and comes back. */
export type LabRedis = {
	readonly url: string;
	/** SIGKILL, then after so long the same Redis again, on what its AOF holds. */
	crash(awayMs: number): Promise<void>;
	/** One command by hand, e.g. `CLIENT PAUSE 500`. */
	command(line: string): Promise<void>;
	stop(): Promise<void>;
};

export async function startLabRedis(): Promise<LabRedis> {
	const port = await freePort();
	const dir = await mkdtemp(join(tmpdir(), "barqiya-lab-redis-"));
	let child = await launch(port, dir);
	let crashing = Promise.resolve();

	async function crashOnce(awayMs: number): Promise<void> {
		await end(child, "SIGKILL");
		await new Promise((resolve) => setTimeout(resolve, awayMs));
		child = await launch(port, dir);
	}

	return {
		url: `redis://127.0.0.1:${port}`,
		crash(awayMs) {
			crashing = crashing.then(() => crashOnce(awayMs));
			return crashing;
		},
		async command(line) {
			await say(port, line);
		},
		async stop() {
			await end(child, "SIGTERM");
			await rm(dir, { recursive: true, force: true });
		},
	};
}

async function launch(port: number, dir: string): Promise<ChildProcess> {
	const child = spawn(
		process.env.BARQIYA_TEST_REDIS_SERVER ?? "redis-server",
		["--bind", "127.0.0.1", "--port", String(port), "--dir", dir, "--save", "", "--appendonly", "yes"].concat(
			["--appendfsync", "always", "--maxmemory-policy", "noeviction"],
		),
		{ stdio: "ignore" },
	);
	while (!(await say(port, "PING")).startsWith("+PONG")) {
		if (child.exitCode !== null || child.signalCode !== null)
			throw new Error("lab: redis-server ended at once");
		await new Promise((resolve) => setTimeout(resolve, 20));
	}
	return child;
}

async function end(child: ChildProcess, signal: "SIGKILL" | "SIGTERM"): Promise<void> {
	if (child.exitCode !== null || child.signalCode !== null) return;
	const exit = once(child, "exit");
	child.kill(signal);
	const timer = setTimeout(() => child.kill("SIGKILL"), 10_000);
	await exit;
	clearTimeout(timer);
}

/** The first line of the answer; empty when nobody listens. */
function say(port: number, line: string): Promise<string> {
	return new Promise((resolve) => {
		const socket = createConnection({ host: "127.0.0.1", port }, () => socket.write(`${line}\r\n`));
		socket.once("data", (data) => {
			socket.destroy();
			resolve(data.toString());
		});
		socket.once("error", () => resolve(""));
		socket.once("close", () => resolve("")); // another command of ours may have killed this connection
		socket.setTimeout(2_000, () => {
			socket.destroy();
			resolve("");
		});
	});
}
