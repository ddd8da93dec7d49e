import { Redis } from "ioredis";
import { freePort } from "./port.ts";
import { startRedis, type TestRedis } from "./redis.ts";
import { startSentinel } from "./redis-sentinel.ts";
import { until } from "./until.ts";

export type TlsFiles = { certificate: string; key: string };
export type TlsRedis = { url: string; stop(): Promise<void> };

const slots = 16_384;

/** A Cluster of one node. Tests look after it without TLS; a client that follows the Cluster's own word is led to its TLS port. */
export async function startTlsCluster(files: TlsFiles): Promise<TlsRedis> {
	const [tlsPort, busPort] = [await freePort(), await freePort()];
	const redis = await startRedis([
		...tlsArguments(files, tlsPort),
		...["--tls-cluster", "yes", "--cluster-enabled", "yes", "--cluster-port", String(busPort)],
		...["--cluster-announce-hostname", "localhost", "--cluster-preferred-endpoint-type", "hostname"],
	]);
	await asked(redis, async (client) => {
		await client.call("CLUSTER", "ADDSLOTSRANGE", 0, slots - 1);
		const isUp = async () => String(await client.call("CLUSTER", "INFO")).includes("cluster_state:ok");
		await until(isUp, "the cluster is up");
	});
	return { url: `rediss+cluster://localhost:${tlsPort}`, stop: redis.stop };
}

/** A master and its sentinel, which has a password that the master does not know. */
export async function startTlsSentinel(files: TlsFiles): Promise<TlsRedis> {
	const [masterPort, sentinelPort] = [await freePort(), await freePort()];
	const master = await startRedis([...tlsArguments(files, masterPort), "--tls-replication", "yes"]);
	const sentinel = await startSentinel(masterPort, [
		...pairsOf(tlsArguments(files, sentinelPort)),
		"tls-replication yes",
		"requirepass watchword",
	]);
	return {
		url: `rediss+sentinel://localhost:${sentinelPort}/barqiya?sentinel-password=watchword`,
		async stop() {
			await sentinel.stop();
			await master.stop();
		},
	};
}

function tlsArguments({ certificate, key }: TlsFiles, port: number): string[] {
	return [
		...["--tls-port", String(port), "--tls-auth-clients", "no", "--tls-ca-cert-file", certificate],
		...["--tls-cert-file", certificate, "--tls-key-file", key],
	];
}

/** Arguments of a command line as lines of a file. */
function pairsOf(given: readonly string[]): string[] {
	return given.flatMap((name, index) => (index % 2 === 0 ? [`${name.slice(2)} ${given[index + 1]}`] : []));
}

async function asked(redis: TestRedis, work: (client: Redis) => Promise<void>): Promise<void> {
	const client = new Redis(redis.url);
	try {
		await work(client);
	} finally {
		client.disconnect();
	}
}
