import { describe, expect, it } from "vitest";
import { buildDiscordPost } from "../../adapters/discord/publisher.ts";
import { telegramRequest } from "../../adapters/telegram/publisher/render-call.ts";
import { standardLook } from "../../src/domain/channel.ts";
import { createSentences } from "../../src/i18n/sentences.ts";
import { buildLatest } from "../../src/message/latest.ts";
import type { Message } from "../../src/message/message.ts";
import { buildArticle } from "../commands/newsroom.ts";

const context = { zone: "Asia/Amman", now: Date.UTC(2023, 2, 22, 12), sentences: createSentences() };

const platforms: readonly [string, (message: Message) => unknown][] = [
	["telegram", (message) => telegramRequest(-1001234567890, message)],
	[
		"discord",
		(message) =>
			buildDiscordPost({
				deliveryId: "latest",
				address: "123456789012345678",
				message,
				plainText: false,
			}),
	],
];

const news: readonly [string, { headline?: string; address?: string; sourceName?: string }][] = [
	["usual news", {}],
	["long addresses", { address: "%D8%A7".repeat(120) }],
	["long headlines full of signs", { headline: "*a* _b_ `c` [d](e) <f> ".repeat(7) }],
	["headlines of Latin runs", { headline: "AT&T 7-1 @x 2023-03-22 ، ".repeat(6) }],
	["long names of sources", { sourceName: "*وكالة* ".repeat(30) }],
];

describe.each(platforms)("ten of the latest news on %s", (_platform, render) => {
	it.each(news)("arrive whole: %s", (_what, { headline = "خبر", address = "a", sourceName = "وكالة" }) => {
		const articles = Array.from({ length: 10 }, (_, index) =>
			buildArticle(index + 1, {
				headline: `رقم${index + 1}نهاية ${headline}`,
				url: `https://news.example/${address}/${index + 1}/end`,
				sourceName,
			}),
		);
		const sent = buildLatest(articles, standardLook, context)
			.map((message) => JSON.stringify(render(message)))
			.join("\n");
		for (const { url = "" } of articles) expect(sent).toContain(url.slice(url.length - 8));
		expect(sent.match(/رقم\d+نهاية/g)).toHaveLength(10);
	});
});
