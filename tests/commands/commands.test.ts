import { describe, expect, it } from "vitest";
import { createCommands } from "../../src/commands/create-commands.ts";
import type { CommandCall } from "../../src/commands/port.ts";
import { plainLines } from "../message/plain.ts";
import { buildArticle, buildCall, buildFound, createNewsroom, group, type Newsroom } from "./newsroom.ts";

const news = [
	buildArticle(1),
	buildArticle(2, { categories: ["economy"] }),
	...Array.from({ length: 12 }, (_, index) => buildArticle(index + 3)),
];
const inEnglish = { person: { id: "77", name: "Layla", language: "en-US" } };
const notAdmin = { place: group, mayAdminister: async () => false };
const onDiscord = { platform: "discord" };

/** What somebody asks, and the lines they read. */
type Row = [
	behaviour: string,
	name: string,
	args: string,
	part: Partial<CommandCall>,
	lines: readonly unknown[],
];

async function ask(call: CommandCall, room: Newsroom = createNewsroom(news)): Promise<readonly string[]> {
	const reply = await createCommands(room.commands).run(call);
	return reply.messages.flatMap(plainLines);
}

describe("/start, /help and what is no command", () => {
	it.each<Row>([
		[
			"/start greets and says what to do next",
			"start",
			"",
			{},
			[
				"أهلًا بك!",
				"أنقل إليك أخبار المصادر العربية فور نشرها: العنوان والتاريخ ومقدمة الخبر ورابطه.",
				"أرسل /latest لقراءة آخر الأخبار، أو /subscribe لتصلك الأخبار هنا أولًا بأول.",
				"لنشر الأخبار في قناة أو مجموعة أضفني إليها وامنحني صلاحية نشر الرسائل، ثم أرسل /subscribe فيها.",
				"أرسل /help لعرض الأوامر كلها.",
			],
		],
		["/start with a deep link is /start", "start", "abc_DEF-1", {}, expect.arrayContaining(["أهلًا بك!"])],
		[
			"/start greets in English who reads English",
			"start",
			"",
			inEnglish,
			expect.arrayContaining(["Welcome!"]),
		],
		[
			"/help lists every command",
			"help",
			"",
			{},
			expect.arrayContaining([
				"• /latest: آخر الأخبار، مع العدد والموضوع إن شئت",
				"• /subscribe: الاشتراك في الأخبار هنا أو في قناة تشرف عليها",
				"• /unsubscribe: إلغاء الاشتراك كله أو بعضه",
				"• /help: الأوامر وشرحها",
				"• /start: تعريف بالبوت وكيف تبدأ",
			]),
		],
		["a command is known in capitals too", "HELP", "", {}, expect.arrayContaining(["الأوامر"])],
		[
			"a slip of the finger gets the closest command",
			"lateset",
			"",
			{},
			["لا أعرف الأمر «lateset».", "هل تقصد /latest؟"],
		],
		["letters in the wrong order too", "hlep", "", {}, ["لا أعرف الأمر «hlep».", "هل تقصد /help؟"]],
		[
			"an Arabic command gets the Latin one",
			"اشترك",
			"",
			{},
			["لا أعرف الأمر «اشترك».", "هل تقصد /subscribe؟"],
		],
		[
			"what is like no command gets /help",
			"weather",
			"",
			{},
			["لا أعرف الأمر «weather».", "أرسل /help لعرض الأوامر كلها."],
		],
		[
			"a name of an object's own is no command",
			"__proto__",
			"",
			{},
			expect.arrayContaining(["لا أعرف الأمر «__proto__»."]),
		],
		[
			"an empty command gets /help",
			"",
			"",
			inEnglish,
			["I do not know the command “”.", "Send /help to see all commands."],
		],
	])("%s", async (_behaviour, name, args, part, lines) => {
		expect(await ask(buildCall(name, args, part))).toEqual(lines);
	});
});

