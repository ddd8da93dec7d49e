import { execFile } from "node:child_process";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { serve } from "@hono/node-server";
import { createDiscordPublisher } from "../../adapters/discord/publisher.ts";
import { renderControls as renderDiscordControls } from "../../adapters/discord/render/controls.ts";
import { createTelegramPublisher } from "../../adapters/telegram/publisher.ts";
import { renderControls as renderTelegramControls } from "../../adapters/telegram/render/controls.ts";
import { entryStyle } from "../../adapters/web/entry-style.ts";
import { createStage } from "../../src/console/stage/stage.ts";
import type { Publisher } from "../../src/delivery/publisher.ts";
import { createSentences } from "../../src/i18n/sentences.ts";
import { isRightToLeft, type LinkButton, type Message } from "../../src/message/message.ts";

/** Messages as both platforms' readers see them, drawn by the demo page, in a file. `height`: in pixels. */
export async function photograph(messages: readonly Message[], file: string, height: number): Promise<void> {
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
			await post(telegram, "77", "private", withKeys(message, telegramKeys));
			await post(discord, "100000000000000001", "text", withKeys(message, discordKeys));
		}
		await screenshot(origin, file, height);
	} finally {
		stage.stop();
		await telegram.stop();
		discord.close();
		server.close();
	}
}

async function post(publisher: Publisher, address: string, addressKind: string, message: Message) {
	const deliveryId = `picture-${address}-${Math.random()}`;
	const request = { deliveryId, address, addressKind, message, plainText: false };
	const outcome = await publisher.publish(request);
	if (outcome.kind !== "sent") throw new Error(`${publisher.platform}: ${JSON.stringify(outcome)}`);
}

/** The page draws buttons that are links and no others: what can be pressed is shown as such. */
function withKeys(
	{ controls = [], ...message }: Message,
	labelsOf: (message: Message) => readonly (readonly string[])[],
): Message {
	const keys = labelsOf({ ...message, controls }).map((row) =>
		row.map((label): LinkButton => ({ label, href: "https://pressed.example/" })),
	);
	return { ...message, buttons: [...message.buttons, ...keys] };
}

const telegramKeys = ({ controls = [], language }: Message) =>
	renderTelegramControls(controls, isRightToLeft(language) ? "rtl" : "ltr").map((row) =>
		row.map(({ text }) => text),
	);

const discordKeys = ({ controls = [], language }: Message) =>
	renderDiscordControls(controls, isRightToLeft(language) ? "rtl" : "ltr", 5).map(({ components }) =>
		components.map((one) => {
			if (one.type === 2) return one.label;
			const chosen = one.options.filter(({ default: is }) => is).map(({ label }) => label);
			return chosen.length === 0 ? (one.placeholder ?? "") : chosen.join("، ");
		}),
	);

/** The messages alone: a page's head and a column for a platform that nothing was posted to show nothing. */
const onlyMessages = `<style>.masthead,.columns,.place-web,.label{display:none!important}
.story{grid-template-columns:repeat(2,minmax(0,1fr));padding-block:.4rem}.keyboard a::after{display:none}
main{padding:.4rem}</style></head>`;

/** The page as it stands: its script would keep a connection open, and the browser waiting. */
async function screenshot(origin: string, file: string, height: number): Promise<void> {
	const folder = await mkdtemp(join(tmpdir(), "barqiya-pictures-"));
	const page = (await (await fetch(origin)).text())
		.replace(/<script[\s\S]*?<\/script>/g, "")
		.replace("</head>", onlyMessages);
	const copy = join(folder, "page.html");
	const quiet = ["--disable-background-networking", "--disable-component-update", "--disable-sync"];
	try {
		await writeFile(copy, page);
		await promisify(execFile)(
			process.env.CHROMIUM ?? "chromium",
			[
				...["--headless", "--no-sandbox", "--disable-gpu", "--hide-scrollbars", ...quiet],
				`--user-data-dir=${join(folder, "profile")}`,
				`--window-size=1000,${height}`,
				`--screenshot=${file}`,
				`file://${copy}`,
			],
			{ timeout: 120_000 },
		);
	} finally {
		await rm(folder, { recursive: true, force: true });
	}
}
