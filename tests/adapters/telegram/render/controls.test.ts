import fc from "fast-check";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { createTelegramBot, type TelegramBot } from "../../../../adapters/telegram/bot.ts";
import { readPressed, renderControls } from "../../../../adapters/telegram/render/controls.ts";
import type { Caller, CommandPort, CommandReply, Form, PressCall } from "../../../../src/commands/port.ts";
import { buildAnswer } from "../../../../src/message/answer.ts";
import type { Control, Message } from "../../../../src/message/message.ts";
import type { TelegramFake } from "../../../fakes/telegram/server.ts";
import type { FakeMessage } from "../../../fakes/telegram/world.ts";
import { noControls } from "../../no-controls.ts";
import { groupId, readerId, startFake } from "../stage.ts";

let fake: TelegramFake;
let bot: TelegramBot;
let presses: PressCall[];
let asked: Form[];
let written: string[];
let reply: (call: PressCall) => Promise<CommandReply>;

const say = (text: string, extra: Partial<Message> = {}): Message => ({
	...buildAnswer("ar", [text]),
	...extra,
});
const only = (text: string, extra: Partial<CommandReply> = {}): CommandReply => ({
	messages: [say(text)],
	visibility: "everybody",
	...extra,
});
const topics = (count: number, chosen: readonly number[] = []): Control => ({
	kind: "choose",
	name: "topics",
	does: "demo:topics",
	many: true,
	options: Array.from({ length: count }, (_, index) => ({
		value: `t${index}`,
		label: `موضوع ${index}`,
		chosen: chosen.includes(index),
	})),
});
const next: Control = { kind: "press", label: "التالي", does: "demo:1:next" };

const commands: CommandPort = {
	...noControls,
	commands: [{ name: "demo", use: "readers", descriptions: { ar: "تجربة" }, parameters: [] }],
	match: () => undefined,
	run: async ({ args }) => only("اختر", { controls: [[topics(Number(args || "3"))], [next]] }),
	async press(call) {
		presses.push(call);
		return reply(call);
	},
	async ask(_caller: Caller, form) {
		asked.push(form);
		const isPrivate = _caller.place.isPrivate;
		const of = { id: _caller.person.id, name: _caller.person.name };
		return only("", {
			messages: [say(form.title, { asks: { placeholder: "مثلا", ...(isPrivate ? {} : { of }) } })],
		});
	},
	async answer({ text }) {
		if (asked.length === 0) return undefined;
		written.push(text);
		return only("شكرًا");
	},
};

beforeEach(async () => {
	fake = await startFake();
	presses = [];
	asked = [];
	written = [];
	reply = async () => only("تم", { replaces: true });
	const nothing = async () => undefined;
	const log = { debug() {}, info() {}, warn() {}, error() {} };
	const events = {
		arrived: nothing,
		left: nothing,
		rightsChanged: nothing,
		foundOpen: nothing,
		moved: nothing,
		seen: nothing,
	};
	bot = createTelegramBot({
		token: fake.token,
		apiRoot: fake.url,
		mode: "poll",
		commands,
		events,
		log,
		retryMs: 30,
	});
	await bot.start();
});
afterEach(async () => {
	await bot.stop();
	await fake.stop();
	expect(fake.violations).toEqual([]);
});

type Button = { text: string; callback_data?: string };
const keyboardOf = (message: FakeMessage | undefined) =>
	((message?.json.reply_markup as { inline_keyboard: Button[][] } | undefined)?.inline_keyboard ?? []).map(
		(row) => row.map(({ text }) => text),
	);

/** The bot's newest message in a chat, once it shows `text`. */
async function shown(chatId: number, text: string): Promise<FakeMessage> {
	const find = () => fake.messages(chatId).findLast((one) => one.byBot && one.text?.includes(text) === true);
	await expect.poll(find, { interval: 5 }).toBeDefined();
	const found = find();
	if (found === undefined) throw new Error(`nothing shows ${text}`);
	return found;
}

async function press(message: FakeMessage, label: string, who = readerId): Promise<string> {
	const rows = (message.json.reply_markup as { inline_keyboard: Button[][] }).inline_keyboard;
	const data = rows.flat().find(({ text }) => text === label)?.callback_data;
	if (data === undefined) throw new Error(`no button ${label}`);
	const id = fake.pressButton(message.chatId, message.id, who, data);
	await expect.poll(() => fake.queries.get(id)?.answer, { interval: 5 }).toBeDefined();
	return id;
}

