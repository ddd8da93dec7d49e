import { afterEach, beforeEach, expect, it } from "vitest";
import { createQueues, type Queues } from "../../jobs/queues.ts";
import { requireConfig } from "../../src/app/config/config.ts";
import { type Core, openCore } from "../../src/app/core.ts";
import { createHealth } from "../../src/app/operate/check-health.ts";
import { type Running, startRoles } from "../../src/app/start-roles.ts";
import { silentLog } from "../../src/domain/log.ts";
import { keys } from "../../src/store/redis/keys.ts";
import { sampleMessage } from "../contract/publisher.ts";
import { createTelegramFake, type TelegramFake } from "../fakes/telegram/server.ts";
import { freePort } from "../support/port.ts";
import { until } from "../support/until.ts";
import { useRedis } from "../support/use-redis.ts";

const channel = -1001000000001;
const redis = useRedis();
let telegram: TelegramFake;
let core: Core;
let queues: Queues;
let running: Running;

beforeEach(async () => {
	telegram = await createTelegramFake({
		chats: [{ id: channel, type: "channel", title: "قناة", bot: "administrator" }],
	});
});
afterEach(async () => {
	await running.stop();
	await queues.stop();
	await core.stop();
	await telegram.stop();
});

async function startBots(settings: Record<string, string> = {}): Promise<void> {
	const config = requireConfig({
		...{ REDIS_URL: redis.url, BARQIYA_SOURCES: "none.yaml", WEB_LISTEN: "127.0.0.1:0" },
		...{ TELEGRAM_BOT_TOKEN: telegram.token, TELEGRAM_API_ROOT: telegram.url },
		...settings,
	});
	core = await openCore(config, silentLog);
	queues = createQueues(core.connection);
	running = await startRoles(core, ["bots"]);
}

async function health() {
	const { platforms } = await createHealth(core, queues).check();
	return platforms.find(({ platform }) => platform === "telegram");
}

async function post(): Promise<string | undefined> {
	const outcome = await core.publisher("telegram")?.publish({
		...{ deliveryId: "post-1/channel-1", address: String(channel), addressKind: "channel" },
		...{ message: sampleMessage(), plainText: false },
	});
	return outcome?.kind;
}

it("a bot that listens is well", async () => {
	await startBots();
	expect(await health()).toEqual({ platform: "telegram", up: true });
});

it("one whose webhook Telegram refuses is not, though its posts arrive", async () => {
	await startBots({
		TELEGRAM_WEBHOOK_URL: "http://example.org/hook",
		TELEGRAM_WEBHOOK_SECRET: "a-secret-of-the-test",
	});
	expect(await post()).toBe("sent");
	const seen = await health();
	expect(seen?.up).toBe(false);
	expect(seen?.detail).toContain("webhook");
});

it("one that turns out to be refused when its platform is back is not, and leaves its place", async () => {
	const port = await freePort();
	await startBots({ TELEGRAM_API_ROOT: `http://127.0.0.1:${port}` });
	expect((await health())?.detail).toContain("not reached");
	await telegram.stop();
	telegram = await createTelegramFake({ port, token: "7000000009:AAanotherToken_0123456789abcdefghijklm" });
	await until(async () => (await health())?.detail?.includes("@BotFather"), "it is refused", 40_000);
	const place = () => core.connection.redis.exists(keys.lease("bot-telegram"));
	await until(async () => (await place()) === 0, "its place is free", 40_000);
	expect((await health())?.up).toBe(false);
});
