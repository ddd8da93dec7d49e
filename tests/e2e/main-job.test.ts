import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { createDiscordFake, type DiscordFake } from "../fakes/discord/server.ts";
import { createTelegramFake, type TelegramFake } from "../fakes/telegram/server.ts";
import { type BarqiyaProcess, runBarqiya } from "../support/barqiya-process.ts";
import { startRedis, type TestRedis } from "../support/redis.ts";
import { until } from "../support/until.ts";

const editor = 501;
const telegramChannels = [-1001000000001, -1001000000002];
const headlines = ["افتتاح مكتبة عامة في إربد", "حملة لزراعة عشرة آلاف شجرة", "جسر جديد يصل ضفتي النهر"];
const leads = [
	"فتحت المكتبة العامة في إربد أبوابها صباح اليوم بعد ترميم دام عامين، وفيها قاعة للأطفال ومئة ألف كتاب.",
	"انطلقت في الأغوار حملة يشارك فيها طلاب عشرين مدرسة لغرس أشجار الزيتون والخروب قبل موسم المطر.",
	"افتتح وزير الأشغال جسرًا للمشاة والدراجات يختصر الطريق بين الحيين القديم والجديد إلى خمس دقائق.",
];

let folder: string;
let redis: TestRedis;
let telegram: TelegramFake;
let discord: DiscordFake;
let outlet: Server;
let published: string[];
let barqiya: BarqiyaProcess | undefined;
let discordChannel: string;
let discordGuild: { guildId: string; channelId: string; ownerId: string };

beforeEach(async () => {
	folder = await mkdtemp(join(tmpdir(), "barqiya-e2e-"));
	redis = await startRedis();
	published = [];
	outlet = createServer((_, response) => response.end(feed(published)));
	await new Promise<void>((resolve) => outlet.listen(0, "127.0.0.1", resolve));
	telegram = await createTelegramFake({
		chats: telegramChannels.map((id) => ({
			id,
			type: "channel",
			title: `قناة ${id}`,
			bot: "administrator",
			members: [{ id: editor, status: "creator", language: "ar" }],
		})),
	});
	discord = await createDiscordFake();
	discordGuild = discord.addGuild();
	discordChannel = discordGuild.channelId;
	await writeFile(
		join(folder, "barqiya.yaml"),
		`sources:\n  - { id: outlet, name: وكالة الضفة, location: "http://127.0.0.1:${port(outlet)}/feed.xml", every: 10s, timeZone: Asia/Amman }\npages:\n  - { slug: news, title: الأخبار }\n`,
	);
});

afterEach(async () => {
	await barqiya?.kill();
	await Promise.all([telegram.stop(), discord.stop(), redis.stop()]);
	outlet.closeAllConnections();
	await new Promise((resolve) => outlet.close(resolve));
	await rm(folder, { recursive: true });
});

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

function start(): BarqiyaProcess {
	return runBarqiya(["start"], {
		REDIS_URL: redis.url,
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
	});
}

async function subscribeEverybody(): Promise<void> {
	for (const id of telegramChannels) telegram.say(id, editor, "/subscribe");
	await discord.slash({
		userId: discordGuild.ownerId,
		channelId: discordChannel,
		command: "subscribe",
	});
	// The answers are messages in the channels themselves: they are not posts.
	await until(
		() => telegram.arrivals.entries.length === telegramChannels.length,
		"the channels were answered",
	);
}

const titleIn = (text: string) => headlines.find((headline) => text.includes(headline));

function postsOnTelegram(chatId: number): (string | undefined)[] {
	return telegram.arrivals.entries
		.filter((entry) => entry.chatId === chatId && entry.method === "sendMessage")
		.map((entry) => titleIn(entry.text ?? ""))
		.filter((title) => title !== undefined);
}

function postsOnDiscord(): (string | undefined)[] {
	return discord
		.arrivals()
		.filter((row) => row.channelId === discordChannel)
		.map((row) => titleIn(JSON.stringify(row.body)))
		.filter((title) => title !== undefined);
}

async function postsOnTheWeb(address: string): Promise<string[]> {
	const answer = await fetch(`${address}/c/news/feed.json`);
	const { items } = (await answer.json()) as { items: { title: string }[] };
	return items.map(({ title }) => title).reverse();
}

function allPosts(): number {
	return telegramChannels.flatMap(postsOnTelegram).length + postsOnDiscord().length;
}

// A process that was killed is given up after its leases; Telegram's settling time is waited for as well.
describe("the main job", { timeout: 150_000 }, () => {
	it("brings three articles to two Telegram channels, a Discord channel and a page, each once and in order", async () => {
		barqiya = start();
		const { address } = await barqiya.logged("web: listening");
		await barqiya.logged("start: everything runs");
		await subscribeEverybody();
		published = headlines;
		await until(() => allPosts() === 9, "nine posts arrived", 40_000);
		for (const id of telegramChannels) expect(postsOnTelegram(id)).toEqual(headlines);
		expect(postsOnDiscord()).toEqual(headlines);
		expect(
			await until(
				async () => (await postsOnTheWeb(String(address))).length === 3 && postsOnTheWeb(String(address)),
				"the page has three",
			),
		).toEqual(headlines);
		expect(await barqiya.stop()).toBe(0);
		expect(telegram.violations).toEqual([]);
		expect(telegram.refusals()).toEqual({});
		expect(discord.specProblems()).toEqual([]);
		expect(discord.limited()).toEqual([]);
	});

	it("posts each article once although the process is killed in the middle of it", async () => {
		barqiya = start();
		await barqiya.logged("start: everything runs");
		await subscribeEverybody();
		published = headlines;
		await until(() => allPosts() >= 2, "the first posts arrived", 40_000);
		await barqiya.kill();
		barqiya = start();
		const { address } = await barqiya.logged("web: listening");
		await until(() => allPosts() >= 9, "the rest arrived", 100_000);
		await until(async () => (await postsOnTheWeb(String(address))).length === 3, "the page has three");
		await barqiya.stop();
		for (const id of telegramChannels) expect(postsOnTelegram(id).toSorted()).toEqual(headlines.toSorted());
		expect(postsOnDiscord().toSorted()).toEqual(headlines.toSorted());
	});

	it("answers /latest on both platforms with the newest three", async () => {
		published = headlines;
		barqiya = start();
		await barqiya.logged("start: everything runs");
		await barqiya.logged("ingest: source checked");
		const reader = 900;
		telegram.say(reader, reader, "/latest");
		const answer = await until(
			() => telegram.arrivals.entries.find(({ chatId }) => chatId === reader),
			"the reader on Telegram was answered",
		);
		const slash = await discord.slash({
			userId: discordGuild.ownerId,
			channelId: discordChannel,
			command: "latest",
		});
		for (const text of [answer.text ?? "", JSON.stringify(slash)]) {
			const places = headlines.map((headline) => text.indexOf(headline));
			expect(text).toSatisfy(() => places.every((place) => place >= 0));
			expect(places).toEqual(places.toSorted((a, b) => b - a));
		}
	});
});