describe("/latest", () => {
	const three = "آخر 3 أخبار";
	const range = "يمكنني أن أعرض من 1 إلى 10 أخبار في المرة الواحدة. أرسل مثلًا: /latest 5";
	const titled = (title: string) => expect.arrayContaining([title]);
	it.each<Row>([
		[
			"shows three, each with headline, day and source",
			"latest",
			"",
			{},
			[
				three,
				"1. افتتاح محطة القطار رقم 1 في شمال المدينة\nالأربعاء 22 مارس 2023 · الوكالة الوطنية",
				"2. افتتاح محطة القطار رقم 2 في شمال المدينة\nالأربعاء 22 مارس 2023 · الوكالة الوطنية",
				"3. افتتاح محطة القطار رقم 3 في شمال المدينة\nالأربعاء 22 مارس 2023 · الوكالة الوطنية",
				"للمزيد أرسل /more",
			],
		],
		["takes a number", "latest", "5", {}, titled("آخر 5 أخبار")],
		["takes one", "latest", "1", {}, titled("آخر خبر")],
		["takes two", "latest", "2", {}, titled("آخر خبرين")],
		["takes ten", "latest", "10", {}, titled("آخر 10 أخبار")],
		["takes Arabic digits", "latest", "٤", {}, titled("آخر 4 أخبار")],
		["takes Persian digits", "latest", "۴", {}, titled("آخر 4 أخبار")],
		["takes a topic", "latest", "سياسة", {}, titled("آخر 3 أخبار في «سياسة»")],
		["takes a topic in another spelling", "latest", "#السّياسه", {}, titled("آخر 3 أخبار في «سياسة»")],
		["takes a topic's id", "latest", "2 politics", {}, titled("آخر خبرين في «سياسة»")],
		["takes number and topic", "latest", "4 سياسة", {}, titled("آخر 4 أخبار في «سياسة»")],
		["takes topic and number", "latest", "سياسة ٤", {}, titled("آخر 4 أخبار في «سياسة»")],
		["says how many there really are", "latest", "4 اقتصاد", {}, titled("آخر خبر في «اقتصاد»")],
		["answers in English", "latest", "2", inEnglish, titled("The 2 latest stories")],
		["refuses 0", "latest", "0", {}, [range]],
		["refuses 11", "latest", "11", {}, [range]],
		["refuses less than none", "latest", "-1", {}, [range]],
		["refuses half a story", "latest", "2.5", {}, [range]],
		["refuses half a story in Arabic digits", "latest", "٢٫٥", {}, [range]],
		["refuses more than there can be", "latest", "99999999999999999999", {}, [range]],
		["refuses a wrong number before a topic", "latest", "50 سياسة", {}, [range]],
		["offers the closest topic", "latest", "سياصة", {}, ["لا أعرف موضوعًا باسم «سياصة».", "هل تقصد: سياسة؟"]],
		[
			"offers a topic of which a part was named",
			"latest",
			"تقنية",
			{},
			["لا أعرف موضوعًا باسم «تقنية».", "هل تقصد: علوم وتقنية؟"],
		],
		[
			"offers all topics when none is close",
			"latest",
			"طبخ",
			{},
			["لا أعرف موضوعًا باسم «طبخ».", "المواضيع المتاحة: سياسة، اقتصاد، رياضة، علوم وتقنية."],
		],
		["has no news of a topic", "latest", "رياضة", {}, ["لم تصل أخبار في «رياضة» بعد."]],
	])("%s", async (_behaviour, name, args, part, lines) => {
		expect(await ask(buildCall(name, args, part))).toEqual(lines);
	});

	it("says that there is no news yet", async () => {
		expect(await ask(buildCall("latest"), createNewsroom())).toEqual([
			"لم تصل أخبار بعد. أعد المحاولة بعد قليل.",
		]);
	});

	it("says that there are no topics yet", async () => {
		expect(await ask(buildCall("latest", "سياسة"), createNewsroom(news, []))).toEqual([
			"لا أعرف موضوعًا باسم «سياسة».",
			"لم تُحدد مواضيع بعد. أرسل /latest دون موضوع لقراءة آخر الأخبار.",
		]);
	});

	it("a topic whose name is a number is a topic", async () => {
		const room = createNewsroom(
			[buildArticle(1, { categories: ["2030"] })],
			[{ id: "2030", name: "رؤية 2030" }],
		);
		expect((await ask(buildCall("latest", "٢٠٣٠"), room))[0]).toBe("آخر خبر في «رؤية 2030»");
	});

	it("writes in the digits, the dates and the zone of the channel where it is asked", async () => {
		const room = createNewsroom([buildArticle(1, { publishedAt: Date.UTC(2023, 2, 22, 23) })]);
		await createCommands(room.commands).run(buildCall("subscribe", "", { place: group }));
		const [channel] = room.channels;
		if (channel === undefined) throw new Error("tests: not subscribed");
		room.channels[0] = { ...channel, look: { ...channel.look, digits: "arabic", dateStyle: "dual" } };
		expect((await ask(buildCall("latest", "", { place: group }), room))[1]).toBe(
			"١. افتتاح محطة القطار رقم ١ في شمال المدينة\n٢٣ آذار/مارس ٢٠٢٣ · الوكالة الوطنية",
		);
	});

	it("lets an outage through", async () => {
		const room = createNewsroom();
		const down = { ...room.commands, latest: () => Promise.reject(new Error("store: gone")) };
		await expect(createCommands(down).run(buildCall("latest"))).rejects.toThrow("store: gone");
	});
});

