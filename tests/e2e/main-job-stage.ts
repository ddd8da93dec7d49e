import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createDiscordFake, type DiscordFake } from "../fakes/discord/server.ts";
import { createTelegramFake, type TelegramFake } from "../fakes/telegram/server.ts";
import { type BarqiyaProcess, runBarqiya } from "../support/barqiya-process.ts";
import { until } from "../support/until.ts";

const editor = 501;
export const telegramChannels = [-1001000000001, -1001000000002];
export const headlines = [
	"افتتاح مكتبة عامة في إربد",
	"حملة لزراعة عشرة آلاف شجرة",
	"جسر جديد يصل ضفتي النهر",
];
const leads = [
	"فتحت المكتبة العامة في إربد أبوابها صباح اليوم بعد ترميم دام عامين، وفيها قاعة للأطفال ومئة ألف كتاب.",
	"انطلقت في الأغوار حملة يشارك فيها طلاب عشرين مدرسة لغرس أشجار الزيتون والخروب قبل موسم المطر.",
	"افتتح وزير الأشغال جسرًا للمشاة والدراجات يختصر الطريق بين الحيين القديم والجديد إلى خمس دقائق.",
];

/** Where the main job is played: an outlet with a feed, both platforms, two Telegram channels and a Discord one. */
export type MainJobStage = {
	telegram: TelegramFake;
	discord: DiscordFake;
	/** Asks on Discord, as its server's owner. */
	slash(command: string): Promise<unknown>;
	/** The first so many headlines stand in the feed. */
	publish(count: number): void;
	start(redisUrl: string): BarqiyaProcess;
	/** Subscribes the three channels to everything. */
	subscribeEverybody(): Promise<void>;
	/** The headlines that arrived there, in order. */
	onTelegram(chatId: number): string[];
	onDiscord(): string[];
	onTheWeb(address: string): Promise<string[]>;
	/** Posts that arrived on both platforms. */
	arrived(): number;
	stop(): Promise<void>;
};

export async function openMainJobStage(): Promise<MainJobStage> {
	const folder = await mkdtemp(join(tmpdir(), "barqiya-e2e-"));
	let published: readonly string[] = [];
	const outlet = createServer((_, response) => response.end(feed(published)));
	await new Promise<void>((resolve) => outlet.listen(0, "127.0.0.1", resolve));
	const telegram = await createTelegramFake({
		chats: telegramChannels.map((id) => ({
			id,
			type: "channel",
			title: `قناة ${id}`,
			bot: "administrator",
			members: [{ id: editor, status: "creator", language: "ar" }],
		})),
	});
	const discord = await createDiscordFake();
	const { channelId, ownerId } = discord.addGuild();
	await writeFile(
		join(folder, "barqiya.yaml"),
		`sources:\n  - { id: outlet, name: وكالة الضفة, location: "http://127.0.0.1:${port(outlet)}/feed.xml", every: 10s, timeZone: Asia/Amman }\npages:\n  - { slug: news, title: الأخبار }\n`,
	);
	const slash = (command: string) => discord.slash({ userId: ownerId, channelId, command });
	const onTelegram = (chatId: number) =>
		titlesIn(
			telegram.arrivals.entries
				.filter((entry) => entry.chatId === chatId && entry.method === "sendMessage")
				.map((entry) => entry.text ?? ""),
		);
	const onDiscord = () =>
		titlesIn(
			discord
				.arrivals()
				.filter((row) => row.channelId === channelId)
				.map((row) => JSON.stringify(row.body)),
		);
	return {
		telegram,
		discord,
		slash,
		publish(count) {
			published = headlines.slice(0, count);
		},
		start: (redisUrl) =>
			runBarqiya(["start"], {
				REDIS_URL: redisUrl,
				BARQIYA_SOURCES: join(folder, "barqiya.yaml"),
				SOURCE_ALLOW_PRIVATE: "true",
				TELEGRAM_BOT_TOKEN: telegram.token,
				TELEGRAM_API_ROOT: telegram.url,
				TELEGRAM_SEND_TIMEOUT: "2s",
				DISCORD_BOT_TOKEN: discord.token,
				DISCORD_API_ROOT: discord.apiUrl,
				DISCORD_SEND_TIMEOUT: "2s",
				WEB_LISTEN: "127.0.0.1:0",
				STOP_DEADLINE: "10s",
			}),
		async subscribeEverybody() {
			for (const id of telegramChannels) telegram.say(id, editor, "/subscribe");
			await slash("subscribe");
			// The answers are messages in the channels themselves: they are not posts.
			await until(
				() => telegram.arrivals.entries.length === telegramChannels.length,
				"the channels were answered",
			);
		},
		onTelegram,
		onDiscord,
		async onTheWeb(address) {
			const answer = await fetch(`${address}/c/news/feed.json`);
			const { items } = (await answer.json()) as { items: { title: string }[] };
			return items.map(({ title }) => title).reverse();
		},
		arrived: () => telegramChannels.flatMap(onTelegram).length + onDiscord().length,
		async stop() {
			await Promise.all([telegram.stop(), discord.stop()]);
			outlet.closeAllConnections();
			await new Promise((resolve) => outlet.close(resolve));
			await rm(folder, { recursive: true });
		},
	};
}

function port(server: Server): number {
	return (server.address() as AddressInfo).port;
}

/** An outlet's feed: the newest first, a minute apart. */
function feed(titles: readonly string[]): string {
	const items = titles.map((title, nth) => {
		const at = new Date(Date.now() - 3600_000 + nth * 60_000).toUTCString();
		return `<item><title>${title}</title><link>http://outlet.example/${nth}</link><pubDate>${at}</pubDate><description>${leads[nth]}</description></item>`;
	});
	return `<?xml version="1.0" encoding="UTF-8"?><rss version="2.0"><channel><title>وكالة الضفة</title><link>http://outlet.example/</link>${items.reverse().join("")}</channel></rss>`;
}

function titlesIn(texts: readonly string[]): string[] {
	return texts.flatMap((text) => headlines.filter((headline) => text.includes(headline)).slice(0, 1));
}
