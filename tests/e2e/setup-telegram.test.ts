import { afterEach, beforeEach, expect, it } from "vitest";
import { createTelegramFake, type TelegramFake } from "../fakes/telegram/server.ts";
import { until } from "../support/until.ts";
import { openSetupStage, type SetupStage } from "./setup-stage.ts";
import { inTelegramDialogue } from "./telegram-person.ts";

const headlines = [
	"افتتاح محطة القطار في شمال المدينة",
	"تأخر القطار ساعتين بسبب الضباب",
	"مهرجان الكتاب يبدأ في الرياض",
];
const [filtered, morning, night] = [-1001000000001, -1001000000002, -1001000000003];
const capped = -1001000000004;
const owners = [101, 102, 103, 104];

let fake: TelegramFake;
let stage: SetupStage;

beforeEach(async () => {
	fake = await createTelegramFake({
		chats: [
			...[filtered, morning, night].map((id, index) => ({
				id,
				type: "channel" as const,
				title: `قناة ${index + 1}`,
				username: `channel_${index + 1}`,
				bot: index === 0 ? ("left" as const) : ("administrator" as const),
				members: [{ id: owners[index] ?? 0, status: "creator" as const, language: "ar" }],
			})),
			{
				id: capped,
				type: "supergroup",
				title: "مجموعة الحي",
				members: [{ id: owners[3] ?? 0, status: "administrator", language: "ar" }],
			},
			...owners.map((id) => ({ id, type: "private" as const })),
		],
	});
	stage = await openSetupStage({ TELEGRAM_BOT_TOKEN: fake.token, TELEGRAM_API_ROOT: fake.url });
});
afterEach(async () => {
	await stage.stop();
	await fake.stop();
});

/** The headlines that stand in each post of a place, in order. */
function posts(chatId: number): string[][] {
	return fake.arrivals.entries
		.filter((entry) => entry.chatId === chatId && entry.method.startsWith("send"))
		.map(({ text = "" }) => headlines.filter((headline) => text.includes(headline)))
		.filter((found) => found.length > 0);
}

async function setUpFiltered(): Promise<void> {
	const [owner = 0] = owners;
	const dialogue = inTelegramDialogue(fake, owner, owner);
	fake.addBot(filtered, owner, { administrator: true });
	await until(() => dialogue.shown().includes("أضفتني إلى «قناة 1»"), "who added it is greeted");
	await dialogue.press("إعداد الأخبار", "التالي", "التالي");
	await dialogue.fill("كتابة الكلمات", '"محطة القطار');
	expect(dialogue.shown()).toContain("علامة اقتباس فُتحت ولم تُغلق.");
	await dialogue.fill("كتابة الكلمات", "قطار -تأخر");
	expect(dialogue.shown()).toContain("التصفية الآن: قطار -تأخر");
	await dialogue.press("التالي", "التالي", "التالي", "العنوان والمقدمة بلا مصدر", "التالي");
	await dialogue.press("حفظ");
	expect(dialogue.shown()).toContain("تم الإعداد. هذا ما سيصل إلى «قناة 1»:");
}

async function setUpMorning(): Promise<void> {
	const owner = owners[1] ?? 0;
	const dialogue = inTelegramDialogue(fake, owner, owner);
	await dialogue.say("/start");
	await dialogue.press("إعداد الأخبار");
	await dialogue.fill("قناة أو مجموعة أخرى", "@channel_2");
	await dialogue.press("التالي", "التالي", "التالي", "التالي");
	await dialogue.fill("موجز في أوقات ثابتة", "٨ صباحا");
	await dialogue.fill("تغيير المنطقة الزمنية", "الرياض");
	await dialogue.press("التالي", "التالي", "التالي", "حفظ");
	expect(dialogue.shown()).toContain("الموعد: موجز يوميًا عند 08:00");
}

