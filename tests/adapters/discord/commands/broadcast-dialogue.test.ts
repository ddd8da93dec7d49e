import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { createDiscordBot, type DiscordBot } from "../../../../adapters/discord/bot.ts";
import { createCommands } from "../../../../src/commands/create-commands.ts";
import { buildAnswer } from "../../../../src/message/answer.ts";
import { createDialogueStore } from "../../../../src/store/dialogues/dialogues.ts";
import { type Connection, createConnection } from "../../../../src/store/redis/connection.ts";
import { createNewsroom, type Newsroom } from "../../../commands/newsroom.ts";
import { createDiscordFake, type DiscordFake } from "../../../fakes/discord/server.ts";
import { startRedis, type TestRedis } from "../../../support/redis.ts";

const silent = { debug() {}, info() {}, warn() {}, error() {} };

let redis: TestRedis;
let connection: Connection;
let fake: DiscordFake;
let bot: DiscordBot;
let room: Newsroom;
let home: { guildId: string; channelId: string; ownerId: string };

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
	fake = await createDiscordFake();
	home = fake.addGuild({ name: "غرفة الأخبار" });
	room = createNewsroom();
	room.roles.set(`discord:${home.ownerId}`, "editor");
	await startBot();
});
afterEach(async () => {
	await bot.stop();
	const problems = fake.specProblems();
	await fake.stop();
	expect(problems).toEqual([]);
});

async function startBot(): Promise<void> {
	const nothing = async () => undefined;
	const { desk } = room.commands;
	const deps = { ...room.commands, desk: { ...desk, dialogues: createDialogueStore(connection) } };
	bot = createDiscordBot({
		...{ token: fake.token, api: fake.apiUrl, log: silent },
		commands: createCommands(deps),
		events: {
			arrived: nothing,
			left: nothing,
			rightsChanged: nothing,
			foundOpen: nothing,
			moved: nothing,
			seen: nothing,
		},
		outage: () => buildAnswer("ar", ["تعذر تنفيذ الطلب الآن."]),
	});
	await bot.start();
}

type Shown = {
	type: number;
	label?: string;
	placeholder?: string;
	custom_id: string;
	options?: { value: string }[];
};
type Seen = { id: string; content: string; components?: unknown; embeds?: unknown };

const who = () => ({ channelId: home.channelId, userId: home.ownerId });
const plain = (text: string) => text.replace(/\p{Cf}|\\/gu, "");

/** All that stands in a message. */
function textOf({ content, embeds }: Seen): string {
	return plain(`${content} ${JSON.stringify(embeds ?? [])}`);
}

function partsOf(message: Seen | undefined): Shown[] {
	return ((message?.components ?? []) as { components: Shown[] }[]).flatMap(({ components }) => components);
}

function labels(message: Seen | undefined): string[] {
	return partsOf(message).map(({ label, placeholder }) => plain(label ?? placeholder ?? ""));
}

function idOf(message: Seen, label: string): string {
	const found = partsOf(message).find((part) => plain(part.label ?? part.placeholder ?? "") === label);
	if (found === undefined) throw new Error(`no "${label}" but ${labels(message).join(", ")}`);
	return found.custom_id;
}

async function press(message: Seen, label: string) {
	return fake.press({ ...who(), messageId: message.id, customId: idOf(message, label) });
}

/** Presses what opens a form and sends it in. */
async function fill(message: Seen, label: string, fields: Record<string, string>): Promise<Seen> {
	const opened = await press(message, label);
	return submit((opened.data as { custom_id: string }).custom_id, fields);
}

async function submit(customId: string, fields: Record<string, string>): Promise<Seen> {
	return must((await fake.submitModal({ ...who(), customId, fields })).message);
}

async function select(message: Seen, name: string, values: string[]): Promise<Seen> {
	const customId = idOf(message, name);
	return must((await fake.select({ ...who(), messageId: message.id, customId, values })).message);
}

function must(message: Seen | undefined): Seen {
	if (message === undefined) throw new Error("nothing was shown");
	return message;
}

async function write(): Promise<Seen> {
	const asked = await fake.slash({ ...who(), command: "broadcast" });
	return submit((asked.data as { custom_id: string }).custom_id, {
		headline: "صيانة الليلة",
		body: "تتوقف الخدمة *ساعة*.",
		image: "",
		buttons: "الموقع | https://news.example",
	});
}

