import { beforeEach, describe, expect, it } from "vitest";
import { steps } from "../../../src/commands/broadcast/steps.ts";
import { createCommands } from "../../../src/commands/create-commands.ts";
import type { CommandPort, CommandReply, Control, PressCall } from "../../../src/commands/port.ts";
import { roles } from "../../../src/domain/person.ts";
import { rights } from "../../../src/domain/rights.ts";
import { plainLines } from "../../message/plain.ts";
import { growth, mostGrowth } from "../../support/growth.ts";
import { buildCall, createNewsroom, type Newsroom, noon } from "../newsroom.ts";

let room: Newsroom;
let commands: CommandPort;

beforeEach(() => {
	room = createNewsroom();
	commands = createCommands(room.commands);
	room.roles.set("telegram:77", "editor");
	room.roles.set("telegram:88", "editor");
	room.roles.set("telegram:99", "admin");
});

const people = { 77: "ليلى", 88: "سامي", 99: "هدى", 66: "زائر" } as const;
type PersonId = keyof typeof people;

const callerOf = (id: PersonId) => {
	const { name: _name, args: _args, ...caller } = buildCall("start");
	return { ...caller, person: { id: String(id), name: people[id], language: "ar" } };
};

/** What a person sees of an answer: its lines, the word beside it, and the labels that can be pressed. */
function seen(reply: CommandReply): readonly string[] {
	return [
		...reply.messages.flatMap(plainLines),
		...(reply.notice === undefined ? [] : [`(${reply.notice})`]),
	];
}

function labels({ controls = [] }: CommandReply): string[] {
	return controls.flat().flatMap((control) => (control.kind === "press" ? [control.label] : []));
}

function find(reply: CommandReply, label: string): Control {
	const found = (reply.controls ?? [])
		.flat()
		.find((control) => (control.kind === "press" ? control.label : control.name) === label);
	if (found === undefined) throw new Error(`tests: there is no "${label}" but: ${labels(reply).join(", ")}`);
	return found;
}

async function press(reply: CommandReply, label: string, by: PersonId = 77): Promise<CommandReply> {
	return commands.press(pressOf(find(reply, label).does, by));
}

function pressOf(does: string, by: PersonId, part: Partial<PressCall> = {}): PressCall {
	return { ...callerOf(by), does, values: [], offered: [], fields: {}, ...part };
}

/** Chooses in a list as it would look afterwards: what is chosen of what is offered. */
async function choose(reply: CommandReply, name: string, values: readonly string[], by: PersonId = 77) {
	const control = find(reply, name);
	const offered = control.kind === "choose" ? control.options.map(({ value }) => value) : [];
	return commands.press(pressOf(control.does, by, { values, offered }));
}

async function fill(reply: CommandReply, fields: Record<string, string>, by: PersonId = 77) {
	return commands.press(pressOf(reply.form?.does ?? "", by, { fields }));
}

const run = (name: string, args = "", by: PersonId = 77) => commands.run({ ...callerOf(by), name, args });

const text = { headline: "صيانة الليلة", body: "تتوقف الخدمة ساعة.", image: "", buttons: "" };

async function write(): Promise<CommandReply> {
	return fill(await run("broadcast"), text);
}

