import { readFile } from "node:fs/promises";
import { type ServerType, serve } from "@hono/node-server";
import { REST, Routes } from "discord.js";
import { Api, GrammyError, InputFile } from "grammy";
import { html } from "hono/html";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { createStage, type Stage } from "../../../src/console/stage/stage.ts";
import { createSentences } from "../../../src/i18n/sentences.ts";

const sentences = createSentences();
const discordChannel = "123456789012345678";
let stage: Stage;
let server: ServerType;
let origin: string;
let telegram: Api;
let discord: REST;

beforeEach(async () => {
	stage = createStage({
		sentences,
		webStyle: ".web-entry p{margin:0}",
		placeTitle: (_platform, address) => (address === "@madar" ? "أخبار مدار" : undefined),
		now: () => Date.UTC(2026, 2, 11, 15, 35),
		timeZone: "Asia/Riyadh",
	});
	server = serve({ fetch: stage.app.fetch, port: 0, hostname: "127.0.0.1" });
	await new Promise((resolve) => server.once("listening", resolve));
	const address = server.address();
	origin = `http://127.0.0.1:${typeof address === "object" ? address?.port : ""}`;
	telegram = new Api("100:stage", { apiRoot: `${origin}/stage/telegram` });
	discord = new REST({ api: `${origin}/stage/discord`, version: "10", retries: 0 }).setToken("stage");
});

afterEach(async () => {
	stage.stop();
	await new Promise((resolve) => server.close(resolve));
});

async function page(): Promise<string> {
	return (await fetch(origin)).text();
}

const picture = new URL("../../../src/app/samples/images/village.png", import.meta.url);

