import { once } from "node:events";
import { mkdtemp, readFile, rm } from "node:fs/promises";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import fc from "fast-check";
import { Api, Bot, GrammyError, HttpError, InputFile } from "grammy";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { pngHead } from "../support/png-head.ts";
import { connectTelegramFake } from "./telegram/control.ts";
import type { FaultAction } from "./telegram/faults.ts";
import { createLimiter, noLimits } from "./telegram/limits.ts";
import { createTelegramFake, type TelegramFake } from "./telegram/server.ts";
import type { ChatSeed } from "./telegram/world.ts";

const channel = -1001000000001;
const group = -1001000000002;
const basic = -300;
const reader = 42;

const chats: ChatSeed[] = [
	{
		id: channel,
		type: "channel",
		title: "قناة",
		username: "qanat",
		members: [{ id: reader, status: "creator" }],
	},
	{
		id: group,
		type: "supergroup",
		title: "مجموعة",
		forum: true,
		topics: [{ id: 7 }, { id: 8, state: "closed" }],
	},
	{ id: basic, type: "group", title: "مجموعة صغيرة" },
	{ id: reader, type: "private", title: "قارئ" },
];

let fake: TelegramFake;
let api: Api;

beforeEach(async () => {
	fake = await createTelegramFake({ chats, limits: noLimits });
	api = new Api(fake.token, { apiRoot: fake.url });
});
afterEach(() => fake.stop());

/** The refusal of a call: its code and text. */
async function refusal(call: Promise<unknown>): Promise<string> {
	const error: unknown = await call.then(
		() => undefined,
		(reason: unknown) => reason,
	);
	if (error instanceof GrammyError) return `${error.error_code} ${error.description}`;
	throw new Error(`no refusal but ${String(error)}`);
}

describe("the Telegram fake as a server of messages", () => {
	it("takes a message of grammY and shows it as readers see it", async () => {
		const sent = await api.sendMessage(channel, "<b>عنوان</b>\n\nنص &lt;عادي&gt;", { parse_mode: "HTML" });
		expect(sent).toMatchObject({
			message_id: 1,
			text: "عنوان\n\nنص <عادي>",
			entities: [{ type: "bold", offset: 0, length: 5 }],
			sender_chat: { id: channel, type: "channel" },
		});
		expect(fake.arrivals.entries).toMatchObject([
			{ seq: 1, method: "sendMessage", chatId: channel, messageIds: [1], text: "عنوان\n\nنص <عادي>" },
		]);
		expect(fake.violations).toEqual([]);
	});

	it("counts ids per channel and supergroup, and once for all private chats and basic groups", async () => {
		const ids: number[] = [];
		for (const chat of [channel, group, reader, basic, channel, reader]) {
			ids.push((await api.sendMessage(chat, "خبر")).message_id);
		}
		expect(ids).toEqual([1, 1, 1, 2, 2, 3]);
	});

	it.each([
		[
			"JSON",
			"application/json",
			JSON.stringify({ chat_id: reader, text: "خبر", disable_notification: true }),
		],
		[
			"urlencoded",
			"application/x-www-form-urlencoded",
			`chat_id=${reader}&text=خبر&disable_notification=true`,
		],
	])("reads a %s body", async (_name, type, body) => {
		const answer = await fetch(`${fake.url}/bot${fake.token}/sendMessage`, {
			method: "POST",
			headers: { "content-type": type },
			body,
		});
		expect(await answer.json()).toMatchObject({ ok: true, result: { text: "خبر" } });
	});

	it("reads a GET's query and a multipart upload", async () => {
		const answer = await fetch(`${fake.url}/bot${fake.token}/sendmessage?chat_id=${reader}&text=a`);
		expect(await answer.json()).toMatchObject({ ok: true, result: { text: "a" } });
		const sent = await api.sendPhoto(reader, new InputFile(pngHead(640, 480), "a.png"), { caption: "صورة" });
		expect(sent.photo).toMatchObject([{ width: 640, height: 480 }]);
		const again = await api.sendPhoto(reader, sent.photo[0]?.file_id ?? "");
		expect(again.photo).toEqual(sent.photo);
	});

	it("edits, forwards, copies and deletes", async () => {
		const sent = await api.sendMessage(channel, "أول");
		expect(await api.editMessageText(channel, sent.message_id, "ثان")).toMatchObject({ text: "ثان" });
		expect(await refusal(api.editMessageText(channel, sent.message_id, "ثان"))).toContain(
			"400 Bad Request: message is not modified",
		);
		expect(await api.forwardMessage(group, channel, sent.message_id)).toMatchObject({
			text: "ثان",
			forward_origin: { type: "channel", message_id: sent.message_id },
		});
		expect(await api.copyMessage(reader, channel, sent.message_id)).toEqual({ message_id: 1 });
		await api.deleteMessage(channel, sent.message_id);
		expect(fake.messages(channel)).toEqual([]);
		expect(await refusal(api.editMessageText(channel, sent.message_id, "x"))).toBe(
			"400 Bad Request: message to edit not found",
		);
		expect(await refusal(api.deleteMessage(channel, sent.message_id))).toBe(
			"400 Bad Request: message to delete not found",
		);
	});

	it("deletes in a group within 48 hours, in a channel at any age", async () => {
		const inGroup = await api.sendMessage(group, "خبر");
		const inChannel = await api.sendMessage(channel, "خبر");
		fake.advance(49 * 3600 * 1000);
		expect(await refusal(api.deleteMessage(group, inGroup.message_id))).toBe(
			"400 Bad Request: message can't be deleted",
		);
		expect(await api.deleteMessage(channel, inChannel.message_id)).toBe(true);
	});
});