describe("/broadcast", () => {
	it("leads from the text to the sending, and shows to how many and when before anything is sent", async () => {
		const asked = await run("broadcast");
		expect(asked.form?.fields.map(({ name }) => name)).toEqual(["headline", "body", "image", "buttons"]);
		const home = await fill(asked, text);
		expect(seen(home)).toEqual([
			"صيانة الليلة",
			"• الحالة: مسودة",
			"• النص: تتوقف الخدمة ساعة.",
			"• الجمهور: القنوات كلها",
			"• العدد: 3 قنوات (تيليغرام: 2، ديسكورد: 1)، ومدة الإرسال دقيقة و30 ثانية تقريبًا",
			"• الموعد: فور الضغط على «أرسل»",
			"• آخر من عدّله: ليلى",
		]);
		const sure = await press(home, "إرسال…");
		expect(seen(sure)).toEqual([
			"هل أرسل؟",
			"صيانة الليلة",
			"3 قنوات (تيليغرام: 2، ديسكورد: 1)، ومدة الإرسال دقيقة و30 ثانية تقريبًا",
			"فور الضغط على «أرسل»",
		]);
		expect(room.broadcasts.sendings).toEqual([]);
		const sent = await press(sure, "أرسل الآن");
		expect(room.broadcasts.sendings).toEqual(["b1"]);
		expect(sent.notice).toBe("بدأ الإرسال.");
		expect(seen(sent)).toContain("• وصل: 2 / 3 (66%)");
		expect(seen(sent)).toContain("• تعذر: 1 (حُظرتُ فيها: 1)");
		expect(labels(sent)).toEqual([
			"تحديث",
			"إيقاف مؤقت",
			"إلغاء…",
			"تصحيح",
			"سحب…",
			"أعد المحاولة مع ما تعذر",
		]);
	});

	it("sends once though “send” is pressed twice, one after the other or at once", async () => {
		const sure = await press(await write(), "إرسال…");
		const both = await Promise.all([press(sure, "أرسل الآن"), press(sure, "أرسل الآن")]);
		const third = await press(sure, "أرسل الآن");
		expect(room.broadcasts.sendings).toEqual(["b1"]);
		expect(both.map(({ notice }) => notice)).toContain("بدأ الإرسال.");
		expect(third.notice).toBe("بدأ إرسال هذا البث أو جُدول من قبل، ولن يُرسل مرتين.");
	});

	it("schedules once though it is pressed twice", async () => {
		const day = await press(await write(), "الموعد");
		const home = await fill(await press(day, "اكتب الموعد"), { when: "بعد ساعتين" });
		const sure = await press(home, "إرسال…");
		const [first, second] = [await press(sure, "جدوِل"), await press(sure, "جدوِل")];
		expect(first.notice).toBe("جُدول البث.");
		expect(second.notice).toContain("لن يُرسل مرتين");
		expect(room.broadcasts.asked.filter((what) => what.startsWith("schedule"))).toEqual(["schedule b1"]);
	});

	it("makes one broadcast though the form is sent in twice", async () => {
		const asked = await run("broadcast");
		await Promise.all([fill(asked, text), fill(asked, text)]);
		expect((await room.broadcasts.list()).map(({ id }) => id)).toEqual(["b1"]);
	});

	it("keeps what was typed when it is refused, and asks again with it", async () => {
		const asked = await run("broadcast");
		const refused = await fill(asked, { ...text, body: "*خبر" });
		expect(seen(refused)).toEqual(["[mark-up-open]"]);
		const again = await press(refused, "تعديل النص");
		expect(again.form?.fields.map(({ value }) => value)).toEqual([
			"صيانة الليلة",
			"*خبر",
			undefined,
			undefined,
		]);
		expect(seen(await fill(again, text))[0]).toBe("صيانة الليلة");
		expect(room.broadcasts.asked).toEqual(["create b1"]);
	});

	it("shows of the text what readers would read, without its mark-up", async () => {
		const body = "تتوقف **ساعة**، و[التفاصيل](https://news.example/1) لاحقًا.\n- بند";
		const home = await fill(await run("broadcast"), { ...text, body });
		expect(seen(home)).toContain("• النص: تتوقف ساعة، والتفاصيل لاحقًا. بند");
	});

	it("reads buttons one a line, pictures, and the language of the text", async () => {
		const buttons = "اقرأ المزيد | https://news.example/1\nالموقع https://news.example";
		await fill(await run("broadcast"), { ...text, image: " https://news.example/a.jpg ", buttons });
		const [made] = await room.broadcasts.list();
		expect(made?.content.versions).toEqual([
			{
				language: "ar",
				headline: "صيانة الليلة",
				body: "تتوقف الخدمة ساعة.",
				image: "https://news.example/a.jpg",
				buttons: [
					[{ label: "اقرأ المزيد", href: "https://news.example/1" }],
					[{ label: "الموقع", href: "https://news.example" }],
				],
				overrides: {},
			},
		]);
	});

	it("shows the message as each platform would, sends a test to where it was asked for, and changes the text", async () => {
		const home = await write();
		expect(seen(await press(home, "معاينة"))).toEqual([
			...["كما يظهر في تيليغرام:", "صيانة الليلة", "تتوقف الخدمة ساعة."],
			...["كما يظهر في ديسكورد:", "صيانة الليلة", "تتوقف الخدمة ساعة."],
		]);
		expect((await press(home, "تجربة هنا")).notice).toBe("أُرسلت نسخة التجربة إلى هنا.");
		expect(room.broadcasts.asked).toEqual(["create b1", "test b1 telegram 77"]);
		const form = await press(home, "تعديل النص");
		const changed = await fill(form, { ...text, headline: "صيانة الغد" });
		expect(seen(changed)[0]).toBe("صيانة الغد");
	});

	it("is said in English to who reads English", async () => {
		await room.commands.chooseLanguage({ platform: "telegram", ...callerOf(77).person }, "en");
		const home = await fill(await run("broadcast"), { ...text, headline: "Maintenance", body: "An hour." });
		expect(seen(home)).toContain(
			"• Count: 3 channels (Telegram: 2, Discord: 1), sent within about 1 minute 30 seconds",
		);
		expect(labels(home)).toContain("Send…");
	});
});