describe("controls in Telegram", () => {
	it("are buttons: options two in a row, presses below them", async () => {
		fake.say(readerId, readerId, "/demo 3");
		expect(keyboardOf(await shown(readerId, "اختر"))).toEqual([
			["موضوع 0", "موضوع 1"],
			["موضوع 2"],
			["التالي"],
		]);
	});

	it("reach the core with who pressed what and where, and are always acknowledged", async () => {
		fake.say(groupId, readerId, "/demo", { threadId: 7 });
		const id = await press(await shown(groupId, "اختر"), "التالي");
		expect(presses).toMatchObject([
			{
				platform: "telegram",
				does: "demo:1:next",
				values: [],
				offered: [],
				fields: {},
				person: { id: String(readerId) },
				place: { address: `${groupId}/7`, isPrivate: false },
			},
		]);
		expect(await presses[0]?.mayAdminister()).toBe(true);
		expect(fake.queries.get(id)?.answer).toEqual({ callback_query_id: id });
	});

	it("are written over, and an edit that changes nothing is none", async () => {
		fake.say(readerId, readerId, "/demo");
		const message = await shown(readerId, "اختر");
		reply = async () => only("اختر", { replaces: true, controls: [[topics(3)], [next]] });
		await press(message, "التالي");
		reply = async () => only("الخطوة الثانية", { replaces: true, controls: [[next]] });
		await press(message, "التالي");
		expect((await shown(readerId, "الخطوة الثانية")).id).toBe(message.id);
		expect(fake.messages(readerId).filter(({ byBot }) => byBot)).toHaveLength(1);
	});

	it("are sent anew when the message is gone that they should replace", async () => {
		fake.say(readerId, readerId, "/demo");
		const message = await shown(readerId, "اختر");
		reply = async () => {
			fake.world.chat(readerId).messages.delete(message.id);
			return only("من جديد", { replaces: true });
		};
		await press(message, "التالي");
		expect((await shown(readerId, "من جديد")).id).not.toBe(message.id);
	});

	it("give way to several messages, or to a picture", async () => {
		fake.say(readerId, readerId, "/demo");
		const message = await shown(readerId, "اختر");
		reply = async () => ({
			messages: [say("خبر"), say("هكذا يبدو")],
			visibility: "person",
			replaces: true,
			controls: [[next]],
		});
		await press(message, "التالي");
		const last = await shown(readerId, "هكذا يبدو");
		expect(keyboardOf(last)).toEqual([["التالي"]]);
		expect(
			fake
				.messages(readerId)
				.filter(({ byBot }) => byBot)
				.map(({ text }) => text?.replace(/\p{Cf}/gu, "")),
		).toEqual(["خبر", "هكذا يبدو"]);
	});

	it("mark what is chosen, and say what a press makes of it rather than that it turns over", async () => {
		const chosen = new Set([1]);
		reply = async ({ values, offered }) => {
			for (const value of offered) chosen.delete(Number(value.slice(1)));
			for (const value of values) chosen.add(Number(value.slice(1)));
			return only("اختر", { replaces: true, controls: [[topics(3, [...chosen])], [next]] });
		};
		fake.say(readerId, readerId, "/demo");
		const message = await shown(readerId, "اختر");
		const [row] = (message.json.reply_markup as { inline_keyboard: Button[][] }).inline_keyboard;
		const data = row?.[0]?.callback_data ?? "";
		for (let time = 0; time < 2; time++) {
			const id = fake.pressButton(readerId, message.id, readerId, time === 0 ? data : "demo:topics~0~-t0");
			await expect.poll(() => fake.queries.get(id)?.answer, { interval: 5 }).toBeDefined();
			if (time === 0) await expect.poll(() => keyboardOf(message).flat()).toContain("✅ موضوع 0");
		}
		expect(presses.map(({ values, offered }) => [values, offered])).toEqual([
			[["t0"], ["t0"]],
			[[], ["t0"]],
		]);
	});

	it("turn the pages of a long list, and stay on the page where something was chosen", async () => {
		reply = async ({ values }) =>
			only("اختر", {
				replaces: true,
				controls: [
					[
						topics(
							24,
							values.map((value) => Number(value.slice(1))),
						),
					],
					[next],
				],
			});
		fake.say(readerId, readerId, "/demo 24");
		const message = await shown(readerId, "اختر");
		await press(message, "2 ▶");
		await expect.poll(() => keyboardOf(message).flat()).toContain("موضوع 10");
		expect(presses).toMatchObject([{ does: "demo:topics", values: [], offered: [] }]);
		await press(message, "موضوع 12");
		await expect.poll(() => keyboardOf(message).flat()).toContain("✅ موضوع 12");
		expect(keyboardOf(message).flat()).toEqual(expect.arrayContaining(["◀ 1", "3 ▶"]));
	});

	it("have labels that are cut between words, and never inside of a sign", () => {
		const label = "قناة الأخبار العالمية للأخبار العاجلة والتقارير الخاصة و👨‍👩‍👧‍👦 عائلة كبيرة جدا";
		const labelOf = (text: string) => renderControls([[{ ...next, label: text }]], "rtl").flat()[0]?.text;
		expect(labelOf(label)).toBe("قناة الأخبار العالمية للأخبار العاجلة والتقارير الخاصة و👨‍👩‍👧‍👦 …");
		const families = "👨‍👩‍👧‍👦".repeat(70);
		expect(labelOf(families)).toBe(`${"👨‍👩‍👧‍👦".repeat(59)}…`);
	});

	it("bring a word to who pressed, as an alert", async () => {
		reply = async () => ({ messages: [], visibility: "person", notice: "انتهت صلاحية هذا الزر." });
		fake.say(readerId, readerId, "/demo");
		const id = await press(await shown(readerId, "اختر"), "التالي");
		expect(fake.queries.get(id)?.answer).toMatchObject({ text: "انتهت صلاحية هذا الزر.", show_alert: true });
	});

	it("that the bot did not make are acknowledged and nothing else", async () => {
		fake.say(readerId, readerId, "/demo");
		const message = await shown(readerId, "اختر");
		Object.assign(message.json, {
			reply_markup: { inline_keyboard: [[{ text: "قديم", callback_data: "قديم!" }]] },
		});
		await press(message, "قديم");
		expect(presses).toEqual([]);
	});
});

