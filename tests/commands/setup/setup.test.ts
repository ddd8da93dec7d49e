import { beforeEach, describe, expect, it } from "vitest";
import { createCommands } from "../../../src/commands/create-commands.ts";
import type { Caller, CommandPort, CommandReply, Control } from "../../../src/commands/port.ts";
import { plainLines } from "../../message/plain.ts";
import { buildArticle, buildCall, buildFound, createNewsroom, group, type Newsroom } from "../newsroom.ts";

const news = [
	buildArticle(1),
	buildArticle(2, { headline: "قمة المناخ تبدأ غدًا", categories: ["science"] }),
	buildArticle(3, { headline: "المنتخب يفوز في المباراة الأولى", categories: ["sport"] }),
];

let room: Newsroom;
let commands: CommandPort;
/** What the person sees now. */
let seen: CommandReply;

beforeEach(() => {
	room = createNewsroom(news);
	commands = createCommands(room.commands);
});

const { name: _name, args: _args, ...inPrivate } = buildCall("setup");
const inGroup: Caller = { ...inPrivate, place: group };

const lines = () => seen.messages.flatMap(plainLines);
const controls = (): readonly Control[] => (seen.controls ?? []).flat();
const labels = () =>
	controls().flatMap((control) =>
		control.kind === "press" ? [control.label] : control.options.map(({ label }) => label),
	);
const chosen = () =>
	controls().flatMap((control) =>
		control.kind === "choose" ? control.options.filter((one) => one.chosen).map(({ label }) => label) : [],
	);

/** Presses the button or the option with this label, as a platform would. */
async function press(label: string, caller: Caller = inPrivate): Promise<void> {
	for (const control of controls()) {
		if (control.kind === "press" && control.label === label) {
			return send(caller, { does: control.does, values: [], offered: [] });
		}
		const option = control.kind === "choose" ? control.options.find((one) => one.label === label) : undefined;
		if (control.kind !== "choose" || option === undefined) continue;
		const off = control.many && option.chosen;
		return send(caller, { does: control.does, values: off ? [] : [option.value], offered: [option.value] });
	}
	throw new Error(`nothing is labelled ${label}: ${labels().join(" · ")}`);
}

async function send(
	caller: Caller,
	pressed: { does: string; values: readonly string[]; offered: readonly string[] },
	fields: Record<string, string> = {},
): Promise<void> {
	const reply = await commands.press({ ...caller, ...pressed, fields });
	if (reply.form !== undefined || reply.messages.length > 0) seen = reply;
	else seen = { ...seen, ...(reply.notice === undefined ? {} : { notice: reply.notice }) };
}

async function fill(fields: Record<string, string>, caller: Caller = inPrivate): Promise<void> {
	const { form } = seen;
	if (form === undefined) throw new Error("no form is open");
	await send(caller, { does: form.does, values: [], offered: [] }, fields);
}

async function open(args = "", caller: Partial<Caller> = {}): Promise<void> {
	seen = await commands.run(buildCall("setup", args, caller));
}

/** From the question for the place to the step after so many. */
async function walk(steps: number, caller: Caller = inPrivate): Promise<void> {
	for (let step = 0; step < steps; step++) await press("التالي", caller);
}

