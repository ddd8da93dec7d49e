import { afterEach, beforeEach, expect, it } from "vitest";
import { requireConfig } from "../../src/app/config/config.ts";
import { type Core, openCore } from "../../src/app/core.ts";
import { createDeliveryDeps } from "../../src/app/deps/delivery-deps.ts";
import type { Channel } from "../../src/domain/channel.ts";
import { silentLog } from "../../src/domain/log.ts";
import { keys } from "../../src/store/redis/keys.ts";
import { createTelegramFake, type TelegramFake } from "../fakes/telegram/server.ts";
import { startRedis, type TestRedis } from "../support/redis.ts";
import { until } from "../support/until.ts";

const owner = 5_001;
const city = -1_001_000_000_001;
let redis: TestRedis;
let telegram: TelegramFake;
let core: Core;

beforeEach(async () => {
	redis = await startRedis();
	telegram = await createTelegramFake({
		chats: [
			{ id: owner, type: "private" },
			{ id: city, type: "channel", title: "أخبار المدينة" },
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

async function addChannel(by?: number): Promise<Channel> {
	const fresh = { addressKind: "channel", title: "أخبار المدينة", zone: "UTC", createdAt: 0 };
	const channel = await core.channels.register("telegram", String(city), fresh);
	const owned = by === undefined ? {} : { owner: String(by) };
	return (await core.channels.update(channel.id, (now) => ({ ...now, ...owned }))) ?? channel;
}

const told = () => telegram.arrivals.entries.map(({ chatId, text }) => ({ chatId, text }));

it("the owner of a channel that has thrown the bot out is told once, in private and in their language", async () => {
	const channel = await addChannel(owner);
	const { life } = createDeliveryDeps(core);
	const gone = { kind: "gone", reason: "removed" } as const;
	await Promise.all([life.apply(channel, gone), life.apply(channel, gone), life.apply(channel, gone)]);
	await until(() => told().length > 0, "the owner is told");
	expect(told()).toEqual([{ chatId: owner, text: expect.stringContaining("توقف النشر في") }]);
	expect(told()[0]?.text).toContain("أخبار المدينة");
	await core.people.setLanguage({ platform: "telegram", id: String(owner) }, "en");
	await core.channels.update(channel.id, (now) => ({ ...now, state: { kind: "active" } }));
	await life.apply({ ...channel, state: { kind: "active" } }, { kind: "forbidden", reason: "no-rights" });
	await until(() => told().length > 1, "the owner is told of the missing right");
	expect(told()[1]?.text).toContain("I lack the right to post there");
	expect(told()).toHaveLength(2);
});

it("an owner who cannot be reached holds nothing up, and a channel without an owner tells nobody", async () => {
	const { life } = createDeliveryDeps(core);
	const gone = { kind: "gone", reason: "removed" } as const;
	await life.apply(await addChannel(), gone);
	await core.channels.update("telegram-0", (now) => ({ ...now, state: { kind: "active" }, owner: "5002" }));
	const channel = await core.channels.get("telegram-0");
	if (channel === undefined) throw new Error("no channel");
	expect(await life.apply(channel, gone)).toBe(true);
	expect((await core.channels.get(channel.id))?.state).toMatchObject(gone);
	expect(told()).toEqual([]);
});

it("nothing is told in a channel whose own id was kept as its owner's, since it was set up in its own name", async () => {
	const anonymous = await addChannel(city);
	const fresh = { addressKind: "channel", title: "أخبار القرية", zone: "UTC", createdAt: 0 };
	const other = await core.channels.register("telegram", "-1001000000002", fresh);
	const { life } = createDeliveryDeps(core);
	await life.apply(anonymous, { kind: "forbidden", reason: "no-rights" });
	await until(() => core.connection.redis.exists(keys.once(`told:forbidden:${anonymous.id}`)), "it is begun");
	await life.apply({ ...other, owner: String(owner) }, { kind: "forbidden", reason: "no-rights" });
	await until(() => told().some(({ chatId }) => chatId === owner), "the owner of another is told");
	expect(told().map(({ chatId }) => chatId)).toEqual([owner]);
});
