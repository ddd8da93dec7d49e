import { once } from "node:events";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import {
	createTelegramBot,
	type TelegramBot,
	type TelegramBotOptions,
} from "../../../adapters/telegram/bot.ts";
import type {
	CommandCall,
	CommandPort,
	FoundPlace,
	LookUp,
	LookUpCall,
	PlaceEvents,
} from "../../../src/commands/port.ts";
import type { Log } from "../../../src/domain/log.ts";
import type { ListeningState } from "../../../src/domain/platform-state.ts";
import { sampleMessage } from "../../contract/publisher.ts";
import type { TelegramFake } from "../../fakes/telegram/server.ts";
import { freePort } from "../../support/port.ts";
import { noControls } from "../no-controls.ts";
import { basicId, channelId, groupId, readerId, startFake } from "./stage.ts";

let fake: TelegramFake;
let bot: TelegramBot | undefined;
let calls: CommandCall[];
let lookUps: LookUpCall[];
let found: (call: LookUpCall) => LookUp;
let events: unknown[][];
let logged: string[];

beforeEach(async () => {
	fake = await startFake();
	calls = [];
	lookUps = [];
	found = () => ({ items: [] });
	events = [];
	logged = [];
});
afterEach(async () => {
	await bot?.stop();
	bot = undefined;
	await fake.stop();
	expect(fake.violations).toEqual([]);
	expect(logged.join("\n")).not.toContain(fake.token.slice(12));
});

const record = (fields: object, message: string) => void logged.push(`${message} ${JSON.stringify(fields)}`);
const log: Log = { debug: record, info: record, warn: record, error: record };

const commands: CommandPort = {
	...noControls,
	commands: [
		{
			name: "latest",
			use: "readers",
			descriptions: { ar: "آخر الأخبار", en: "Latest news" },
			parameters: [],
		},
		{ name: "subscribe", use: "owners", descriptions: { ar: "اشتراك" }, parameters: [] },
	],
	match: (text, toUs) =>
		text.startsWith(toUs ? "آخر" : "آخر الأخبار") ? { name: "latest", args: text.slice(12) } : undefined,
	async run(call) {
		calls.push(call);
		if (call.args === "outage") throw new Error(`no store for ${fake.token}`);
		return {
			messages: [sampleMessage({ blocks: [{ kind: "headline", text: `رد ${calls.length}` }] })],
			visibility: "everybody",
		};
	},
	async lookUp(call) {
		lookUps.push(call);
		return found(call);
	},
};

const told =
	(name: string) =>
	async (...given: unknown[]) =>
		void events.push([name, ...given.slice(1)]);
const placeEvents: PlaceEvents = {
	arrived: told("arrived"),
	left: told("left"),
	rightsChanged: told("rightsChanged"),
	foundOpen: told("foundOpen"),
	moved: told("moved"),
	seen: told("seen"),
};

async function start(changes: Partial<TelegramBotOptions> = {}): Promise<TelegramBot> {
	bot = createTelegramBot({
		token: fake.token,
		apiRoot: fake.url,
		mode: "poll",
		commands,
		events: placeEvents,
		log,
		retryMs: 30,
		...changes,
	});
	await bot.start();
	return bot;
}

/** Somebody says a command; what the core is asked. */
async function said(chatId: number, userId: number, text: string, options = {}): Promise<CommandCall> {
	const before = calls.length;
	fake.say(chatId, userId, text, options);
	await expect.poll(() => calls.length, { interval: 5 }).toBe(before + 1);
	const call = calls[before];
	if (call === undefined) throw new Error("no command was heard");
	return call;
}

