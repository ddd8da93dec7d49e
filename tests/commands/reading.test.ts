import { describe, expect, it } from "vitest";
import { createCommands } from "../../src/commands/create-commands.ts";
import { plainLines } from "../message/plain.ts";
import { ask } from "./ask.ts";
import { buildArticle, buildCall, createNewsroom, group, type Newsroom, topics } from "./newsroom.ts";

const stations = Array.from({ length: 12 }, (_, index) => buildArticle(index + 1));
const summit = buildArticle(20, {
	headline: "قِمّة المناخ تبدأ غدًا",
	lead: "تبدأ القمة صباح الغد.",
	categories: ["science"],
});
const forests = buildArticle(21, {
	headline: "خطة لزراعة الغابات",
	lead: "أعلنت البلدية خطة جديدة.",
	body: "تمتد الخطة خمسة أعوام.\nوتعرض البلدية خطتها في قمة المناخ المقبلة.",
	categories: ["science"],
	sourceId: "gulf-post",
	sourceName: "بريد الخليج",
});
const news = [...stations, summit, forests];
const inEnglish = { person: { id: "77", name: "Layla", language: "en" } };
const line = (number: number, headline: string, source = "الوكالة الوطنية", day = "الثلاثاء 21 مارس 2023") =>
	`${number}. ${headline}\n${day} · ${source}`;
const station = (place: number, number: number) =>
	line(place, `افتتاح محطة القطار رقم ${number} في شمال المدينة`, undefined, "الأربعاء 22 مارس 2023");

describe("/search", () => {
	it.each<[string, string, readonly string[]]>([
		[
			"finds words in other forms, in headlines before other places",
			"للقمة المناخ",
			[
				"نتائج البحث عن «للقمة المناخ»",
				line(1, "قِمّة المناخ تبدأ غدًا"),
				`${line(2, "خطة لزراعة الغابات", "بريد الخليج")}\nوتعرض البلدية خطتها في قمة المناخ المقبلة.`,
			],
		],
		[
			"says when no news has all the words",
			"الغابات زرافة",
			[
				"نتائج البحث عن «الغابات زرافة»",
				"لا خبر فيه هذه الكلمات كلها، وهذه أخبار فيها بعضها:",
				line(1, "خطة لزراعة الغابات", "بريد الخليج"),
			],
		],
		[
			"takes a topic that narrows it",
			"البلدية #علوم_وتقنية",
			[
				"نتائج البحث عن «البلدية»",
				`${line(1, "خطة لزراعة الغابات", "بريد الخليج")}\nأعلنت البلدية خطة جديدة.`,
			],
		],
		[
			"takes a source that narrows it",
			"المناخ #gulf-post",
			[
				"نتائج البحث عن «المناخ»",
				`${line(1, "خطة لزراعة الغابات", "بريد الخليج")}\nوتعرض البلدية خطتها في قمة المناخ المقبلة.`,
			],
		],
		[
			"takes a hash that names nothing as a word",
			"#زرافة",
			["لم أجد «#زرافة» فيما أحتفظ به من أخبار آخر 30 يومًا."],
		],
		["says that nothing was found", "زرافة", ["لم أجد «زرافة» فيما أحتفظ به من أخبار آخر 30 يومًا."]],
		["wants words", "", ["اكتب بعد الأمر الكلمات التي تبحث عنها. أرسل مثلًا: /search قمة المناخ"]],
		[
			"wants words besides a topic",
			"#سياسة",
			["اكتب بعد الأمر الكلمات التي تبحث عنها. أرسل مثلًا: /search قمة المناخ"],
		],
	])("%s", async (_behaviour, args, lines) => {
		expect(await ask(buildCall("search", args), createNewsroom(news))).toEqual(lines);
	});

	it("writes the found words bold, whatever their form, and links the source", async () => {
		const found = await createCommands(createNewsroom(news).commands).run(buildCall("search", "مناخ القمة"));
		expect(found.messages[0]?.blocks[1]).toEqual({
			kind: "paragraph",
			spans: [
				{ text: "1. " },
				{ text: "قِمّة المناخ", bold: true },
				{ text: " تبدأ غدًا" },
				{ text: "\n" },
				{ text: "الثلاثاء 21 مارس 2023 · " },
				{ text: "الوكالة الوطنية", href: "https://news.example/20" },
			],
		});
	});

	it("says while older news is still being read that there may be more", async () => {
		const room = createNewsroom(news);
		const found = room.commands.search;
		const unfinished = {
			...room,
			commands: {
				...room.commands,
				search: async (query: Parameters<typeof found>[0]) => ({ ...(await found(query)), isWhole: false }),
			},
		};
		expect(await ask(buildCall("search", "زرافة"), unfinished)).toEqual([
			"لم أجد «زرافة» فيما أحتفظ به من أخبار آخر 30 يومًا.",
			"ما زلت أقرأ الأخبار الأقدم. أعد البحث بعد قليل لتظهر بقية النتائج.",
		]);
	});
});

