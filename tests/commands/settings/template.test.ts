import { describe, expect, it } from "vitest";
import { createCommands } from "../../../src/commands/create-commands.ts";
import { readyTemplates } from "../../../src/message/template/ready-templates.ts";
import { plainLines } from "../../message/plain.ts";
import { ask } from "../ask.ts";
import { buildArticle, buildCall, buildFound, createNewsroom, group, privateChat } from "../newsroom.ts";

const news = [buildArticle(1)];
const own = "# {{ headline }}\n{{ date | hijri }}\n\n*{{ source }}*";

function openRoom() {
	const room = createNewsroom(news);
	const template = () => room.channels[0]?.look.template;
	return { room, template, ask: (args: string, part = {}) => ask(buildCall("settings", args, part), room) };
}

describe("/settings template", () => {
	it("names the ready-made ones, the variables, and how to write one's own", async () => {
		const { ask } = openRoom();
		const lines = await ask("template");
		expect(lines[0]).toBe("القالب: card (العنوان والتاريخ والمقدمة والمصدر)");
		for (const { name } of readyTemplates) expect(lines[1]).toContain(name);
		expect(lines.join("\n")).toContain("headline، date، lead");
		expect(lines.at(-1)).toContain("/settings template own");
	});

	it.each(["compact", "القالب مدمج", "template COMPACT"])(
		"takes a ready-made one by its name: %s",
		async (typed) => {
			const { ask, template } = openRoom();
			const lines = await ask(typed === "compact" ? "template compact" : typed);
			expect(template()).toEqual({ kind: "ready", name: "compact" });
			expect(lines[0]).toContain("compact");
			expect(lines.join("\n")).toContain("افتتاح محطة القطار رقم 1");
		},
	);

	it("offers the closest of a name that does not exist, and changes nothing", async () => {
		const { ask, template } = openRoom();
		expect((await ask("template compct")).join(" ")).toContain("compact");
		expect(template()).toBeUndefined();
	});

	it("takes a text of several lines as it was typed, and shows the newest article in it", async () => {
		const { ask, template } = openRoom();
		const lines = await ask(`template\n${own}`);
		expect(template()).toEqual({ kind: "own", text: own });
		expect(lines).toEqual([
			"حُفظ القالب. هكذا يظهر به أحدث خبر:",
			"افتتاح محطة القطار رقم 1 في شمال المدينة",
			"30 شعبان 1444 هـ",
			"الوكالة الوطنية",
		]);
	});

	it("takes a text for another channel that is named before it", async () => {
		const { room, ask } = openRoom();
		await ask(`@city القالب\n${own}`, { findPlace: async () => buildFound() });
		expect(room.channels).toMatchObject([
			{ address: "-1002", look: { template: { kind: "own", text: own } } },
		]);
	});

	it("asks for the text in a form that begins with the present one, and takes what comes back", async () => {
		const { room, template } = openRoom();
		const commands = createCommands(room.commands);
		const { form } = await commands.run(buildCall("settings", "template own"));
		expect(form?.fields).toMatchObject([{ name: "text", long: true, value: readyTemplates[0]?.text }]);
		const { name: _name, args: _args, ...caller } = buildCall("settings");
		const press = { ...caller, does: form?.does ?? "", values: [], offered: [], fields: { text: own } };
		const reply = await commands.press(press);
		expect(reply.messages.flatMap(plainLines)[0]).toContain("حُفظ القالب");
		expect(template()).toEqual({ kind: "own", text: own });
	});

	it("takes nothing from somebody who does not administer the place, in a form either", async () => {
		const { room } = openRoom();
		const {
			name: _name,
			args: _args,
			...caller
		} = buildCall("settings", "", {
			place: group,
			mayAdminister: async () => false,
		});
		const press = { ...caller, does: "settings:template", values: [], offered: [], fields: { text: own } };
		await createCommands(room.commands).press(press);
		expect(room.channels).toEqual([]);
	});

	it.each<[typed: string, said: string]>([
		["{{ headline", "السطر 1، الموضع 1: بدأ «{{ headline» ولم يُغلق."],
		["# {{ headline }}\n{{ titel }}", "السطر 2، الموضع 4: لا أعرف متغيرًا باسم «titel»."],
		["{{ headlin }}", "هل تقصد: headline"],
		["# {{ headline }}\n\n{{ lead | truncat: 20 }}", "السطر 3، الموضع 11: لا أعرف مرشحًا باسم «truncat»."],
		["{{ lead | truncat: 20 }}", "هل تقصد: truncate"],
		["{{ headline }} {% fi breaking %}", "السطر 1، الموضع 19: لا أعرف أمرًا باسم «fi» في القوالب."],
		["{{ lead | truncate: 'x' }}", "مثال صحيح: truncate: 120"],
		["{{ date | date: 'persian' }}", 'مثال صحيح: date: "long"'],
		["{% for i in (1..9) %}{{ headline }}{% endfor %}", "غير مسموح"],
		[`{% assign x = (1..99999) %}{% for i in x %}${"a\n".repeat(900)}{% endfor %}`, "غير مسموح"],
		["{{ author }}{% if author %}x{% endif %}{% raw %}", "ولم يُغلق"],
		["{% comment %}{{ headline }}{% endcomment %}", "لا يُظهر القالب شيئًا من الخبر."],
		["{{ lead }}\n\n".repeat(40), "أطول من الحد الأقصى، وهو 3500 حرف."],
		[`{{ headline }}${"س".repeat(2100)}`, "أطول من الحد الأقصى، وهو 2000 حرف."],
		["{% include 'x' %}{{ headline }}", "لا أعرف أمرًا باسم «include»"],
		["{{ headline | raw }}", "لا أعرف مرشحًا باسم «raw»."],
		["{{ headline.constructor }}", "لا أعرف متغيرًا باسم «headline.constructor»."],
	])("refuses %.40j, says where and why, and keeps the old one", async (text, said) => {
		const { ask, template } = openRoom();
		await ask("template brief");
		const lines = await ask(`template\n${text}`);
		expect(lines[0]).toBe("لم يُحفظ القالب، وبقي السابق كما هو.");
		expect(lines.join("\n")).toContain(said);
		expect(template()).toEqual({ kind: "ready", name: "brief" });
	});

	it("tells of a template that could not be used, until it is another one", async () => {
		const { room, ask } = openRoom();
		await ask("template brief");
		const [channel] = room.channels;
		if (channel === undefined) throw new Error("no channel");
		room.channels[0] = { ...channel, templateFault: { kind: "too-much", since: 1 } };
		expect((await ask("template"))[0]).toContain("تعذر استعماله");
		await ask("template card");
		expect((await ask("template"))[0]).not.toContain("تعذر");
	});
});

describe("/settings of buttons and hashtags", () => {
	it.each<[typed: string, look: object]>([
		["buttons both", { buttons: ["read", "share"] }],
		["الأزرار اقرأ", { buttons: ["read"] }],
		["buttons none", { buttons: [] }],
		["hashtags on", { hashtags: true }],
		["الوسوم لا", { hashtags: false }],
	])("%s", async (typed, look) => {
		const { room, ask } = openRoom();
		await ask(typed, { place: privateChat });
		expect(room.channels[0]?.look).toMatchObject(look);
	});

	it("leaves hashtags to the template again", async () => {
		const { room, ask } = openRoom();
		await ask("hashtags on");
		await ask("hashtags auto");
		expect(room.channels[0]?.look).not.toHaveProperty("hashtags");
	});
});