describe("grammY posts to it as to Telegram", () => {
	it("a text is numbered in its chat, shown with its buttons, changed and taken back", async () => {
		const keyboard = { inline_keyboard: [[{ text: "الخبر كاملًا", url: "https://madar.example/1" }]] };
		const first = await telegram.sendMessage("@madar", "<b>فوز 2-1</b>\nنص", {
			parse_mode: "HTML",
			reply_markup: keyboard,
		});
		const second = await telegram.sendMessage("@madar", "خبر ثان");
		expect([first.message_id, second.message_id]).toEqual([1, 2]);
		expect(first).toMatchObject({ text: "فوز 2-1\nنص", chat: { type: "channel", title: "أخبار مدار" } });
		expect(await page()).toContain('<div class="text"><b>فوز 2-1</b>\nنص</div>');
		expect(await page()).toContain("<bdi>الخبر كاملًا</bdi>");
		expect(await page()).toContain('<time datetime="2026-03-11T15:35:00.000Z">18:35</time>');

		await telegram.editMessageText("@madar", 1, "<b>فوز 3-1</b>", { parse_mode: "HTML" });
		expect(await page()).toContain("<b>فوز 3-1</b>");
		await telegram.deleteMessage("@madar", 1);
		expect(stage.posts().map(({ headline }) => headline)).toEqual(["خبر ثان"]);
	});

	it("a picture comes by address or as a file, which the page then has", async () => {
		await telegram.sendPhoto("@madar", "https://madar.example/a.png", {
			caption: "<b>بعنوان</b>",
			parse_mode: "HTML",
		});
		await telegram.sendPhoto("@madar", new InputFile(await readFile(picture), "a.png"), { caption: "بملف" });
		const text = await page();
		expect(text).toContain('<img src="https://madar.example/a.png"');
		const path = /src="(\/stage\/files\/\d+)"/.exec(text)?.[1];
		const file = await fetch(`${origin}${path}`);
		expect(file.headers.get("Content-Type")).toMatch(/^image\//);
		expect(Buffer.from(await file.arrayBuffer()).equals(await readFile(picture))).toBe(true);
		await telegram.editMessageCaption("@madar", 2, { caption: "ثان" });
		expect(stage.posts()[1]).toMatchObject({ headline: "ثان", photo: path });
	});

	it.each([
		["broken markup", () => telegram.sendMessage(1, "<b>أ", { parse_mode: "HTML" }), "can't parse entities"],
		["nothing", () => telegram.sendMessage(1, " "), "message text is empty"],
		["an edit of what is not there", () => telegram.editMessageText(1, 9, "أ"), "message to edit not found"],
		["deleting what is not there", () => telegram.deleteMessage(1, 9), "message to delete not found"],
	])("refuses %s as Telegram does", async (_name, call, words) => {
		const error = await call().catch((thrown: unknown) => thrown);
		expect(error).toBeInstanceOf(GrammyError);
		expect(error).toMatchObject({ error_code: 400, description: expect.stringContaining(words) });
	});

	it("knows itself, and says of a method it does not play that it is not found", async () => {
		expect(await telegram.getMe()).toMatchObject({ is_bot: true });
		await expect(telegram.getStickerSet("x")).rejects.toMatchObject({ error_code: 404 });
	});
});

describe("discord.js posts to it as to Discord", () => {
	const route = Routes.channelMessages(discordChannel);
	const embed = {
		title: "فوز 2-1",
		url: "https://madar.example/1",
		description: "نص **مهم**",
		color: 0x9c2a1f,
		footer: { text: "مدار" },
	};
	const body = { embeds: [embed], nonce: "n1", enforce_nonce: true, allowed_mentions: { parse: [] } };

	it("an embed is drawn from left to right with texts that choose their own direction", async () => {
		const buttons = [
			{ type: 1, components: [{ type: 2, style: 5, label: "الخبر", url: "https://madar.example/1" }] },
		];
		expect(await discord.post(route, { body: { ...body, components: buttons } })).toMatchObject({
			id: expect.stringMatching(/^\d{17,19}$/),
			channel_id: discordChannel,
			embeds: [embed],
		});
		const text = await page();
		expect(text).toContain('<div class="description" dir="auto">نص <b>مهم</b></div>');
		expect(text).toContain('<p class="embed-title" dir="auto"><a href="https://madar.example/1"');
		expect(text).toContain('fill="#9c2a1f"');
		expect(text).toContain('<div class="discord" dir="ltr">');
	});

	it("the same nonce, enforced, makes one message", async () => {
		const first = await discord.post(route, { body });
		expect(await discord.post(route, { body })).toEqual(first);
		expect(stage.posts()).toHaveLength(1);
	});

	it("an edit keeps what it does not name; what was deleted is unknown", async () => {
		const { id } = (await discord.post(route, { body })) as { id: string };
		await discord.patch(Routes.channelMessage(discordChannel, id), { body: { content: "تصحيح" } });
		expect(await discord.get(route)).toMatchObject([{ id, content: "تصحيح", embeds: [embed] }]);
		expect(await page()).toContain("(edited)");
		await discord.delete(Routes.channelMessage(discordChannel, id));
		expect(stage.posts()).toEqual([]);
		await expect(discord.get(Routes.channelMessage(discordChannel, id))).rejects.toMatchObject({
			code: 10008,
		});
	});

	it("a picture that came as a file is the embed's picture", async () => {
		const files = [{ name: "a.png", data: await readFile(picture), contentType: "image/png" }];
		await discord.post(route, {
			body: { embeds: [{ title: "أ", image: { url: "attachment://a.png" } }] },
			files,
		});
		expect(await page()).toMatch(/<img class="image" src="\/stage\/files\/1"/);
	});

	it("refuses an empty message", async () => {
		await expect(discord.post(route, { body: { content: "" } })).rejects.toMatchObject({ code: 50006 });
	});
});

describe("the page", () => {
	const entry = {
		id: "e1",
		place: "أخبار مدار",
		headline: "فوز 2-1",
		address: "https://news.example/c/x/e1",
		language: "ar",
		direction: "rtl" as const,
		markup: html`<h2 class="headline">${"فوز <2-1>"}</h2>`,
	};

	it("sets the three platforms' posts of one article side by side, newest article first", async () => {
		await telegram.sendMessage("@madar", "خبر أقدم");
		await telegram.sendMessage("@madar", "فوز 2-1");
		await discord.post(Routes.channelMessages(discordChannel), { body: { content: "فوز 2\\-1" } });
		stage.showWeb(entry);
		const stories = (await page()).split('<section class="story"').slice(1);
		expect(stories).toHaveLength(2);
		for (const one of ['class="telegram"', 'class="discord"', 'class="web"'])
			expect(stories[0]).toContain(one);
		expect(stories[1]).toContain("خبر أقدم");
		expect(stories[1]?.match(/class="nothing"/g)).toHaveLength(2);
	});

	it("shows an entry as the public page has it, changed where it stands, until it is hidden", async () => {
		stage.showWeb(entry);
		expect(await page()).toContain(
			'<article class="web-entry" lang="ar" dir="rtl"><h2 class="headline">فوز &lt;2-1&gt;</h2>',
		);
		stage.showWeb({ ...entry, markup: html`<p>مصحح</p>` });
		expect(await page()).toContain("<p>مصحح</p>");
		expect(stage.posts()).toHaveLength(1);
		stage.hideWeb("e1");
		expect(stage.posts()).toEqual([]);
	});

	it("says in Arabic what is shown and how much of it there is", async () => {
		expect(await page()).toContain("لا منشورات بعد");
		await telegram.sendMessage("@madar", "أ");
		await telegram.sendMessage("@madar", "ب");
		const text = await page();
		expect(text).toContain('<html lang="ar" dir="rtl">');
		expect(text).toContain("<span>خبران</span>");
		expect(text).toContain("<b>تيليغرام</b> منشوران");
	});

	it("runs its own script and style alone, and nothing that a post says", async () => {
		const hostile = '"><script>alert(1)</script>';
		await telegram.sendMessage(hostile, hostile, {
			reply_markup: {
				inline_keyboard: [
					[
						{ text: hostile, url: "https://a.example" },
						{ text: "x", url: "javascript:x" },
					],
				],
			},
		});
		await discord.post(Routes.channelMessages(discordChannel), {
			body: {
				content: hostile,
				embeds: [{ title: hostile, description: hostile, url: "javascript:x", footer: { text: hostile } }],
			},
		});
		const response = await fetch(origin);
		const text = await response.text();
		const policy = response.headers.get("Content-Security-Policy") ?? "";
		const nonce = /script-src 'nonce-([^']+)'/.exec(policy)?.[1] ?? "";
		expect(policy).toContain("default-src 'none'");
		expect(text.match(/<script[^>]*>/g)).toEqual([`<script nonce="${nonce}">`]);
		expect(text).not.toContain("javascript:");
		expect((await fetch(origin)).headers.get("Content-Security-Policy")).not.toContain(nonce);
	});

	it("tells who watches it of every change, and lets go of them when it stops", async () => {
		const events = await fetch(`${origin}/stage/events`);
		const reader = (events.body ?? new ReadableStream()).pipeThrough(new TextDecoderStream()).getReader();
		expect((await reader.read()).value).toContain("event: change");
		await telegram.sendMessage("@madar", "خبر");
		expect((await reader.read()).value).toContain("event: change");
		stage.stop();
		expect((await reader.read()).done).toBe(true);
	});
});
