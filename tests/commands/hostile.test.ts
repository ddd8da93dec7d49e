import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { createCommands } from "../../src/commands/create-commands.ts";
import type { CommandCall } from "../../src/commands/port.ts";
import { commandTable } from "../../src/commands/table.ts";
import { matchWords } from "../../src/commands/typed/match-words.ts";
import type { Message } from "../../src/message/message.ts";
import { plainLines } from "../message/plain.ts";
import { buildArticle, buildCall, buildFound, createNewsroom, group } from "./newsroom.ts";

const names = commandTable.map(({ name }) => name);
const news = Array.from({ length: 12 }, (_, index) => buildArticle(index + 1));

/** What people, and those who try, have typed at bots. */
const nasties = [
	"👩‍👩‍👧‍👦🇯🇴",
	"س".repeat(10_000),
	"سياسة ".repeat(2_000),
	"@x ".repeat(3_000),
	"\u202e\u202d\u2066\u2069\u200f\u200eسياسة",
	"<b>سياسة</b><script>alert(1)</script>",
	"@everyone",
	"@here <@&123456789012345678>",
	"{{ constructor }}",
	"{ $topic }",
	"$(reboot)",
	"\u0000\u0001\u001b[31m\u007f\u0085",
	"\r\n\r\n",
	"\u2028\u2029",
	"\ud800",
	"\udc00 3 \ud83d",
	"e\u0301".repeat(2_000),
	`س${"\u064b".repeat(5_000)}`,
	"__proto__",
	"constructor toString",
	"٣٣٣٣٣٣٣٣٣٣٣٣٣٣٣٣٣٣٣٣٣٣٣٣",
	"1e3",
	"0x5",
	"NaN",
	"-0",
	"https://[::1",
	"<#99999999999999999999>",
	"-1001234567890",
	"،،،;;,",
	"و و و",
	"ال",
	"﷽﷽﷽",
	"'; DROP TABLE channels; --",
	"../../etc/passwd",
	"%00%0a",
];

const typed = fc.oneof(
	fc.constantFrom(...nasties),
	fc.string({ unit: "binary", maxLength: 200 }),
	fc.string({ unit: "grapheme", maxLength: 200 }),
	fc
		.array(
			fc.constantFrom(...nasties, "سياسة", "3", "@city_news", " ", "،", "#سياسة", "digits", "zone", "محطة"),
			{ maxLength: 5 },
		)
		.map((all) => all.join(" ")),
);

const calls = fc
	.record({
		name: fc.oneof(fc.constantFrom(...names), typed),
		args: typed,
		language: fc.oneof(fc.constantFrom("ar", "en", "fr", ""), typed),
		title: typed,
		isPrivate: fc.boolean(),
		isAdmin: fc.boolean(),
		found: fc.constantFrom("none", "full", "no-admin", "no-right"),
		platform: fc.constantFrom("telegram", "discord"),
	})
	.map(({ name, args, language, title, isPrivate, isAdmin, found, platform }): CommandCall => {
		const place = { ...group, title, isPrivate };
		const seen = buildFound({
			title,
			personAdministers: found !== "no-admin",
			botMayPost: found !== "no-right",
		});
		return buildCall(name, args, {
			platform,
			place,
			person: { id: "1", name: title, language },
			mayAdminister: async () => isAdmin,
			findPlace: async () => (found === "none" ? undefined : seen),
		});
	});

describe("whatever a person types", () => {
	it("is answered, in messages that both platforms can take", async () => {
		await fc.assert(
			fc.asyncProperty(calls, async (call) => {
				const room = createNewsroom(news);
				const commands = createCommands(room.commands);
				await commands.run({ ...call, name: "subscribe", args: "سياسة" });
				const { messages } = await commands.run(call);
				expect(messages.length).toBeGreaterThan(0);
				for (const message of messages) expectSendable(message);
			}),
			{ numRuns: 500 },
		);
	});

	it.each(nasties.flatMap((args) => names.map((name) => [name, args] as const)))(
		"/%s %j is answered",
		async (name, args) => {
			const { messages } = await createCommands(createNewsroom(news).commands).run(buildCall(name, args));
			for (const message of messages) expectSendable(message);
		},
	);

	it("means a command or none, and never throws", () => {
		fc.assert(
			fc.property(typed, fc.boolean(), (text, toUs) => {
				const match = matchWords(text, toUs);
				if (match !== undefined) expect(names).toContain(match.name);
			}),
		);
	});
});

function expectSendable(message: Message): void {
	const lines = plainLines(message).flatMap((line) => line.split("\n"));
	expect(lines.length).toBeGreaterThan(0);
	expect(lines.join("\n\n").length).toBeLessThan(3_900);
	for (const line of lines) {
		expect(line.trim()).not.toBe("");
		expect(line).not.toMatch(/\p{C}|\p{Zl}|\p{Zp}/u);
	}
}
