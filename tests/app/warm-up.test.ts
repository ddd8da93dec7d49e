import { expect, it } from "vitest";
import type { PlatformRow } from "../../src/app/platforms.ts";
import { warmUp } from "../../src/app/warm-up.ts";
import type { Publisher, PublishRequest } from "../../src/delivery/publisher.ts";
import { createSentences } from "../../src/i18n/sentences.ts";
import type { Message } from "../../src/message/message.ts";

it("a process that is to deliver has written an Arabic post for each of its platforms before the first one comes", async () => {
	const written: [string, Message][] = [];
	const row = (name: string) =>
		({
			name,
			sampleAddress: `sample of ${name}`,
			...(name === "web" ? {} : { token: "TOKEN" }),
			preview: (message: Message) => written.push([name, message]),
		}) as unknown as PlatformRow;
	const asked: PublishRequest[] = [];
	const publish = async (request: PublishRequest) => {
		asked.push(request);
		return { kind: "retry", reason: "fenced", afterMs: 0 };
	};
	await warmUp({
		platforms: [row("telegram"), row("discord"), row("web")],
		publisher: () => ({ publish }) as unknown as Publisher,
		sentences: createSentences(),
		clock: { now: () => 0, stop() {} },
	});
	expect(new Set(written.map(([name]) => name))).toEqual(new Set(["telegram", "discord", "web"]));
	// V8 runs a pattern slowly the first time, and translates it the second.
	expect(written.filter(([name]) => name === "telegram").length).toBeGreaterThan(1);
	expect(JSON.stringify(written[0])).toMatch(/\p{Script=Arabic}/u);
	// Over the network it goes as far as the open connection, and no byte is written; the web has none and writes at once.
	expect(new Set(asked.map(({ address }) => address))).toEqual(
		new Set(["sample of telegram", "sample of discord"]),
	);
	expect(asked.every(({ beforeSend }) => beforeSend?.() === false)).toBe(true);
});