describe("/more", () => {
	it("goes on with the latest news, numbered on, to the end", async () => {
		const room = createNewsroom(stations);
		await ask(buildCall("latest", "5"), room);
		expect(await ask(buildCall("more"), room)).toEqual([
			"المزيد من آخر الأخبار",
			...[6, 7, 8, 9, 10].map((number) => station(number, number)),
			"للمزيد أرسل /more",
		]);
		expect(await ask(buildCall("more"), room)).toEqual([
			"المزيد من آخر الأخبار",
			station(11, 11),
			station(12, 12),
		]);
		expect(await ask(buildCall("more"), room)).toEqual(["لا مزيد من الأخبار."]);
	});

	it("keeps to the topic", async () => {
		const room = createNewsroom(news);
		await ask(buildCall("latest", "1 علوم وتقنية"), room);
		expect(await ask(buildCall("more"), room)).toEqual([
			"المزيد من آخر الأخبار في «علوم وتقنية»",
			line(2, "خطة لزراعة الغابات", "بريد الخليج"),
		]);
	});

	it("shows nothing twice, and nothing that came since", async () => {
		const all = [...stations];
		const room = createNewsroom(all);
		await ask(buildCall("latest", "3"), room);
		all.unshift(buildArticle(99, { publishedAt: room.commands.now() + 60_000 }));
		expect((await ask(buildCall("more"), room))[1]).toBe(station(4, 4));
	});

	it("goes on with what a search found", async () => {
		const room = createNewsroom(news);
		const first = await ask(buildCall("search", "محطة"), room);
		expect(first.at(-1)).toBe("للمزيد أرسل /more");
		expect((await ask(buildCall("more"), room)).slice(0, 2)).toEqual([
			"نتائج البحث عن «محطة»",
			station(6, 6),
		]);
	});

	it("is each person's own, in each place", async () => {
		const room = createNewsroom(news);
		await ask(buildCall("latest"), room);
		const nothing =
			"لم أعرض عليك هنا قائمة في الساعة الأخيرة. أرسل /latest لقراءة آخر الأخبار أو /search للبحث.";
		expect(await ask(buildCall("more", "", { place: group }), room)).toEqual([nothing]);
		const other = { person: { id: "78", name: "سامي", language: "ar" } };
		expect(await ask(buildCall("more", "", other), room)).toEqual([nothing]);
	});
});

