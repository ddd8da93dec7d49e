import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { createPermit } from "../../src/staff/permit.ts";
import { createTokens } from "../../src/staff/tokens.ts";
import { createAuditLog } from "../../src/store/people/audit.ts";
import { createTokenStore } from "../../src/store/people/tokens.ts";
import { type Connection, createConnection } from "../../src/store/redis/connection.ts";
import { createDiscordFake, type DiscordFake } from "../fakes/discord/server.ts";
import { createTelegramFake, type TelegramFake } from "../fakes/telegram/server.ts";
import type { FakeMessage } from "../fakes/telegram/world.ts";
import { type BarqiyaProcess, runBarqiya } from "../support/barqiya-process.ts";
import { startRedis, type TestRedis } from "../support/redis.ts";
import { until } from "../support/until.ts";

const silent = { debug() {}, info() {}, warn() {}, error() {} };
const editor = 501;
const reader = 502;
const telegramChannels = [-1001000000001, -1001000000002];
const patienceMs = 60_000;

let redis: TestRedis;
let connection: Connection;
let telegram: TelegramFake;
let discord: DiscordFake;
let barqiya: BarqiyaProcess;
let discordChannel: string;
let address: string;
let secret: string;

beforeAll(async () => {
	redis = await startRedis();
	connection = createConnection(redis.url, { log: silent });
	const members = [{ id: editor, status: "creator" as const, language: "ar" }];
	telegram = await createTelegramFake({
		chats: [
			...telegramChannels.map((id) => ({
				...{ id, type: "channel" as const, title: `قناة ${id}`, bot: "administrator" as const, members },
			})),
			{ id: editor, type: "private", title: "ليلى" },
			{ id: reader, type: "private", title: "قارئ" },
		],
	});
	discord = await createDiscordFake();
	const guild = discord.addGuild();
	discordChannel = guild.channelId;
	barqiya = runBarqiya(["start"], {
		...{ REDIS_URL: redis.url, BARQIYA_SOURCES: "/nowhere/none.yaml", BARQIYA_OWNER: `telegram:${editor}` },
		...{ TELEGRAM_BOT_TOKEN: telegram.token, TELEGRAM_API_ROOT: telegram.url, TELEGRAM_SEND_TIMEOUT: "5s" },
		...{ DISCORD_BOT_TOKEN: discord.token, DISCORD_API_ROOT: discord.apiUrl, DISCORD_SEND_TIMEOUT: "5s" },
		...{ WEB_LISTEN: "127.0.0.1:0", STOP_DEADLINE: "10s", COMMANDS_PER_MINUTE: "200" },
	});
	address = String((await barqiya.logged("web: listening")).address);
	await barqiya.logged("start: everything runs");
	const permit = createPermit(createAuditLog(connection));
	const tokens = createTokens({ tokens: createTokenStore(connection), permit, now: Date.now });
	const operator = { platform: "cli", id: "operator", name: "operator", role: "owner" } as const;
	const added = await tokens.add(operator, "موقع الصحيفة", [
		...["broadcasts:read", "broadcasts:write", "broadcasts:send", "audit:read"],
	] as never);
	if (added.kind !== "added") throw new Error(`tests: ${added.kind}`);
	secret = added.secret;
	for (const id of telegramChannels) telegram.say(id, editor, "/subscribe");
	await discord.slash({ userId: guild.ownerId, channelId: discordChannel, command: "subscribe" });
	await until(
		() => telegramChannels.every((id) => telegram.messages(id).some(({ byBot }) => byBot)),
		"the channels were answered",
		patienceMs,
	);
}, 120_000);

afterAll(async () => {
	await barqiya?.kill();
	await connection.stop();
	await Promise.all([telegram.stop(), discord.stop(), redis.stop()]);
});

const plain = (text: string) => text.replace(/\p{Cf}|\\/gu, "");

function shown(chatId: number, text: string): Promise<FakeMessage> {
	return until(
		() => telegram.messages(chatId).findLast((one) => one.byBot && plain(one.text ?? "").includes(text)),
		`${chatId} shows ${text}`,
		patienceMs,
	);
}

function tap(message: FakeMessage, label: string): void {
	const keyboard = message.json.reply_markup as {
		inline_keyboard: { text: string; callback_data?: string }[][];
	};
	const data = keyboard.inline_keyboard.flat().find(({ text }) => plain(text) === label)?.callback_data;
	if (data === undefined) throw new Error(`tests: no button ${label}`);
	telegram.pressButton(message.chatId, message.id, editor, data);
}

