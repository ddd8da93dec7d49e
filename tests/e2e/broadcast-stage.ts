import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Progress } from "../../src/broadcasts/port.ts";
import { silentLog } from "../../src/domain/log.ts";
import { createChannelStore } from "../../src/store/channels/channels.ts";
import { createConnection } from "../../src/store/redis/connection.ts";
import { createDiscordFake, type DiscordFake } from "../fakes/discord/server.ts";
import type { Arrival } from "../fakes/telegram/arrivals.ts";
import { createTelegramFake, type TelegramFake } from "../fakes/telegram/server.ts";
import { type BarqiyaProcess, runBarqiya } from "../support/barqiya-process.ts";
import { startRedis, type TestRedis } from "../support/redis.ts";

export const auditChat = -1_001_999_999_999;

/** Both fakes with channels that are registered, a Redis, and the program as an operator runs it. */
export type BroadcastStage = {
	telegram: TelegramFake;
	discord: DiscordFake;
	redis: TestRedis;
	/** The program's working folder, gone at the end. */
	folder: string;
	telegramChats: readonly number[];
	discordChannels: readonly string[];
	/** Recipients on both platforms. */
	everybody: number;
	barqiya(...args: string[]): BarqiyaProcess;
	/** Two processes that deliver, one of which plans as well. */
	startWorkers(): Promise<void>;
	/** Ends all of them as a crash would. */
	killWorkers(): Promise<void>;
	/** `barqiya broadcast …`; resolves with what it printed. */
	cli(...args: string[]): Promise<string>;
	progress(id: string): Promise<Progress>;
	/** What the fakes have accepted that says these words: chat or channel of each, in order. */
	onTelegram(words: string): Arrival[];
	onDiscord(words: string): { at: number; channelId: string; messageId: string }[];
	stop(): Promise<void>;
};

export async function openBroadcastStage(
	size: { telegram: number; discord: number },
	settings: Record<string, string> = {},
): Promise<BroadcastStage> {
	const telegramChats = Array.from({ length: size.telegram }, (_, n) => -1_001_000_000_001 - n);
	const folder = await mkdtemp(join(tmpdir(), "barqiya-broadcast-"));
	const redis = await startRedis();
	const telegram = await createTelegramFake({
		chats: [...telegramChats, auditChat].map((id) => ({
			id,
			type: "channel",
			title: `قناة ${id}`,
			bot: "administrator",
		})),
	});
	const discord = await createDiscordFake();
	const discordChannels = Array.from({ length: size.discord }, () => discord.addGuild().channelId);
	await register(redis.url, telegramChats, discordChannels);
	await writeFile(join(folder, "barqiya.yaml"), "sources: []\n");
	let running: BarqiyaProcess[] = [];

	const barqiya = (...args: string[]) =>
		runBarqiya(args, {
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
			...settings,
		});
	const killWorkers = async () => {
		await Promise.all(running.map((each) => each.kill()));
	};
	const cli = async (...args: string[]) => {
		const command = barqiya("broadcast", ...args);
		const code = await command.ended;
		const { stdout, log } = command.output();
		if (code !== 0) throw new Error(`broadcast ${args.join(" ")}: ${JSON.stringify(log)}`);
		return stdout.trim();
	};
	return {
		telegram,
		discord,
		redis,
		folder,
		telegramChats,
		discordChannels,
		everybody: size.telegram + size.discord,
		barqiya,
		async startWorkers() {
			running = [barqiya("start", "--roles", "plan,deliver"), barqiya("start", "--roles", "deliver")];
			await Promise.all(running.map((each) => each.logged("start: everything runs")));
		},
		killWorkers,
		cli,
		progress: async (id) => (JSON.parse(await cli("show", id, "--json")) as { progress: Progress }).progress,
		onTelegram: (words) =>
			telegram.arrivals.entries.filter(
				({ method, text = "" }) => method === "sendMessage" && text.includes(words),
			),
		onDiscord: (words) => discord.arrivals().filter(({ body }) => JSON.stringify(body).includes(words)),
		async stop() {
			await killWorkers();
			await Promise.all([telegram.stop(), discord.stop(), redis.stop()]);
			await rm(folder, { recursive: true });
		},
	};
}

async function register(url: string, chats: readonly number[], rooms: readonly string[]): Promise<void> {
	const connection = createConnection(url, { log: silentLog });
	const channels = createChannelStore(connection);
	const place = { zone: "Asia/Amman", createdAt: 0 };
	for (const id of chats) {
		const title = `قناة ${id}`;
		await channels.register("telegram", String(id), { ...place, addressKind: "channel", title });
	}
	for (const [n, id] of rooms.entries()) {
		await channels.register("discord", id, { ...place, addressKind: "text", title: `غرفة ${n}` });
	}
	await connection.stop();
}