describe("the Telegram fake's refusals", () => {
	it.each([
		["<x>a</x>", 'Unsupported start tag "x" at byte offset 0'],
		["خبر <b>a", 'Can\'t find end tag corresponding to start tag "b"'],
		["خبر <b>a</i>", 'Unmatched end tag at byte offset 11, expected "</b>", found "</i>"'],
		["a</b>", "Unexpected end tag at byte offset 1"],
		["<b", "Unclosed start tag at byte offset 0"],
		["5 < 6", 'Unsupported start tag "" at byte offset 2'],
		['<a href="x>y', "Unclosed start tag at byte offset 0"],
		["<span>a</span>", 'Tag "span" must have class "tg-spoiler" at byte offset 0'],
	])("says of %s what the real server says", async (html, why) => {
		expect(await refusal(api.sendMessage(reader, html, { parse_mode: "HTML" }))).toBe(
			`400 Bad Request: can't parse entities: ${why}`,
		);
	});

	it.each([
		[
			"4,097 characters",
			() => api.sendMessage(reader, "ا".repeat(4097)),
			"400 Bad Request: message is too long",
		],
		[
			"half a character",
			() => api.sendMessage(reader, "a\ud800b"),
			"400 Bad Request: strings must be encoded in UTF-8",
		],
		["blanks", () => api.sendMessage(reader, " \n "), "400 Bad Request: message text is empty"],
		[
			"empty mark-up",
			() => api.sendMessage(reader, "<b> </b>", { parse_mode: "HTML" }),
			"400 Bad Request: message text is empty",
		],
		[
			"a caption of 1,025",
			() => api.sendPhoto(reader, "https://example.com/a.jpg", { caption: "ا".repeat(1025) }),
			"400 Bad Request: message caption is too long",
		],
		["a chat that is not", () => api.sendMessage(999, "x"), "400 Bad Request: chat not found"],
		[
			"a topic that is not",
			() => api.sendMessage(group, "x", { message_thread_id: 99 }),
			"400 Bad Request: message thread not found",
		],
		[
			"the General topic by number",
			() => api.sendMessage(group, "x", { message_thread_id: 1 }),
			"400 Bad Request: message thread not found",
		],
		[
			"a closed topic",
			() => api.sendMessage(group, "x", { message_thread_id: 8 }),
			"400 Bad Request: TOPIC_CLOSED",
		],
		[
			"65 bytes of callback data",
			() =>
				api.sendMessage(reader, "x", {
					reply_markup: { inline_keyboard: [[{ text: "a", callback_data: "ب".repeat(33) }]] },
				}),
			"400 Bad Request: BUTTON_DATA_INVALID",
		],
		[
			"a button with a wrong address",
			() =>
				api.sendMessage(reader, "x", {
					reply_markup: { inline_keyboard: [[{ text: "a", url: "javascript:1" }]] },
				}),
			"400 Bad Request: inline keyboard button URL 'javascript:1' is invalid: Wrong HTTP URL",
		],
		[
			"a photo that is none",
			() => api.sendPhoto(reader, new InputFile(Buffer.from("no photo"))),
			"400 Bad Request: IMAGE_PROCESS_FAILED",
		],
		[
			"a photo that is too long",
			() => api.sendPhoto(reader, new InputFile(pngHead(9000, 2000))),
			"400 Bad Request: PHOTO_INVALID_DIMENSIONS",
		],
		[
			"an unknown file",
			() => api.sendPhoto(reader, "nothing"),
			"400 Bad Request: wrong file identifier/HTTP URL specified",
		],
	])("refuses %s", async (_name, call, expected) => {
		expect(await refusal(call())).toBe(expected);
	});

	it("measures after parsing, in code points", async () => {
		const sent = await api.sendMessage(reader, `<b>${"&lt;".repeat(4095)}😀</b>`, { parse_mode: "HTML" });
		expect([...sent.text]).toHaveLength(4096);
	});

	it("refuses unknown methods and parameters and keeps them as violations", async () => {
		const { raw } = api;
		const unknown = { chat_id: reader, text: "x", colour: "red" };
		expect(await refusal(raw.sendMessage(unknown))).toContain("colour");
		const answer = await fetch(`${fake.url}/bot${fake.token}/sendTelepathy`);
		expect(await answer.json()).toEqual({
			ok: false,
			error_code: 404,
			description: "Not Found: method not found",
		});
		expect(fake.violations.join()).toContain("sendTelepathy");
	});

	it("answers 401 to a wrong token", async () => {
		const stranger = new Api("1:wrong", { apiRoot: fake.url });
		expect(await refusal(stranger.getMe())).toBe("401 Unauthorized");
	});

	it.each([
		["blocked", reader, "403 Forbidden: bot was blocked by the user"],
		["deactivated", reader, "403 Forbidden: user is deactivated"],
		["kicked", channel, "403 Forbidden: bot was kicked from the channel chat"],
		["not-member", group, "403 Forbidden: bot is not a member of the supergroup chat"],
		["deleted", basic, "403 Forbidden: the group chat was deleted"],
		["no-rights", group, "400 Bad Request: not enough rights to send text messages to the chat"],
		["write-forbidden", group, "400 Bad Request: CHAT_WRITE_FORBIDDEN"],
		["channel-admin-required", channel, "400 Bad Request: need administrator rights in the channel chat"],
	] as const)("answers from a chat that is %s", async (state, chat, expected) => {
		fake.setState(chat, state);
		expect(await refusal(api.sendMessage(chat, "خبر"))).toBe(expected);
	});

	it("tells the new id of a group that became a supergroup", async () => {
		fake.migrate(basic, -1001000000300);
		const error: unknown = await api.sendMessage(basic, "خبر").catch((reason: unknown) => reason);
		expect(error).toMatchObject({ error_code: 400, parameters: { migrate_to_chat_id: -1001000000300 } });
		expect(await api.sendMessage(-1001000000300, "خبر")).toMatchObject({ chat: { type: "supergroup" } });
	});

	it("changes a text as Telegram does", async () => {
		const sent = await api.sendMessage(reader, "  \u202bا\u202c\u200f\u200fب\u2066x\u2069\r\n\t\n ");
		expect(sent.text).toBe("ا\u200c\u200fب\u2066x\u2069");
	});

	it("keeps the first hundred entities", async () => {
		const sent = await api.sendMessage(reader, "<b>a</b> ".repeat(101), { parse_mode: "HTML" });
		expect(sent.entities).toHaveLength(100);
	});
});

