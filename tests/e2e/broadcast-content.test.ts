import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { afterEach, expect, it } from "vitest";
import { z } from "zod";
import { writeDay } from "../../src/calendar/write-date.ts";
import { localDate } from "../../src/calendar/zone.ts";
import { type Channel, type Look, standardLook } from "../../src/domain/channel.ts";
import { silentLog } from "../../src/domain/log.ts";
import { createChannelStore } from "../../src/store/channels/channels.ts";
import { createConnection } from "../../src/store/redis/connection.ts";
import type { FakeMessage } from "../fakes/telegram/world.ts";
import { until } from "../support/until.ts";
import { type BroadcastStage, openBroadcastStage } from "./broadcast-stage.ts";

let stage: BroadcastStage;

afterEach(() => stage.stop());

const image = "https://news.example/p.png";
const content = {
	versions: [
		{
			language: "ar",
			headline: "بيان إلى {channel}",
			body: "صدر **اليوم** {date}:\n- بند *أول*\n- [التفاصيل](https://news.example/ar)",
			image,
			buttons: [[{ label: "الموقع", href: "https://news.example/" }]],
			overrides: { discord: { body: "نص ديسكورد في {date}" } },
		},
		{
			language: "en",
			headline: "Notice to {channel}",
			body: "Issued **today**, {date}",
			buttons: [[{ label: "Site", href: "https://news.example/en" }]],
			overrides: { telegram: { headline: "Telegram notice" } },
		},
	],
};

async function lookOf(id: string, look: Partial<Look>, part: Partial<Channel> = {}): Promise<void> {
	const connection = createConnection(stage.redis.url, { log: silentLog });
	await createChannelStore(connection).update(id, (now) => ({
		...now,
		...part,
		look: { ...standardLook, ...look },
	}));
	await connection.stop();
}

const plain = (text: string) => text.replace(/\p{Cf}/gu, "");

it("each channel gets what is meant for it: its language, its platform's text, its name and day, a picture, buttons", {
	timeout: 120_000,
}, async () => {
	stage = await openBroadcastStage({ telegram: 3, discord: 3 });
	await lookOf("telegram-1", { locale: "en" }, { title: "Daily" });
	await lookOf("telegram-2", { digits: "arabic", dateStyle: "hijri", image: false });
	await lookOf("discord-1", { locale: "en" }, { title: "Room" });
	await lookOf("discord-2", { locale: "fr" });
	await stage.startWorkers();
	const file = join(stage.folder, "content.json");
	await writeFile(file, JSON.stringify(content));
	const args = ["create", "--content", file, "--to", "platform:telegram,platform:discord"];
	const [id = ""] = (await stage.cli(...args)).split("\n");
	await stage.cli("send", id);
	const end = await until(
		async () => {
			const seen = await stage.progress(id);
			return seen.sent === 6 && seen;
		},
		"all have it",
		60_000,
	);

	const today = localDate(end.startedAt, "Asia/Amman");
	const [long, english] = [writeDay(today, "long", "latin", "ar"), writeDay(today, "long", "latin", "en")];
	const hijri = writeDay(today, "hijri", "arabic", "ar");
	const points = ["• بند أول", "• التفاصيل"].join("\n");
	const site = (label: string, path = "") => [{ label, url: `https://news.example/${path}` }];
	expect(stage.telegramChats.flatMap((chat) => stage.telegram.messages(chat).map(seenOnTelegram))).toEqual([
		{
			text: `بيان إلى قناة -1001000000001\n\nصدر اليوم ${long}:\n\n${points}`,
			formats: ["bold", "bold", "italic", "text_link"],
			hasPicture: true,
			buttons: site("الموقع"),
		},
		{
			text: `Telegram notice\n\nIssued today, ${english}`,
			formats: ["bold", "bold"],
			hasPicture: false,
			buttons: site("Site", "en"),
		},
		{
			text: `بيان إلى قناة -1001000000003\n\nصدر اليوم ${hijri}:\n\n${points}`,
			formats: ["bold", "bold", "italic", "text_link"],
			hasPicture: false,
			buttons: site("الموقع"),
		},
	]);
	const inRoom = (room: string) => ({
		title: `بيان إلى ${room}`,
		description: `نص ديسكورد في ${long}`,
		image,
		buttons: site("الموقع"),
	});
	const inEnglish = {
		title: "Notice to Room",
		description: `Issued **today**, ${english}`,
		buttons: site("Site", "en"),
	};
	const arrivals = stage.discord.arrivals();
	expect(
		stage.discordChannels.map((id) =>
			arrivals.filter(({ channelId }) => channelId === id).map(seenOnDiscord),
		),
	).toEqual([[inRoom("غرفة 0")], [inEnglish], [inRoom("غرفة 2")]]);
	expect(stage.telegram.violations).toEqual([]);
	expect(stage.discord.specProblems()).toEqual([]);
});

const keyboard = z.object({
	inline_keyboard: z.array(z.array(z.object({ text: z.string(), url: z.string() }))),
});
const entities = z.array(z.object({ type: z.string() })).default([]);

function seenOnTelegram({ text, caption, json }: FakeMessage) {
	return {
		text: plain(text ?? caption ?? ""),
		formats: entities.parse(json.entities ?? json.caption_entities).map(({ type }) => type),
		hasPicture: json.photo !== undefined,
		buttons: keyboard
			.parse(json.reply_markup)
			.inline_keyboard.flat()
			.map(({ text, url }) => ({ label: text, url })),
	};
}

const discordBody = z.object({
	embeds: z.tuple([
		z.object({
			title: z.string(),
			description: z.string(),
			image: z.object({ url: z.string() }).optional(),
		}),
	]),
	components: z.array(z.object({ components: z.array(z.object({ label: z.string(), url: z.string() })) })),
});

function seenOnDiscord({ body }: { body: unknown }) {
	const { embeds, components } = discordBody.parse(body);
	const [{ title, description, image: picture }] = embeds;
	return {
		title: plain(title),
		description: plain(description),
		...(picture === undefined ? {} : { image: picture.url }),
		buttons: components.flatMap((row) => row.components.map(({ label, url }) => ({ label, url }))),
	};
}
