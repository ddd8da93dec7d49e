import { describe, expect, it } from "vitest";
import { createCommands } from "../../src/commands/create-commands.ts";
import type { CommandCall } from "../../src/commands/port.ts";
import { standardLook } from "../../src/domain/channel.ts";
import { buildMessage } from "../../src/message/card.ts";
import { ask } from "./ask.ts";
import { buildArticle, buildCall, buildFound, createNewsroom, group, noon } from "./newsroom.ts";

const news = [buildArticle(1), buildArticle(2, { headline: "قمة المناخ تبدأ غدًا" })];
const notAdmin = { place: group, mayAdminister: async () => false };
const finds = (part = {}) => ({ findPlace: async () => buildFound(part) });
const adminsOnly = [
	"هذا الأمر متاح هنا للمشرفين فقط.",
	"اطلب من المالك أن يضيفك مشرفًا (الإعدادات، ثم المشرفون، ثم إضافة مشرف)، ثم أعد إرسال الأمر.",
];

/** A private chat that subscribed to politics. */
async function subscribed(part: Partial<CommandCall> = {}) {
	const room = createNewsroom(news);
	await ask(buildCall("subscribe", "سياسة", part), room);
	return room;
}

describe.each(["settings", "pause", "resume", "preview", "why"])("/%s", (name) => {
	it("is for administrators", async () => {
		const room = await subscribed({ place: group });
		const before = structuredClone(room.channels);
		expect(await ask(buildCall(name, "", notAdmin), room)).toEqual(adminsOnly);
		expect(room.channels).toEqual(before);
	});

	it("refuses a channel that the asker does not administer", async () => {
		const room = await subscribed(finds());
		const lines = await ask(buildCall(name, "@city_news", finds({ personAdministers: false })), room);
		expect(lines[0]).toBe("لست من مشرفي «أخبار المدينة».");
	});

	it("says what it does not find", async () => {
		const lines = await ask(buildCall(name, "@elsewhere"), createNewsroom(news));
		expect(lines[0]).toMatch(/^لم أجد «@elsewhere»/);
	});
});