describe("the Telegram bot's commands", () => {
	it("stand in the menu of each scope, in Arabic, and in English for English interfaces", async () => {
		await start();
		const arabic = [
			{ command: "latest", description: "آخر الأخبار" },
			{ command: "subscribe", description: "اشتراك" },
		];
		const english = [{ command: "latest", description: "Latest news" }, arabic[1]];
		expect(Object.fromEntries(fake.settings)).toEqual({
			'commands {"type":"default"} ': arabic,
			'commands {"type":"default"} en': english,
			'commands {"type":"all_private_chats"} ': arabic,
			'commands {"type":"all_private_chats"} en': english,
			'commands {"type":"all_group_chats"} ': arabic.slice(0, 1),
			'commands {"type":"all_group_chats"} en': english.slice(0, 1),
			'commands {"type":"all_chat_administrators"} ': arabic,
			'commands {"type":"all_chat_administrators"} en': english,
		});
	});

	it("reach the core with person and place, and are answered there", async () => {
		fake.addUser({ id: readerId, name: "سلمى", language: "en" });
		await start();
		const call = await said(readerId, readerId, "/latest 3  رياضة");
		expect(call).toMatchObject({
			platform: "telegram",
			name: "latest",
			args: "3  رياضة",
			person: { id: "42", name: "سلمى", language: "en" },
			place: { address: "42", addressKind: "private", isPrivate: true },
		});
		expect(await call.mayAdminister()).toBe(true);
		const [reply] = await fake.arrivals.waitFor((entries) => entries.length === 1);
		expect(reply).toMatchObject({ chatId: readerId, text: "رد 1" });
	});

	it("may be words of Arabic: in a private chat, behind our name, and in a group where nobody says them by chance", async () => {
		await start();
		fake.say(readerId, readerId, "صباح الخير");
		expect(await said(readerId, readerId, "آخر الأخبار 5")).toMatchObject({ name: "latest", args: "5" });
		fake.say(groupId, readerId, "آخر ما سمعت", { heard: true });
		fake.say(groupId, readerId, "@another_bot آخر الأخبار", { heard: true });
		const overheard = await said(groupId, readerId, "آخر الأخبار", { heard: true });
		expect(overheard).toMatchObject({ name: "latest", args: "", overheard: true });
		const named = await said(groupId, readerId, "@Barqiya_test_bot آخر الأخبار 3");
		expect([named.name, named.args, named.overheard]).toEqual(["latest", "3", undefined]);
		expect(named.linkTo?.("a_x")).toBe("https://t.me/barqiya_test_bot?start=a_x");
	});

	it("are answered through the given way, one message after the other", async () => {
		const sent: unknown[] = [];
		await start({
			reply: async (address, message, kind) => void sent.push([address, kind, message.blocks.length]),
		});
		await said(groupId, readerId, "/latest", { threadId: 7 });
		await expect.poll(() => sent).toEqual([[`${groupId}/7`, "supergroup", 1]]);
	});

	it("are ours only by our name or our table in a group", async () => {
		await start();
		fake.say(groupId, readerId, "/latest@another_bot");
		fake.say(groupId, readerId, "/weather");
		fake.say(groupId, readerId, "كلام", { heard: true });
		expect((await said(groupId, readerId, "/latest@Barqiya_Test_Bot 2")).args).toBe("2");
		expect((await said(groupId, readerId, "/weather@barqiya_test_bot")).name).toBe("weather");
		expect((await said(readerId, readerId, "/weather")).name).toBe("weather");
		expect(calls).toHaveLength(3);
	});

	it("are an administrator's in a channel, whose posts only administrators write", async () => {
		await start();
		const call = await said(channelId, readerId, "/subscribe رياضة");
		expect(call).toMatchObject({
			person: { id: String(channelId) },
			place: { address: String(channelId), addressKind: "channel" },
		});
		expect(await call.mayAdminister()).toBe(true);
	});

	it("ask Telegram who administers a group, and know who speaks in its name", async () => {
		await start();
		expect(await (await said(groupId, readerId, "/subscribe")).mayAdminister()).toBe(true);
		expect(await (await said(groupId, 77, "/subscribe")).mayAdminister()).toBe(false);
		expect(await (await said(basicId, readerId, "/subscribe")).mayAdminister()).toBe(false);
		expect(await (await said(groupId, 77, "/subscribe", { anonymous: true })).mayAdminister()).toBe(true);
	});

	it("of people who write in a group in the names of channels of their own are of different people without rights", async () => {
		fake.addChat({ id: -1001000000061, type: "channel", title: "قناة سلمى" });
		fake.addChat({ id: -1001000000062, type: "channel", title: "قناة خالد" });
		await start();
		const one = await said(groupId, 77, "/subscribe", { as: -1001000000061 });
		const other = await said(groupId, 78, "/subscribe", { as: -1001000000062 });
		expect([one.person, other.person]).toEqual([
			{ id: "-1001000000061", name: "قناة سلمى", language: "ar" },
			{ id: "-1001000000062", name: "قناة خالد", language: "ar" },
		]);
		expect(await one.mayAdminister()).toBe(false);
		const own = await one.findPlace("-1001000000061");
		expect(own?.personAdministers).toBe(false);
	});

	it("tell the person politely of an outage, and the log without the token", async () => {
		await start({
			outage: (language) => sampleMessage({ blocks: [{ kind: "headline", text: `عطل ${language}` }] }),
		});
		await said(readerId, readerId, "/latest outage");
		await fake.arrivals.waitFor((entries) => entries[0]?.text === "عطل ar");
		expect(logged.join()).toContain("a command ended in an outage");
	});

	it("send a limited answer again after the pause", async () => {
		await start();
		fake.faults.add({ methods: ["sendMessage"], action: { kind: "limit", retryAfter: 1 } });
		await said(readerId, readerId, "/latest");
		await fake.arrivals.waitFor((entries) => entries.length === 1);
	});
});

