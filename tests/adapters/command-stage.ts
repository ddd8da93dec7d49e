import { createDiscordBot } from "../../adapters/discord/bot.ts";
import { createDiscordPublisher } from "../../adapters/discord/publisher.ts";
import { createTelegramBot } from "../../adapters/telegram/bot.ts";
import { createCommands } from "../../src/commands/create-commands.ts";
import type { CommandPort } from "../../src/commands/port.ts";
import { silentLog } from "../../src/domain/log.ts";
import { buildOutage } from "../../src/message/outage.ts";
import { buildArticle, createNewsroom, type Newsroom } from "../commands/newsroom.ts";
import { createDiscordFake } from "../fakes/discord/server.ts";
import type { Message as DiscordMessage } from "../fakes/discord/world.ts";
import { noLimits } from "../fakes/telegram/limits.ts";
import { createTelegramFake } from "../fakes/telegram/server.ts";

/** Where a command is said, and by whom. */
export const wheres = [
	"private",
	"group administrator",
	"group reader",
	"group without the bot's right",
] as const;
export type Where = (typeof wheres)[number];

export type Said = { command: string; args: string; options: Record<string, string | number> };

/** The real bot of a platform on its fake, with the commands on a newsroom in memory. */
export type CommandStage = {
	readonly commands: CommandPort["commands"];
	/** Who says everything but what a reader in a group says. */
	readonly personId: string;
	/** Begins anew with nothing said and nobody subscribed. */
	reset(): Newsroom;
	/** What comes back, its first line, and whether only the asker sees it, on platforms that can. */
	say(said: Said, where: Where): Promise<{ line: string; text: string; forOne: boolean }>;
	/** How a person there names a place in which the bot may not post, where it is the person's own; and one that is not. */
	readonly named: { mute: string; others: string };
	/** What the platform found wrong with the bot's requests. */
	problems(): readonly string[];
	stop(): Promise<void>;
};

const news = [
	...Array.from({ length: 6 }, (_, nth) => buildArticle(nth + 1)),
	buildArticle(7, { headline: "قمة المناخ تبدأ غدًا", categories: ["science"], sourceId: "gulf-post" }),
];
const city = {
	...{ location: "https://city.example/rss", kind: "feed" as const, name: "جريدة المدينة", topics: [] },
	newest: "افتتاح المكتبة العامة",
};
const web = [
	[city.location, { kind: "source", found: city }],
	["https://city.example/", { kind: "choice", name: city.name, found: [city] }],
] as const;
const events = {
	arrived: async () => {},
	left: async () => {},
	rightsChanged: async () => {},
	foundOpen: async () => {},
	moved: async () => {},
	seen: async () => {},
};

function changingCommands(): { port: CommandPort; reset(): Newsroom } {
	let current: CommandPort = createCommands(createNewsroom(news).commands);
	const port: CommandPort = {
		commands: current.commands,
		match: (...given) => current.match(...given),
		run: (call) => current.run(call),
		press: (call) => current.press(call),
		ask: (...given) => current.ask(...given),
		answer: (written) => current.answer(written),
		complete: (call) => current.complete(call),
		lookUp: (call) => current.lookUp(call),
		greet: (greeting) => current.greet(greeting),
	};
	return {
		port,
		reset() {
			const room = createNewsroom(news);
			for (const [address, look] of web) room.web.set(address, look);
			current = createCommands(room.commands);
			return room;
		},
	};
}