describe("the set-up dialogue", () => {
	it("begins in a private chat with the question for the place, here at first", async () => {
		await open();
		expect(lines()).toEqual([
			"إعداد الأخبار هنا",
			"الخطوة 1 من 8: المكان",
			"أين تريد أن تصل الأخبار؟ لا بد أن تكون مشرفًا فيه، وأن تكون لي صلاحية النشر.",
		]);
		expect(labels()).toEqual(["هنا", "قناة أو مجموعة أخرى", "التالي", "إلغاء"]);
		expect(chosen()).toEqual(["هنا"]);
	});

	it("goes from sources to the preview and saves all at once at the end", async () => {
		await open("", { place: group });
		expect(lines().slice(0, 2)).toEqual(["إعداد الأخبار هنا", "الخطوة 1 من 7: المصادر"]);
		await press("بريد الخليج", inGroup);
		await press("الوكالة الوطنية", inGroup);
		expect(chosen()).toEqual(["الوكالة الوطنية", "بريد الخليج"]);
		await press("التالي", inGroup);
		await press("سياسة", inGroup);
		await press("رياضة", inGroup);
		await press("سياسة", inGroup);
		expect(chosen()).toEqual(["رياضة"]);
		await press("التالي", inGroup);
		await press("كتابة الكلمات", inGroup);
		await fill({ words: "+مباراة -قرعة" }, inGroup);
		expect(lines()).toContain("التصفية الآن: +مباراة -قرعة");
		await press("التالي", inGroup);
		await press("موجز في أوقات ثابتة", inGroup);
		await fill({ times: "٨، 8:30 مساءً" }, inGroup);
		expect(lines()).toContain("اخترت: موجز يوميًا عند 08:00، 20:30.");
		await press("تغيير المنطقة الزمنية", inGroup);
		await fill({ zone: "الرياض" }, inGroup);
		await press("التالي", inGroup);
		await press("هدوء من 22:00 إلى 06:00", inGroup);
		await press("6 أخبار في الساعة", inGroup);
		await press("العاجل يصل فورًا دائمًا", inGroup);
		await press("التالي", inGroup);
		await press("22 آذار/مارس 2023", inGroup);
		await press("مقدمة حتى 250 حرفًا", inGroup);
		await press("الصورة", inGroup);
		await press("العنوان والمقدمة بلا مصدر", inGroup);
		await press("زر «اقرأ الخبر»", inGroup);
		expect(room.channels).toEqual([]);
		await press("التالي", inGroup);
		expect(seen.messages).toHaveLength(2);
		expect(lines()).toContain("المنتخب يفوز في المباراة الأولى");
		await press("حفظ", inGroup);
		expect(lines()).toEqual([
			"تم الإعداد. هذا ما سيصل إلى هنا:",
			"• المصادر: بريد الخليج، الوكالة الوطنية",
			"• المواضيع: رياضة",
			"• الكلمات: +مباراة -قرعة",
			"• الموعد: موجز يوميًا عند 08:00، 20:30",
			"• ساعات الهدوء: هدوء من 22:00 إلى 06:00",
			"• حد العدد: 6 أخبار في الساعة",
			"• الأخبار العاجلة: تصل فورًا دائمًا",
			"• المنطقة الزمنية: Asia/Riyadh",
			"• القالب: العنوان والمقدمة بلا مصدر",
			"• التاريخ: 22 آذار/مارس 2023",
			"• الأرقام: 0123456789",
			"• أقصى طول للمقدمة: 250 حرفًا",
			"• الصورة: لا",
			"• معاينة الرابط: لا",
			"• سطر المصدر: نعم",
			"• بلا تنبيه: لا",
			"لتغيير شيء من ذلك أرسل /setup في أي وقت، ولإيقاف الأخبار مؤقتًا أرسل /pause",
		]);
		expect(room.channels).toMatchObject([
			{
				address: group.address,
				zone: "Asia/Riyadh",
				schedule: {
					kind: "times",
					times: ["08:00", "20:30"],
					quiet: { from: "22:00", to: "06:00" },
					caps: { perHour: 6 },
					breakingPasses: true,
				},
				look: {
					dateStyle: "dual",
					leadLength: 250,
					image: false,
					buttons: ["read"],
					template: { kind: "ready", name: "brief" },
				},
				subscriptions: [
					{ sources: ["gulf-post", "national"], topics: ["sport"], include: ["+مباراة"], exclude: ["قرعة"] },
				],
			},
		]);
	});
});