describe("the Telegram fake's limits", () => {
	it("gives 429 for the second message to a chat within a second, and a longer pause when that is ignored", async () => {
		fake.limiter.set({ chat: { limit: 1, perMs: 1000 }, lengthenMs: 1000 });
		await api.sendMessage(reader, "1");
		const first: unknown = await api.sendMessage(reader, "2").catch((reason: unknown) => reason);
		expect(first).toMatchObject({
			error_code: 429,
			description: "Too Many Requests: retry after 1",
			parameters: { retry_after: 1 },
		});
		const second: unknown = await api.sendMessage(reader, "2").catch((reason: unknown) => reason);
		expect(second).toMatchObject({ parameters: { retry_after: 2 } });
		expect(await api.sendMessage(channel, "3")).toMatchObject({ text: "3" });
		expect(fake.refusals()).toEqual({ chat: 2 });
	});

	it("lets thirty through in any second, and counts edits with sends", async () => {
		fake.limiter.set({ bot: { limit: 30, perMs: 1000 } });
		const sent = await api.sendMessage(reader, "0");
		for (let i = 1; i < 30; i++) await api.sendMessage(reader, String(i));
		expect(await refusal(api.editMessageText(reader, sent.message_id, "x"))).toBe(
			"429 Too Many Requests: retry after 1",
		);
		await api.deleteMessage(reader, sent.message_id);
	});

	it("are strict over any second, and refuse nothing that has room", () => {
		fc.assert(
			fc.property(fc.array(fc.integer({ min: 0, max: 120 }), { maxLength: 200 }), (gaps) => {
				const limiter = createLimiter({ chat: false, group: false, bot: { limit: 5, perMs: 1000 } });
				const accepted: number[] = [];
				let now = 0;
				let pausedUntil = 0;
				for (const gap of gaps) {
					now += gap;
					const seconds = limiter.take({ chatId: 1, isGroup: false, isPaid: false, cost: 1 }, now);
					const inWindow = accepted.filter((time) => time > now - 1000).length;
					if (seconds === undefined) accepted.push(now);
					else {
						expect(inWindow === 5 || now < pausedUntil).toBe(true);
						pausedUntil = now + seconds * 1000;
					}
					expect(inWindow).toBeLessThanOrEqual(5);
					if (seconds === undefined) expect(inWindow).toBeLessThan(5);
				}
			}),
		);
	});

	it("gives a group twenty a minute", async () => {
		fake.limiter.set({ group: { limit: 20, perMs: 60_000 } });
		for (let i = 0; i < 20; i++) await api.sendMessage(basic, String(i));
		expect(await refusal(api.sendMessage(basic, "x"))).toMatch(
			/^429 Too Many Requests: retry after (59|60)$/,
		);
		await api.sendMessage(channel, "x");
	});
});

