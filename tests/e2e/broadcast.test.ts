import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, it } from "vitest";
import type { Progress } from "../../src/broadcasts/port.ts";
import { silentLog } from "../../src/domain/log.ts";
import { createChannelStore } from "../../src/store/channels.ts";
import { createConnection } from "../../src/store/connection.ts";
import { createDiscordFake, type DiscordFake } from "../fakes/discord/server.ts";
import { createTelegramFake, type TelegramFake } from "../fakes/telegram/server.ts";
import { type BarqiyaProcess, runBarqiya } from "../support/barqiya-process.ts";
import { startRedis, type TestRedis } from "../support/redis.ts";
import { until } from "../support/until.ts";

const telegramChats = Array.from({ length: 40 }, (_, n) => -1_001_000_000_001 - n);
const discordCount = 12;
const everybody = telegramChats.length + discordCount;
const headline = "بيان من هيئة التحرير";
const corrected = "بيان مصحح من هيئة التحرير";

let folder: string;
let redis: TestRedis;
let telegram: TelegramFake;
let discord: DiscordFake;
let running: BarqiyaProcess[];

beforeEach(async () => {
	folder = await mkdtemp(join(tmpdir(), "barqiya-broadcast-"));
	redis = await startRedis();
	running = [];
	telegram = await createTelegramFake({
		chats: telegramChats.map((id) => ({ id, type: "channel", title: `قناة ${id}`, bot: "administrator" })),
	});
	discord = await createDiscordFake();
	const connection = createConnection(redis.url, { log: silentLog });
	const channels = createChannelStore(connection);
	const place = { zone: "Asia/Amman", createdAt: 0 };
	for (const id of telegramChats) {
		await channels.register("telegram", String(id), {
			...place,
			addressKind: "channel",
			title: `قناة ${id}`,
		});
	}
	for (let n = 0; n < discordCount; n++) {
		const { channelId } = discord.addGuild();
		await channels.register("discord", channelId, { ...place, addressKind: "text", title: `غرفة ${n}` });
	}
	await connection.stop();
	await writeFile(join(folder, "barqiya.yaml"), "sources: []\n");
});

afterEach(async () => {
	await Promise.all(running.map((each) => each.kill()));
	await Promise.all([telegram.stop(), discord.stop(), redis.stop()]);
	await rm(folder, { recursive: true });
});

function barqiya(...args: string[]): BarqiyaProcess {
	return runBarqiya(args, {
		REDIS_URL: redis.url,
		BARQIYA_SOURCES: join(folder, "barqiya.yaml"),
		BARQIYA_TIME_ZONE: "Asia/Amman",
		TELEGRAM_BOT_TOKEN: telegram.token,
		TELEGRAM_API_ROOT: telegram.url,
		TELEGRAM_SEND_TIMEOUT: "2s",
		DISCORD_BOT_TOKEN: discord.token,
		DISCORD_API_ROOT: discord.apiUrl,
		DISCORD_SEND_TIMEOUT: "2s",
		WEB_LISTEN: "127.0.0.1:0",
		STOP_DEADLINE: "10s",
	});
}

/** Two processes that deliver, one of which plans as well. */
async function startWorkers(): Promise<void> {
	running = [barqiya("start", "--roles", "plan,deliver"), barqiya("start", "--roles", "deliver")];
	await Promise.all(running.map((each) => each.logged("start: everything runs")));
}

/** A command of the terminal; resolves with what it printed. */
async function cli(...args: string[]): Promise<string> {
	const command = barqiya("broadcast", ...args);
	const code = await command.ended;
	const { stdout, log } = command.output();
	if (code !== 0) throw new Error(`broadcast ${args.join(" ")}: ${JSON.stringify(log)}`);
	return stdout.trim();
}

async function progress(id: string): Promise<Progress> {
	return (JSON.parse(await cli("show", id, "--json")) as { progress: Progress }).progress;
}

