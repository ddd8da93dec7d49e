import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Redis } from "ioredis";
import { freePort } from "./port.ts";
import { startRedis } from "./redis.ts";
import { lose, stopLost, type TestCluster } from "./redis-cluster.ts";
import { until } from "./until.ts";

const masterName = "barqiya";
/** A master that has not answered for so long is taken for dead. */
const downAfterMs = 1_000;

/** A real master with a replica, and a sentinel that watches them. */
export async function startRedisSentinel(): Promise<TestCluster> {
	const master = await startRedis();
	const replica = await startRedis(["--replicaof", "127.0.0.1", String(master.port)]);
	const follower = new Redis(replica.url);
	const says = async (what: string) => (await follower.info("replication")).includes(what);
	await until(() => says("master_link_status:up"), "the replica follows");
	const sentinel = await startSentinel(master.port);
	const watcher = new Redis({ host: "127.0.0.1", port: sentinel.port });
	for (const client of [follower, watcher]) client.on("error", () => {});
	await until(
		async () => ((await watcher.call("SENTINEL", "REPLICAS", masterName)) as unknown[]).length === 1,
		"the sentinel knows the replica",
	);
	return {
		url: `redis+sentinel://127.0.0.1:${sentinel.port}/${masterName}`,
		async loseMasterOf(_, how) {
			await lose(master, how);
			await until(() => says("role:master"), "the replica took over", 30_000);
		},
		async stop() {
			follower.disconnect();
			watcher.disconnect();
			await sentinel.stop();
			await Promise.all([stopLost(master), replica.stop()]);
		},
	};
}

/** A sentinel of one master; `extra` are lines of its configuration. */
export async function startSentinel(
	masterPort: number,
	extra: readonly string[] = [],
): Promise<{ port: number; stop(): Promise<void> }> {
	const port = await freePort();
	const dir = await mkdtemp(join(tmpdir(), "barqiya-sentinel-"));
	const config = join(dir, "sentinel.conf");
	const lines = [
		...extra,
		"bind 127.0.0.1",
		`port ${port}`,
		`dir ${dir}`,
		`sentinel monitor ${masterName} 127.0.0.1 ${masterPort} 1`,
		`sentinel down-after-milliseconds ${masterName} ${downAfterMs}`,
		`sentinel failover-timeout ${masterName} 5000`,
	];
	await writeFile(config, `${lines.join("\n")}\n`);
	const binary = process.env.BARQIYA_TEST_REDIS_SERVER ?? "redis-server";
	const child: ChildProcess = spawn(binary, [config, "--sentinel"], { stdio: "ignore" });
	return {
		port,
		async stop() {
			child.kill("SIGTERM");
			await once(child, "exit");
			await rm(dir, { recursive: true, force: true });
		},
	};
}
