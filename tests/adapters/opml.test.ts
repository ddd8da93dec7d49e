import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { createDiscordBot } from "../../adapters/discord/bot.ts";
import { createTelegramBot } from "../../adapters/telegram/bot.ts";
import { createCommands } from "../../src/commands/create-commands.ts";
import { silentLog } from "../../src/domain/log.ts";
import { readOpml } from "../../src/sources/opml.ts";
import { createNewsroom, type Newsroom } from "../commands/newsroom.ts";
import { createDiscordFake } from "../fakes/discord/server.ts";
import { noLimits } from "../fakes/telegram/limits.ts";
import { createTelegramFake } from "../fakes/telegram/server.ts";
import { until } from "../support/until.ts";

const address = "https://city.example/rss";
const list = `<opml version="2.0"><head/><body><outline type="rss" text="جريدة المدينة" xmlUrl="${address}"/></body></opml>`;
const bytes = Buffer.from(list);
const reader = 42;
const events = {
	...{
		arrived: async () => {},
		left: async () => {},
		rightsChanged: async () => {},
		foundOpen: async () => {},
		moved: async () => {},
	},
	seen: async () => {},
};
const plain = (text: unknown) => String(text ?? "").replace(/\p{Cf}/gu, "");

let room: Newsroom;
let closing: (() => Promise<void>)[] = [];
beforeEach(() => {
	room = createNewsroom();
	const found = { location: address, kind: "feed" as const, name: "جريدة المدينة", topics: [] };
	room.web.set(address, { kind: "source", found });
});
afterEach(async () => {
	for (const close of closing.toReversed()) await close();
	closing = [];
});

const given = () => ({ commands: createCommands(room.commands), events, log: silentLog });
const addressesIn = (text: string | undefined) => {
	const read = readOpml(text ?? "");
	return read.kind === "opml" ? read.outlines.map((one) => one.address) : read.reason;
};

describe("on Telegram", () => {
	async function open() {
		const fake = await createTelegramFake({
			limits: noLimits,
			chats: [{ id: reader, type: "private", title: "ليلى" }],
		});
		const bot = createTelegramBot({ token: fake.token, apiRoot: fake.url, mode: "poll", ...given() });
		await bot.start();
		closing = [() => fake.stop(), () => bot.stop()];
		const shown = (words: string) =>
			until(
				() =>
					fake
						.messages(reader)
						.findLast((one) => one.byBot && plain(one.text ?? one.caption).includes(words)),
				`${words} is shown`,
			);
		return { fake, shown };
	}

	it("a document under which /opml is written is taken in, once confirmed, and /opml sends one back", async () => {
		const { fake, shown } = await open();
		fake.sendFile(reader, reader, { name: "feeds.opml", bytes, caption: "/opml" });
		const asked = await shown("مصدر واحد جديد");
		const keyboard = asked.json.reply_markup as { inline_keyboard: { callback_data: string }[][] };
		fake.pressButton(reader, asked.id, reader, keyboard.inline_keyboard[0]?.[0]?.callback_data ?? "");
		await shown("يشمل مصدرًا من الملف");
		fake.say(reader, reader, "/opml");
		const sent = await shown("في هذا الملف مصدر اشتراك «ليلى»");
		expect(addressesIn(Buffer.from(fake.fileOf(reader, sent.id) ?? []).toString())).toEqual([address]);
		expect(fake.violations).toEqual([]);
	});

	it("so is the document that /opml replies to; a document alone is none of ours", async () => {
		const { fake, shown } = await open();
		const id = fake.sendFile(reader, reader, { name: "feeds.opml", bytes });
		fake.say(reader, reader, "/opml", { replyTo: id });
		await shown("مصدر واحد جديد");
		expect(fake.messages(reader).filter(({ byBot }) => byBot)).toHaveLength(1);
	});

	it("one that is too large is not even loaded", async () => {
		const { fake, shown } = await open();
		fake.sendFile(reader, reader, { name: "x", bytes: Buffer.alloc(1024 * 1024 + 1, " "), caption: "/opml" });
		await shown("أكبر من ميغابايت واحد");
		expect(fake.requests.getFile ?? 0).toBe(0);
	});
});

describe("on Discord", () => {
	async function open() {
		const fake = await createDiscordFake({ limits: { on: false }, firstAnswerMs: 30_000 });
		const guild = fake.addGuild({ name: "خادم" });
		const bot = createDiscordBot({ token: fake.token, api: fake.apiUrl, ...given() });
		await bot.start();
		const keeper = createServer((request, response) => {
			const body = { "/list": bytes, "/large": Buffer.alloc(1024 * 1024 + 1, " ") }[request.url ?? ""];
			response.writeHead(body === undefined ? 404 : 200).end(body);
		});
		await new Promise<void>((resolve) => keeper.listen(0, "127.0.0.1", resolve));
		closing = [
			() => fake.stop(),
			() => bot.stop(),
			async () => {
				keeper.closeAllConnections();
				keeper.close();
			},
		];
		const kept = (path: string, size = bytes.length) => ({
			file: {
				name: "feeds.opml",
				size,
				url: `http://127.0.0.1:${(keeper.address() as AddressInfo).port}${path}`,
			},
		});
		const who = { channelId: guild.channelId, userId: guild.ownerId };
		return { fake, kept, who };
	}

	it("a file sent along with /opml is taken in, once confirmed, and /opml answers with one", async () => {
		const { fake, kept, who } = await open();
		const asked = await fake.slash({ ...who, command: "opml", files: kept("/list") });
		expect([asked.ephemeral, JSON.stringify(asked.message)]).toEqual([
			true,
			expect.stringContaining("مصدر واحد جديد"),
		]);
		const rows = asked.message?.components as { components: { custom_id: string }[] }[];
		const done = await fake.press({
			...{ ...who, messageId: asked.message?.id ?? "" },
			customId: rows[0]?.components[0]?.custom_id ?? "",
		});
		expect(JSON.stringify(done.message)).toContain("يشمل مصدرًا من الملف");
		const out = await fake.slash({ ...who, command: "opml" });
		const attachments = out.message?.attachments as { text: string; filename: string }[] | undefined;
		expect([attachments?.[0]?.filename, addressesIn(attachments?.[0]?.text)]).toEqual([
			"barqiya.opml",
			[address],
		]);
		expect(fake.specProblems()).toEqual([]);
	});

	it.each([
		["that is gone", "/gone", 10, "لم أستطع تنزيل الملف"],
		["that is too large", "/list", 2_000_000, "أكبر من ميغابايت واحد"],
		["that is larger than it says", "/large", 10, "أكبر من ميغابايت واحد"],
	])("one %s is answered politely", async (_, path, size, said) => {
		const { fake, kept, who } = await open();
		const asked = await fake.slash({ ...who, command: "opml", files: kept(path, size) });
		expect(JSON.stringify(asked.message)).toContain(said);
	});
});
