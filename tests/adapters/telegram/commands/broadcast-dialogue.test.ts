import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { createTelegramBot, type TelegramBot } from "../../../../adapters/telegram/bot.ts";
import { createCommands } from "../../../../src/commands/create-commands.ts";
import { createDialogueStore } from "../../../../src/store/dialogues/dialogues.ts";
import { createPeopleStore } from "../../../../src/store/people/people.ts";
import { type Connection, createConnection } from "../../../../src/store/redis/connection.ts";
import { createNewsroom, type Newsroom } from "../../../commands/newsroom.ts";
import type { TelegramFake } from "../../../fakes/telegram/server.ts";
import type { FakeMessage } from "../../../fakes/telegram/world.ts";
import { startRedis, type TestRedis } from "../../../support/redis.ts";
import { groupId, readerId, startFake } from "../stage.ts";

const silent = { debug() {}, info() {}, warn() {}, error() {} };
const secondEditor = 43;

let redis: TestRedis;
let connection: Connection;
let fake: TelegramFake;
let bot: TelegramBot;
let room: Newsroom;

beforeAll(async () => {
	redis = await startRedis();
	connection = createConnection(redis.url, { log: silent });
});
afterAll(async () => {
	await connection.stop();
	await redis.stop();
});
beforeEach(async () => {
	await connection.redis.flushall();
	fake = await startFake();
	room = createNewsroom();
	for (const id of [readerId, secondEditor]) room.roles.set(`telegram:${id}`, "editor");
	await startBot();
});
afterEach(async () => {
	await bot.stop();
	await fake.stop();
	expect(fake.violations).toEqual([]);
});

/** Forms and dialogues are in Redis, as in the program: a bot that is started anew knows nothing by itself. */
async function startBot(): Promise<void> {
	const { openForm, setOpenForm } = createPeopleStore(connection);
	const { desk } = room.commands;
	const deps = {
		...room.commands,
		openForm,
		setOpenForm,
		desk: { ...desk, dialogues: createDialogueStore(connection) },
	};
	const nothing = async () => undefined;
	const events = {
		arrived: nothing,
		left: nothing,
		rightsChanged: nothing,
		foundOpen: nothing,
		moved: nothing,
		seen: nothing,
	};
	bot = createTelegramBot({
		...{ token: fake.token, apiRoot: fake.url, mode: "poll", events, log: silent, retryMs: 30 },
		commands: createCommands(deps),
	});
	await bot.start();
}

type Button = { text: string; callback_data?: string };

function buttonsOf(message: FakeMessage): string[] {
	const rows = (message.json.reply_markup as { inline_keyboard: Button[][] } | undefined)?.inline_keyboard;
	return (rows ?? []).flat().map(({ text }) => text);
}

/** The bot's newest message in a chat, once it shows `text`. */
async function shown(text: string, chatId = readerId): Promise<FakeMessage> {
	const find = () =>
		fake.messages(chatId).findLast((one) => one.byBot && plain(one.text ?? "").includes(text));
	await expect.poll(find, { interval: 5, timeout: 5_000 }).toBeDefined();
	const found = find();
	if (found === undefined) throw new Error(`nothing shows ${text}`);
	return found;
}

const plain = (text: string) => text.replace(/\p{Cf}/gu, "");

function tap(message: FakeMessage, label: string, who = readerId): string {
	const rows = (message.json.reply_markup as { inline_keyboard: Button[][] }).inline_keyboard;
	const data = rows.flat().find((button) => plain(button.text) === label)?.callback_data;
	if (data === undefined) throw new Error(`no button ${label} but ${buttonsOf(message).join(", ")}`);
	return fake.pressButton(message.chatId, message.id, who, data);
}

/** Presses and resolves with the word that was shown. */
async function press(message: FakeMessage, label: string, who = readerId): Promise<string | undefined> {
	const id = tap(message, label, who);
	await expect.poll(() => fake.queries.get(id)?.answer, { interval: 5, timeout: 5_000 }).toBeDefined();
	const answer = fake.queries.get(id)?.answer as { text?: string } | undefined;
	return answer?.text === undefined ? undefined : plain(answer.text);
}

async function write(chatId = readerId, who = readerId): Promise<FakeMessage> {
	fake.say(chatId, who, "/broadcast");
	for (const [question, answer] of [
		["العنوان", "صيانة الليلة"],
		["النص", "تتوقف الخدمة **ساعة**.\n\nنعتذر منكم."],
		["رابط الصورة", "-"],
		["الأزرار", "الموقع | https://news.example"],
	] as const) {
		const asked = await shown(question, chatId);
		fake.say(chatId, who, answer, chatId === who ? {} : { replyTo: asked.id });
	}
	return shown("مسودة", chatId);
}