const sentOnTelegram = () => telegram.arrivals.entries.filter(({ method }) => method === "sendMessage");
const madeOnDiscord = () => discord.arrivals().filter((row) => JSON.stringify(row.body).includes(headline));
const arrived = () => sentOnTelegram().length + madeOnDiscord().length;

it("an editor writes, tries, approves and schedules a broadcast; paused, killed and resumed it reaches everybody once; then it is corrected and withdrawn everywhere", {
	timeout: 400_000,
}, async () => {
	await startWorkers();
	const words = [
		"--headline",
		headline,
		"--text",
		"نص **مهم** إلى {channel}\n- بند أول\n- بند ثان",
		"--to",
		"platform:telegram,platform:discord",
	];
	const [id = "", estimate] = (
		await cli("create", ...words, "--per-second", "1", "--button", "التفاصيل=https://news.example/1")
	).split("\n");
	expect(estimate).toContain(`${everybody} recipients`);
	expect(await cli("preview", id)).toContain("قناتي");

	await cli("test", id, "--to", "telegram-0");
	expect(sentOnTelegram().map(({ chatId }) => chatId)).toEqual([telegramChats[0]]);
	const tried = sentOnTelegram().length;

	await cli("approve", id);
	const soon = new Date(Math.ceil(Date.now() / 1_000) * 1_000 + 30_000).toISOString();
	expect(await cli("schedule", id, "--at", soon)).toContain("scheduled");
	await until(() => arrived() - tried >= 4, "it began at its time", 60_000);
	expect(Date.now()).toBeGreaterThanOrEqual(Date.parse(soon));

	await cli("pause", id);
	const paused = await until(async () => {
		const seen = await progress(id);
		return seen.sent === arrived() - tried && seen;
	}, "what was under way has ended");
	await Promise.all(running.map((each) => each.kill()));
	expect(paused.open).toBeGreaterThan(0);
	expect(arrived() - tried).toBe(paused.sent);

	await startWorkers();
	expect(arrived() - tried).toBe(paused.sent);
	await cli("resume", id);
	const end = await until(
		async () => {
			const seen = await progress(id);
			return seen.finishedAt !== undefined && seen;
		},
		"it is finished",
		150_000,
	);

	const chats = sentOnTelegram()
		.slice(tried)
		.map(({ chatId }) => chatId);
	expect(chats.toSorted()).toEqual(telegramChats.toSorted());
	expect(new Set(madeOnDiscord().map(({ channelId }) => channelId)).size).toBe(discordCount);
	expect(madeOnDiscord()).toHaveLength(discordCount);
	expect(end).toMatchObject({
		recipients: everybody,
		open: 0,
		sent: everybody,
		failed: 0,
		skipped: 0,
		unknown: 0,
	});
	const csv = (await cli("export", id)).split("\r\n");
	expect(csv).toHaveLength(everybody + 1);
	expect(csv.slice(1).every((row) => row.includes(",sent,"))).toBe(true);

	await cli("correct", id, "--headline", corrected);
	await until(
		async () => (await progress(id)).corrected === everybody,
		"every message is corrected",
		120_000,
	);
	const edited = telegram.arrivals.entries.filter(({ method }) => method === "editMessageText");
	expect(new Set(edited.map(({ chatId }) => chatId))).toEqual(new Set(telegramChats));
	expect(edited.every(({ text = "" }) => text.includes(corrected))).toBe(true);

	await cli("withdraw", id);
	await until(
		async () => (await progress(id)).withdrawn === everybody,
		"every message is withdrawn",
		120_000,
	);
	const deleted = telegram.arrivals.entries.filter(({ method }) => method === "deleteMessage");
	const made = new Map(
		sentOnTelegram()
			.slice(tried)
			.map(({ chatId, messageIds }) => [chatId, messageIds[0]]),
	);
	expect(deleted.map(({ chatId, messageIds }) => [chatId, messageIds[0]]).toSorted()).toEqual(
		[...made].toSorted(),
	);
	expect(arrived() - tried).toBe(everybody);
	expect(telegram.violations).toEqual([]);
	expect(discord.specProblems()).toEqual([]);
});
