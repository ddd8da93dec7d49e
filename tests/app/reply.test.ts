import { afterEach, beforeEach, expect, it } from "vitest";
import { requireConfig } from "../../src/app/config/config.ts";
import { type Core, openCore } from "../../src/app/core.ts";
import { createReply } from "../../src/app/deps/reply.ts";
import { silentLog } from "../../src/domain/log.ts";
import type { Message } from "../../src/message/message.ts";
import { createTelegramFake, type TelegramFake } from "../fakes/telegram/server.ts";
import { startRedis, type TestRedis } from "../support/redis.ts";

const [person, other] = [5_001, 5_002];
let redis: TestRedis;
let telegram: TelegramFake;
let core: Core;

beforeEach(async () => {
	redis = await startRedis();
	telegram = await createTelegramFake({
		chats: [
			{ id: person, type: "private" },
			{ id: other, type: "private" },
		],
	});
	const settings = {
		REDIS_URL: redis.url,
		BARQIYA_SOURCES: "none.yaml",
		TELEGRAM_BOT_TOKEN: telegram.token,
		TELEGRAM_API_ROOT: telegram.url,
	};
	core = await openCore(requireConfig(settings), silentLog);
});
afterEach(async () => {
	await core.stop();
	await telegram.stop();
	await redis.stop();
});

const message: Message = {
	language: "ar",
	blocks: [{ kind: "headline", text: "جواب" }],
	buttons: [],
	silent: false,
	linkPreview: false,
};
const reply = (chatId: number) => createReply(core, "telegram")(String(chatId), "private", message);
const limit = (retryAfter: number) =>
	telegram.faults.add({ methods: ["sendMessage"], action: { kind: "limit", retryAfter } });
const told = () => telegram.arrivals.entries.map(({ chatId }) => chatId);

/** Whether a post may go to this chat within a moment. */
async function mayPost(chatId: number): Promise<boolean> {
	const window = core.window("telegram");
	const layers = core.publisher("telegram")?.windows(String(chatId), "private") ?? [];
	try {
		await window.release(await window.acquire(layers, "normal", AbortSignal.timeout(1_500)));
		return true;
	} catch {
		return false;
	}
}

it("a reply that is limited for longer than a person waits is given up at once, and posts are not sent into the same limit", async () => {
	limit(1_800);
	expect(await reply(person)).toBe(false);
	expect(told()).toEqual([]);
	expect(await mayPost(person)).toBe(false);
	expect(await mayPost(other)).toBe(true);
});

it("a reply that is limited for a moment comes after it, once", async () => {
	limit(1);
	expect(await reply(person)).toBe(true);
	expect(told()).toEqual([person]);
});