describe("the audience", () => {
	it("is chosen from platforms, languages and topics; with nothing chosen all get it", async () => {
		let audience = await press(await write(), "الجمهور");
		const control = find(audience, "الجمهور");
		const options = control.kind === "choose" ? control.options : [];
		expect(options.map(({ label }) => label)).toEqual([
			...["تيليغرام", "ديسكورد", "العربية", "الإنجليزية", "سياسة", "اقتصاد", "رياضة", "علوم وتقنية"],
		]);
		for (const { value } of options) expect(value).toMatch(/^[A-Za-z0-9:_-]{1,24}$/);
		audience = await choose(audience, "الجمهور", ["p-telegram", "t-sport"]);
		const [made] = await room.broadcasts.list();
		expect(made?.audience.include).toEqual([
			{ kind: "platform", platform: "telegram" },
			{ kind: "topic", topic: "sport" },
		]);
		expect(seen(await press(audience, "رجوع"))).toContain("• الجمهور: تيليغرام، رياضة");
		await choose(audience, "الجمهور", []);
		expect((await room.broadcasts.list())[0]?.audience.include).toEqual([{ kind: "all" }]);
	});

	it("that is empty cannot be sent to: there is no button, and an old one is refused", async () => {
		const home = await write();
		const sure = await press(home, "إرسال…");
		room.broadcasts.recipients = 0;
		const now = await press(home, "تحديث");
		expect(labels(now)).not.toContain("إرسال…");
		expect(seen(now)).toContain("[audience-empty]");
		expect(seen(await press(home, "إرسال…"))).toEqual(["[audience-empty]"]);
		expect(seen(await press(sure, "أرسل الآن"))).toEqual(["[audience-empty]"]);
		expect(room.broadcasts.sendings).toEqual([]);
	});
});

