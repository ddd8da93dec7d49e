import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { createCommands } from "../../../src/commands/create-commands.ts";
import type { CommandPort, CommandReply, Control } from "../../../src/commands/port.ts";
import type { Message } from "../../../src/message/message.ts";
import { plainLines } from "../../message/plain.ts";
import { buildArticle, buildCall, createNewsroom, group } from "../newsroom.ts";

const news = Array.from({ length: 12 }, (_, index) => buildArticle(index + 1));

/** What people, and those who try, have typed into forms. */
const nasties = [
	"👩‍👩‍👧‍👦🇯🇴",
	"س".repeat(10_000),
	"سياسة ".repeat(2_000),
	"\u202e\u202d\u2066سياسة\u2069",
	"<b>سياسة</b><script>alert(1)</script>",
	"@everyone",
	"{{ constructor }}",
	"{% for a in b %}",
	"{ $topic }",
	"\u0000\u001b[31m",
	"\ud800",
	"\u2028",
	"__proto__",
	"constructor",
	"'re:/(a+)+$/'",
	"re:/[/",
	"re:/((((((((((a{30}){30}){30})/",
	'"',
	"-",
	"+",
	"* * * * *",
	"@yearly",
	"99:99",
	"1e3",
	"NaN",
	"-5",
	"٨ و ٩ و ١٠",
	"../../etc/passwd",
	"https://[::1",
	"",
	" ",
];
const typed = fc.oneof(
	fc.constantFrom(...nasties),
	fc.string({ unit: "binary", maxLength: 300 }),
	fc
		.array(fc.constantFrom(...nasties, "08:00", "غزة", "سياسة", ",", " "), { maxLength: 6 })
		.map((all) => all.join(" ")),
);

const { name: _name, args: _args, ...caller } = buildCall("setup", "", { place: group });

type Act = { pick: number; typed: string; values: readonly string[] };
const acts = fc.array(
	fc.record({
		pick: fc.nat({ max: 60 }),
		typed,
		values: fc.array(fc.oneof(typed, fc.constantFrom("none", "other", "times", "cron", "at-once")), {
			maxLength: 3,
		}),
	}),
	{ minLength: 1, maxLength: 14 },
);

/** Presses something that is shown, or fills in what is asked. */
async function act(
	seen: CommandReply,
	{ pick, typed: text, values }: Act,
	commands: CommandPort,
): Promise<CommandReply> {
	if (seen.form !== undefined) {
		const fields = Object.fromEntries(seen.form.fields.map(({ name }) => [name, text]));
		return commands.press({ ...caller, does: seen.form.does, values: [], offered: [], fields });
	}
	const controls = (seen.controls ?? []).flat();
	const control = controls[pick % Math.max(1, controls.length)];
	if (control === undefined) return commands.run(buildCall("setup", "", { place: group }));
	return commands.press({ ...caller, does: control.does, ...valuesFor(control, pick, values), fields: {} });
}

function valuesFor(control: Control, pick: number, invented: readonly string[]) {
	if (control.kind === "press") return { values: [], offered: [] };
	const offered = control.options.map(({ value }) => value);
	// Some presses are forged, or of a list that has changed since.
	if (pick % 5 === 0) return { values: invented, offered: invented };
	return { values: offered.slice(pick % offered.length, (pick % offered.length) + 1), offered };
}

describe("whatever a person presses and types in the set-up dialogue", () => {
	it("is answered or refused politely, and a channel that is saved can be followed", async () => {
		await fc.assert(
			fc.asyncProperty(acts, async (all) => {
				const room = createNewsroom(news);
				const commands = createCommands(room.commands);
				let seen = await commands.run(buildCall("setup", "", { place: group }));
				for (const one of all) {
					const reply = await act(seen, one, commands);
					expect(reply.messages.length > 0 || reply.form !== undefined || reply.notice !== undefined).toBe(
						true,
					);
					for (const message of reply.messages) expectSendable(message);
					for (const control of (reply.controls ?? []).flat()) expectPressable(control);
					seen = reply;
				}
				for (const { schedule, zone } of room.channels) {
					expect(() => new Intl.DateTimeFormat("en", { timeZone: zone })).not.toThrow();
					if (schedule.kind === "times") {
						for (const time of schedule.times) expect(time).toMatch(/^([01]\d|2[0-3]):[0-5]\d$/);
					}
					if (schedule.kind === "every") expect(schedule.minutes).toBeGreaterThanOrEqual(5);
				}
			}),
			{ numRuns: 200 },
		);
	});

	it.each(nasties)("%j in a form in writing is answered", async (text) => {
		const commands = createCommands(createNewsroom(news).commands);
		const fields = [
			{ name: "a", label: "حقل" },
			{ name: "b", label: "آخر", required: true },
		];
		await commands.ask(caller, { does: "setup:x:words:write", title: "سؤال", fields });
		const next = await commands.answer({ ...caller, text });
		const last = await commands.answer({ ...caller, text });
		for (const message of [...(next?.messages ?? []), ...(last?.messages ?? [])]) expectSendable(message);
		expect(last?.messages.length).toBeGreaterThan(0);
	});

	it.each([
		"setup",
		"setup:",
		"setup:at",
		"setup:at:",
		"setup:at:-1",
		"setup:at:__proto__",
		"setup:here:x:y",
		"setup:x:constructor:toString",
		`setup:${"x".repeat(500)}`,
	])("a forged press %j is answered", async (does) => {
		const commands = createCommands(createNewsroom(news).commands);
		const reply = await commands.press({ ...caller, does, values: [], offered: [], fields: {} });
		expect(reply.messages.length > 0 || reply.notice !== undefined).toBe(true);
	});
});

function expectSendable(message: Message): void {
	const lines = plainLines(message);
	expect(lines.length).toBeGreaterThan(0);
	expect(lines.join("\n\n").length).toBeLessThan(3_900);
	for (const line of lines) {
		expect(line.trim()).not.toBe("");
		expect(line).not.toMatch(/\p{C}|\p{Zl}|\p{Zp}/u);
	}
}

function expectPressable(control: Control): void {
	expect(control.does).toMatch(/^[A-Za-z0-9:_-]{1,32}$/);
	if (control.kind === "press") return;
	const values = control.options.map(({ value }) => value);
	expect(new Set(values).size).toBe(values.length);
	for (const value of values) expect(value).toMatch(/^[A-Za-z0-9:_-]{1,24}$/);
	if (!control.many) expect(control.options.filter(({ chosen }) => chosen).length).toBeLessThanOrEqual(1);
}
