import { afterEach, beforeEach, expect, it } from "vitest";
import { createDiscordFake, type DiscordFake } from "../fakes/discord/server.ts";
import { until } from "../support/until.ts";
import { inDiscordDialogue, plain } from "./discord-person.ts";
import { openSetupStage, type SetupStage } from "./setup-stage.ts";

let fake: DiscordFake;
let stage: SetupStage;
let home: { guildId: string; channelId: string; ownerId: string };

beforeEach(async () => {
	fake = await createDiscordFake();
	home = fake.addGuild({ name: "خادم الحي" });
	stage = await openSetupStage({ DISCORD_BOT_TOKEN: fake.token, DISCORD_API_ROOT: fake.apiUrl });
	await until(() => fake.commands().length > 0, "the bot listens");
});
afterEach(async () => {
	await stage.stop();
	const [problems, limited] = [fake.specProblems(), fake.limited()];
	await fake.stop();
	expect(problems).toEqual([]);
	expect(limited).toEqual([]);
});

type Body = {
	content?: string;
	embeds?: { title?: string; description?: string; footer?: { text: string } }[];
};

/** What was posted with one of these headlines: where, and its lines without direction marks. */
function posts(headlines: readonly string[]) {
	return fake
		.arrivals()
		.map(({ channelId, body }) => {
			const { content, embeds = [] } = body as Body;
			const texts = embeds.flatMap(({ title, description, footer }) => [title, description, footer?.text]);
			const text = [content, ...texts].filter((one) => one !== undefined && one !== "").join("\n");
			return { channelId, text: plain(text) };
		})
		.filter(({ text }) => headlines.some((headline) => text.includes(headline)));
}

const inDialogue = (channelId: string) => inDiscordDialogue(fake, channelId, home.ownerId);

/** Goes through the whole dialogue with what stands there; `look`: what is chosen in the step of how posts look. */
async function setUp(channelId: string, ...look: readonly string[]) {
	const dialogue = inDialogue(channelId);
	await dialogue.slash("setup");
	await dialogue.press("التالي", "التالي", "التالي", "التالي", "التالي", ...look, "التالي", "حفظ");
	return dialogue;
}

it("a topic goes to the thread that was chosen for it, and the rest to the channel", {
	timeout: 60_000,
}, async () => {
	const thread = fake.addThread({ channelId: home.channelId, name: "الرياضة" }).threadId;
	stage.setRiyadhClock(9, 0);
	// A topic can be named once there is news of it.
	await stage.publish([
		{ headline: "بطولة المدارس تبدأ", topic: "رياضة" },
		{ headline: "سوق الحي يفتح أبوابه", topic: "مدن" },
	]);
	await setUp(home.channelId);
	const inThread = inDialogue(thread);
	await inThread.slash("route", { wish: "رياضة" });
	expect(inThread.shown()).toContain("ستصل أخبار رياضة إلى «الرياضة».");
	const [match, market] = ["المنتخب يفوز 7-1 في الافتتاح", "السوق القديم يُرمم"];
	await stage.publish([
		{ headline: match, topic: "رياضة" },
		{ headline: market, topic: "مدن" },
	]);
	await until(() => posts([match, market]).length === 2, "both have arrived");
	expect(posts([match]).map(({ channelId }) => channelId)).toEqual([thread]);
	expect(posts([market]).map(({ channelId }) => channelId)).toEqual([home.channelId]);

	await inThread.slash("route", { wish: "off رياضة" });
	expect(inThread.shown()).toContain("أُلغي التوجيه.");
	const next = "المنتخب يتدرب غدًا";
	await stage.publish([{ headline: next, topic: "رياضة" }]);
	await until(() => posts([next]).length === 1, "it has arrived");
	expect(posts([next])[0]?.channelId).toBe(home.channelId);
});

it("posts look as the owner's template says: a ready one, then one of their own", {
	timeout: 60_000,
}, async () => {
	stage.setRiyadhClock(9, 0);
	const dialogue = await setUp(home.channelId, "مختصر: العنوان وسطر من المقدمة ووسوم");
	const [first, second] = ["افتتاح محطة القطار", "تأخر القطار ساعتين"];
	await stage.publish([{ headline: first, topic: "الشرق الأوسط" }]);
	await until(() => posts([first]).length === 1, "the first has arrived");
	expect(posts([first])[0]?.text).toMatch(
		/^افتتاح محطة القطار\nنص الخبر رقم 1 كما ورد .*\n\n\d\d\/\d\d\/\d{4} · \*الوكالة الوطنية\*\n+الشرق الأوسط$/,
	);

	const write = async (text: string) => {
		await dialogue.slash("settings", { setting: "template", value: "own" });
		await dialogue.submit("the template", { text });
	};
	await write("# {{ headline }}\n\n{{ titel }}");
	expect(dialogue.shown()).toContain("لم يُحفظ القالب، وبقي السابق كما هو.");
	expect(dialogue.shown()).toContain("السطر 3، الموضع 4: لا أعرف متغيرًا باسم «titel».");
	await write("# {{ source }}: {{ headline }}\n\n*{{ lead }}*");
	await stage.publish([second]);
	await until(() => posts([second]).length === 1, "the second has arrived");
	expect(posts([second])[0]?.text).toBe(
		"الوكالة الوطنية: تأخر القطار ساعتين\n**نص الخبر رقم 2 كما ورد من مراسل الوكالة صباح اليوم.**",
	);
});

it("a template that has nothing to show of an article gives way to the standard card, and says so", {
	timeout: 60_000,
}, async () => {
	stage.setRiyadhClock(9, 0);
	const dialogue = await setUp(home.channelId);
	await dialogue.slash("settings", { setting: "template", value: "own" });
	await dialogue.submit("the template", {
		text: "{% if author %}# {{ author }}: {{ headline }}{% endif %}",
	});
	const [signed, unsigned] = ["مهرجان الكتاب يبدأ", "افتتاح محطة القطار"];
	await stage.publish([
		{ headline: signed, topic: "مدن", author: "ليلى حداد" },
		{ headline: unsigned, topic: "مدن" },
	]);
	await until(() => posts([signed, unsigned]).length === 2, "both have arrived");
	expect(posts([signed])[0]?.text).toContain("ليلى حداد: مهرجان الكتاب يبدأ");
	expect(posts([unsigned])[0]?.text).toMatch(
		/^افتتاح محطة القطار\n.+ \d{4}\n\nنص الخبر رقم 2 كما ورد .*\nالوكالة الوطنية$/,
	);
	await dialogue.slash("settings", { setting: "template" });
	expect(dialogue.shown()).toContain("تعذر استعماله فنُشرت الأخبار بالشكل الأساسي.");
	expect(dialogue.shown()).toContain("لا يُظهر القالب شيئًا من الخبر.");
});