describe("/settings", () => {
	const changed = (what: string) => [`تم التغيير. ${what}`, "لمعاينة خبر بالشكل الجديد أرسل /preview"];
	it.each<[string, readonly string[], object]>([
		["digits arabic", changed("الأرقام: ٠١٢٣٤٥٦٧٨٩"), { digits: "arabic" }],
		["الأرقام هندية", changed("الأرقام: ٠١٢٣٤٥٦٧٨٩"), { digits: "arabic" }],
		["date dual", changed("التاريخ: 22 آذار/مارس 2023"), { dateStyle: "dual" }],
		["التاريخ هجري", changed("التاريخ: 30 شعبان 1444 هـ"), { dateStyle: "hijri" }],
		["lead 200", changed("أقصى طول للمقدمة: 200 حرف"), { leadLength: 200 }],
		["lead ٢٠٠", changed("أقصى طول للمقدمة: 200 حرف"), { leadLength: 200 }],
		["image off", changed("الصورة: لا"), { image: false }],
		["preview on", changed("معاينة الرابط: نعم"), { linkPreview: true }],
		["source no", changed("سطر المصدر: لا"), { sourceLine: false }],
		["SILENT ON", changed("بلا تنبيه: نعم"), { silent: true }],
		["language english", changed("لغة العبارات المضافة: الإنجليزية"), { locale: "en" }],
	])("%s is a change of the look alone", async (args, lines, look) => {
		const room = await subscribed();
		const [before] = room.channels;
		expect(await ask(buildCall("settings", args), room)).toEqual(lines);
		expect(room.channels).toEqual([{ ...before, look: { ...standardLook, ...look } }]);
	});

	it.each([
		["zone Asia/Beirut", "Asia/Beirut"],
		["zone beirut", "Asia/Beirut"],
		["المنطقة الزمنية بيروت", "Asia/Beirut"],
		["zone new york", "America/New_York"],
		["التوقيت القاهرة", "Africa/Cairo"],
	])("%s is a change of the zone", async (args, zone) => {
		const room = await subscribed();
		await ask(buildCall("settings", args), room);
		expect(room.channels[0]?.zone).toBe(zone);
	});

	it.each<[string, readonly string[]]>([
		["digts arabic", ["لا أعرف إعدادًا باسم «digts».", "هل تقصد: digits؟"]],
		[
			"color red",
			[
				"لا أعرف إعدادًا باسم «color».",
				"الإعدادات: template، language، date، digits، lead، image، preview، source، hashtags، buttons، silent، zone.",
			],
		],
		["digits arabik", ["لا أعرف القيمة «arabik» لهذا الإعداد.", "هل تقصد: arabic؟"]],
		["digits roman", ["لا أعرف القيمة «roman» لهذا الإعداد.", "القيم الممكنة: latin، arabic."]],
		["lead 49", ["القيمة عدد من 50 إلى 700."]],
		["lead 701", ["القيمة عدد من 50 إلى 700."]],
		["lead طويل", ["القيمة عدد من 50 إلى 700."]],
		["lead 99.5", ["القيمة عدد من 50 إلى 700."]],
		["zone Asia/Aman", ["لا أعرف منطقة زمنية باسم «Asia/Aman».", "هل تقصد: Asia/Amman"]],
		[
			"zone المريخ",
			["لا أعرف منطقة زمنية باسم «المريخ».", "القيمة اسم منطقة زمنية أو مدينة، مثل Asia/Amman أو «القاهرة»."],
		],
		["digits", ["الأرقام: 0123456789", "القيم الممكنة: latin (0123456789)، arabic (٠١٢٣٤٥٦٧٨٩)."]],
		[
			"zone",
			["المنطقة الزمنية: Asia/Amman", "القيمة اسم منطقة زمنية أو مدينة، مثل Asia/Amman أو «القاهرة»."],
		],
	])("%s changes nothing", async (args, lines) => {
		const room = await subscribed();
		const before = structuredClone(room.channels);
		const answer = await ask(buildCall("settings", args), room);
		expect(answer[0]).toBe(lines[0]);
		expect(answer[1]?.slice(0, lines[1]?.length)).toBe(lines[1]);
		expect(room.channels).toEqual(before);
	});

	it("shows everything", async () => {
		expect(await ask(buildCall("settings"), await subscribed())).toEqual([
			"الإعدادات",
			"• الحالة: تصل الأخبار",
			"• الموعد: فور ورود الأخبار",
			"• القالب (template): card (العنوان والتاريخ والمقدمة والمصدر)",
			"• لغة العبارات المضافة (language): العربية",
			"• التاريخ (date): الأربعاء 22 مارس 2023",
			"• الأرقام (digits): 0123456789",
			"• أقصى طول للمقدمة (lead): 400 حرف",
			"• الصورة (image): نعم",
			"• معاينة الرابط (preview): لا",
			"• سطر المصدر (source): نعم",
			"• الوسوم (hashtags): حسب القالب",
			"• الأزرار (buttons): بلا أزرار",
			"• بلا تنبيه (silent): لا",
			"• المنطقة الزمنية (zone): Asia/Amman",
			"يشمل الاشتراك:",
			"• المواضيع: سياسة",
			"لتغيير إعداد أرسل اسمه وقيمته، مثلًا: /settings digits arabic",
		]);
	});

	it("changes a channel from a private chat, and says how to look at it", async () => {
		const room = createNewsroom(news);
		expect(await ask(buildCall("settings", "@city_news digits arabic", finds()), room)).toEqual([
			"تم التغيير. الأرقام: ٠١٢٣٤٥٦٧٨٩",
			"لمعاينة خبر بالشكل الجديد أرسل /preview @city_news",
		]);
		expect(room.channels).toMatchObject([
			{ address: "-1002", subscriptions: [], look: { digits: "arabic" } },
		]);
	});

	it("says that a channel waits for a right", async () => {
		const room = await subscribed();
		const [channel] = room.channels;
		if (channel === undefined) throw new Error("tests: not subscribed");
		room.channels[0] = { ...channel, state: { kind: "paused", reason: "no-rights", until: noon + 1 } };
		expect(await ask(buildCall("settings"), room)).toContain("• الحالة: متوقفة لسبب تقني أو لنقص صلاحية");
	});
});

describe("/pause", () => {
	const hour = 3_600_000;
	it.each<[string, number | undefined, string | undefined]>([
		["", undefined, undefined],
		["2h", 2 * hour, "ساعتان"],
		["30 minutes", hour / 2, "30 دقيقة"],
		["ساعتين", 2 * hour, "ساعتان"],
		["لمدة ٣ أيام", 72 * hour, "3 أيام"],
		["أسبوع", 168 * hour, "7 أيام"],
		["1d", 24 * hour, "يوم"],
	])("%j holds the news back", async (args, length, said) => {
		const room = await subscribed();
		const [before] = room.channels;
		expect(await ask(buildCall("pause", args), room)).toEqual([
			"توقفت الأخبار هنا.",
			...(said === undefined ? [] : [`مدة التوقف: ${said}.`]),
			"لاستئناف الأخبار أرسل /resume",
		]);
		const until = length === undefined ? {} : { until: noon + length };
		expect(room.channels).toEqual([{ ...before, state: { kind: "paused", reason: "owner", ...until } }]);
	});

	it.each(["غدًا", "0h", "400d", "5", "-2h", "ساعتين ونصف", "h2", "99999999999h"])(
		"%j is no length",
		async (args) => {
			const room = await subscribed();
			expect(await ask(buildCall("pause", args), room)).toEqual([
				`لا أفهم المدة «${args}».`,
				"أرسل مثلًا: /pause 2h أو /pause 30m أو /pause 3 أيام",
			]);
			expect(room.channels[0]?.state).toEqual({ kind: "active" });
		},
	);

	it("has nothing to hold back where nobody subscribed", async () => {
		const room = createNewsroom();
		expect(await ask(buildCall("pause"), room)).toEqual(["لا يوجد اشتراك هنا. للاشتراك أرسل /subscribe"]);
		expect(room.channels).toEqual([]);
	});

	it("is seen among the settings", async () => {
		const room = await subscribed();
		await ask(buildCall("pause", "3 أيام"), room);
		expect(await ask(buildCall("settings"), room)).toContain("• الحالة: متوقفة حتى السبت 25 مارس 2023 15:00");
	});
});