describe("the time", () => {
	it("is a day and an hour of those that are yet to come", async () => {
		const days = await press(await write(), "الموعد");
		const list = find(days, "اليوم");
		const options = list.kind === "choose" ? list.options : [];
		expect(options.slice(0, 3).map(({ value, label }) => [value, label])).toEqual([
			["2023-03-22", "اليوم"],
			["2023-03-23", "غدًا"],
			["2023-03-24", "الجمعة 24/3"],
		]);
		expect(options).toHaveLength(14);
		// Noon in UTC is 15:00 in Amman.
		const today = await choose(days, "اليوم", ["2023-03-22"]);
		const hours = find(today, "الساعة");
		expect(hours.kind === "choose" && hours.options.map(({ label }) => label)).toEqual([
			...["16:00", "17:00", "18:00", "19:00", "20:00", "21:00", "22:00", "23:00"],
		]);
		const home = await choose(today, "الساعة", ["h1800"]);
		expect(seen(home)).toContain("• الموعد: الأربعاء 22 مارس 2023 18:00");
		const sent = await press(await press(home, "إرسال…"), "جدوِل");
		expect(sent.notice).toBe("جُدول البث.");
		expect((await room.broadcasts.list())[0]?.nextAt).toBe(Date.UTC(2023, 2, 22, 15));
	});

	it.each([
		["غدا 09:00", "• الموعد: الخميس 23 مارس 2023 09:00"],
		["بعد ساعتين", "• الموعد: الأربعاء 22 مارس 2023 17:00"],
		["الأحد القادم 18:30", "• الموعد: الأحد 26 مارس 2023 18:30"],
		["2023-12-31T18:30", "• الموعد: الأحد 31 ديسمبر 2023 18:30"],
	])("may be written: %s", async (when, line) => {
		const form = await press(await press(await write(), "الموعد"), "اكتب الموعد");
		expect(seen(await fill(form, { when }))).toContain(line);
	});

	it.each([
		["أمس 9:00", "فات هذا الوقت: الثلاثاء 21 مارس 2023 09:00. اختر وقتًا لم يأت بعد، مثل «غدًا 09:00»."],
		[
			"2020-01-01T10:00",
			"فات هذا الوقت: الأربعاء 1 يناير 2020 10:00. اختر وقتًا لم يأت بعد، مثل «غدًا 09:00».",
		],
		["قريبا", "لم أفهم «قريبا». اكتب مثلًا: غدًا 09:00 أو بعد ساعتين أو 2026-12-31T18:30"],
		[
			"31/11/2023 10:00",
			"لم أفهم «31/11/2023 10:00». اكتب مثلًا: غدًا 09:00 أو بعد ساعتين أو 2026-12-31T18:30",
		],
		["2093-01-01T10:00", "هذا الوقت بعيد جدًا: الخميس 1 يناير 2093 10:00. تحقق من السنة."],
	])("that is none, or is over, is told with what to write: %s", async (when, sentence) => {
		const form = await press(await press(await write(), "الموعد"), "اكتب الموعد");
		expect(seen(await fill(form, { when }))).toContain(sentence);
		expect((await room.broadcasts.list())[0]?.time).toEqual({ kind: "now" });
	});

	it("takes no longer to read for the blanks in it", async () => {
		const form = await press(await press(await write(), "الموعد"), "اكتب الموعد");
		const words = (blanks: number) => `غدا${" ".repeat(blanks)}!`;
		const answer = async (when: string) => seen(await fill(form, { when }));
		expect(await growth(answer, words(300), words(1200))).toBeLessThan(mostGrowth);
	});

	it("of a day alone is asked for the hour", async () => {
		const form = await press(await press(await write(), "الموعد"), "اكتب الموعد");
		const hours = await fill(form, { when: "غدا" });
		expect(seen(hours)).toEqual(["في أي ساعة؟", "الخميس 23 مارس 2023", "الأوقات بتوقيت Asia/Amman."]);
		expect(seen(await choose(hours, "الساعة", ["h0900"]))).toContain("• الموعد: الخميس 23 مارس 2023 09:00");
	});

	it("whose hour went by while the list was open is refused", async () => {
		const today = await choose(await press(await write(), "الموعد"), "اليوم", ["2023-03-22"]);
		room.commands.now = () => noon + 2 * 3_600_000;
		expect(seen(await choose(today, "الساعة", ["h1600"]))[1]).toContain("فات هذا الوقت");
	});
});