describe("inline mode", () => {
	const item = (nth: number) => ({
		id: `a${nth}`,
		title: `خبر ${nth}`,
		description: "الوكالة الوطنية · اليوم",
		url: `https://news.example/${nth}`,
		image: "https://news.example/picture.jpg",
		message: sampleMessage({ blocks: [{ kind: "headline", text: `خبر ${nth} <b>` }] }),
	});
	/** What Telegram is answered to `@bot typed`. */
	async function answered(typed: string, offset = "") {
		const id = fake.inlineQuery(readerId, typed, offset);
		await expect.poll(() => fake.queries.get(id)?.answer).toBeDefined();
		return fake.queries.get(id)?.answer ?? {};
	}

	it("offers articles, each to be posted as its card, for the asker alone", async () => {
		await start();
		found = () => ({ items: [item(1)], next: 10 });
		expect(await answered("قمة")).toMatchObject({
			results: [
				{
					type: "article",
					id: "a1",
					title: "خبر 1",
					description: "الوكالة الوطنية · اليوم",
					url: "https://news.example/1",
					thumbnail_url: "https://news.example/picture.jpg",
					input_message_content: { message_text: "<b>خبر 1 &lt;b&gt;</b>", parse_mode: "HTML" },
				},
			],
			cache_time: 60,
			is_personal: true,
			next_offset: "10",
		});
		expect(lookUps).toEqual([
			{ platform: "telegram", person: { id: "42", name: "شخص 42", language: "ar" }, typed: "قمة", from: 0 },
		]);
	});

	it("shows titles and what stands under them in order", async () => {
		await start();
		found = () => ({ items: [{ ...item(1), title: "الأهلي يفوز 2-1", description: "CNN · اليوم" }] });
		const shown = { title: "الأهلي يفوز \u20682-1\u2069", description: "\u200fCNN · اليوم" };
		expect(await answered("قمة")).toMatchObject({ results: [shown] });
	});

	it("offers the latest where nothing is typed, kept shorter, and goes on where the list ended", async () => {
		await start();
		found = ({ from }) => ({ items: Array.from({ length: 10 }, (_, nth) => item(from + nth)) });
		expect(await answered("")).toMatchObject({ cache_time: 15, next_offset: "" });
		expect(await answered("", "10")).toMatchObject({ results: [{ id: "a10" }, ...Array(9).fill({})] });
		expect(lookUps.map(({ from }) => from)).toEqual([0, 10]);
	});

	it("leads to the chat where nothing is found, and leaves an outage unanswered", async () => {
		await start();
		found = () => ({ items: [], nothing: "لا أخبار بهذه الكلمات" });
		expect(await answered("كلمة")).toMatchObject({
			results: [],
			button: { text: "لا أخبار بهذه الكلمات", start_parameter: "start" },
		});
		found = () => {
			throw new Error(`no store for ${fake.token}`);
		};
		fake.inlineQuery(readerId, "كلمة");
		await expect.poll(() => logged.join()).toContain("an inline query was not answered");
	});
});

