import fc from "fast-check";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { createDiscordPublisher } from "../../adapters/discord/publisher.ts";
import { createTelegramPublisher } from "../../adapters/telegram/publisher.ts";
import { createCommands } from "../../src/commands/create-commands.ts";
import type { Publisher } from "../../src/delivery/publisher.ts";
import type { BroadcastText } from "../../src/domain/broadcast.ts";
import type { Channel } from "../../src/domain/channel.ts";
import type { PostContent } from "../../src/domain/post.ts";
import { createSentences } from "../../src/i18n/sentences.ts";
import { buildMessage } from "../../src/message/card.ts";
import { parseMarkUp } from "../../src/message/mark-up.ts";
import { explainMatch } from "../../src/planning/match-subscription.ts";
import { buildArticlePost } from "../../src/planning/plan-article.ts";
import { buildArticle, buildCall, createNewsroom, group, noon } from "../commands/newsroom.ts";
import { createDiscordFake, type DiscordFake } from "../fakes/discord/server.ts";
import { noLimits } from "../fakes/telegram/limits.ts";
import { createTelegramFake, type TelegramFake } from "../fakes/telegram/server.ts";

/**
 * What people type where it stays: the name of a place, its settings, its template, its filter, its alert, a broadcast.
 * Whatever it is, the next post arrives on both platforms, and says what the article says.
 */
const nasties = [
	"👩‍👩‍👧‍👦🇯🇴",
	"س".repeat(10_000),
	"x ".repeat(5_000),
	"\u202e\u202d\u2066سياسة\u2069\u202c",
	"\u2067".repeat(200),
	"<b>سياسة</b><script>alert(1)</script>",
	"</a>&lt;&#x202e;&amp",
	"@everyone @here <@&123456789012345678> <#1>",
	"{{ headline }}",
	"{{ headline",
	"{{",
	"}}{% if %}",
	"{% for topic in topics %}{{ topic }}{% endfor %}",
	"{% if author %}{{ author }}{% endif %}",
	"# {{ headline }}\n# {{ lead }}\n# {{ source }}",
	"**{{ headline }}** _{{ lead }}_ [x]({{ url }})",
	"[x](javascript:alert(1)) [y](https://x.example/)",
	"```\n||سر|| ~~شطب~~ __خط__",
	"\\*\\_\\",
	"> اقتباس\n- بند\n1. بند",
	"-# صغير\n### عنوان",
	"\u0000\u0001\u001b[31m",
	"\ud800",
	"\u2028\u2029\u0085",
	`س${"\u064b".repeat(3_000)}`,
	"{channel} {date}",
	"https://[::1",
	"re:/(a+)+$/",
	'"مفتوحة',
	"+غزة -رياضة",
	"__proto__",
	" ",
	"",
];
const typed = fc.oneof(
	{ weight: 3, arbitrary: fc.constantFrom(...nasties) },
	fc.string({ unit: "binary", maxLength: 120 }),
	fc
		.array(fc.constantFrom(...nasties.filter(({ length }) => length < 200)), { maxLength: 4 })
		.map((all) => all.join(" ")),
);
const settings = ["template", "language", "date", "digits", "lead", "zone", "buttons", "hashtags", "source"];

const headline = "افتتاح محطة القطار في شمال المدينة";
const card = buildArticlePost(
	buildArticle(1, { headline, categories: ["مدن", "@everyone", "<b>"], author: "ليلى {{ x }}" }),
	undefined,
	noon,
).content;
const contents: readonly PostContent[] = [
	card,
	{ kind: "digest", cards: card.kind === "card" ? [card.card, card.card] : [] },
];

let telegramFake: TelegramFake;
let discordFake: DiscordFake;
let telegram: Publisher & { stop(): Promise<void> };
let discord: ReturnType<typeof createDiscordPublisher>;
let places: readonly { publisher: Publisher; address: string; addressKind: string; said(): string }[];

beforeAll(async () => {
	telegramFake = await createTelegramFake({
		limits: noLimits,
		chats: [{ id: -1000000000001, type: "channel", title: "قناة" }],
	});
	telegram = createTelegramPublisher({ token: telegramFake.token, apiRoot: telegramFake.url });
	discordFake = await createDiscordFake({ limits: { on: false } });
	const { channelId } = discordFake.addGuild();
	discord = createDiscordPublisher({
		token: discordFake.token,
		api: discordFake.apiUrl,
		sendTimeoutMs: 10_000,
	});
	places = [
		{
			publisher: telegram,
			address: "-1000000000001",
			addressKind: "channel",
			said: () => telegramFake.messages(-1000000000001).at(-1)?.text ?? "",
		},
		{
			publisher: discord,
			address: channelId,
			addressKind: "text",
			said: () => JSON.stringify(discordFake.messages({ channelId }).at(-1)),
		},
	];
});
afterAll(async () => {
	await telegram.stop();
	discord.close();
	const found = [...telegramFake.violations, ...discordFake.specProblems()];
	await Promise.all([telegramFake.stop(), discordFake.stop()]);
	expect(found).toEqual([]);
});

