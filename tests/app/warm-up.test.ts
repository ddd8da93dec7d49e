import { expect, it } from "vitest";
import type { PlatformRow } from "../../src/app/platforms.ts";
import { warmUp } from "../../src/app/warm-up.ts";
import { createSentences } from "../../src/i18n/sentences.ts";
import type { Message } from "../../src/message/message.ts";

it("a process that is to deliver has written an Arabic post for each of its platforms before the first one comes", () => {
	const written: [string, Message][] = [];
	const row = (name: string) =>
		({ name, preview: (message: Message) => written.push([name, message]) }) as unknown as PlatformRow;
	warmUp({
		platforms: [row("telegram"), row("discord")],
		sentences: createSentences(),
		clock: { now: () => 0, stop() {} },
	});
	expect(new Set(written.map(([name]) => name))).toEqual(new Set(["telegram", "discord"]));
	// V8 runs a pattern slowly the first time, and translates it the second.
	expect(written.filter(([name]) => name === "telegram").length).toBeGreaterThan(1);
	expect(JSON.stringify(written[0])).toMatch(/\p{Script=Arabic}/u);
});
