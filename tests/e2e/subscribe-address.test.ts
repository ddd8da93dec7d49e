import { afterEach, beforeEach, expect, it } from "vitest";
import { requireConfig } from "../../src/app/config/config.ts";
import { type Core, openCore } from "../../src/app/core.ts";
import { type Running, startRoles } from "../../src/app/start-roles.ts";
import { silentLog } from "../../src/domain/log.ts";
import { createTelegramFake, type TelegramFake } from "../fakes/telegram/server.ts";
import type { FakeMessage } from "../fakes/telegram/world.ts";
import { feedOf, headline, indexPage, type Outlet, startOutlet } from "../ingest/outlet.ts";
import { startRedis, type TestRedis } from "../support/redis.ts";
import { until } from "../support/until.ts";

const reader = 101;
const everything = -1001000000001;
const patienceMs = 60_000;

let redis: TestRedis;
let outlet: Outlet;
let telegram: TelegramFake;
const cores: Core[] = [];
const running: Running[] = [];

beforeEach(async () => {
	redis = await startRedis();
	outlet = await startOutlet({ now: 0 });
	telegram = await createTelegramFake({
		chats: [
			{ id: reader, type: "private", title: "ليلى" },
			{
				...{ id: everything, type: "channel", title: "كل الأخبار", bot: "administrator" },
				members: [{ id: reader, status: "creator", language: "ar" }],
			},
		],
	});
	const config = requireConfig({
		...{ REDIS_URL: redis.url, BARQIYA_SOURCES: "none.yaml", SOURCE_ALLOW_PRIVATE: "true" },
		...{ SOURCE_HOST_GAP: "1ms", TELEGRAM_BOT_TOKEN: telegram.token, TELEGRAM_API_ROOT: telegram.url },
		COMMANDS_PER_MINUTE: "100",
	});
	// Two processes: the one that talks is not the one that reads.
	for (const roles of [["ingest"], ["plan", "deliver", "bots"]] as const) {
		const core = await openCore(config, silentLog);
		cores.push(core);
		running.push(await startRoles(core, roles));
	}
}, 60_000);
afterEach(async () => {
	for (const each of running.splice(0).toReversed()) await each.stop();
	for (const core of cores.splice(0)) await core.stop();
	await telegram.stop();
	await outlet.stop();
	await redis.stop();
});

const plain = (text: string | undefined) => (text ?? "").replace(/\p{Cf}/gu, "");

function shown(chatId: number, words: string): Promise<FakeMessage> {
	return until(
		() => telegram.messages(chatId).findLast(({ byBot, text }) => byBot && plain(text).includes(words)),
		`${chatId} shows ${words}; it shows ${telegram.messages(chatId).map(({ text }) => text)}`,
		patienceMs,
	);
}

function tap(message: FakeMessage, label: string): void {
	const keyboard = message.json.reply_markup as {
		inline_keyboard: { text: string; callback_data?: string }[][];
	};
	const data = keyboard.inline_keyboard.flat().find(({ text }) => plain(text) === label)?.callback_data;
	if (data === undefined) throw new Error(`tests: no button ${label}`);
	telegram.pressButton(message.chatId, message.id, reader, data);
}

it("who sends a page's address chooses its feed, and its news arrives there and nowhere else", async () => {
	const links = '<link rel="alternate" type="application/rss+xml" href="/rss">';
	outlet.pages.set("/", { body: indexPage([1, 2, 3, 4, 5, 6, 7], links) });
	outlet.pages.set("/rss", { body: feedOf([1]) });
	telegram.say(everything, reader, "/subscribe");
	await shown(everything, "تم الاشتراك");

	telegram.say(reader, reader, `/subscribe ${outlet.address}/`);
	tap(await shown(reader, "خلاصة أخبار واحدة"), "جريدة المدينة");
	await shown(reader, `أحدث ما فيه: ${headline(1)}`);
	await until(
		() => telegram.messages(reader).some(({ byBot, text }) => byBot && plain(text).startsWith(headline(1))),
		"the article arrived",
		patienceMs,
	);
	expect(telegram.messages(everything).filter(({ text }) => plain(text).includes(headline(1)))).toEqual([]);

	telegram.say(reader, reader, "/latest");
	await shown(reader, "لم تصل أخبار بعد");
	telegram.say(reader, reader, `/unsubscribe ${outlet.address}/rss`);
	await shown(reader, "أُلغي الاشتراك");
}, 120_000);

it("an address that is slow to answer holds up no other command of the chat", async () => {
	outlet.pages.set("/slow", { never: true });
	telegram.say(reader, reader, `/subscribe ${outlet.address}/slow`);
	await until(() => outlet.visits.some(({ path }) => path === "/slow"), "it is asked for", patienceMs);
	telegram.say(reader, reader, "/topics");
	telegram.say(reader, reader, `/subscribe ${outlet.address}/slow`);
	await shown(reader, "ما زلت أقرأ العنوان");
	await shown(reader, "أقرأ 127.0.0.1");
	expect(telegram.messages(reader).some(({ text }) => plain(text).includes("تأخر الموقع"))).toBe(false);
	await outlet.stop();
	outlet = await startOutlet({ now: 0 });
	await shown(reader, "لم أجد في 127.0.0.1");
}, 120_000);