let sent = 0;

/** Posts it on both, and answers with what stands there without marks. */
async function post(content: PostContent, channel: Channel): Promise<string[]> {
	const said: string[] = [];
	for (const { publisher, address, addressKind, said: saidThere } of places) {
		const message = buildMessage(content, channel.look, {
			zone: channel.zone,
			now: noon,
			sentences: createSentences(),
			channel: { platform: publisher.platform, title: channel.title },
		});
		const request = { deliveryId: `post-${sent++}`, address, addressKind, message, plainText: false };
		expect(await publisher.publish(request)).toMatchObject({ kind: "sent" });
		said.push(saidThere().replace(/\p{Cf}/gu, ""));
	}
	return said;
}

describe("whatever people type, the next post arrives on both platforms", () => {
	it("in the name of a place, its settings, its template and what it wants", {
		timeout: 60_000,
	}, async () => {
		const changes = fc.array(fc.tuple(fc.constantFrom(...settings), typed), { maxLength: 3 });
		await fc.assert(
			fc.asyncProperty(typed, typed, typed, changes, async (title, template, words, others) => {
				const room = createNewsroom([buildArticle(1)]);
				const commands = createCommands(room.commands);
				const place = { ...group, title };
				const ask = (name: string, args: string) => commands.run(buildCall(name, args, { place }));
				await ask("subscribe", "");
				for (const [setting, value] of others) await ask("settings", `${setting} ${value}`);
				await ask("settings", `template\n${template}`);
				await ask("alert", words);
				await ask("subscribe", words);
				const [channel] = room.channels;
				if (channel === undefined) throw new Error("tests: there is a channel");
				for (const subscription of room.channels.flatMap((one) => one.subscriptions)) {
					expect(() =>
						explainMatch(subscription, buildArticle(1, { headline: words }), new Set()),
					).not.toThrow();
				}
				for (const content of contents) await post(content, channel);
			}),
			{ numRuns: 100 },
		);
	});

	it("in a template that nobody checked: what cannot be used gives way to the card", {
		timeout: 60_000,
	}, async () => {
		await fc.assert(
			fc.asyncProperty(typed, typed, async (text, title) => {
				const room = createNewsroom();
				const place = { ...group, title };
				await createCommands(room.commands).run(buildCall("subscribe", "", { place }));
				const [channel] = room.channels;
				if (channel === undefined) throw new Error("tests: there is a channel");
				await post(card, { ...channel, look: { ...channel.look, template: { kind: "own", text } } });
			}),
			{ numRuns: 150 },
		);
	});

	it.each(nasties)(
		"in the name of a place and its template, %j: the headline stands as it is",
		async (text) => {
			const room = createNewsroom([buildArticle(1)]);
			const commands = createCommands(room.commands);
			const place = { ...group, title: text };
			await commands.run(buildCall("subscribe", "", { place }));
			await commands.run(buildCall("settings", `template\n# {{ headline }}\n\n${text}`, { place }));
			const [channel] = room.channels;
			if (channel === undefined) throw new Error("tests: there is a channel");
			for (const said of await post(card, channel)) expect(said).toContain(headline);
		},
	);

	it("in a broadcast", { timeout: 60_000 }, async () => {
		const text = fc.record({ headline: typed, body: typed, label: typed });
		await fc.assert(
			fc.asyncProperty(text, typed, async ({ headline, body, label }, title) => {
				// What the editors' surfaces refuse never comes to a post; what is too long is refused by them too.
				const cut = body.slice(0, 1_500);
				if (!parseMarkUp(headline).ok || !parseMarkUp(cut).ok) return;
				const version: BroadcastText & { language: string; overrides: object } = {
					language: "ar",
					headline: headline.slice(0, 200),
					body: `نص ${cut}`,
					buttons: [[{ label: label.slice(0, 60), href: "https://news.example/" }]],
					overrides: {},
				};
				const content = { kind: "broadcast", versions: [version], at: noon, silent: false } as PostContent;
				const room = createNewsroom();
				await createCommands(room.commands).run(buildCall("subscribe", "", { place: { ...group, title } }));
				const [channel] = room.channels;
				if (channel !== undefined) await post(content, channel);
			}),
			{ numRuns: 100 },
		);
	});
});
