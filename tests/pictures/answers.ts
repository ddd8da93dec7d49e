/**
 * Pictures of answers to readers, as the demo page shows them: the real commands, rendered and posted by the real
 * publishers to the stage, photographed by a headless Chromium. `npm run pictures [FOLDER] [NAME…]`; then look at them.
 */
import { execFile } from "node:child_process";
import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { promisify } from "node:util";
import { serve } from "@hono/node-server";
import { createDiscordPublisher } from "../../adapters/discord/publisher.ts";
import { createTelegramPublisher } from "../../adapters/telegram/publisher.ts";
import { entryStyle } from "../../adapters/web/entry-style.ts";
import { createCommands } from "../../src/commands/create-commands.ts";
import { createStage } from "../../src/console/stage/stage.ts";
import type { Publisher } from "../../src/delivery/publisher.ts";
import { createSentences } from "../../src/i18n/sentences.ts";
import type { Message } from "../../src/message/message.ts";
import { buildCall, createNewsroom } from "../commands/newsroom.ts";
import { pictureNews } from "./news.ts";

/** What is asked, and the name of its picture; `look` first changes a setting of the place. */
const asked: readonly { picture: string; name: string; args: string; look?: string; language?: string }[] = [
	{ picture: "latest", name: "latest", args: "5" },
	{ picture: "latest-topic", name: "latest", args: "3 اقتصاد" },
	{ picture: "latest-one", name: "latest", args: "1" },
	{ picture: "latest-arabic-digits", name: "latest", args: "4", look: "digits arabic" },
	{ picture: "latest-english-reader", name: "latest", args: "4", language: "en" },
	{ picture: "search", name: "search", args: "قمة المناخ" },
	{ picture: "search-latin-and-numbers", name: "search", args: "OPEC+ 2023" },
	{ picture: "search-some", name: "search", args: "القمة النفطية" },
	{ picture: "search-none", name: "search", args: "زرافة" },
	{ picture: "topics", name: "topics", args: "" },
	{ picture: "alert", name: "alert", args: "زلزال تركيا" },
];

const [folder = ".barqiya/pictures", ...only] = process.argv.slice(2);
await mkdir(folder, { recursive: true });
for (const one of asked.filter(({ picture }) => only.length === 0 || only.includes(picture))) {
	const file = join(resolve(folder), `${one.picture}.png`);
	await photograph(await answersTo(one), file);
	process.stdout.write(`${file}\n`);
}

async function answersTo({ name, args, look, language = "ar" }: (typeof asked)[number]) {
	const room = createNewsroom(pictureNews);
	const commands = createCommands(room.commands);
	const call = (command: string, text: string) =>
		buildCall(command, text, { person: { id: "77", name: "ليلى", language } });
	if (look !== undefined) await commands.run(call("settings", look));
	return (await commands.run(call(name, args))).messages;
}

async function photograph(messages: readonly Message[], file: string): Promise<void> {
	const stage = createStage({
		sentences: createSentences(),
		webStyle: entryStyle(".web-entry"),
		placeTitle: () => "برقية",
		timeZone: "Asia/Amman",
	});
	const server = serve({ fetch: stage.app.fetch, port: 0, hostname: "127.0.0.1" });
	await new Promise((done) => server.once("listening", done));
	const address = server.address();
	const origin = `http://127.0.0.1:${typeof address === "object" ? address?.port : ""}`;
	const telegram = createTelegramPublisher({
		token: "1000000001:pictures",
		apiRoot: `${origin}/stage/telegram`,
	});
	const discord = createDiscordPublisher({
		token: "pictures.token.x",
		api: `${origin}/stage/discord`,
		sendTimeoutMs: 10_000,
	});
	try {
		for (const message of messages) {
			await post(telegram, "77", "private", message);
			await post(discord, "100000000000000001", "text", message);
		}
		await screenshot(origin, file);
	} finally {
		stage.stop();
		await telegram.stop();
		discord.close();
		server.close();
	}
}

async function post(publisher: Publisher, address: string, addressKind: string, message: Message) {
	const request = { deliveryId: `picture-${address}`, address, addressKind, message, plainText: false };
	const outcome = await publisher.publish(request);
	if (outcome.kind !== "sent") throw new Error(`${publisher.platform}: ${JSON.stringify(outcome)}`);
}

/** The page as it stands: its script would keep a connection open, and the browser waiting. */
async function screenshot(origin: string, file: string): Promise<void> {
	const folder = await mkdtemp(join(tmpdir(), "barqiya-pictures-"));
	const page = (await (await fetch(origin)).text()).replace(/<script[\s\S]*?<\/script>/g, "");
	const copy = join(folder, "page.html");
	const quiet = ["--disable-background-networking", "--disable-component-update", "--disable-sync"];
	try {
		await writeFile(copy, page);
		await promisify(execFile)(
			process.env.CHROMIUM ?? "chromium",
			[
				...["--headless", "--no-sandbox", "--disable-gpu", "--hide-scrollbars", ...quiet],
				`--user-data-dir=${join(folder, "profile")}`,
				"--window-size=1280,1400",
				`--screenshot=${file}`,
				`file://${copy}`,
			],
			{ timeout: 120_000 },
		);
	} finally {
		await rm(folder, { recursive: true, force: true });
	}
}
