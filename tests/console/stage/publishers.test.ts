import { type ServerType, serve } from "@hono/node-server";
import { afterEach, beforeEach, expect, it } from "vitest";
import { createTelegramPublisher, type TelegramPublisher } from "../../../adapters/telegram/publisher.ts";
import { addressesOf } from "../../../adapters/web/bot.ts";
import { entryStyle } from "../../../adapters/web/entry-style.ts";
import { createWebPublisher } from "../../../adapters/web/publisher.ts";
import { articleAddress, directionOf, renderMessage, titleOf } from "../../../adapters/web/render.ts";
import { createWatchedPages } from "../../../adapters/web/watched-pages.ts";
import type { WebPages } from "../../../adapters/web/web-pages.ts";
import { createStage, type Stage } from "../../../src/console/stage/stage.ts";
import type { Publisher } from "../../../src/delivery/publisher.ts";
import { createSentences } from "../../../src/i18n/sentences.ts";
import type { Message } from "../../../src/message/message.ts";
import { createMemoryPages } from "../../adapters/web/memory-pages.ts";
import { cardMessage, textMessage } from "../../adapters/web/sample-messages.ts";

let stage: Stage;
let server: ServerType;
let origin: string;
let telegram: TelegramPublisher;

beforeEach(async () => {
	stage = createStage({ sentences: createSentences(), webStyle: entryStyle(".web-entry") });
	server = serve({ fetch: stage.app.fetch, port: 0, hostname: "127.0.0.1" });
	await new Promise((resolve) => server.once("listening", resolve));
	const address = server.address();
	origin = `http://127.0.0.1:${typeof address === "object" ? address?.port : ""}`;
	telegram = createTelegramPublisher({ token: "7000000001:stage", apiRoot: `${origin}/stage/telegram` });
});

afterEach(async () => {
	stage.stop();
	await telegram.stop();
	await new Promise((resolve) => server.close(resolve));
});

/** Pages whose entries are shown on the stage, as the demonstration wires them. */
function stagedPages(pages: WebPages): WebPages {
	const { entry } = addressesOf(origin, "أخبار");
	return createWatchedPages(pages, {
		shown(_slug, { id, message }) {
			const link = articleAddress(message);
			stage.showWeb({
				id,
				place: "أخبار",
				headline: titleOf(message),
				...(link === undefined ? {} : { link }),
				address: entry(id),
				language: message.language,
				direction: directionOf(message.language),
				markup: renderMessage(message, { heading: 2, imageOrigins: [origin] }),
			});
		},
		hidden: (_slug, id) => stage.hideWeb(id),
	});
}

it("what the real publishers post, correct and withdraw stands on the stage as one story", async () => {
	const memory = createMemoryPages();
	memory.addPage("أخبار", { title: "أخبار", language: "ar" });
	const web = createWebPublisher({ pages: stagedPages(memory) });
	const places: { publisher: Publisher; address: string; addressKind: string }[] = [
		{ publisher: telegram, address: "-1001000000001", addressKind: "channel" },
		{ publisher: web, address: "أخبار", addressKind: "page" },
	];
	const image = { url: `${origin}/samples/images/village.png`, alt: "قرية" };
	const requestOf = (message: Message, place: (typeof places)[number]) => ({
		deliveryId: `post-1-${place.publisher.platform}`,
		address: place.address,
		addressKind: place.addressKind,
		message,
		plainText: false,
	});
	const sent = new Map<Publisher, readonly string[]>();
	for (const place of places) {
		const outcome = await place.publisher.publish(requestOf(cardMessage("فوز 2-1", { image }), place));
		if (outcome.kind !== "sent") throw new Error(JSON.stringify(outcome));
		sent.set(place.publisher, outcome.messageIds);
	}
	expect(stage.posts()).toMatchObject([{ platform: "telegram", photo: image.url }, { platform: "web" }]);
	expect(await storiesOnPage()).toHaveLength(1);

	for (const place of places) {
		const messageIds = sent.get(place.publisher) ?? [];
		const request = requestOf(cardMessage("فوز 3-1", { image }), place);
		expect(await place.publisher.edit({ ...request, messageIds })).toMatchObject({ kind: "sent" });
	}
	const [story = ""] = await storiesOnPage();
	expect(story.match(/3-1/g)?.length).toBeGreaterThanOrEqual(2);
	expect(story).not.toContain("2-1");

	for (const { publisher, address, addressKind } of places) {
		const messageIds = sent.get(publisher) ?? [];
		await publisher.withdraw({
			address,
			addressKind,
			messageIds,
			replacement: textMessage("سُحب هذا الخبر."),
		});
	}
	expect(stage.posts()).toEqual([]);
});

async function storiesOnPage(): Promise<readonly string[]> {
	return (await (await fetch(origin)).text()).split('<section class="story"').slice(1);
}