describe("a form in Telegram", () => {
	const form: Form = { does: "demo:words", title: "الكلمات", fields: [{ name: "words", label: "الكلمات" }] };

	it("is a question whose answer is the person's next message", async () => {
		reply = async () => only("", { messages: [], form });
		fake.say(readerId, readerId, "/demo");
		await press(await shown(readerId, "اختر"), "التالي");
		await shown(readerId, "الكلمات");
		expect(fake.arrivals.entries.at(-1)?.parameters.reply_markup).toEqual({
			force_reply: true,
			selective: true,
			input_field_placeholder: "مثلا",
		});
		fake.say(readerId, readerId, "غزة OR القدس");
		await shown(readerId, "شكرًا");
		expect(written).toEqual(["غزة OR القدس"]);
	});

	it("asks one person of a group, by name, and hears their reply in spite of group privacy", async () => {
		fake.addUser({ id: readerId, name: "سلمى" });
		reply = async () => only("", { messages: [], form });
		fake.say(groupId, readerId, "/demo");
		await press(await shown(groupId, "اختر"), "التالي");
		const question = await shown(groupId, "الكلمات");
		expect(question.entities).toMatchObject([{ type: "text_mention", user: { id: readerId } }]);
		fake.say(groupId, readerId, "كلام مع الناس", { heard: true });
		fake.say(groupId, readerId, "غزة", { replyTo: question.id });
		await shown(groupId, "شكرًا");
		expect(written).toEqual(["غزة"]);
	});
});

describe("whatever the core offers", () => {
	const short = fc.stringMatching(/^[A-Za-z0-9:_-]{1,24}$/);
	const control = fc.oneof(
		fc.record({
			kind: fc.constant("press" as const),
			label: fc.string({ unit: "grapheme", maxLength: 90 }),
			does: short,
		}),
		fc.record({
			kind: fc.constant("choose" as const),
			name: fc.constant("x"),
			does: fc.stringMatching(/^[A-Za-z0-9:_-]{1,32}$/),
			many: fc.boolean(),
			page: fc.nat({ max: 9 }),
			options: fc.array(
				fc.record({
					value: short,
					label: fc.string({ unit: "binary", maxLength: 120 }),
					chosen: fc.boolean(),
				}),
				{ maxLength: 40 },
			),
		}),
	);

	it("fits a button's 64 bytes, and is read back as it was meant", () => {
		fc.assert(
			fc.property(fc.array(fc.array(control, { maxLength: 3 }), { maxLength: 4 }), (rows) => {
				for (const button of renderControls(rows, "rtl").flat()) {
					const data = "callback_data" in button ? button.callback_data : "";
					expect(Buffer.byteLength(data)).toBeLessThanOrEqual(64);
					expect(button.text.trim()).not.toBe("");
					expect(readPressed(data)).toBeDefined();
				}
			}),
		);
	});
});
