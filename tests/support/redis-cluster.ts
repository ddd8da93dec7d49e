import { Redis } from "ioredis";
import { freePort } from "./port.ts";
import { startRedis, type TestRedis } from "./redis.ts";
import { until } from "./until.ts";

/** Redis with replicas that take over. */
export type TestCluster = {
	/** As `REDIS_URL` takes it. */
	url: string;
	/** Takes away the master that holds a key; resolves when its replica has taken its place. */
	loseMasterOf(key: string, how: Loss): Promise<void>;
	stop(): Promise<void>;
};

/** `killed`: its connections end with it. `silent`: they stay open and nothing comes, as after a power cut. */
export type Loss = "killed" | "silent";

export async function lose(redis: TestRedis, how: Loss): Promise<void> {
	if (how === "killed") await redis.kill();
	else process.kill(redis.pid, "SIGSTOP");
}

/** Ends one that may be silent. */
export async function stopLost(redis: TestRedis): Promise<void> {
	try {
		process.kill(redis.pid, "SIGCONT");
	} catch {
		// It was killed.
	}
	await redis.stop();
}

type Node = TestRedis & { busPort: number; client: Redis; id: string };

const slots = 16_384;
const masters = 3;
/** A node that has not answered for so long is taken for dead: more than the six seconds after which BullMQ reconnects. */
const nodeTimeoutMs = 8_000;

/** A real Redis Cluster of the test's own: three masters with a replica each. */
export async function startRedisCluster(): Promise<TestCluster> {
	const nodes = await Promise.all(Array.from({ length: 2 * masters }, startNode));
	await join(nodes);
	const alive = new Set(nodes);
	return {
		url: `redis+cluster://${nodes.map(({ port }) => `127.0.0.1:${port}`).join(",")}`,
		async loseMasterOf(key, how) {
			const [any] = alive;
			const id = any && (await masterOf(key, any));
			const holder = nodes.find((node) => node.id === id);
			if (holder === undefined) throw new Error(`tests: no node holds ${key}`);
			alive.delete(holder);
			holder.client.disconnect();
			await lose(holder, how);
			for (const node of alive) {
				await until(
					async () => (await isOk(node)) && (await masterOf(key, node)) !== id,
					"a replica took over",
				);
			}
		},
		async stop() {
			for (const { client } of nodes) client.disconnect();
			await Promise.all(nodes.map(stopLost));
		},
	};
}

async function startNode(): Promise<Node> {
	const busPort = await freePort();
	const redis = await startRedis(
		["--cluster-enabled", "yes", "--cluster-port", String(busPort)].concat([
			"--cluster-node-timeout",
			String(nodeTimeoutMs),
		]),
	);
	const client = new Redis(redis.url);
	return { ...redis, busPort, client, id: String(await client.call("CLUSTER", "MYID")) };
}

async function join(nodes: readonly Node[]): Promise<void> {
	for (const [index, { client }] of nodes.entries()) {
		await client.call("CLUSTER", "SET-CONFIG-EPOCH", index + 1);
		if (index >= masters) continue;
		const [from, end] = [index, index + 1].map((nth) => Math.floor((nth * slots) / masters));
		await client.call("CLUSTER", "ADDSLOTSRANGE", from ?? 0, (end ?? 0) - 1);
	}
	for (const { port, busPort } of nodes) {
		await nodes[0]?.client.call("CLUSTER", "MEET", "127.0.0.1", port, busPort);
	}
	const knowsAll = async (node: Node) => (await info(node)).includes(`cluster_known_nodes:${nodes.length}`);
	for (const node of nodes) await until(() => knowsAll(node), "the nodes know each other");
	for (const [index, { client }] of nodes.slice(masters).entries()) {
		await client.call("CLUSTER", "REPLICATE", nodes[index]?.id ?? "");
	}
	for (const node of nodes) await until(() => isOk(node), "the cluster is up");
	for (const node of nodes.slice(masters)) {
		const follows = async () => (await node.client.info("replication")).includes("master_link_status:up");
		await until(follows, "every master has its replica");
	}
}

async function info({ client }: Node): Promise<string> {
	return String(await client.call("CLUSTER", "INFO"));
}

async function isOk(node: Node): Promise<boolean> {
	return (await info(node)).includes("cluster_state:ok");
}

/** The id of the master that holds a key, as this node knows it. */
async function masterOf(key: string, { client }: Node): Promise<string | undefined> {
	const slot = Number(await client.call("CLUSTER", "KEYSLOT", key));
	const rows = (await client.call("CLUSTER", "SLOTS")) as [number, number, [string, number, string]][];
	return rows.find(([from, to]) => from <= slot && slot <= to)?.[2][2];
}
