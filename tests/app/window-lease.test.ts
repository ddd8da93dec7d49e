import { afterEach, expect, it } from "vitest";
import { requireConfig } from "../../src/app/config/config.ts";
import { openCore } from "../../src/app/core.ts";
import { silentLog } from "../../src/domain/log.ts";
import { keys } from "../../src/store/redis/keys.ts";
import { startRedis } from "../support/redis.ts";

const open: { stop(): Promise<void> }[] = [];
afterEach(async () => {
	for (const each of open.splice(0).toReversed()) await each.stop();
});

it.each(["telegram", "discord"])(
	"a place in the window of %s is its request's own for as long as that may take",
	async (platform) => {
		const redis = await startRedis();
		open.push(redis);
		const core = await openCore(
			requireConfig({
				REDIS_URL: redis.url,
				BARQIYA_SOURCES: "none.yaml",
				TELEGRAM_BOT_TOKEN: "123456:AAbbCCddEEffGGhhIIjjKKllMMnnOOppQQr",
				TELEGRAM_SEND_TIMEOUT: "200s",
				DISCORD_BOT_TOKEN: "MQ.token.x",
				DISCORD_SEND_TIMEOUT: "200s",
			}),
			silentLog,
		);
		open.push(core);
		const layer = { key: "bot", limit: 30, perMs: 1_000, shared: true };
		const { id } = await core.window(platform).acquire([layer], "normal");
		const until = Number(await core.connection.redis.zscore(keys.window(platform, "bot"), id));
		expect(until - core.clock.now()).toBeGreaterThan(200_000);
	},
);
