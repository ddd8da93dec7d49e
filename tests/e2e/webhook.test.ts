import { afterEach, beforeEach, expect, it } from "vitest";
import { createTelegramFake, type TelegramFake } from "../fakes/telegram/server.ts";
import { type BarqiyaProcess, runBarqiya } from "../support/barqiya-process.ts";
import { freePort } from "../support/port.ts";
import { startRedis, type TestRedis } from "../support/redis.ts";
import { until } from "../support/until.ts";

let telegram: TelegramFake;
let redis: TestRedis;
let barqiya: BarqiyaProcess | undefined;
beforeEach(async () => {
	telegram = await createTelegramFake();
	redis = await startRedis();
});
afterEach(async () => {
	await barqiya?.kill();
	await Promise.all([telegram.stop(), redis.stop()]);
});

it("takes Telegram's updates where the pages are served, and nobody's who does not know the secret", async () => {
	const port = await freePort();
	const webhook = `http://127.0.0.1:${port}/updates/telegram`;
	barqiya = runBarqiya(["start", "--roles", "bots"], {
		REDIS_URL: redis.url,
		BARQIYA_SOURCES: "none.yaml",
		WEB_LISTEN: `127.0.0.1:${port}`,
		TELEGRAM_BOT_TOKEN: telegram.token,
		TELEGRAM_API_ROOT: telegram.url,
		TELEGRAM_WEBHOOK_URL: webhook,
		TELEGRAM_WEBHOOK_SECRET: "a-secret-of-the-test",
		STOP_DEADLINE: "10s",
	});
	await barqiya.logged("start: everything runs");
	telegram.say(77, 77, "/help");
	const answer = await until(
		() => telegram.arrivals.entries.find(({ chatId }) => chatId === 77),
		"the person was answered",
	);
	expect(answer.text).toContain("/latest");
	const forged = await fetch(webhook, { method: "POST", body: '{"update_id":1}' });
	expect(forged.status).toBe(401);
	expect(await barqiya.stop()).toBe(0);
});