describe("two editors with one draft", () => {
	it("the second is told who was faster, sees what it is now, and overwrites nothing", async () => {
		await write();
		const [first, second] = [await run("broadcast", "b1", 77), await run("broadcast", "b1", 88)];
		const form = await press(second, "تعديل النص", 88);
		await fill(await press(first, "تعديل النص"), { ...text, headline: "نص ليلى" });
		const late = await fill(form, { ...text, headline: "نص سامي" }, 88);
		expect(seen(late).slice(0, 2)).toEqual([
			"عدّل ليلى هذا البث بعد أن عُرض عليك، فلم أُغيّر شيئًا. هذا ما هو عليه الآن، فأعد ما أردته إن كان لازمًا.",
			"نص ليلى",
		]);
		expect((await room.broadcasts.list())[0]?.name).toBe("نص ليلى");
		// Having seen it, the second may change it.
		const again = await fill(await press(late, "تعديل النص", 88), { ...text, headline: "نص سامي" }, 88);
		expect(seen(again)[0]).toBe("نص سامي");
	});

	it("the second's time and audience do not overwrite either, nor do they send what they have not seen", async () => {
		await write();
		const [first, second] = [await run("broadcast", "b1", 77), await run("broadcast", "b1", 88)];
		const audience = await press(second, "الجمهور", 88);
		const sure = await press(await run("broadcast", "b1", 88), "إرسال…", 88);
		await fill(await press(first, "تعديل النص"), { ...text, headline: "نص ليلى" });
		expect(seen(await choose(audience, "الجمهور", ["p-discord"], 88))[0]).toContain("عدّل ليلى");
		await fill(await press(first, "تعديل النص"), { ...text, headline: "نص ليلى الثاني" });
		expect(seen(await press(sure, "أرسل الآن", 88))[0]).toContain("عدّل ليلى");
		expect(room.broadcasts.sendings).toEqual([]);
		expect((await room.broadcasts.list())[0]?.audience.include).toEqual([{ kind: "all" }]);
	});

	it("one person with two dialogues is not in their own way", async () => {
		const home = await write();
		const other = await run("broadcast", "b1");
		await choose(await press(other, "طريقة الإرسال"), "طريقة الإرسال", ["silent"]);
		const audience = await choose(await press(home, "الجمهور"), "الجمهور", ["p-telegram"]);
		expect(seen(await press(audience, "رجوع"))).toContain("• طريقة الإرسال: بلا صوت");
	});
});

describe("rights", () => {
	it.each(Object.entries(steps))("the step %s asks for a right on every press", async (name, { action }) => {
		expect(Object.keys(rights)).toContain(action);
		await write();
		for (const role of roles) {
			room.roles.set("telegram:88", "admin");
			const home = await run("broadcast", "b1", 88);
			const [, dialogue] = find(home, "تحديث").does.split(":");
			room.roles.set("telegram:88", role);
			room.refused.length = 0;
			const reply = await commands.press(pressOf(`broadcast:${dialogue}:${name}`, 88));
			const may = role === "owner" || role === "admin" || (role === "editor" && rights[action] === "editor");
			expect([role, room.refused]).toEqual([role, may ? [] : [`88 ${action} broadcast b1`]]);
			if (!may) expect(reply.notice).toMatch(/telegram:88/);
		}
	});

	it("a reader is refused politely, told their id, and it is logged", async () => {
		for (const name of ["broadcast", "broadcasts", "audit"]) {
			expect(seen(await run(name, "", 66))).toEqual([
				"هذا الأمر لمحرري غرفة الأخبار. إن كنت منهم فاطلب من أحد المشرفين أن يضيفك بالمعرّف telegram:66.",
			]);
		}
		expect(room.refused).toEqual([
			...["66 broadcast.create broadcasts", "66 broadcast.view broadcasts", "66 audit.read audit log"],
		]);
		expect(seen(await run("help", "", 66)).join()).not.toContain("/broadcast");
		expect(seen(await run("help", "", 77)).join()).toContain("/broadcast");
	});

	it("another's dialogue cannot be gone on with, nor one that is over", async () => {
		const home = await write();
		expect((await press(home, "إرسال…", 88)).notice).toContain("انتهى هذا الحوار أو بدأه غيرك");
		expect((await commands.press(pressOf("broadcast:zzzzzzzz:send", 77))).notice).toContain(
			"انتهى هذا الحوار",
		);
		for (const does of ["broadcast", "broadcast:", "broadcast:dddddddd1:constructor", "broadcast::send"]) {
			expect((await commands.press(pressOf(does, 77))).notice).toContain("انتهى هذا الحوار");
		}
	});

	it("where two people are asked for, the editor's draft waits for another, who sees a button for it", async () => {
		room.broadcasts.twoPeople = true;
		const sure = await press(await write(), "إرسال…");
		expect(seen(await press(sure, "أرسل الآن"))).toEqual(["[needs-approval]"]);
		expect(labels(await run("broadcast", "b1", 88))).not.toContain("اعتماد");
		const approved = await press(await run("broadcast", "b1", 99), "اعتماد", 99);
		expect(approved.notice).toBe("اعتُمد البث.");
		expect(seen(approved)).toContain("• اعتمده: هدى");
	});
});