describe("a step", () => {
	it("goes back and forth with what was chosen, and is left without a change", async () => {
		await open("", { place: group });
		await press("الوكالة الوطنية", inGroup);
		await press("التالي", inGroup);
		await press("رجوع", inGroup);
		expect(chosen()).toEqual(["الوكالة الوطنية"]);
		await press("إلغاء", inGroup);
		expect(lines()).toEqual(["أُلغي الإعداد، ولم يتغير شيء."]);
		expect(seen.replaces).toBe(true);
		expect(room.channels).toEqual([]);
	});

	it("is gone on from once, however often its button is pressed", async () => {
		await open("", { place: group });
		const first = controls();
		await press("التالي", inGroup);
		const topics = lines();
		const next = first.find((control) => control.kind === "press" && control.label === "التالي");
		await send(inGroup, { does: next?.does ?? "", values: [], offered: [] });
		expect(lines()).toEqual(topics);
		expect(lines()[1]).toBe("الخطوة 2 من 7: المواضيع");
	});

	it("is saved once, and then it is over", async () => {
		await open("", { place: group });
		await walk(6, inGroup);
		const save = controls().find((control) => control.kind === "press" && control.label === "حفظ");
		const pressed = { ...inGroup, does: save?.does ?? "", values: [], offered: [], fields: {} };
		expect((await commands.press(pressed)).messages).toHaveLength(1);
		expect(await commands.press(pressed)).toMatchObject({
			messages: [],
			notice: "هذا الحوار لغيرك، أو انتهى. لتبدأ حوارًا جديدًا أرسل /setup",
		});
		expect(room.channels).toHaveLength(1);
		expect(room.channels[0]?.subscriptions).toHaveLength(1);
	});

	it("is only for who opened the dialogue", async () => {
		await open("", { place: group });
		const before = lines();
		const stranger = { ...inGroup, person: { id: "78", name: "خالد", language: "ar" } };
		await press("التالي", stranger);
		expect(seen.notice).toMatch(/^هذا الحوار لغيرك/);
		expect(lines()).toEqual(before);
	});

	it("begins with what holds there now, and leaves other subscriptions as they are", async () => {
		await commands.run(buildCall("subscribe", "سياسة", { place: group }));
		const other = { id: "x", sources: [], topics: [], include: ["قمة"], exclude: [], minimumImportance: 0 };
		const [channel] = room.channels;
		if (channel === undefined) throw new Error("it was just subscribed");
		room.channels[0] = { ...channel, subscriptions: [...channel.subscriptions, other] };
		await open("", { place: group });
		await walk(1, inGroup);
		expect(chosen()).toEqual(["سياسة"]);
		await press("كل المواضيع", inGroup);
		await walk(5, inGroup);
		await press("حفظ", inGroup);
		expect(lines()).toContain("ويبقى اشتراك آخر كما هو.");
		expect(room.channels[0]?.subscriptions).toMatchObject([{ topics: [] }, { id: "x", include: ["قمة"] }]);
	});

	it("keeps a filter that does not parse as it was, and says where and why", async () => {
		await open("", { place: group });
		await walk(2, inGroup);
		await press("كتابة الكلمات", inGroup);
		await fill({ words: "قمة -رياضة" }, inGroup);
		expect(lines()).toContain("يطابق اختيارك حتى الآن خبر واحد من آخر الأخبار، وعددها 3.");
		await press("كتابة الكلمات", inGroup);
		expect(seen.form?.fields).toMatchObject([{ name: "words", value: "قمة -رياضة", long: true }]);
		await fill({ words: 'قمة "مجلس الأمن' }, inGroup);
		expect(lines().slice(2, 6)).toEqual([
			'لم أفهم «"مجلس الأمن» (عند الحرف 5): علامة اقتباس فُتحت ولم تُغلق.',
			"بقيت التصفية كما كانت.",
			"هل تريد أخبارًا فيها كلمات بعينها، أو ليس فيها كلمات بعينها؟ هذه الخطوة اختيارية.",
			"التصفية الآن: قمة -رياضة",
		]);
	});

	it("offers the closest topics to one that is not known", async () => {
		await open("", { place: group });
		await walk(1, inGroup);
		await press("كتابة المواضيع", inGroup);
		await fill({ topics: "رياضه، اقتصاض" }, inGroup);
		expect(lines().slice(2, 4)).toEqual(["لا أعرف موضوعًا باسم «اقتصاض».", "هل تقصد: اقتصاد؟"]);
		await press("كتابة المواضيع", inGroup);
		await fill({ topics: "رياضه واقتصاد" }, inGroup);
		expect(chosen()).toEqual(["اقتصاد", "رياضة"]);
	});

	it.each([
		["موجز في أوقات ثابتة", { times: "25:00" }, "لم أفهم الوقت «25:00». اكتبه هكذا: 08:00 أو 8 مساءً"],
		["كل عدد من الدقائق", { minutes: "1" }, "العدد من 5 إلى 1440 دقيقة."],
		["موجز حسب جدول cron", { cron: "0 0 30 2 *" }, "الجدول «0 0 30 2 *» لا يحين موعده أبدًا."],
		["تغيير المنطقة الزمنية", { zone: "Asia/Riyad" }, "لا أعرف منطقة زمنية باسم «Asia/Riyad»."],
	])("refuses what cannot be followed: %s %j", async (label, fields, said) => {
		await open("", { place: group });
		await walk(3, inGroup);
		await press(label, inGroup);
		await fill(fields, inGroup);
		expect(lines()[2]).toBe(said);
		expect(lines()).toContain("اخترت: فور ورود الأخبار.");
	});

	it.each([
		["كل عدد من الدقائق", { minutes: "٤٥" }, "موجز كل 45 دقيقة"],
		["كل عدد من الدقائق", { minutes: "120" }, "موجز كل ساعتين"],
		["موجز حسب جدول cron", { cron: "0 8 * * 1-5" }, "موجز حسب الجدول «0 8 * * 1-5»"],
		["موجز في أوقات ثابتة", { times: "8 و 14:30، 9م" }, "موجز يوميًا عند 08:00، 14:30، 21:00"],
	])("takes %s %j", async (label, fields, said) => {
		await open("", { place: group });
		await walk(3, inGroup);
		await press(label, inGroup);
		await fill(fields, inGroup);
		expect(lines()).toContain(`اخترت: ${said}.`);
	});
});

