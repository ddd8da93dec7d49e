import { describe, expect, it } from "vitest";
import { createCommands } from "../../../src/commands/create-commands.ts";
import {
	hashTopic,
	linkToArticle,
	linkToSource,
	linkToTopic,
	readDeepLink,
} from "../../../src/commands/welcome/deep-link.ts";
import { plainLines } from "../../message/plain.ts";
import { ask } from "../ask.ts";
import { buildArticle, buildCall, createNewsroom, group, topics } from "../newsroom.ts";

const news = [buildArticle(1)];
const linkTo = (payload: string) => `https://t.me/barqiya_bot?start=${payload}`;

describe("a link that opens the bot", () => {
	it("is at most 64 of what Telegram allows, whatever it names", () => {
		const links = [linkToArticle("a-_B9"), linkToSource("gulf-post"), linkToTopic("علوم وتقنيه ".repeat(40))];
		for (const link of links) expect(link).toMatch(/^[A-Za-z0-9_-]{1,64}$/);
		expect(links.map((link) => readDeepLink(link ?? "")?.kind)).toEqual(["article", "source", "topic"]);
		expect(linkToArticle("ي")).toBeUndefined();
		expect(linkToSource("s".repeat(63))).toBeUndefined();
	});

	it.each(["", "x", "a_", "t_ x", "setup2", "ref_42", "s_مصدر", "<b>"])("is none: %j", (text) => {
		expect(readDeepLink(text)).toBeUndefined();
	});
});

describe("/start with a link", () => {
	it("subscribes to a topic, and to a source", async () => {
		const room = createNewsroom(news);
		expect((await ask(buildCall("start", linkToTopic("sport")), room)).join()).toContain("رياضة");
		expect((await ask(buildCall("start", linkToSource("national")), room)).join()).toContain(
			"الوكالة الوطنية",
		);
		expect(room.channels[0]?.subscriptions).toMatchObject([
			{ topics: ["sport"], sources: [] },
			{ topics: [], sources: ["national"] },
		]);
	});

	it("subscribes a group only for those who administer it", async () => {
		const room = createNewsroom(news);
		const call = buildCall("start", linkToTopic("sport"), { place: group, mayAdminister: async () => false });
		expect((await ask(call, room)).join(" ")).toContain("المشرف");
		expect(room.channels).toEqual([]);
	});

	it("opens an article as its card, and says so when it is no longer kept", async () => {
		const room = createNewsroom(news);
		expect((await ask(buildCall("start", linkToArticle("a1")), room))[0]).toBe(news[0]?.headline);
		expect(await ask(buildCall("start", linkToArticle("gone")), room)).toEqual([
			"لم يعد هذا الخبر محفوظًا. لقراءة آخر الأخبار أرسل /latest",
		]);
	});

	it.each(["", "ref_42", "s_nobody", `t_${hashTopic("nobody")}`])(
		"welcomes where it leads nowhere: %j",
		async (args) => {
			expect((await ask(buildCall("start", args), createNewsroom(news)))[0]).toBe("أهلًا بك!");
		},
	);
});

describe("/topics and /sources", () => {
	it("link each name where the platform has such links, and nowhere else", async () => {
		const commands = createCommands(createNewsroom(news).commands);
		const hrefs = async (name: string, part = {}) => {
			const { messages } = await commands.run(buildCall(name, "", part));
			return messages.flatMap(({ blocks }) =>
				blocks.flatMap((block) => (block.kind === "list" ? block.items.map(([first]) => first?.href) : [])),
			);
		};
		expect(await hrefs("topics", { linkTo })).toEqual(topics.map(({ id }) => linkTo(linkToTopic(id) ?? "")));
		expect(await hrefs("sources", { linkTo })).toEqual([linkTo("s_national"), linkTo("s_gulf-post")]);
		expect(await hrefs("sources")).toEqual([undefined, undefined]);
		const [told] = (await commands.run(buildCall("topics", "", { linkTo }))).messages;
		expect(told && plainLines(told).at(-1)).toBe("للاشتراك في موضوع اضغط اسمه.");
	});
});