it("/subscribe says when news comes to a place with a schedule", async () => {
	const room = createNewsroom(news);
	await ask(buildCall("subscribe"), room);
	const [channel] = room.channels;
	if (channel !== undefined) channel.schedule = { kind: "every", minutes: 180 };
	const [done] = await ask(buildCall("subscribe", "رياضة"), room);
	expect(done).toBe("تم الاشتراك. ستصل الأخبار إلى هنا في مواعيدها: موجز كل 3 ساعات");
});

describe("/subscribe", () => {
	const finds = (part = {}) => ({ findPlace: async () => buildFound(part) });
	const undo = "لإلغاء الاشتراك أرسل /unsubscribe";
	const here = "تم الاشتراك. ستصل الأخبار إلى هنا فور ورودها.";
	const covers = (...items: readonly string[]) => [
		"يشمل الاشتراك:",
		...items.map((item) => `• ${item}`),
		undo,
	];
	it.each<Row>([
		["subscribes a private chat to everything", "subscribe", "", {}, [here, ...covers("الأخبار كلها")]],
		[
			"subscribes a group for its administrator",
			"subscribe",
			"",
			{ place: group },
			[here, ...covers("الأخبار كلها")],
		],
		["takes topics", "subscribe", "سياسة اقتصاد", {}, [here, ...covers("المواضيع: سياسة، اقتصاد")]],
		[
			"takes topics with commas",
			"subscribe",
			"سياسة، اقتصاد",
			{},
			[here, ...covers("المواضيع: سياسة، اقتصاد")],
		],
		[
			"takes topics joined by و",
			"subscribe",
			"السياسة والاقتصاد",
			{},
			[here, ...covers("المواضيع: سياسة، اقتصاد")],
		],
		[
			"takes names of several words",
			"subscribe",
			"علوم وتقنية رياضة",
			{},
			[here, ...covers("المواضيع: علوم وتقنية، رياضة")],
		],
		["takes a source", "subscribe", "الوكالة الوطنية", {}, [here, ...covers("المصادر: الوكالة الوطنية")]],
		["takes a source's id", "subscribe", "gulf-post", {}, [here, ...covers("المصادر: بريد الخليج")]],
		[
			"takes topics of a source",
			"subscribe",
			"رياضة national",
			{},
			[here, ...covers("المواضيع: رياضة، من المصادر: الوكالة الوطنية")],
		],
		["takes the word for everything", "subscribe", "كل الأخبار", {}, [here, ...covers("الأخبار كلها")]],
		[
			"subscribes a channel from a private chat",
			"subscribe",
			"@city_news",
			finds(),
			[
				"تم الاشتراك. ستصل الأخبار إلى «أخبار المدينة» فور ورودها.",
				"يشمل الاشتراك:",
				"• الأخبار كلها",
				`${undo} @city_news`,
			],
		],
		[
			"takes a channel and topics",
			"subscribe",
			"@city_news رياضة",
			finds(),
			[
				"تم الاشتراك. ستصل الأخبار إلى «أخبار المدينة» فور ورودها.",
				"يشمل الاشتراك:",
				"• المواضيع: رياضة",
				`${undo} @city_news`,
			],
		],
		[
			"takes a channel's id in Arabic digits",
			"subscribe",
			"-١٠٠٢٣٤",
			finds(),
			expect.arrayContaining([`${undo} -100234`]),
		],
		[
			"takes a mention of Discord",
			"subscribe",
			"<#123456789012345678>",
			finds(),
			expect.arrayContaining([`${undo} <#123456789012345678>`]),
		],
		[
			"takes a channel's address",
			"subscribe",
			"https://t.me/city_news",
			finds(),
			expect.arrayContaining([`${undo} https://t.me/city_news`]),
		],
		[
			"answers in English",
			"subscribe",
			"politics",
			inEnglish,
			[
				"Subscribed. News will arrive here as it comes in.",
				"The subscription covers:",
				"• Topics: سياسة",
				"To unsubscribe, send /unsubscribe",
			],
		],
		[
			"refuses who does not administer the group",
			"subscribe",
			"",
			notAdmin,
			[
				"هذا الأمر متاح هنا للمشرفين فقط.",
				"اطلب من المالك أن يضيفك مشرفًا (الإعدادات، ثم المشرفون، ثم إضافة مشرف)، ثم أعد إرسال الأمر.",
			],
		],
		[
			"names the right that is missing on Discord",
			"subscribe",
			"",
			{ ...notAdmin, ...onDiscord },
			[
				"هذا الأمر لمن يملك صلاحية «إدارة الخادم» (Manage Server) في هذا الخادم.",
				"اطلب من مالك الخادم أن يمنحك إياها (إعدادات الخادم، ثم الأدوار)، ثم أعد إرسال الأمر.",
			],
		],
		[
			"refuses who does not administer the channel",
			"subscribe",
			"@city_news",
			finds({ personAdministers: false }),
			[
				"لست من مشرفي «أخبار المدينة».",
				"اطلب من المالك أن يضيفك مشرفًا (الإعدادات، ثم المشرفون، ثم إضافة مشرف)، ثم أعد إرسال الأمر.",
			],
		],
		[
			"says which right the bot lacks in the channel",
			"subscribe",
			"@city_news",
			finds({ botMayPost: false }),
			[
				"لا أملك صلاحية نشر الرسائل في «أخبار المدينة».",
				"أضفني مشرفًا (الإعدادات، ثم المشرفون) وفعّل صلاحية «نشر الرسائل»، ثم أعد إرسال الأمر.",
			],
		],
		[
			"says which right the bot lacks here",
			"subscribe",
			"",
			{ ...onDiscord, place: group, ...finds({ botMayPost: false }) },
			[
				"لا أملك صلاحية نشر الرسائل هنا.",
				"فعّل لي في إعدادات القناة، ضمن الأذونات: «عرض القناة» (View Channel) و«إرسال الرسائل» (Send Messages) و«تضمين الروابط» (Embed Links)، ثم أعد إرسال الأمر.",
			],
		],
		[
			"does not find a channel where the bot is not",
			"subscribe",
			"@elsewhere",
			{},
			[
				"لم أجد «@elsewhere»، أو لست عضوًا فيها. أضفني إليها مشرفًا وامنحني صلاحية نشر الرسائل، ثم أعد إرسال الأمر.",
			],
		],
		[
			"offers the closest name",
			"subscribe",
			"رياظة",
			{},
			["لا أعرف مصدرًا ولا موضوعًا باسم «رياظة».", "هل تقصد: رياضة؟"],
		],
		[
			"offers all names when none is close",
			"subscribe",
			"سياسة طبخ منزلي",
			{},
			[
				"لا أعرف مصدرًا ولا موضوعًا باسم «طبخ منزلي».",
				"المواضيع المتاحة: سياسة، اقتصاد، رياضة، علوم وتقنية.",
				"المصادر المتاحة: الوكالة الوطنية، بريد الخليج.",
			],
		],
	])("%s", async (_behaviour, name, args, part, lines) => {
		expect(await ask(buildCall(name, args, part))).toEqual(lines);
	});

	it.each<[string, string, Partial<CommandCall>]>([
		["who does not administer the group", "", notAdmin],
		["who does not administer the channel", "@city_news", finds({ personAdministers: false })],
		["a channel where the bot may not post", "@city_news", finds({ botMayPost: false })],
		["a channel that nobody finds", "@city_news", {}],
		["an unknown name", "طبخ", {}],
	])("registers nothing for %s", async (_who, args, part) => {
		const room = createNewsroom();
		await ask(buildCall("subscribe", args, part), room);
		expect(room.channels).toEqual([]);
	});

	it("adds names up over several calls", async () => {
		const room = createNewsroom();
		await ask(buildCall("subscribe", "سياسة"), room);
		expect(await ask(buildCall("subscribe", "رياضة"), room)).toContain("• المواضيع: سياسة، رياضة");
	});

	it("does not ask for rights in a private chat", async () => {
		const mayAdminister = async () => expect.fail("asked for rights");
		expect(await ask(buildCall("subscribe", "", { mayAdminister }))).toContain(here);
	});
});

