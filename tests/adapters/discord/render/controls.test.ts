import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { createDiscordBot, type DiscordBot } from "../../../../adapters/discord/bot.ts";
import type { CommandPort, CommandReply, Form, PressCall } from "../../../../src/commands/port.ts";
import { buildAnswer } from "../../../../src/message/answer.ts";
import type { Control } from "../../../../src/message/message.ts";
import { createDiscordFake, type DiscordFake } from "../../../fakes/discord/server.ts";
import { noControls } from "../../no-controls.ts";

let fake: DiscordFake;
let bot: DiscordBot;
let home: { guildId: string; channelId: string; ownerId: string };
let presses: PressCall[];
let reply: (call: PressCall) => Promise<CommandReply>;

const only = (text: string, extra: Partial<CommandReply> = {}): CommandReply => ({
	messages: [buildAnswer("ar", [text])],
	visibility: "person",
	...extra,
});
const topics = (count: number, chosen: readonly string[] = []): Control => ({
	kind: "choose",
	name: "المواضيع",
	does: "demo:topics",
	many: true,
	options: Array.from({ length: count }, (_, index) => ({
		value: `t${index}`,
		label: `موضوع ${index}`,
		description: "من آخر 30 يومًا",
		chosen: chosen.includes(`t${index}`),
	})),
});
const next: Control = { kind: "press", label: "التالي", does: "demo:1:next" };
const patienceMs = 150;

const commands: CommandPort = {
	...noControls,
	commands: [
		{
			name: "demo",
			use: "readers",
			descriptions: { ar: "تجربة" },
			parameters: [
				{
					name: "count",
					descriptions: { ar: "العدد" },
					kind: "integer",
					required: false,
					completes: false,
				},
			],
		},
	],
	match: () => undefined,
	run: async ({ args }) => only("اختر", { controls: [[topics(Number(args || "3"))], [next]] }),
	async press(call) {
		presses.push(call);
		return reply(call);
	},
};

beforeEach(async () => {
	fake = await createDiscordFake();
	home = fake.addGuild({ name: "خادم الحي" });
	presses = [];
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
	bot = createDiscordBot({
		token: fake.token,
		api: fake.apiUrl,
		commands,
		events,
		outage: () => buildAnswer("ar", ["تعذر تنفيذ الطلب الآن."]),
		log,
		patienceMs,
	});
	await bot.start();
});
afterEach(async () => {
	await bot.stop();
	const problems = fake.specProblems();
	await fake.stop();
	expect(problems).toEqual([]);
});

const who = () => ({ channelId: home.channelId, userId: home.ownerId });

async function open(count = 3): Promise<string> {
	const { message } = await fake.slash({ ...who(), command: "demo", options: { count } });
	if (message === undefined) throw new Error("nothing was shown");
	return message.id;
}

type Shown = {
	type: number;
	label?: string;
	custom_id: string;
	options?: { label: string; default?: boolean }[];
};
const rowsOf = (message: Record<string, unknown> | undefined) =>
	((message?.components ?? []) as { components: Shown[] }[]).map(({ components }) => components);
const textOf = (message: { content: string } | undefined) => message?.content.replace(/\p{Cf}/gu, "");