describe("the dialogue of a broadcast on Discord", () => {
	it("goes from the form to the sending, seen by the editor alone", async () => {
		const asked = await fake.slash({ ...who(), command: "broadcast" });
		const form = asked.data as { custom_id: string; title: string };
		expect(plain(form.title)).toBe("نص البث");
		const first = await fake.submitModal({
			...{ ...who(), customId: form.custom_id },
			fields: { headline: "صيانة الليلة", body: "تتوقف الخدمة.", image: "", buttons: "" },
		});
		expect(first.ephemeral).toBe(true);
		const draft = must(first.message);
		expect(labels(draft)).toEqual([
			...["تعديل النص", "معاينة", "الجمهور", "الموعد", "طريقة الإرسال"],
			...["تجربة هنا", "تحديث", "إرسال…", "إلغاء…"],
		]);
		const audience = must((await press(draft, "الجمهور")).message);
		const chosen = await select(audience, "الجمهور", ["p-discord", "t-sport"]);
		const back = must((await press(chosen, "رجوع")).message);
		expect(textOf(back)).toContain("ديسكورد، رياضة");
		const days = must((await press(back, "الموعد")).message);
		const hours = await select(days, "اليوم", ["2023-03-23"]);
		const timed = await select(hours, "الساعة", ["h0900"]);
		expect(textOf(timed)).toContain("الخميس 23 مارس 2023 09:00");
		const sure = must((await press(timed, "إرسال…")).message);
		const done = await press(sure, "جدوِل");
		await expect
			.poll(() => done.followups.map(({ content }) => plain(content)), { interval: 5, timeout: 5_000 })
			.toEqual(["جُدول البث."]);
		expect((await room.broadcasts.list())[0]).toMatchObject({
			state: "scheduled",
			time: { kind: "at", at: Date.UTC(2023, 2, 23, 6), zone: "Asia/Amman" },
		});
	});

	it("sends once when “send” is clicked twice at once", async () => {
		const sure = must((await press(await write(), "إرسال…")).message);
		await Promise.all([press(sure, "أرسل الآن"), press(sure, "أرسل الآن")]);
		expect(room.broadcasts.sendings).toEqual(["b1"]);
	});

	it("takes the time in words, and says what is wrong with one that is none", async () => {
		const days = must((await press(await write(), "الموعد")).message);
		const wrong = await fill(days, "اكتب الموعد", { when: "قريبا" });
		expect(textOf(wrong)).toContain("لم أفهم «قريبا»");
		const right = await fill(wrong, "اكتب الموعد", { when: "بعد ساعتين" });
		expect(textOf(right)).toContain("الأربعاء 22 مارس 2023 17:00");
	});

	it("goes on where it was after the program was started anew", async () => {
		const draft = await write();
		await bot.stop();
		await startBot();
		const sure = must((await press(draft, "إرسال…")).message);
		await press(sure, "أرسل الآن");
		expect(room.broadcasts.sendings).toEqual(["b1"]);
	});

	it("opens one of the list, pauses it and goes on", async () => {
		await press(must((await press(await write(), "إرسال…")).message), "أرسل الآن");
		const list = must((await fake.slash({ ...who(), command: "broadcasts" })).message);
		const opened = await select(list, "اختر بثًا لتفتحه", ["b1"]);
		const paused = must((await press(opened, "إيقاف مؤقت")).message);
		expect((await room.broadcasts.list())[0]?.state).toBe("paused");
		await press(paused, "استئناف");
		expect((await room.broadcasts.list())[0]?.state).toBe("sending");
	});

	it("is refused to who is no editor, at the command and at every press", async () => {
		const draft = await write();
		room.roles.clear();
		const pressed = await press(draft, "إرسال…");
		expect(textOf(must(pressed.message))).toContain(`discord:${home.ownerId}`);
		expect(pressed.ephemeral).toBe(true);
		const asked = await fake.slash({ ...who(), command: "audit" });
		expect(textOf(must(asked.message))).toContain("هذا الأمر لمحرري غرفة الأخبار");
		expect(room.broadcasts.sendings).toEqual([]);
	});
});