describe("the Telegram fake's faults", () => {
	const cases: [string, FaultAction, string, number][] = [
		["a reset before acceptance", { kind: "reset", when: "before" }, "HttpError", 0],
		["a reset after acceptance", { kind: "reset", when: "after" }, "HttpError", 1],
		["a reset after byte 10 of the request", { kind: "reset-request", afterBytes: 10 }, "HttpError", 0],
		["a reset in the middle of the answer", { kind: "reset-answer", afterBytes: 20 }, "HttpError", 1],
		["an HTML 502 before acceptance", { kind: "html", status: 502, when: "before" }, "HttpError", 0],
		["an HTML 502 after acceptance", { kind: "html", status: 502, when: "after" }, "HttpError", 1],
		["a 500 after acceptance", { kind: "server-error", status: 500, when: "after" }, "GrammyError", 1],
		["a 429", { kind: "limit", retryAfter: 7 }, "GrammyError", 0],
		[
			"a scripted refusal",
			{ kind: "refuse", code: 400, description: "Bad Request: CHAT_RESTRICTED" },
			"GrammyError",
			0,
		],
		["latency", { kind: "latency", ms: 30 }, "sent", 1],
		["a held answer", { kind: "hold", ms: 30 }, "sent", 1],
		["a scheduled message", { kind: "scheduled" }, "sent", 1],
	];
	it.each(cases)("strikes once with %s", async (_name, action, end, accepted) => {
		fake.faults.add({ methods: ["sendMessage"], action });
		// grammY's own HTTP client waits for ever for the rest of an answer that was cut: hence the short timeout here.
		const api = new Api(fake.token, { apiRoot: fake.url, timeoutSeconds: 1 });
		const outcome = await api.sendMessage(reader, "خبر").then(
			() => "sent",
			(error: unknown) =>
				error instanceof HttpError ? "HttpError" : error instanceof GrammyError ? "GrammyError" : "?",
		);
		expect([outcome, fake.arrivals.entries.length]).toEqual([end, accepted]);
		await api.sendMessage(reader, "بعده");
		expect(fake.arrivals.entries).toHaveLength(accepted + 1);
	});

	it("delivers what it was late with though the client has gone", async () => {
		fake.faults.add({ action: { kind: "latency", ms: 150 } });
		const late = new Api(fake.token, { apiRoot: fake.url, timeoutSeconds: 0.05 });
		await expect(late.sendMessage(reader, "متأخر")).rejects.toBeInstanceOf(HttpError);
		expect(fake.arrivals.entries).toEqual([]);
		await fake.arrivals.waitFor((entries) => entries.length === 1);
	});

	it("strikes by chat, text, count and chance", async () => {
		const action: FaultAction = { kind: "refuse", code: 400, description: "Bad Request: struck" };
		fake.faults.add({ chatIds: [channel], text: "ب", skip: 1, times: 2, action });
		const struck: boolean[] = [];
		for (const text of ["ب", "ا", "ب", "ب", "ب"]) {
			struck.push(
				await api.sendMessage(channel, text).then(
					() => false,
					() => true,
				),
			);
		}
		await api.sendMessage(reader, "ب");
		expect(struck).toEqual([false, false, true, true, false]);
	});
});