/** How often each channel has a message with these words, the two of Telegram first. */
function arrived(words: string): number[] {
	const onTelegram = telegramChannels.map(
		(id) => telegram.messages(id).filter(({ text }) => plain(text ?? "").includes(words)).length,
	);
	const onDiscord = discord
		.arrivals()
		.filter(
			({ channelId, body }) => channelId === discordChannel && plain(JSON.stringify(body)).includes(words),
		);
	return [...onTelegram, onDiscord.length];
}

async function ask(method: string, path: string, body?: object, headers: Record<string, string> = {}) {
	const response = await fetch(`${address}/api/v1${path}`, {
		method,
		headers: { authorization: `Bearer ${secret}`, "content-type": "application/json", ...headers },
		...(body === undefined ? {} : { body: JSON.stringify(body) }),
	});
	const text = await response.text();
	const isJson = (response.headers.get("content-type") ?? "").includes("json;") || text.startsWith("{");
	return { status: response.status, text, body: isJson && !text.includes("\n{") ? JSON.parse(text) : {} };
}

describe("editors, in the running program", () => {
	it("send by the dialogue what every channel gets once, though “send” is clicked twice", async () => {
		telegram.say(editor, editor, "/broadcast");
		for (const [question, answer] of [
			["العنوان", "صيانة الليلة"],
			["النص", "تتوقف الخدمة *ساعة*."],
			["رابط الصورة", "-"],
			["الأزرار", "-"],
		] as const) {
			await shown(editor, question);
			telegram.say(editor, editor, answer);
		}
		const home = await shown(editor, "مسودة");
		expect(plain(home.text ?? "")).toContain("العدد: 3 قنوات");
		tap(home, "إرسال…");
		const sure = await shown(editor, "هل أرسل؟");
		tap(sure, "أرسل الآن");
		tap(sure, "أرسل الآن");
		await until(() => arrived("صيانة الليلة").every((count) => count > 0), "all have it", patienceMs);
		await until(
			async () => (await ask("GET", "/broadcasts")).body.broadcasts[0].state === "finished",
			"it is finished",
			patienceMs,
		);
		telegram.say(editor, editor, "/broadcasts");
		await shown(editor, "اكتمل");
		expect(arrived("صيانة الليلة")).toEqual([1, 1, 1]);
	}, 120_000);

	it("send by the API what was asked for twice with one key, once; and read who got it", async () => {
		const draft = {
			content: { versions: [{ language: "ar", headline: "إعلان المساء", body: "يصل من الموقع." }] },
			audience: { include: [{ kind: "platform", platform: "telegram" }] },
		};
		const key = { "idempotency-key": "evening-1" };
		const [first, second] = [
			await ask("POST", "/broadcasts", draft, key),
			await ask("POST", "/broadcasts", draft, key),
		];
		expect([first.status, second.body]).toEqual([201, first.body]);
		const { id } = first.body;
		const past = { time: { kind: "at", at: "2020-01-01T10:00" } };
		const refused = await ask("POST", `/broadcasts/${id}/schedule`, past, { "accept-language": "ar" });
		expect([refused.status, refused.body.detail]).toEqual([422, expect.stringContaining("مضى")]);
		const estimate = await ask("GET", `/broadcasts/${id}/estimate`);
		expect(estimate.body).toMatchObject({ recipients: 2, problems: [] });
		expect((await ask("POST", `/broadcasts/${id}/send`)).status).toBe(200);
		expect((await ask("POST", `/broadcasts/${id}/send`)).status).toBe(200);
		await until(
			async () => (await ask("GET", `/broadcasts/${id}/progress`)).body.sent === 2,
			"both were counted",
			patienceMs,
		);
		expect(arrived("إعلان المساء")).toEqual([1, 1, 0]);
		const rows = (await ask("GET", `/broadcasts/${id}/results`)).text.trimEnd().split("\n");
		expect(rows.map((row) => JSON.parse(row).state)).toEqual(["sent", "sent"]);
	}, 120_000);

	it("are in the audit log with what they did, and so is a reader who tried", async () => {
		telegram.say(reader, reader, "/broadcasts");
		await shown(reader, "هذا الأمر لمحرري غرفة الأخبار");
		const { body } = await ask("GET", "/audit?limit=200");
		const told = (
			body.records as { who: { platform: string; id: string }; action: string; outcome: string }[]
		).map(({ who, action, outcome }) => `${who.platform} ${action} ${outcome}`);
		expect(told).toEqual(
			expect.arrayContaining([
				...["telegram broadcast.create done", "api broadcast.create done"],
				...["telegram broadcast.view refused", "cli token.change done"],
			]),
		);
		expect(JSON.stringify(body)).not.toContain(secret.split("_").at(-1));
	}, 120_000);
});
