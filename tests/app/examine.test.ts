import { afterAll, beforeAll, expect, it } from "vitest";
import { requireConfig } from "../../src/app/config/config.ts";
import { examine } from "../../src/app/operate/examine.ts";
import { silentLog } from "../../src/domain/log.ts";
import { createChannelStore } from "../../src/store/channels/channels.ts";
import { createConnection } from "../../src/store/redis/connection.ts";
import { keys } from "../../src/store/redis/keys.ts";
import { startRedis, type TestRedis } from "../support/redis.ts";

let redis: TestRedis;
beforeAll(async () => {
	redis = await startRedis(["--appendfsync", "always"]);
});
afterAll(async () => {
	await redis.stop();
});

const wrong = async (more: Record<string, string>) => {
	const findings = await examine(requireConfig({ REDIS_URL: redis.url, ...more }));
	return findings.filter(({ ok }) => !ok);
};

it("a file of sources that was named and is not there is a finding", async () => {
	expect(await wrong({ BARQIYA_SOURCES: "/nowhere/barqiya.yaml" })).toEqual([
		{
			ok: false,
			what: "sources: BARQIYA_SOURCES names /nowhere/barqiya.yaml, which is not there",
			advice: "Check that the file exists and may be read.",
		},
	]);
	expect(await wrong({})).toEqual([]);
});

it("a Redis that answers and does not let us in is not called silent", async () => {
	const connection = createConnection(redis.url, { log: silentLog });
	await connection.redis.config("SET", "requirepass", "good");
	const [found] = await wrong({ REDIS_URL: redis.url.replace("://", "://:hunter2@") });
	await connection.redis.config("SET", "requirepass", "");
	await connection.stop();
	expect(found?.what).toMatch(/^redis: WRONGPASS/);
	expect(found?.advice).toContain("password");
	expect(JSON.stringify(found)).not.toContain("hunter2");
});

it("a channel that cannot be read is a finding, and the others are looked at", async () => {
	const connection = createConnection(redis.url, { log: silentLog });
	const channels = createChannelStore(connection);
	const fresh = { addressKind: "page", title: "الأخبار", zone: "UTC", createdAt: 0 };
	const broken = await channels.register("web", "news", fresh);
	await channels.register("web", "sport", { ...fresh, state: { kind: "paused", reason: "owner" } });
	await connection.redis.hset(keys.channels("web", 0), "0", "{}");
	const findings = await wrong({});
	await connection.redis.flushall();
	await connection.stop();
	expect(findings.map(({ what }) => what.split("\n")[0])).toEqual([
		expect.stringContaining(`store: channel ${broken.id}`),
		"channel web-1 (الأخبار) is paused: owner",
	]);
	expect(findings[0]?.advice).toContain("another version");
});
