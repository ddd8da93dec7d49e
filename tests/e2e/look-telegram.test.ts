import { afterEach, beforeEach, expect, it } from "vitest";
import { createTelegramFake, type TelegramFake } from "../fakes/telegram/server.ts";
import { until } from "../support/until.ts";
import { openSetupStage, type SetupStage } from "./setup-stage.ts";
import { inTelegramDialogue } from "./telegram-person.ts";

const owner = 101;
const [forum, channel, strict] = [-1001000000001, -1001000000002, -1001000000003];
const sportTopic = 5;

let fake: TelegramFake;
let stage: SetupStage;

beforeEach(async () => {
	const members = [{ id: owner, status: "creator" as const, language: "ar" }];
	fake = await createTelegramFake({
		chats: [
			{
				id: forum,
				type: "supergroup",
				title: "منتدى الحي",
				forum: true,
				topics: [{ id: sportTopic, name: "الرياضة" }],
				members,
			},
			{ id: channel, type: "channel", title: "قناة المدينة", username: "city_channel", members },
			{
				id: strict,
				type: "supergroup",
				title: "حي بلا صور",
				bot: "member",
				rights: { photos: false },
				members,
			},
			{ id: owner, type: "private" },
		],
	});
	stage = await openSetupStage({ TELEGRAM_BOT_TOKEN: fake.token, TELEGRAM_API_ROOT: fake.url });
});
afterEach(async () => {
	await stage.stop();
	await fake.stop();
	expect(fake.violations).toEqual([]);
	expect(fake.refusals()).toEqual({});
});

/** What the bot posted in a chat, each with its topic, without direction marks; answers to people are left out. */
function posts(chatId: number, headlines: readonly string[]) {
	return fake.arrivals.entries
		.filter((entry) => entry.chatId === chatId && entry.method.startsWith("send"))
		.map(({ text = "", threadId }) => ({ text: text.replace(/\p{Cf}/gu, ""), threadId }))
		.filter(({ text }) => headlines.some((headline) => text.includes(headline)));
}

it("a topic goes to the part of a forum that was chosen for it, and the rest where it always did", {
	timeout: 60_000,
}, async () => {
	stage.setRiyadhClock(9, 0);
	// A topic can be named once there is news of it.
	await stage.publish([
		{ headline: "بطولة المدارس تبدأ", topic: "رياضة" },
		{ headline: "سوق الحي يفتح أبوابه", topic: "مدن" },
	]);
	const inForum = inTelegramDialogue(fake, forum, owner);
	await inForum.say("/setup");
	await inForum.press("التالي", "التالي", "التالي", "التالي", "التالي", "التالي", "حفظ");
	const inTopic = inTelegramDialogue(fake, forum, owner, sportTopic);
	await inTopic.say("/route رياضة");
	expect(inTopic.shown()).toMatch(/^ستصل أخبار رياضة إلى «.+»\.\n\nوبقية الأخبار تصل إلى «منتدى الحي»\.$/);

	const [match, market] = ["المنتخب يفوز 7-1 في الافتتاح", "السوق القديم يُرمم"];
	await stage.publish([
		{ headline: match, topic: "رياضة" },
		{ headline: market, topic: "مدن" },
	]);
	await until(() => posts(forum, [match, market]).length === 2, "both have arrived");
	const arrived = posts(forum, [match, market]).map(({ text, threadId }) => [text.split("\n")[0], threadId]);
	expect(arrived).toHaveLength(2);
	expect(new Map(arrived as [string, number | undefined][])).toEqual(
		new Map([
			[match, sportTopic],
			[market, undefined],
		]),
	);

	await inForum.say("/route off رياضة");
	const next = "المنتخب يتدرب غدًا";
	await stage.publish([{ headline: next, topic: "رياضة" }]);
	await until(() => posts(forum, [next]).length === 1, "it has arrived");
	expect(posts(forum, [next])[0]?.threadId).toBeUndefined();
});

