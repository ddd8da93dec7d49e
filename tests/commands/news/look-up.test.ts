import { describe, expect, it } from "vitest";
import { createCommands } from "../../../src/commands/create-commands.ts";
import { plainLines } from "../../message/plain.ts";
import { buildArticle, createNewsroom } from "../newsroom.ts";

const news = Array.from({ length: 60 }, (_, nth) => buildArticle(nth + 1));
const person = { id: "77", name: "ليلى", language: "ar" };

const lookUp = (typed: string, from = 0, articles = news, language = "ar") =>
	createCommands(createNewsroom(articles).commands).lookUp({
		platform: "telegram",
		person: { ...person, language },
		typed,
		from,
	});

describe("looking articles up to show them elsewhere", () => {
	it("offers the latest where nothing is typed, ten at a time and fifty in all", async () => {
		const pages = [await lookUp("  "), await lookUp("", 10), await lookUp("", 40)];
		expect(pages.map(({ items }) => items.length)).toEqual([10, 10, 10]);
		expect(pages.map(({ items }) => items[0]?.id)).toEqual(["a1", "a11", "a41"]);
		expect(pages.map(({ next }) => next)).toEqual([10, 20, undefined]);
	});

	it("offers what has the words, as its card", async () => {
		const { items, next } = await lookUp("محطة ٧");
		expect(next).toBeUndefined();
		expect(items).toMatchObject([
			{
				id: "a7",
				title: "افتتاح محطة القطار رقم 7 في شمال المدينة",
				description: "الوكالة الوطنية · الأربعاء 22 مارس 2023",
				url: "https://news.example/7",
			},
		]);
		expect(items[0] && plainLines(items[0].message)).toEqual([
			"افتتاح محطة القطار رقم 7 في شمال المدينة",
			"الأربعاء 22 مارس 2023",
			"افتتحت البلدية صباح اليوم محطة جديدة للقطار.",
			"الوكالة الوطنية",
		]);
	});

	it("asks who types too fast to wait", async () => {
		const tooMany = { kind: "too-many", first: false, waitMs: 4_200 } as const;
		const deps = { ...createNewsroom(news).commands, takePress: async () => tooMany };
		const call = { platform: "telegram", person, typed: "قمة", from: 0 };
		const { items, nothing } = await createCommands(deps).lookUp(call);
		expect(items).toEqual([]);
		expect(nothing).toContain("5");
	});

	it("says in the asker's language that there is none", async () => {
		expect(await lookUp("زرافة")).toEqual({ items: [], nothing: "لا أخبار بهذه الكلمات. افتح المحادثة معي" });
		expect((await lookUp("زرافة", 0, news, "fr")).nothing).toBe(
			"No news with these words. Open the chat with me",
		);
		expect(await lookUp("", 0, [])).toMatchObject({ items: [], nothing: expect.any(String) });
	});
});