describe("/broadcasts", () => {
	it("lists the newest with their state, and opens one", async () => {
		expect(seen(await run("broadcasts"))).toEqual(["لا بث بعد. لإعداد بث جديد أرسل /broadcast"]);
		await press(await press(await write(), "إرسال…"), "أرسل الآن");
		await fill(await run("broadcast"), { ...text, headline: "إعلان آخر" });
		const list = await run("broadcasts", "", 88);
		expect(seen(list)).toEqual(["البث", "• إعلان آخر: مسودة", "• صيانة الليلة: يُرسل الآن 3/3"]);
		const opened = await choose(list, "اختر بثًا لتفتحه", ["b1"], 88);
		expect(seen(opened)[0]).toBe("صيانة الليلة");
	});

	it("pauses, resumes, corrects, tries again, withdraws and cancels, the last two only when it was asked twice", async () => {
		const sent = await press(await press(await write(), "إرسال…"), "أرسل الآن");
		const paused = await press(sent, "إيقاف مؤقت");
		expect(paused.notice).toBe("توقف الإرسال حيث وصل.");
		expect((await press(paused, "استئناف")).notice).toBe("استؤنف الإرسال من حيث توقف.");
		expect((await press(sent, "أعد المحاولة مع ما تعذر")).notice).toBe("أُعيدت المحاولة مع قناة واحدة.");
		const form = await press(sent, "تصحيح");
		expect(form.form?.title).toBe("تصحيح البث");
		expect(seen(await fill(form, { ...text, body: "تتوقف ساعتين." }))[0]).toBe(
			"بدأ تصحيح الرسائل التي أُرسلت.",
		);
		const sure = await press(sent, "سحب…");
		expect(room.broadcasts.asked.filter((what) => what.startsWith("withdraw"))).toEqual([]);
		expect((await press(sure, "نعم، اسحبه")).notice).toBe("بدأ سحب الرسائل.");
		expect(room.broadcasts.asked.filter((what) => what.startsWith("withdraw"))).toEqual(["withdraw b1"]);
	});

	it("asks what to do with a time that was missed", async () => {
		await write();
		room.broadcasts.put("b1", { state: "scheduled", missedAt: noon });
		expect(seen(await run("broadcasts"))[1]).toContain("(فات موعده وينتظر قرارًا)");
		const home = await run("broadcast", "b1");
		expect(labels(home)).toEqual(expect.arrayContaining(["أرسله الآن", "اتركه"]));
		expect(seen(await press(home, "اتركه"))).toContain("• الحالة: فات وقته");
	});

	it("has at most five rows of controls, as many as Discord shows", async () => {
		await write();
		const states = ["draft", "approved", "scheduled", "sending", "paused", "finished", "cancelled"] as const;
		for (const state of states) {
			room.broadcasts.put("b1", { state, missedAt: noon });
			expect((await run("broadcast", "b1", 99)).controls?.length).toBeLessThanOrEqual(5);
		}
	});
});
