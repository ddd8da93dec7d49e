import { afterEach, beforeEach, expect, it } from "vitest";
import { requireConfig } from "../../src/app/config/config.ts";
import { type Core, openCore } from "../../src/app/core.ts";
import { createTurn } from "../../src/app/deps/turn.ts";
import { silentLog } from "../../src/domain/log.ts";
import { startRedis, type TestRedis } from "../support/redis.ts";

const token = `${Buffer.from("123456789012345678").toString("base64url")}.fake01.${"x".repeat(30)}`;
let redis: TestRedis;
let core: Core;
beforeEach(async () => {
	redis = await startRedis();
	const settings = { REDIS_URL: redis.url, BARQIYA_SOURCES: "none.yaml", DISCORD_BOT_TOKEN: token };
	core = await openCore(requireConfig(settings), silentLog);
});
afterEach(async () => {
	await core.stop();
	await redis.stop();
});

it("a request of a bot's waits where posts have taken all that its platform allows, whatever their channels", async () => {
	const window = core.window("discord");
	const address = (nth: number) => String(200_000_000_000_000_000n + BigInt(nth));
	const layersOf = (nth: number) => core.publisher("discord")?.windows(address(nth), "text") ?? [];
	const slots = await Promise.all(
		Array.from({ length: 50 }, (_, nth) => window.acquire(layersOf(nth), "normal")),
	);
	const impatient = AbortSignal.timeout(300);
	const asked: string[] = [];
	const ask = (name: string, signal?: AbortSignal) =>
		createTurn(core, "discord")(async () => asked.push(name), signal);
	await expect(ask("too early", impatient)).rejects.toThrow();
	const waiting = ask("in its turn");
	await Promise.all(slots.map((slot) => window.release(slot)));
	await waiting;
	expect(asked).toEqual(["in its turn"]);
});

it("a platform without limits, or one that is off, lets everything through", async () => {
	expect(await createTurn(core, "web")(async () => "asked")).toBe("asked");
	expect(await createTurn(core, "telegram")(async () => "asked")).toBe("asked");
});