describe("a place that a person names", () => {
	it("is seen with the bot's eyes", async () => {
		await start();
		fake.addChat({
			id: -1001000000050,
			type: "channel",
			username: "mulk",
			bot: "member",
			members: [{ id: 77, status: "creator" }],
		});
		fake.addChat({ id: 78, type: "private" });
		const { findPlace } = await said(readerId, readerId, "/subscribe");
		const channel: FoundPlace = {
			address: String(channelId),
			addressKind: "channel",
			title: "قناة",
			isPrivate: false,
			personAdministers: true,
			botMayPost: true,
		};
		for (const reference of [
			"@qanat",
			"https://t.me/qanat",
			"t.me/qanat/15",
			"https://t.me/s/qanat",
			String(channelId),
			"https://t.me/c/1000000001/7",
			" @QANAT ",
		]) {
			expect(await findPlace(reference)).toEqual(channel);
		}
		expect(await findPlace(`${groupId}/7`)).toMatchObject({
			address: `${groupId}/7`,
			personAdministers: true,
			botMayPost: true,
		});
		expect(await findPlace(String(basicId))).toMatchObject({ personAdministers: false, botMayPost: true });
		expect(await findPlace("@mulk")).toMatchObject({ personAdministers: false, botMayPost: false });
		expect(await findPlace("42")).toMatchObject({ isPrivate: true, personAdministers: true });
		for (const reference of [
			"@nobody_there",
			"78",
			"رياضة",
			"",
			"@a b",
			"https://example.org/qanat",
			"t.me/+AbCdEf",
		]) {
			expect(await findPlace(reference)).toBeUndefined();
		}
	});

	it("is an outage and no absence while Telegram fails", async () => {
		await start();
		const { findPlace } = await said(readerId, readerId, "/subscribe");
		fake.faults.add({ methods: ["getChat"], action: { kind: "html", status: 502, when: "before" } });
		await expect(findPlace("@qanat")).rejects.toThrow();
	});
});

describe("what happens to places", () => {
	it("is told: arrived, rights lost and given back, removed", async () => {
		await start();
		fake.removeBot(channelId, readerId);
		fake.addBot(channelId, readerId);
		fake.addBot(channelId, readerId, { rights: { post: false } });
		fake.addBot(channelId, readerId, { rights: { post: true } });
		fake.removeBot(channelId, readerId, "left");
		fake.addBot(channelId, readerId, { rights: { post: false } });
		await expect.poll(() => events.length).toBe(6);
		const address = String(channelId);
		expect(events).toEqual([
			["left", address, "removed"],
			["arrived", { address, addressKind: "channel", title: "قناة", isPrivate: false }],
			["rightsChanged", address, false],
			["rightsChanged", address, true],
			["left", address, "removed"],
			["rightsChanged", address, false],
		]);
	});

	it("is told: blocked, unblocked, moved, and every id that was seen", async () => {
		await start();
		fake.block(readerId);
		fake.unblock(readerId);
		fake.migrate(basicId, -1001000000300);
		fake.say(groupId, readerId, "/x", { threadId: 7 });
		await expect.poll(() => events.length).toBe(7);
		expect(
			events
				.map(([name, ...rest]) => [name, ...rest.map((one) => (typeof one === "object" ? "place" : one))])
				.sort(),
		).toEqual([
			["arrived", "place"],
			["left", "42", "blocked"],
			["moved", String(basicId), "-1001000000300"],
			["seen", `${groupId}`, "1"],
			["seen", `${groupId}/7`, "1"],
			["seen", "-1001000000300", "1"],
			["seen", String(basicId), "1"],
		]);
	});
});