describe("/resume", () => {
	it("ends a pause", async () => {
		const room = await subscribed();
		const [before] = room.channels;
		await ask(buildCall("pause"), room);
		expect(await ask(buildCall("resume"), room)).toEqual(["استُؤنفت الأخبار هنا."]);
		expect(room.channels).toEqual([before]);
		expect(room.resumed).toEqual(["telegram-1"]);
	});

	it("ends a channel's pause from a private chat", async () => {
		const room = await subscribed();
		await ask(buildCall("subscribe", "@city_news", finds()), room);
		await ask(buildCall("pause", "@city_news 2h", finds()), room);
		expect(await ask(buildCall("resume", "@city_news", finds()), room)).toEqual([
			"استُؤنفت الأخبار في «أخبار المدينة».",
		]);
	});

	it("says which right the bot lacks, and leaves the pause", async () => {
		const room = await subscribed();
		await ask(buildCall("subscribe", "@city_news", finds()), room);
		await ask(buildCall("pause", "@city_news", finds()), room);
		const lines = await ask(buildCall("resume", "@city_news", finds({ botMayPost: false })), room);
		expect(lines[0]).toBe("لا أملك صلاحية نشر الرسائل في «أخبار المدينة».");
		expect(room.resumed).toEqual([]);
	});

	it("says that nothing is paused", async () => {
		expect(await ask(buildCall("resume"), await subscribed())).toEqual(["الأخبار هنا غير متوقفة."]);
	});
});

describe("/preview", () => {
	it("is the newest article as it would be posted here", async () => {
		const room = await subscribed();
		await ask(buildCall("settings", "digits arabic"), room);
		const { messages } = await createCommands(room.commands).run(buildCall("preview"));
		const content = room.commands.contentOf(buildArticle(1));
		const { sentences } = room.commands;
		const look = { ...standardLook, digits: "arabic" as const };
		expect(messages).toEqual([buildMessage(content, look, { zone: "Asia/Amman", now: noon, sentences })]);
	});

	it("has nothing to show without news", async () => {
		expect(await ask(buildCall("preview"), createNewsroom())).toEqual([
			"لم تصل أخبار بعد. أعد المحاولة بعد قليل.",
		]);
	});
});

describe("/why", () => {
	const steps = [
		{ ok: true, kind: "active", channelId: "telegram-1" },
		{ ok: false, kind: "no-subscription" },
	] as const;
	const told = ["✓ القناة تستقبل الأخبار.", "✗ لا يوجد اشتراك هنا."];
	it.each([
		["", "افتتاح محطة القطار رقم 1 في شمال المدينة"],
		["a2", "قمة المناخ تبدأ غدًا"],
		["https://news.example/2", "قمة المناخ تبدأ غدًا"],
		["المناخ القمم", undefined],
		["قمة المناخ", "قمة المناخ تبدأ غدًا"],
	])("takes %j", async (args, headline) => {
		const room = await subscribed();
		room.why.push(...steps);
		expect(await ask(buildCall("why", args), room)).toEqual(
			headline === undefined
				? [`لم أجد خبرًا بالرابط أو الكلمات «${args}» فيما أحتفظ به من أخبار آخر 30 يومًا.`]
				: [headline, ...told],
		);
	});

	it("takes a channel before or after the article", async () => {
		const room = await subscribed();
		await ask(buildCall("subscribe", "@city_news", finds()), room);
		room.why.push(...steps);
		for (const args of ["@city_news https://news.example/2", "https://news.example/2 @city_news"]) {
			expect(await ask(buildCall("why", args, finds()), room)).toEqual(["قمة المناخ تبدأ غدًا", ...told]);
		}
	});

	it("says that nobody subscribed here", async () => {
		expect(await ask(buildCall("why"), createNewsroom(news))).toEqual([
			"لا يوجد اشتراك هنا. للاشتراك أرسل /subscribe",
		]);
	});
});