export async function openTelegram(): Promise<CommandStage> {
	const [reader, member] = [42, 43];
	const chats = { private: reader, "group administrator": -1000000000002, "group reader": -1000000000002 };
	const mute = -1000000000003;
	const fake = await createTelegramFake({
		limits: noLimits,
		chats: [
			{ id: reader, type: "private", title: "ليلى" },
			{
				id: -1000000000002,
				type: "supergroup",
				title: "مجموعة",
				members: [{ id: reader, status: "administrator" }],
			},
			{ id: -1000000000004, type: "channel", title: "قناة غيرنا", username: "other_channel" },
			{
				id: mute,
				type: "channel",
				title: "صامتة",
				username: "mute_channel",
				rights: { post: false },
				members: [{ id: reader, status: "administrator" }],
			},
		],
	});
	const { port, reset } = changingCommands();
	const bot = createTelegramBot({
		token: fake.token,
		apiRoot: fake.url,
		mode: "poll",
		commands: port,
		events,
		outage: (language) => buildOutage(language, createNewsroom().commands.sentences),
		log: silentLog,
	});
	await bot.start();
	return {
		commands: port.commands,
		personId: String(reader),
		named: { mute: "@mute_channel", others: "@other_channel" },
		reset,
		async say({ command, args }, where) {
			if (where === "group without the bot's right") throw new Error("tests: there the bot cannot answer");
			const before = fake.arrivals.entries.length;
			fake.say(chats[where], where === "group reader" ? member : reader, `/${command} ${args}`.trim());
			const entries = await fake.arrivals.waitFor((all) => all.length > before);
			return { ...asRead(entries[before]?.text ?? entries[before]?.caption ?? ""), forOne: false };
		},
		problems: () => fake.violations,
		async stop() {
			await bot.stop();
			await fake.stop();
		},
	};
}

export async function openDiscord(): Promise<CommandStage> {
	const fake = await createDiscordFake({ limits: { on: false }, firstAnswerMs: 30_000 });
	const home = fake.addGuild({ name: "خادم" });
	const { userId: member } = fake.addUser({ name: "قارئ" });
	fake.addMember({ guildId: home.guildId, userId: member });
	const { channelId: mute } = fake.addChannel({ guildId: home.guildId, name: "صامتة" });
	fake.setBotRights({ channelId: mute, deny: ["SEND_MESSAGES"] });
	const other = fake.addGuild({ name: "خادم غيرنا" });
	const { channelId: elsewhere } = fake.addChannel({ guildId: other.guildId, name: "قناة غيرنا" });
	fake.addMember({ guildId: other.guildId, userId: home.ownerId });
	const { channelId: direct } = fake.openDm({ userId: home.ownerId });
	const publisher = createDiscordPublisher({ token: fake.token, api: fake.apiUrl, sendTimeoutMs: 10_000 });
	const { port, reset } = changingCommands();
	const bot = createDiscordBot({
		token: fake.token,
		api: fake.apiUrl,
		commands: port,
		events,
		async reply(address, message, addressKind) {
			const request = {
				deliveryId: `hello-${Math.random()}`,
				address,
				addressKind,
				message,
				plainText: false,
			};
			return (await publisher.publish(request)).kind === "sent";
		},
		log: silentLog,
		// What is answered is looked at here, and not how soon.
		patienceMs: 20_000,
	});
	await bot.start();
	const places = {
		private: { channelId: direct, userId: home.ownerId },
		"group administrator": { channelId: home.channelId, userId: home.ownerId },
		"group reader": { channelId: home.channelId, userId: member },
		"group without the bot's right": { channelId: mute, userId: home.ownerId },
	};
	return {
		commands: port.commands,
		personId: home.ownerId,
		named: { mute: `<#${mute}>`, others: `<#${elsewhere}>` },
		reset,
		async say({ command, options }, where) {
			const asked = await fake.slash({ ...places[where], command, options });
			// A form is the asker's alone; its title is what they read first.
			const form = asked.callbackType === 9 ? (asked.data as { title?: string }).title : undefined;
			if (form !== undefined) return { line: form, text: form, forOne: true };
			return { ...asRead(textOf(asked.message)), forOne: asked.ephemeral };
		},
		problems: fake.specProblems,
		async stop() {
			await bot.stop();
			publisher.close();
			await fake.stop();
		},
	};
}

function textOf(message: DiscordMessage | undefined): string {
	const embeds = ((message?.embeds ?? []) as readonly { title?: string; description?: string }[]).map(
		({ title = "", description = "" }) => `${title}\n${description}`,
	);
	return [message?.content ?? "", ...embeds].join("\n");
}

/** As a reader sees it: without marks of direction and Discord's mark-up. */
function asRead(text: string): { line: string; text: string } {
	const plain = text
		.replace(/[\u200e\u200f\u2066-\u2069]/g, "")
		.replace(/\*\*|^-# /gm, "")
		.replace(/<(https?:[^>]+)>/g, "$1")
		.replace(/\\(?=[^\p{L}\p{N}\s])/gu, "");
	const lines = plain.split("\n").filter((line) => line.trim() !== "");
	return { line: lines[0]?.trim() ?? "", text: lines.join("\n").trim() };
}