it("posts look as the owner's template says: a ready one, then one of their own", {
	timeout: 60_000,
}, async () => {
	stage.setRiyadhClock(9, 0);
	const dialogue = inTelegramDialogue(fake, owner, owner);
	await dialogue.say("/setup @city_channel");
	await dialogue.press("التالي", "التالي", "التالي", "التالي", "التالي");
	await dialogue.press("مختصر: العنوان وسطر من المقدمة ووسوم", "التالي", "حفظ");
	const [first, second] = ["افتتاح محطة القطار", "تأخر القطار ساعتين"];
	await stage.publish([{ headline: first, topic: "الشرق الأوسط" }]);
	await until(() => posts(channel, [first]).length === 1, "the first has arrived");
	expect(posts(channel, [first])[0]?.text).toMatch(
		/^افتتاح محطة القطار\n\nنص الخبر رقم 1 كما ورد .*\n\n\d\d\/\d\d\/\d{4} · الوكالة الوطنية\n\n#الشرق_الأوسط$/,
	);

	await dialogue.say("/settings @city_channel template\n# {{ headline }}\n\n{{ titel }}");
	expect(dialogue.shown()).toContain("لم يُحفظ القالب، وبقي السابق كما هو.");
	expect(dialogue.shown()).toContain("السطر 3، الموضع 4: لا أعرف متغيرًا باسم «titel».");
	await dialogue.say("/settings @city_channel template\n# {{ source }}: {{ headline }}\n\n*{{ lead }}*");
	await until(
		() => fake.messages(owner).some(({ text }) => text?.replace(/\p{Cf}/gu, "").includes("حُفظ القالب")),
		"the template is kept",
	);
	await stage.publish([second]);
	await until(() => posts(channel, [second]).length === 1, "the second has arrived");
	expect(posts(channel, [second])[0]?.text).toBe(
		"الوكالة الوطنية: تأخر القطار ساعتين\n\nنص الخبر رقم 2 كما ورد من مراسل الوكالة صباح اليوم.",
	);
});

it("a template that has nothing to show of an article gives way to the standard card, and its owner is told", {
	timeout: 60_000,
}, async () => {
	stage.setRiyadhClock(9, 0);
	const dialogue = inTelegramDialogue(fake, owner, owner);
	await dialogue.say("/setup @city_channel");
	await dialogue.press("التالي", "التالي", "التالي", "التالي", "التالي", "التالي", "حفظ");
	await dialogue.say(
		"/settings @city_channel template\n{% if author %}# {{ author }}: {{ headline }}{% endif %}",
	);
	const [signed, unsigned] = ["مهرجان الكتاب يبدأ", "افتتاح محطة القطار"];
	await stage.publish([
		{ headline: signed, topic: "مدن", author: "ليلى حداد" },
		{ headline: unsigned, topic: "مدن" },
	]);
	await until(() => posts(channel, [signed, unsigned]).length === 2, "both have arrived");
	const texts = posts(channel, [signed, unsigned]).map(({ text }) => text);
	expect(texts).toContain("ليلى حداد: مهرجان الكتاب يبدأ");
	expect(texts.find((text) => text.includes(unsigned))).toMatch(
		/^افتتاح محطة القطار\n.+ \d{4}\n\nنص الخبر رقم 2 كما ورد .*\n\nالوكالة الوطنية$/,
	);
	const told = "لم يمكن استعمال قالب «قناة المدينة»: لا يُظهر القالب شيئًا من الخبر.";
	await until(
		() => fake.messages(owner).some(({ text }) => text?.replace(/\p{Cf}/gu, "").startsWith(told)),
		"the owner is told",
	);
	await dialogue.say("/settings @city_channel template");
	expect(dialogue.shown()).toContain("تعذر استعماله فنُشرت الأخبار بالشكل الأساسي.");
});

it("a group that takes no pictures gets the text of a post with one, once, and then what comes after it", {
	timeout: 60_000,
}, async () => {
	stage.setRiyadhClock(9, 0);
	const dialogue = inTelegramDialogue(fake, strict, owner);
	await dialogue.say("/subscribe");
	const [pictured, plain] = ["معرض للصور في الميناء", "الميناء يفتح رصيفًا جديدًا"];
	await stage.publish([{ headline: pictured, topic: "مدن", image: "https://news.example/1.jpg" }, plain]);
	await until(() => posts(strict, [plain]).length === 1, "what comes after it has arrived", 40_000);
	expect(posts(strict, [pictured, plain]).map(({ text }) => text.split("\n")[0])).toEqual([pictured, plain]);
	expect(fake.requests.sendPhoto).toBe(1);
});