describe("the dialogue of a broadcast on Telegram", () => {
	it("goes from the first word to the sending as a person would, on one message", async () => {
		const home = await write();
		expect(buttonsOf(home)).toEqual([
			...["تعديل النص", "معاينة", "الجمهور", "الموعد", "طريقة الإرسال"],
			...["تجربة هنا", "تحديث", "إرسال…", "إلغاء…"],
		]);
		await press(home, "الجمهور");
		const audience = await shown("إلى من يُرسل؟");
		expect(audience.id).toBe(home.id);
		await press(audience, "تيليغرام");
		await press(await shown("إلى من يُرسل؟"), "رجوع");
		expect(plain((await shown("مسودة")).text ?? "")).toContain("الجمهور: تيليغرام");
		await press(await shown("مسودة"), "الموعد");
		await press(await shown("متى يُرسل؟"), "غدًا");
		await press(await shown("في أي ساعة؟"), "09:00");
		const timed = await shown("الموعد: الخميس 23 مارس 2023 09:00");
		await press(timed, "إرسال…");
		const sure = await shown("هل أرسل؟");
		expect(plain(sure.text ?? "")).toContain("3 قنوات");
		expect(await press(sure, "جدوِل")).toBe("جُدول البث.");
		await shown("مجدول");
		expect((await room.broadcasts.list())[0]).toMatchObject({
			state: "scheduled",
			time: { kind: "at", at: Date.UTC(2023, 2, 23, 6), zone: "Asia/Amman" },
			audience: { include: [{ kind: "platform", platform: "telegram" }] },
			content: { versions: [{ body: "تتوقف الخدمة **ساعة**.\n\nنعتذر منكم." }] },
		});
	});

	it("sends once when “send” is clicked twice", async () => {
		await press(await write(), "إرسال…");
		const sure = await shown("هل أرسل؟");
		const clicks = [tap(sure, "أرسل الآن"), tap(sure, "أرسل الآن")];
		for (const id of clicks) {
			await expect.poll(() => fake.queries.get(id)?.answer, { interval: 5, timeout: 5_000 }).toBeDefined();
		}
		expect(room.broadcasts.sendings).toEqual(["b1"]);
		await shown("يُرسل الآن");
	});

	it("takes the time in words, and says what is wrong with one that is over", async () => {
		await press(await write(), "الموعد");
		await press(await shown("متى يُرسل؟"), "اكتب الموعد");
		await shown("متى؟");
		fake.say(readerId, readerId, "أمس 9:00");
		const again = await shown("فات هذا الوقت");
		await press(again, "اكتب الموعد");
		await expect
			.poll(() => fake.messages(readerId).filter((one) => plain(one.text ?? "").includes("متى؟")).length)
			.toBe(2);
		fake.say(readerId, readerId, "الأحد القادم 18:30");
		await shown("الموعد: الأحد 26 مارس 2023 18:30");
	});

	it("goes on where it was after the program was started anew, in the middle of the form too", async () => {
		fake.say(readerId, readerId, "/broadcast");
		await shown("العنوان");
		fake.say(readerId, readerId, "صيانة");
		await shown("النص");
		await bot.stop();
		await startBot();
		fake.say(readerId, readerId, "ساعة واحدة.");
		await shown("رابط الصورة");
		fake.say(readerId, readerId, "-");
		await shown("الأزرار");
		fake.say(readerId, readerId, "-");
		const home = await shown("مسودة");
		await bot.stop();
		await startBot();
		await press(home, "إرسال…");
		expect(await press(await shown("هل أرسل؟"), "أرسل الآن")).toBe("بدأ الإرسال.");
		const [key = ""] = await connection.redis.keys("*dialogue*");
		const left = await connection.redis.ttl(key);
		expect(left).toBeGreaterThan(23 * 3_600);
		expect(left).toBeLessThanOrEqual(24 * 3_600);
	});

	it("in a group belongs to who began it; a second editor opens the draft and is not overwritten", async () => {
		const home = await write(groupId);
		expect(await press(home, "إرسال…", secondEditor)).toContain("انتهى هذا الحوار أو بدأه غيرك");
		fake.say(secondEditor, secondEditor, "/broadcast b1");
		const theirs = await shown("مسودة", secondEditor);
		await press(home, "طريقة الإرسال");
		await press(await shown("طريقة الإرسال", groupId), "عاجل");
		await expect.poll(async () => (await room.broadcasts.list())[0]?.options.urgent).toBe(true);
		await press(theirs, "إرسال…", secondEditor);
		await shown("هذا البث بعد أن عُرض عليك", secondEditor);
		expect(room.broadcasts.sendings).toEqual([]);
	});

	it("is refused to who is no editor, and to who was one until now", async () => {
		const home = await write();
		room.roles.set(`telegram:${readerId}`, "none");
		expect(await press(home, "إرسال…")).toContain(`telegram:${readerId}`);
		fake.say(readerId, readerId, "/broadcasts");
		await shown("هذا الأمر لمحرري غرفة الأخبار");
		expect(room.refused).toEqual([
			`${readerId} broadcast.schedule broadcast b1`,
			`${readerId} broadcast.view broadcasts`,
		]);
	});
});