describe("rights", () => {
	const elsewhere = (part = {}): Caller => ({ ...inPrivate, findPlace: async () => buildFound(part) });

	it("are looked at when a place is named, and at every press after it", async () => {
		await open("", elsewhere());
		await press("قناة أو مجموعة أخرى", elsewhere());
		await fill({ reference: "@city_news" }, elsewhere({ personAdministers: false }));
		expect(lines()[2]).toBe("لست من مشرفي «أخبار المدينة».");
		await press("قناة أو مجموعة أخرى", elsewhere());
		await fill({ reference: "@city_news" }, elsewhere());
		expect(lines()).toContain("اخترت: «أخبار المدينة».");
		await walk(7, elsewhere());
		await press("حفظ", elsewhere({ botMayPost: false }));
		expect(lines()).toEqual([
			"لا أملك صلاحية نشر الرسائل في «أخبار المدينة».",
			"أضفني مشرفًا (الإعدادات، ثم المشرفون) وفعّل صلاحية «نشر الرسائل»، ثم أعد إرسال الأمر.",
		]);
		expect(room.channels).toEqual([]);
	});

	it("that are missing in a group keep the dialogue shut", async () => {
		await open("", { place: group, mayAdminister: async () => false });
		expect(lines()[0]).toBe("هذا الأمر متاح هنا للمشرفين فقط.");
		expect(controls()).toEqual([]);
	});

	it("that are missing where a shared button was pressed show nothing of what the place has", async () => {
		await commands.run(buildCall("subscribe", "سياسة", { place: group }));
		const stranger: Caller = { ...inGroup, mayAdminister: async () => false };
		await send(stranger, { does: "setup:new", values: [], offered: [] });
		expect(lines()[1]).toBe("الخطوة 1 من 8: المكان");
		await press("التالي", stranger);
		expect(lines().slice(1, 3)).toEqual(["الخطوة 1 من 8: المكان", "هذا الأمر متاح هنا للمشرفين فقط."]);
		expect(labels()).not.toContain("الوكالة الوطنية");
		// Another place can be named all the same.
		await press("قناة أو مجموعة أخرى", stranger);
		expect(seen.form?.fields).toMatchObject([{ name: "reference" }]);
	});

	it("of somebody anonymous are asked of who presses", async () => {
		const person = { id: group.address, name: group.title, language: "ar", isAnonymous: true as const };
		await open("", { place: group, person });
		expect(lines()).toEqual(["ليبدأ الإعداد اضغط هذا الزر."]);
		await press("إعداد الأخبار", { ...inGroup, mayAdminister: async () => false });
		expect(lines()[0]).toBe("هذا الأمر متاح هنا للمشرفين فقط.");
	});
});

describe("the button", () => {
	it.each(["settings", "start"])("of /%s opens the dialogue of the place", async (name) => {
		seen = await commands.run(buildCall(name, "", { place: group }));
		expect(labels()).toEqual(["إعداد الأخبار"]);
		await press("إعداد الأخبار", inGroup);
		expect(lines()[1]).toBe("الخطوة 1 من 7: المصادر");
	});

	it("of a channel leads into the private chat, which goes on with that channel", async () => {
		const finder = { findPlace: async () => buildFound() };
		seen = await commands.run(buildCall("start", "setup_at_-1002", finder));
		expect(lines().slice(0, 2)).toEqual(["إعداد الأخبار في «أخبار المدينة»", "الخطوة 1 من 7: المصادر"]);
	});

	it("comes with the greeting, once", async () => {
		const greeting = {
			platform: "telegram",
			place: group,
			language: "ar",
			to: "place",
			botMayPost: true,
		} as const;
		seen = await commands.greet(greeting);
		expect(lines()).toHaveLength(3);
		await press("إعداد الأخبار", inGroup);
		expect(lines()[1]).toBe("الخطوة 1 من 7: المصادر");
		expect((await commands.greet(greeting)).messages).toEqual([]);
	});
});

it("people who read English are asked in English, in their own reading order", async () => {
	const person = { id: "77", name: "Layla", language: "en" };
	const english: Caller = { ...inGroup, person };
	await open("", { place: group, person });
	expect(lines().slice(0, 2)).toEqual(["Setting up the news here", "Step 1 of 7: Sources"]);
	await press("Next", english);
	expect(labels().slice(-3)).toEqual(["Cancel", "Back", "Next"]);
	for (let step = 0; step < 5; step++) await press("Next", english);
	await press("Save", english);
	expect(lines()[0]).toBe("All set. This is what will arrive here:");
	expect(room.channels[0]?.look.locale).toBe("en");
});
