import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { serveStatic } from "@hono/node-server/serve-static";
import { Hono } from "hono";
import { addressesOf } from "../../adapters/web/bot.ts";
import { entryStyle } from "../../adapters/web/entry-style.ts";
import { directionOf, renderMessage, titleOf } from "../../adapters/web/render.ts";
import { createWatchedPages } from "../../adapters/web/watched-pages.ts";
import { createStage, type Stage } from "../console/stage/stage.ts";
import type { Look } from "../domain/channel.ts";
import type { Log } from "../domain/log.ts";
import type { Source } from "../domain/source.ts";
import { createSentences } from "../i18n/sentences.ts";
import type { Message } from "../message/message.ts";
import type { PageStore } from "../store/channels/pages.ts";
import { type Config, requireConfig } from "./config/config.ts";
import { type Core, openCore } from "./core.ts";
import { adHocSource } from "./input/ad-hoc-source.ts";
import { serveHttp } from "./serve-http.ts";
import { startRoles } from "./start-roles.ts";
import { readTemplateOption } from "./template-option.ts";
import { mountSite } from "./web.ts";

export type Demo = { address: string; core: Core; stop(): Promise<void> };

/** Tokens of the stage: they look like tokens and open nothing. */
const stageTokens = {
	TELEGRAM_BOT_TOKEN: "1000000001:demo-token-that-opens-nothing-0000",
	DISCORD_BOT_TOKEN: "demo.token.that-opens-nothing",
};
const telegramChannel = { address: "-1001000000001", addressKind: "channel" };
const discordChannel = { address: "100000000000000001", addressKind: "text" };
const page = "demo";
const webPage = { address: page, addressKind: "page" };
const title = "برقية";
const samples = ["feed.xml", "page-1.html", "page-2.html", "dump.txt"];
const sampleZone = "Asia/Amman";

/**
 * The whole program without tokens: the real queue, the real grammY and discord.js publishers, pointed at a stage that
 * plays both platforms' HTTP APIs and shows what arrived. `inputs` are files or addresses; without any, the samples.
 * `template` is a name or a file for how posts look. Everything lives in a temporary folder that `stop` removes.
 */
export async function startDemo(
	inputs: readonly string[],
	port: number,
	log: Log,
	template?: string,
): Promise<Demo> {
	const look = await readTemplateOption(template, sampleZone);
	const folder = await mkdtemp(join(tmpdir(), "barqiya-demo-"));
	const stage = createStage({
		sentences: createSentences(),
		webStyle: entryStyle(".web-entry"),
		placeTitle: () => title,
		timeZone: sampleZone,
	});
	const app = new Hono();
	let isReady = false;
	// A tab that is still open from the last run asks while this one starts.
	const door: Pick<Hono, "fetch"> = {
		fetch: (...asked) => (isReady ? app.fetch(...asked) : new Response("starting", { status: 503 })),
	};
	const server = await serveHttp(door, { host: "127.0.0.1", port }).catch((error) => {
		if (port === 0) throw error;
		return serveHttp(door, { host: "127.0.0.1", port: 0 });
	});
	const { address } = server;
	const config = demoConfig(inputs, address, folder);
	const core = await openCore(config, log, { pages: (store) => shownOnStage(store, stage, address) });
	app.route("/", stage.app);
	mountSite(app, core, address);
	app.use("/samples/*", serveStatic({ root: fileURLToPath(new URL("./", import.meta.url)) }));
	await subscribeChannels(core, look);
	isReady = true;
	const running = await startRoles(core, ["deliver", "plan", "ingest"]);
	return {
		address,
		core,
		async stop() {
			stage.stop();
			await running.stop();
			await server.stop();
			await core.stop();
			await rm(folder, { recursive: true, force: true });
		},
	};
}

function demoConfig(inputs: readonly string[], address: string, folder: string): Config {
	const base = requireConfig({
		...stageTokens,
		...zoneOf(process.env.BARQIYA_TIME_ZONE, inputs),
		BARQIYA_DATA: folder,
		SOURCE_FIRST_POSTS: "1000",
		// The samples, with their pictures, are served by the demo itself, which needs no sparing.
		...(inputs.length > 0 ? {} : { SOURCE_HOST_GAP: "0s" }),
		SOURCE_ALLOW_PRIVATE: inputs.length > 0 ? process.env.SOURCE_ALLOW_PRIVATE : "true",
		BARQIYA_SOURCES: join(folder, "none.yaml"),
		TELEGRAM_API_ROOT: `${address}/stage/telegram`,
		DISCORD_API_ROOT: `${address}/stage/discord`,
		WEB_BASE_URL: address,
	});
	const sources =
		inputs.length > 0 ? inputs.map((input, nth) => inputSource(input, nth, base)) : sampleSources(address);
	return { ...base, sources, pages: [{ slug: page, title, sources: [], topics: [] }] };
}

function zoneOf(zone: string | undefined, inputs: readonly string[]): Record<string, string> {
	if (inputs.length === 0) return { BARQIYA_TIME_ZONE: sampleZone };
	return zone === undefined ? {} : { BARQIYA_TIME_ZONE: zone };
}

function inputSource(input: string, nth: number, config: Config): Source {
	const location = /^https?:/i.test(input) ? input : resolve(input);
	return { ...adHocSource(location, undefined, config), id: `input-${nth + 1}`, every: 3600_000 };
}

function sampleSources(address: string): Source[] {
	return samples.map((file, nth) => ({
		id: `sample-${nth + 1}`,
		name: "وكالة برقية",
		location: `${address}/samples/${file}`,
		kind: "auto",
		timeZone: sampleZone,
		every: 3600_000,
		topics: [],
	}));
}

async function subscribeChannels(core: Core, look: Look): Promise<void> {
	for (const [platform, place] of [
		["telegram", telegramChannel],
		["discord", discordChannel],
		["web", webPage],
	] as const) {
		await core.channels.register(platform, place.address, {
			addressKind: place.addressKind,
			title,
			zone: core.config.options.BARQIYA_TIME_ZONE,
			createdAt: core.clock.now(),
			look,
			subscriptions: [
				{ id: "demo", sources: [], topics: [], include: [], exclude: [], minimumImportance: 0 },
			],
		});
	}
}

/** The page store, with every entry shown on the stage as soon as it is kept. */
function shownOnStage(store: PageStore<Message>, stage: Stage, address: string): PageStore<Message> {
	const watched = createWatchedPages(store, {
		shown(slug, { id, message }) {
			const source = message.blocks.find((block) => block.kind === "source");
			stage.showWeb({
				id,
				place: title,
				headline: titleOf(message),
				address: addressesOf(address, slug).entry(id),
				language: message.language,
				direction: directionOf(message.language),
				markup: renderMessage(message, { heading: 2, imageOrigins: [address] }),
				...(source?.href === undefined ? {} : { link: source.href }),
			});
		},
		hidden: (_, id) => stage.hideWeb(id),
	});
	return { ...store, ...watched };
}
