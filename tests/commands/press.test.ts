import { beforeEach, describe, expect, it } from "vitest";
import { createCommands } from "../../src/commands/create-commands.ts";
import type { Caller, CommandPort, Form, PressCall } from "../../src/commands/port.ts";
import { plainLines } from "../message/plain.ts";
import { buildCall, createNewsroom, group, type Newsroom } from "./newsroom.ts";

let room: Newsroom;
let commands: CommandPort;

beforeEach(() => {
	room = createNewsroom();
	commands = createCommands(room.commands);
});

const { name: _name, args: _args, ...caller } = buildCall("start");
const inGroup: Caller = { ...caller, place: group };
const buildPress = (does: string, part: Partial<PressCall> = {}): PressCall => ({
	...caller,
	does,
	values: [],
	offered: [],
	fields: {},
	...part,
});

const form: Form = {
	does: "nothing:words",
	title: "تصفية الأخبار",
	fields: [
		{ name: "include", label: "كلمات لا بد منها", value: "قمة" },
		{ name: "exclude", label: "كلمات مرفوضة", required: true },
	],
};

describe("a control", () => {
	it.each(["", "nothing", "nothing:at:all", "latest", "constructor:x", "__proto__"])(
		"of no command that has any (%j) is too old",
		async (does) => {
			expect(await commands.press(buildPress(does))).toEqual({
				messages: [],
				visibility: "person",
				notice: "انتهت صلاحية هذا الزر. أرسل الأمر من جديد.",
			});
		},
	);

	it("pressed too often is answered with the time to wait", async () => {
		room.commands.takePress = async () => ({ kind: "too-many", first: false, waitMs: 4_200 });
		expect((await commands.press(buildPress("x"))).notice).toContain("5 ثوانٍ");
	});
});

describe("a form in writing", () => {
	it("is asked field by field, and comes back as a press", async () => {
		const asked = await commands.ask(caller, form);
		expect(asked.messages.flatMap(plainLines)).toEqual([
			"تصفية الأخبار",
			"كلمات لا بد منها",
			"القيمة الحالية: قمة",
			"لترك هذا الحقل فارغًا أرسل علامة - وحدها.",
			"اكتب جوابك في رسالة. وللتراجع اضغط أي زر في الحوار أو أرسل أي أمر.",
		]);
		const second = await commands.answer({ ...caller, text: "-" });
		expect(second?.messages.flatMap(plainLines)).toEqual(["كلمات مرفوضة"]);
		// Nobody takes it here, which is what the press says.
		const third = await commands.answer({ ...caller, text: "رياضة" });
		expect(third?.messages.flatMap(plainLines)).toEqual(["انتهت صلاحية هذا الزر. أرسل الأمر من جديد."]);
		expect(await commands.answer({ ...caller, text: "وغيرها" })).toBeUndefined();
	});

	it("names who is asked in a group, and nobody in a private chat", async () => {
		expect((await commands.ask(inGroup, form)).messages[0]?.asks).toEqual({ of: { id: "77", name: "ليلى" } });
		expect((await commands.ask(caller, form)).messages[0]?.asks).toEqual({});
	});

	it("is given up by a command, by a press, and asked of nobody else and nowhere else", async () => {
		await commands.ask(caller, form);
		expect(await commands.answer({ ...inGroup, text: "غزة" })).toBeUndefined();
		const other = { ...caller, person: { ...caller.person, id: "78" } };
		expect(await commands.answer({ ...other, text: "غزة" })).toBeUndefined();
		await commands.run(buildCall("help"));
		expect(await commands.answer({ ...caller, text: "غزة" })).toBeUndefined();
		await commands.ask(caller, form);
		await commands.press(buildPress("x"));
		expect(await commands.answer({ ...caller, text: "غزة" })).toBeUndefined();
	});
});