describe("/topics and /sources", () => {
	it("list topics with how much news each has", async () => {
		expect(await ask(buildCall("topics"), createNewsroom(news, topics.slice(0, 2)))).toEqual([
			"المواضيع",
			"• سياسة: 12 خبرًا",
			"• اقتصاد: لا أخبار",
			"لقراءة أخبار موضوع أرسل مثلًا: /latest سياسة",
		]);
	});

	it("say how many are not listed", async () => {
		const many = Array.from({ length: 41 }, (_, index) => ({ id: `t${index}`, name: `موضوع ${index}` }));
		expect(await ask(buildCall("topics"), createNewsroom(news, many))).toContain("و11 موضوعًا آخر");
	});

	it("say that there are none", async () => {
		const room = createNewsroom(news, []);
		expect(await ask(buildCall("topics"), room)).toEqual([
			"لم تُحدد مواضيع بعد. أرسل /latest دون موضوع لقراءة آخر الأخبار.",
		]);
		const without = { ...room, commands: { ...room.commands, sources: async () => [] } };
		expect(await ask(buildCall("sources"), without)).toEqual(["لم تُحدد مصادر بعد."]);
	});

	it("list sources with their short names", async () => {
		expect(await ask(buildCall("sources"), createNewsroom())).toEqual([
			"المصادر",
			"• الوكالة الوطنية: national",
			"• بريد الخليج: gulf-post",
			"للاشتراك في مصدر أرسل مثلًا: /subscribe national",
		]);
	});
});

describe("/language", () => {
	it.each([
		["en", "I will answer you in English from now on."],
		["English", "I will answer you in English from now on."],
		["إنجليزية", "I will answer you in English from now on."],
		["بالعربية", "سأجيبك بالعربية من الآن."],
	])("takes %j", async (args, answer) => {
		expect(await ask(buildCall("language", args), createNewsroom())).toEqual([answer]);
	});

	it("holds from then on, on this platform, for this person alone", async () => {
		const room = createNewsroom(news);
		await ask(buildCall("language", "en"), room);
		expect((await ask(buildCall("latest", "1", { place: group }), room))[0]).toBe("The latest story");
		const other = { person: { id: "78", name: "سامي", language: "ar" } };
		expect((await ask(buildCall("latest", "1", other), room))[0]).toBe("آخر خبر");
	});

	it("can be Arabic for somebody whose interface is English", async () => {
		const room = createNewsroom(news);
		await ask(buildCall("language", "عربي", inEnglish), room);
		expect((await ask(buildCall("latest", "1", inEnglish), room))[0]).toBe("آخر خبر");
	});

	it("says which it is and which there are", async () => {
		expect(await ask(buildCall("language"), createNewsroom())).toEqual([
			"أجيبك الآن بالعربية.",
			"اللغات: العربية (ar)، English (en).",
			"لتغيير اللغة أرسل مثلًا: /language en",
		]);
	});

	it("offers the closest, or all", async () => {
		expect(await ask(buildCall("language", "Englsih"), createNewsroom())).toContain("هل تقصد: English؟");
		expect(await ask(buildCall("language", "فرنسية"), createNewsroom())).toEqual([
			"لا أعرف لغة باسم «فرنسية».",
			"اللغات: العربية (ar)، English (en).",
		]);
	});
});

describe("who asks too much", () => {
	it("is told once, and not answered until the time is over", async () => {
		const room: Newsroom = createNewsroom(news);
		room.turns.push(
			{ kind: "too-many", first: true, waitMs: 11_400 },
			{ kind: "too-many", first: false, waitMs: 11_000 },
		);
		expect(await ask(buildCall("latest"), room)).toEqual([
			"أرسلت طلبات كثيرة في وقت قصير. أعد المحاولة بعد 12 ثانية.",
		]);
		expect(await ask(buildCall("latest"), room)).toEqual([]);
		expect((await ask(buildCall("latest", "1"), room))[0]).toBe("آخر خبر");
	});

	it("is told for themselves alone", async () => {
		const room = createNewsroom(news);
		room.turns.push({ kind: "too-many", first: true, waitMs: 1 });
		const reply = await createCommands(room.commands).run(buildCall("latest", "", inEnglish));
		expect(reply.visibility).toBe("person");
		expect(reply.messages.flatMap(plainLines)).toEqual([
			"That was a lot of requests in a short time. Please try again in a second.",
		]);
	});
});