describe("the Telegram bot's life", () => {
	it("names a wrong token", async () => {
		const starting = start({ token: "7000000001:wrong" });
		await expect(starting).rejects.toMatchObject({ code: "BQ_TELEGRAM_TOKEN" });
	});

	it("names a webhook that Telegram refuses", async () => {
		const starting = start({ mode: { url: "http://example.org/hook", secret: "s" } });
		await expect(starting).rejects.toMatchObject({ code: "BQ_CONFIG_INVALID" });
	});

	it("waits out a limit at its start", async () => {
		fake.faults.add({ methods: ["setMyCommands"], action: { kind: "limit", retryAfter: 1 } });
		await start();
		await said(readerId, readerId, "/latest");
	});

	it("starts without Telegram and is there as soon as Telegram is", async () => {
		const port = await freePort();
		await start({ apiRoot: `http://127.0.0.1:${port}` });
		expect(bot?.username()).toBeUndefined();
		await fake.stop();
		fake = await startFake({ port });
		await expect.poll(() => bot?.username()).toBe("barqiya_test_bot");
		await said(readerId, readerId, "/latest");
	});

	it("stands back from another poller and takes the poll up again", async () => {
		await start();
		await expect.poll(() => fake.requests.getUpdates ?? 0).toBeGreaterThan(0);
		await fetch(`${fake.url}/bot${fake.token}/getUpdates?timeout=0`);
		await expect.poll(() => logged.join()).toContain("another process polls with this token");
		await said(readerId, readerId, "/latest");
	});

	it("goes on after a server that fails", async () => {
		fake.faults.add({
			methods: ["getUpdates"],
			times: 2,
			action: { kind: "html", status: 502, when: "before" },
		});
		await start();
		await said(readerId, readerId, "/latest");
	});

	it("is told of whenever it begins or ceases to listen", async () => {
		const states: ListeningState[] = [];
		fake.faults.add({
			...{ methods: ["getUpdates"], skip: 1 },
			action: { kind: "refuse", code: 401, description: "Unauthorized" },
		});
		await start({ seen: (state) => states.push(state) });
		expect(states).toEqual([{ up: true }]);
		await said(readerId, readerId, "/latest 1");
		await expect.poll(() => states.find(({ up }) => !up)?.detail).toContain("no updates come: Unauthorized");
		await expect.poll(() => states.at(-1)).toEqual({ up: true });
		await said(readerId, readerId, "/latest 2");
		// The first was to be confirmed by the poll that was refused, and has come again.
		expect(calls).toHaveLength(2);
	});

	it("is told of as refused for good when the token turns out to be so once Telegram is there", async () => {
		const states: ListeningState[] = [];
		const port = await freePort();
		const token = "7000000001:wrong";
		await start({ token, apiRoot: `http://127.0.0.1:${port}`, seen: (state) => states.push(state) });
		expect(states).toEqual([{ up: false, detail: expect.stringContaining("not reached") }]);
		await fake.stop();
		fake = await startFake({ port });
		await expect.poll(() => states.at(-1)).toMatchObject({ up: false, isOver: true });
		expect(states.at(-1)?.detail).toContain("@BotFather");
	});

	it("finishes what it works on before it stops, and does not hear it again", async () => {
		let finish: (() => void) | undefined;
		const slow: CommandPort = {
			...commands,
			async run(call) {
				calls.push(call);
				await new Promise<void>((resolve) => {
					finish = resolve;
				});
				return { messages: [sampleMessage()], visibility: "everybody" };
			},
		};
		await start({ commands: slow });
		await said(readerId, readerId, "/latest");
		const stopping = bot?.stop();
		finish?.();
		await stopping;
		expect(fake.arrivals.entries).toHaveLength(1);
		expect(fake.updates.pending()).toBe(0);
	});

	it("waits for what it works on, and for what waits behind that, before it stops", async () => {
		const slow: CommandPort = {
			...commands,
			async run(call) {
				calls.push(call);
				// Longer than the runner takes to end its poll.
				await new Promise((resolve) => setTimeout(resolve, 300));
				return { messages: [sampleMessage()], visibility: "everybody" };
			},
		};
		await start({ commands: slow });
		fake.say(readerId, readerId, "/latest 1");
		fake.say(readerId, readerId, "/latest 2");
		await expect.poll(() => events.length, { interval: 5 }).toBeGreaterThan(0);
		await expect.poll(() => fake.updates.pending(), { interval: 5 }).toBe(0);
		await bot?.stop();
		expect(calls.map(({ args }) => args)).toEqual(["1", "2"]);
		expect(fake.arrivals.entries).toHaveLength(2);
	});

	it("stops in time though a command does not end, which comes again at the next start", async () => {
		const stuck: CommandPort = { ...commands, run: (call) => new Promise(() => calls.push(call)) };
		await start({ commands: stuck, stopMs: 50 });
		await expect.poll(() => fake.requests.getUpdates ?? 0).toBeGreaterThan(0);
		// The next poll would tell Telegram that the update has arrived.
		fake.faults.add({
			methods: ["getUpdates"],
			times: -1,
			action: { kind: "html", status: 502, when: "before" },
		});
		await said(readerId, readerId, "/latest");
		const stopping = bot?.stop();
		fake.faults.clear();
		await stopping;
		expect(fake.updates.pending()).toBe(1);
		expect(logged.join()).toContain("still at work");
	});

	it("works on one chat's commands in turn and on different chats' at once", async () => {
		const order: string[] = [];
		const waiting: (() => void)[] = [];
		const slow: CommandPort = {
			...commands,
			async run(call) {
				calls.push(call);
				order.push(`${call.place.address} ${call.args}`);
				await new Promise<void>((resolve) => waiting.push(resolve));
				return { messages: [], visibility: "everybody" };
			},
		};
		await start({ commands: slow });
		fake.say(readerId, readerId, "/latest 1");
		fake.say(readerId, readerId, "/latest 2");
		fake.say(groupId, readerId, "/latest 3");
		await expect.poll(() => [...order].sort()).toEqual([`${groupId} 3`, "42 1"]);
		for (const go of waiting.splice(0)) go();
		await expect.poll(() => order.at(-1)).toBe("42 2");
		for (const go of waiting.splice(0)) go();
	});
});