describe("/unsubscribe", () => {
	async function askAfter(earlier: string, call: CommandCall): Promise<readonly string[]> {
		const room = createNewsroom();
		await ask(buildCall("subscribe", earlier), room);
		return ask(call, room);
	}

	it.each<[string, string, string, readonly string[]]>([
		[
			"takes all",
			"سياسة",
			"",
			["أُلغي الاشتراك. لن تصل الأخبار إلى هنا بعد الآن.", "للاشتراك من جديد أرسل /subscribe"],
		],
		[
			"takes all by its word",
			"سياسة",
			"الكل",
			["أُلغي الاشتراك. لن تصل الأخبار إلى هنا بعد الآن.", "للاشتراك من جديد أرسل /subscribe"],
		],
		["takes a part", "سياسة رياضة", "سياسة", ["تم. ما زال الاشتراك يشمل:", "• المواضيع: رياضة"]],
		[
			"takes the last part",
			"سياسة",
			"سياسة",
			["أُلغي الاشتراك. لن تصل الأخبار إلى هنا بعد الآن.", "للاشتراك من جديد أرسل /subscribe"],
		],
		[
			"says what is not subscribed",
			"سياسة",
			"رياضة national",
			["الاشتراك لا يشمل «رياضة، الوكالة الوطنية». وهو يشمل:", "• المواضيع: سياسة"],
		],
		[
			"says that everything has no parts",
			"",
			"رياضة",
			["الاشتراك لا يشمل «رياضة». وهو يشمل:", "• الأخبار كلها"],
		],
		[
			"offers the closest name",
			"رياضة",
			"رياظة",
			["لا أعرف مصدرًا ولا موضوعًا باسم «رياظة».", "هل تقصد: رياضة؟"],
		],
	])("%s", async (_behaviour, earlier, args, lines) => {
		expect(await askAfter(earlier, buildCall("unsubscribe", args))).toEqual(lines);
	});

	it("says that there is nothing to cancel", async () => {
		expect(await ask(buildCall("unsubscribe"))).toEqual(["لا يوجد اشتراك هنا لإلغائه."]);
	});

	it("says that there is nothing to cancel in a channel", async () => {
		expect(
			await ask(buildCall("unsubscribe", "@city_news", { findPlace: async () => buildFound() })),
		).toEqual(["لا يوجد اشتراك في «أخبار المدينة» لإلغائه."]);
	});

	it("cancels in a channel where the bot may no longer post", async () => {
		const room = createNewsroom();
		await ask(buildCall("subscribe", "@city_news", { findPlace: async () => buildFound() }), room);
		const findPlace = async () => buildFound({ botMayPost: false });
		expect(await ask(buildCall("unsubscribe", "@city_news", { findPlace }), room)).toContain(
			"أُلغي الاشتراك. لن تصل الأخبار إلى «أخبار المدينة» بعد الآن.",
		);
	});

	it("refuses who does not administer the group, and changes nothing", async () => {
		const room = createNewsroom();
		await ask(buildCall("subscribe", "", { place: group }), room);
		expect(await ask(buildCall("unsubscribe", "", notAdmin), room)).toContain(
			"هذا الأمر متاح هنا للمشرفين فقط.",
		);
		expect(room.channels[0]?.subscriptions).toHaveLength(1);
	});

	it("can cancel a topic that no longer exists", async () => {
		const room = createNewsroom();
		await ask(buildCall("subscribe", "سياسة رياضة"), room);
		const later = { ...room, commands: { ...room.commands, topics: async () => [] } };
		expect(await ask(buildCall("unsubscribe", "sport"), later)).toEqual([
			"تم. ما زال الاشتراك يشمل:",
			"• المواضيع: politics",
		]);
	});
});

describe("the descriptions", () => {
	const { commands } = createCommands(createNewsroom().commands);

	it("are in the menu's order", () => {
		expect(commands.map(({ name }) => name)).toEqual([
			...["latest", "search", "more", "topics", "sources", "alert"],
			...["subscribe", "unsubscribe", "setup", "settings"],
			...["route", "opml"],
			...["pause", "resume", "preview", "why", "broadcast", "broadcasts", "people", "audit"],
			...["language", "help", "start"],
		]);
	});

	it("have names that both platforms take, and every language, in 1 to 100 characters", () => {
		const described = commands.flatMap((command) => [command, ...command.parameters]);
		for (const { name, descriptions } of described) {
			expect(name).toMatch(/^[a-z0-9_]{1,32}$/);
			expect(Object.keys(descriptions)).toEqual(["ar", "en"]);
			for (const text of Object.values(descriptions)) expect(text).toMatch(/^.{1,100}$/u);
		}
	});
});
