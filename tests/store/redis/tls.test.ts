import { execFileSync } from "node:child_process";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import { runBarqiya } from "../../support/barqiya-process.ts";
import { startTlsCluster, startTlsSentinel, type TlsFiles, type TlsRedis } from "../../support/redis-tls.ts";

let folder: string;
let files: TlsFiles;
let redis: TlsRedis | undefined;

beforeAll(async () => {
	folder = await mkdtemp(join(tmpdir(), "barqiya-tls-"));
	files = { certificate: join(folder, "server.crt"), key: join(folder, "server.key") };
	const subject = ["-subj", "/CN=localhost", "-addext", "subjectAltName=IP:127.0.0.1,DNS:localhost"];
	const made = ["-keyout", files.key, "-out", files.certificate, "-days", "2"];
	const curve = ["-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1"];
	execFileSync("openssl", ["req", "-x509", "-nodes", ...curve, ...made, ...subject], { stdio: "ignore" });
});
afterEach(() => redis?.stop());
afterAll(() => rm(folder, { recursive: true, force: true }));

/** What the doctor says of it, by the certificates that the process trusts. */
async function examined(url: string, environment: Record<string, string> = {}): Promise<string> {
	const barqiya = runBarqiya(["doctor"], { REDIS_URL: url, ...environment });
	await barqiya.ended;
	return barqiya.output().stdout;
}

// ioredis keeps to itself what TLS says of a Cluster's node or of a sentinel; the advice names it.
describe.each([
	["a Cluster", startTlsCluster, "Connection is closed"],
	["a Sentinel with a password of its own", startTlsSentinel, "All sentinels are unreachable"],
])("%s over TLS", (_, start, complaint) => {
	it("is used where its certificate is trusted, and where not, that is said", async () => {
		redis = await start(files);
		const trusted = await examined(redis.url, { NODE_EXTRA_CA_CERTS: files.certificate });
		expect(trusted).toContain("redis: answers");
		expect(trusted).toContain("maxmemory-policy is noeviction");
		const doubted = await examined(redis.url);
		expect(doubted).toContain(complaint);
		expect(doubted).toContain("its certificate is trusted");
	});
});
