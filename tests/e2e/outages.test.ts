import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { silentLog } from "../../src/domain/log.ts";
import { createConnection } from "../../src/store/redis/connection.ts";
import { createDiscordFake, type DiscordFake } from "../fakes/discord/server.ts";
import { createTelegramFake, type TelegramFake } from "../fakes/telegram/server.ts";
import { type BarqiyaProcess, runBarqiya } from "../support/barqiya-process.ts";
import { freePort } from "../support/port.ts";
import { startRedis, type TestRedis } from "../support/redis.ts";
import { until } from "../support/until.ts";

let folder: string;
let telegram: TelegramFake;
let discord: DiscordFake;
let redis: TestRedis | undefined;
let barqiya: BarqiyaProcess | undefined;

beforeEach(async () => {
	folder = await mkdtemp(join(tmpdir(), "barqiya-outages-"));
	telegram = await createTelegramFake();
	discord = await createDiscordFake();
	await writeFile(
		join(folder, "dump.txt"),
		"مركز الأبحاث يفتتح محطة لرصد الطيور\n\n03/02/2024\n\nافتتح مركز الأبحاث محطة لرصد الطيور المهاجرة على ضفة البحيرة، تعمل بالطاقة الشمسية وتبث صورها للمدارس مباشرة.\n",
	);
	await writeFile(join(folder, "barqiya.yaml"), "pages:\n  - { slug: news, title: الأخبار }\n");
});
afterEach(async () => {
	await barqiya?.kill();
	await redis?.stop();
	await Promise.all([telegram.stop(), discord.stop()]);
	await rm(folder, { recursive: true });
});

const settings = (redisUrl: string, more: Record<string, string> = {}) => ({
	REDIS_URL: redisUrl,
	BARQIYA_SOURCES: join(folder, "barqiya.yaml"),
	WEB_LISTEN: "127.0.0.1:0",
	STOP_DEADLINE: "10s",
	...more,
});

const health = async (address: string) => (await fetch(`${address}/healthz`)).status;

/** From now on whoever is new has to say a password. */
async function lock(url: string): Promise<void> {
	const connection = createConnection(url, { log: silentLog });
	await connection.redis.config("SET", "requirepass", "good");
	await connection.stop();
}

async function entries(address: string): Promise<number> {
	const answer = await fetch(`${address}/c/news/feed.json`);
	return ((await answer.json()) as { items: unknown[] }).items.length;
}

describe("an outage", { timeout: 120_000 }, () => {
	it("of Redis at the start is waited out and said", async () => {
		const port = await freePort();
		barqiya = runBarqiya(["start"], settings(`redis://127.0.0.1:${port}`));
		await barqiya.logged("redis: away");
		redis = await startRedis([], { port });
		await barqiya.logged("start: everything runs");
		expect(await barqiya.stop()).toBe(0);
	});

	it("of Redis later turns health red, ends nothing, and loses nothing that was taken on", async () => {
		redis = await startRedis(["--appendfsync", "always"]);
		barqiya = runBarqiya(["start", "--roles", "web,bots"], settings(redis.url));
		const address = String((await barqiya.logged("web: listening")).address);
		expect(await health(address)).toBe(200);
		const ingest = runBarqiya(["ingest", join(folder, "dump.txt")], settings(redis.url));
		expect(await ingest.ended).toBe(0);
		await redis.kill();
		await until(async () => (await health(address)) === 503, "health is red");
		redis = await startRedis(["--appendfsync", "always"], redis);
		await until(async () => (await health(address)) === 200, "health is green again");
		const others = runBarqiya(["start", "--roles", "plan,deliver"], settings(redis.url));
		await until(async () => (await entries(address)) === 1, "what was ingested before is posted", 60_000);
		expect(await others.stop()).toBe(0);
	});

	it.each([
		["whose address is taken", () => ({ WEB_LISTEN: `127.0.0.1:${redis?.port}` }), 2, "WEB_LISTEN"],
		[
			"that Redis does not let in",
			() => ({ REDIS_URL: `redis://:hunter2@127.0.0.1:${redis?.port}` }),
			1,
			"BQ_REDIS_REFUSED",
		],
	])("a start %s ends and says why: nothing half of it goes on", async (_, wrong, code, said) => {
		redis = await startRedis();
		if (code === 1) await lock(redis.url);
		barqiya = runBarqiya(["start"], settings(redis.url, wrong()));
		expect(await barqiya.ended).toBe(code);
		const lines = barqiya
			.output()
			.log.map(({ msg }) => String(msg))
			.join("\n");
		expect(lines).toContain(said);
		expect(lines).not.toMatch(/hunter2|^ {4}at /m);
	});

	it("of one platform's token is named, with where to get one, and the other goes on", async () => {
		redis = await startRedis();
		barqiya = runBarqiya(
			["start"],
			settings(redis.url, {
				TELEGRAM_BOT_TOKEN: "7000000009:AAnobodyKnowsThisToken_0123456789abcdef",
				TELEGRAM_API_ROOT: telegram.url,
			}),
		);
		const line = await barqiya.logged("bots: this platform's bot does not run");
		expect(String(line.reason)).toContain("@BotFather");
		expect(JSON.stringify(barqiya.output().log)).not.toContain("AAnobodyKnowsThisToken");
		const address = String((await barqiya.logged("web: listening")).address);
		await barqiya.logged("start: everything runs");
		const ingest = runBarqiya(["ingest", join(folder, "dump.txt")], settings(redis.url));
		await ingest.ended;
		await until(async () => (await entries(address)) === 1, "the page has the article");
	});

	/** Telegram takes connections and says nothing; Discord answers requests, and its gateway lets nobody in. */
	function silencePlatforms(): Record<string, string> {
		telegram.faults.add({ methods: ["getMe"], times: -1, action: { kind: "silence", when: "before" } });
		discord.troubleGateway({ trouble: "reset" });
		return {
			...{ TELEGRAM_BOT_TOKEN: telegram.token, TELEGRAM_API_ROOT: telegram.url },
			...{ DISCORD_BOT_TOKEN: discord.token, DISCORD_API_ROOT: discord.apiUrl },
		};
	}

	it("of both platforms' bots at the start keeps no news from the page, and health is there from the first", async () => {
		redis = await startRedis();
		const source = `sources:\n  - { id: dump, name: المركز, location: ${join(folder, "dump.txt")} }\n`;
		await writeFile(join(folder, "barqiya.yaml"), `${source}pages:\n  - { slug: news, title: الأخبار }\n`);
		barqiya = runBarqiya(
			["start"],
			settings(redis.url, { ...silencePlatforms(), HEALTH_LISTEN: "127.0.0.1:0" }),
		);
		const own = String((await barqiya.logged("health: listening")).address);
		expect(await health(own)).toBe(200);
		const address = String((await barqiya.logged("web: listening")).address);
		await barqiya.logged("ingest: source checked");
		await until(async () => (await entries(address)) === 1, "the page has the article", 60_000);
		expect(await barqiya.stop()).toBe(0);
	});

	it("of both platforms' bots at the start keeps nobody from stopping it then", async () => {
		redis = await startRedis();
		barqiya = runBarqiya(["start"], settings(redis.url, silencePlatforms()));
		await until(() => discord.counters().visits > 0 && telegram.requests.getMe, "both bots start", 60_000);
		expect(await barqiya.stop()).toBe(0);
		expect(barqiya.output().log.map(({ msg }) => msg)).not.toContain("start: everything runs");
	});
});