describe("the Telegram bot behind a webhook", () => {
	it("takes each update once, with the right secret only, and answers with nothing", async () => {
		const server = createServer((request, response) => void bot?.handleUpdate(request, response)).listen(
			0,
			"127.0.0.1",
		);
		await once(server, "listening");
		const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/telegram`;
		await start({ mode: { url, secret: "a-secret_1" } });
		await said(readerId, readerId, "/latest");
		expect(fake.updates.webhookReplies).toEqual([]);

		const update = JSON.stringify({
			update_id: 1,
			message: {
				message_id: 9,
				date: 1,
				chat: { id: readerId, type: "private", first_name: "x" },
				from: { id: readerId, is_bot: false, first_name: "x" },
				text: "/latest 5",
			},
		});
		const post = async (secret: string, body: string, method = "POST") =>
			(
				await fetch(url, {
					method,
					headers: { "x-telegram-bot-api-secret-token": secret },
					...(method === "POST" ? { body } : {}),
				})
			).status;
		expect(await post("wrong", update)).toBe(401);
		expect(await post("a-secret_1", "{", "GET")).toBe(405);
		expect(await post("a-secret_1", "{")).toBe(400);
		expect(await post("a-secret_1", "[]")).toBe(400);
		expect(await post("a-secret_1", "x".repeat(2_000_000)).catch(() => 413)).toBe(413);
		expect(await post("a-secret_1", update)).toBe(200);
		expect(await post("a-secret_1", update)).toBe(200);
		expect(calls.map(({ args }) => args)).toEqual(["", "5"]);
		expect(await post("a-secret_1", JSON.stringify({ update_id: 2, message: {} }))).toBe(200);
		server.closeAllConnections();
		server.close();
	});
});