describe("controls in Discord", () => {
	it("are select menus and buttons, with what is chosen chosen", async () => {
		reply = async () => only("اختر", { replaces: true, controls: [[topics(3, ["t1"])], [next]] });
		const messageId = await open();
		const { message } = await fake.press({ ...who(), messageId, customId: "demo:1:next" });
		const [[menu], [button]] = rowsOf(message) as [[Shown], [Shown]];
		expect(menu).toMatchObject({
			type: 3,
			min_values: 0,
			max_values: 3,
			placeholder: expect.stringContaining("المواضيع"),
		});
		expect(menu.options?.map((option) => option.default === true)).toEqual([false, true, false]);
		expect(button).toMatchObject({ type: 2, custom_id: "demo:1:next" });
	});

	it("reach the core with what is chosen and what could have been", async () => {
		const messageId = await open();
		await fake.select({ ...who(), messageId, customId: "demo:topics~0", values: ["t0", "t2"] });
		await fake.press({ ...who(), messageId, customId: "demo:1:next" }).catch(() => undefined);
		expect(presses).toMatchObject([
			{
				platform: "discord",
				does: "demo:topics",
				values: ["t0", "t2"],
				offered: ["t0", "t1", "t2"],
				fields: {},
				person: { id: home.ownerId },
				place: { address: home.channelId, isPrivate: false },
			},
		]);
		expect(await presses[0]?.mayAdminister()).toBe(true);
	});

	it("write over their own message, and keep it for the asker alone", async () => {
		const messageId = await open();
		const asked = await fake.press({ ...who(), messageId, customId: "demo:1:next" });
		expect(asked).toMatchObject({
			kind: "answered",
			callbackType: 7,
			ephemeral: true,
			message: { id: messageId },
		});
		expect(textOf(asked.message)).toBe("تم");
		expect(rowsOf(asked.message)).toEqual([]);
	});

	it("are acknowledged in time when the core takes long, and written over then", async () => {
		reply = async () => {
			await new Promise((resolve) => setTimeout(resolve, patienceMs * 2));
			return only("بعد حين", { replaces: true });
		};
		const messageId = await open();
		const asked = await fake.press({ ...who(), messageId, customId: "demo:1:next" });
		expect(asked).toMatchObject({ callbackType: 6, message: { id: messageId } });
		expect(asked.firstAnswerMs).toBeLessThan(3_000);
		await expect.poll(() => textOf(asked.message)).toBe("بعد حين");
	});

	it("turn the pages of a list of more than 25 options, and stay on the page where something was chosen", async () => {
		reply = async ({ values }) => only("اختر", { replaces: true, controls: [[topics(60, values)], [next]] });
		const messageId = await open(60);
		const turned = await fake.press({ ...who(), messageId, customId: "demo:topics~1~" });
		expect(presses).toMatchObject([{ does: "demo:topics", values: [], offered: [] }]);
		const [[menu], turns, [button]] = rowsOf(turned.message) as [Shown[], Shown[], Shown[]];
		expect(menu?.options).toHaveLength(25);
		expect(turns.map(({ label }) => label)).toEqual(["◀ 1", "3 ▶"]);
		expect(button?.custom_id).toBe("demo:1:next");
		const chosen = await fake.select({ ...who(), messageId, customId: "demo:topics~1", values: ["t30"] });
		expect(rowsOf(chosen.message)[0]?.[0]).toMatchObject({ custom_id: "demo:topics~1" });
		expect(presses[1]).toMatchObject({ values: ["t30"] });
		expect(presses[1]?.offered).toHaveLength(25);
	});

	it("bring a word to who pressed, beside what stands there", async () => {
		reply = async () => ({ messages: [], visibility: "person", notice: "هذا الحوار لمن فتحه." });
		const messageId = await open();
		const asked = await fake.press({ ...who(), messageId, customId: "demo:1:next" });
		expect(asked).toMatchObject({ callbackType: 4, ephemeral: true });
		expect(textOf(asked.message)).toBe("هذا الحوار لمن فتحه.");
	});

	it("end in a word about the outage when the core fails", async () => {
		reply = async () => {
			throw new Error("no store");
		};
		const messageId = await open();
		const asked = await fake.press({ ...who(), messageId, customId: "demo:1:next" });
		expect(textOf(asked.message)).toBe("تعذر تنفيذ الطلب الآن.");
	});
});

describe("a form in Discord", () => {
	const form: Form = {
		does: "demo:words",
		title: "كلمات لا بد أن ترد في الخبر أو لا ترد فيه، وهو عنوان أطول مما يجوز",
		fields: [
			{ name: "words", label: "الكلمات", value: "غزة", placeholder: "قمة -رياضة", maxLength: 300 },
			{ name: "more", label: "وصف", long: true, required: true },
		],
	};

	it("is a modal, whose fields reach the core and whose answer takes the place of the dialogue", async () => {
		reply = async ({ fields }) =>
			Object.keys(fields).length === 0
				? only("", { form })
				: only(`كتبت: ${fields.words}`, { replaces: true });
		const messageId = await open();
		const asked = await fake.press({ ...who(), messageId, customId: "demo:1:next" });
		expect(asked).toMatchObject({ callbackType: 9, data: { custom_id: "demo:words" } });
		const answer = await fake.submitModal({
			...who(),
			customId: "demo:words",
			fields: { words: "القدس", more: "سطر\nوسطر" },
		});
		expect(presses[1]).toMatchObject({ does: "demo:words", fields: { words: "القدس", more: "سطر\nوسطر" } });
		expect(answer).toMatchObject({ callbackType: 7, message: { id: messageId } });
		expect(textOf(answer.message)).toBe("كتبت: القدس");
	});

	it("that comes too late is offered by a button", async () => {
		reply = async () => {
			await new Promise((resolve) => setTimeout(resolve, patienceMs * 2));
			return only("", { form });
		};
		const messageId = await open();
		const asked = await fake.press({ ...who(), messageId, customId: "demo:1:next" });
		await expect.poll(() => asked.followups.length).toBe(1);
		expect(rowsOf(asked.followups[0])[0]?.[0]).toMatchObject({ custom_id: "demo:1:next" });
	});
});