async function setUpNight(): Promise<void> {
	const owner = owners[2] ?? 0;
	const dialogue = inTelegramDialogue(fake, owner, owner);
	await dialogue.say("/setup @channel_3");
	await dialogue.press("التالي", "رجوع", "التالي", "التالي", "التالي", "التالي");
	await dialogue.press("هدوء من 00:00 إلى 08:00", "التالي", "التالي", "حفظ");
	expect(dialogue.shown()).toContain("ساعات الهدوء: هدوء من 00:00 إلى 08:00");
}

async function setUpCapped(): Promise<void> {
	const owner = owners[3] ?? 0;
	const dialogue = inTelegramDialogue(fake, capped, owner);
	await dialogue.say("/setup");
	await dialogue.press("التالي", "التالي", "التالي", "التالي", "حد آخر");
	fake.say(capped, owner, "1", { replyTo: fake.messages(capped).findLast(({ byBot }) => byBot)?.id ?? 0 });
	await until(() => dialogue.shown().includes("أكثر عدد في اليوم"), "the second field is asked for");
	fake.say(capped, owner, "-", { replyTo: fake.messages(capped).findLast(({ byBot }) => byBot)?.id ?? 0 });
	await until(() => dialogue.shown().includes("الهدوء والحدود"), "the dialogue goes on");
	await dialogue.press("التالي", "التالي", "حفظ");
	expect(dialogue.shown()).toContain("حد العدد: خبر واحد في الساعة");
}

it("a person sets channels up by buttons, and news arrives exactly as they chose", {
	timeout: 90_000,
}, async () => {
	stage.setRiyadhClock(7, 30);
	await Promise.all([setUpFiltered(), setUpMorning(), setUpNight(), setUpCapped()]);
	expect(fake.messages(filtered)).toEqual([]);
	await stage.publish(headlines);
	const [first = "", second = "", third = ""] = headlines;
	await until(
		() => posts(filtered).length === 1 && posts(capped).length === 1,
		"what goes at once has arrived",
	);
	for (const [chat, count] of [
		[morning, 3],
		[night, 3],
		[capped, 2],
	] as const) {
		await until(async () => (await stage.waiting("telegram", chat)) === count, `${count} wait for ${chat}`);
	}
	expect([posts(morning), posts(night)]).toEqual([[], []]);
	stage.setRiyadhClock(8, 0);
	await until(() => posts(morning).length === 1, "the digest of the morning has arrived");
	await until(() => posts(night).length === 1, "the quiet hours are over");
	await until(() => posts(capped).length === 2, "what was over the cap has arrived");
	expect(posts(filtered)).toEqual([[first]]);
	expect(posts(morning)).toEqual([headlines]);
	expect(posts(night)).toEqual([headlines]);
	expect(posts(capped)).toEqual([[first], [second, third]]);
	const card = fake.messages(filtered)[0]?.text ?? "";
	expect(card).toContain("نص الخبر رقم 1");
	expect(card).not.toContain("الوكالة الوطنية");
	expect(fake.violations).toEqual([]);
	expect(fake.refusals()).toEqual({});
});

it("a dialogue goes on where it was after a restart, and changes nothing before its end", {
	timeout: 60_000,
}, async () => {
	const owner = owners[2] ?? 0;
	const dialogue = inTelegramDialogue(fake, owner, owner);
	await dialogue.say("/setup @channel_3");
	await dialogue.press("بريد الخليج");
	await stage.restart();
	await dialogue.press("التالي");
	expect(dialogue.shown()).toContain("الخطوة 2 من 7: المواضيع");
	await dialogue.press("رجوع");
	expect(await stage.core.channels.find("telegram", String(night))).toBeUndefined();
	await dialogue.press("التالي", "التالي", "التالي", "التالي", "التالي", "التالي", "حفظ");
	const channel = await stage.core.channels.find("telegram", String(night));
	expect(channel?.subscriptions).toMatchObject([{ sources: ["gulf-post"] }]);
	expect(fake.violations).toEqual([]);
});