describe("people at the Telegram fake", () => {
	it("talk to a bot that polls, and press its buttons", async () => {
		const bot = new Bot(fake.token, { client: { apiRoot: fake.url } });
		bot.command("start", (ctx) =>
			ctx.reply("أهلًا", { reply_markup: { inline_keyboard: [[{ text: "نعم", callback_data: "yes" }]] } }),
		);
		bot.on("callback_query:data", (ctx) =>
			ctx.answerCallbackQuery({ text: `قلت ${ctx.callbackQuery.data}` }),
		);
		const running = bot.start();
		fake.say(reader, reader, "/start");
		const [entry] = await fake.arrivals.waitFor((entries) => entries.length === 1);
		const query = fake.pressButton(reader, entry?.messageIds[0] ?? 0, reader, "yes");
		await expect.poll(() => fake.queries.get(query)?.answer).toMatchObject({ text: "قلت yes" });
		await bot.stop();
		await running;
	});

	it("end the first of two pollers with 409", async () => {
		const first = refusal(api.getUpdates({ timeout: 20 }));
		await expect.poll(() => fake.requests.getUpdates).toBe(1);
		const second = api.getUpdates({ timeout: 20 });
		expect(await first).toBe(
			"409 Conflict: terminated by other getUpdates request; make sure that only one bot instance is running",
		);
		fake.say(reader, reader, "/start");
		expect(await second).toMatchObject([{ message: { text: "/start" } }]);
	});

	it("add and remove the bot and take its rights", async () => {
		fake.removeBot(channel, reader);
		expect(await refusal(api.sendMessage(channel, "x"))).toBe(
			"403 Forbidden: bot was kicked from the channel chat",
		);
		fake.addBot(channel, reader, { rights: { post: false } });
		expect(await refusal(api.sendMessage(channel, "x"))).toBe(
			"400 Bad Request: need administrator rights in the channel chat",
		);
		const updates = await api.getUpdates();
		expect(updates.map((update) => update.my_chat_member?.new_chat_member.status)).toEqual([
			"kicked",
			"administrator",
		]);
		expect(await api.getChatMember(channel, reader)).toMatchObject({ status: "creator" });
		expect(await api.getChat("@qanat")).toMatchObject({ id: channel, type: "channel" });
	});

	it("reach a webhook with its secret, again after a failure", async () => {
		const seen: [string | undefined, string][] = [];
		const hook = createServer(async (request, response) => {
			let body = "";
			for await (const chunk of request) body += String(chunk);
			const secret = request.headers["x-telegram-bot-api-secret-token"];
			seen.push([String(secret), body]);
			response.writeHead(seen.length === 1 ? 500 : 200).end();
		}).listen(0, "127.0.0.1");
		await once(hook, "listening");
		const { port } = hook.address() as AddressInfo;
		await api.setWebhook(`http://127.0.0.1:${port}/hook`, { secret_token: "s-1" });
		expect(await refusal(api.getUpdates())).toContain(
			"409 Conflict: can't use getUpdates method while webhook is active",
		);
		fake.say(reader, reader, "/help");
		await expect.poll(() => seen.length).toBe(2);
		expect(seen[1]?.[0]).toBe("s-1");
		expect(JSON.parse(seen[1]?.[1] ?? "")).toMatchObject({ message: { text: "/help" } });
		await expect.poll(() => fake.updates.pending()).toBe(0);
		hook.close();
		hook.closeAllConnections();
	});
});

describe("the Telegram fake as a process of its own", () => {
	it("is controlled over HTTP and writes its log to a file", async () => {
		const folder = await mkdtemp(join(tmpdir(), "barqiya-fake-"));
		const file = join(folder, "arrivals.ndjson");
		const other = await createTelegramFake({ logFile: file });
		const remote = connectTelegramFake(other.url);
		await remote.addChats([{ id: 5, type: "private" }]);
		await remote.addFault({ action: { kind: "limit", retryAfter: 3 } });
		const far = new Api(other.token, { apiRoot: other.url });
		expect(await refusal(far.sendMessage(5, "x"))).toBe("429 Too Many Requests: retry after 3");
		await remote.clearFaults();
		other.limiter.set(noLimits);
		await far.sendMessage(5, "خبر");
		expect(await remote.stats()).toMatchObject({ refusals: { fault: 1 }, accepted: 1, violations: [] });
		expect(await remote.arrivals(0)).toMatchObject([{ seq: 1, chatId: 5, text: "خبر" }]);
		expect(await remote.say(5, 5, "/start")).toBe(2);
		await expect(remote.say(99, 5, "x")).rejects.toThrow("chat not found");
		expect(JSON.parse((await readFile(file, "utf8")).trim())).toMatchObject({ text: "خبر" });
		await other.stop();
		await rm(folder, { recursive: true });
	});
});
