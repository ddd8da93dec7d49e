import { readFileSync } from "node:fs";
import { z } from "zod";
import { placeName } from "./load.ts";
import type { Witnesses } from "./witnesses.ts";

/** A message that a platform accepted. `post` is undefined for what was no post (answers to people). */
export type Accepted = {
	platform: "telegram" | "discord";
	at: number;
	place: string;
	post: string | undefined;
};

const telegramRow = z.object({
	at: z.number(),
	arrivedAt: z.number(),
	method: z.string(),
	chatId: z.number(),
	text: z.string().optional(),
	caption: z.string().optional(),
});
const discordRow = z.object({ at: z.number(), channelId: z.string(), body: z.unknown() });

/** All that the witnesses wrote down, in the order of acceptance. */
export function readLogs(witnesses: Witnesses): Accepted[] {
	return [
		...readLines(witnesses.telegram.log).flatMap((line): Accepted[] => {
			const row = telegramRow.parse(line);
			if (row.method !== "sendMessage" && row.method !== "sendPhoto") return [];
			const place = placeName("telegram", String(row.chatId));
			return [
				{ platform: "telegram", at: row.arrivedAt, place, post: postIn(row.text ?? row.caption ?? "") },
			];
		}),
		...readLines(witnesses.discord.log).map((line): Accepted => {
			const row = discordRow.parse(line);
			const place = placeName("discord", row.channelId);
			return { platform: "discord", at: row.at, place, post: postIn(JSON.stringify(row.body)) };
		}),
	];
}

function readLines(path: string): unknown[] {
	let text = "";
	try {
		text = readFileSync(path, "utf8");
	} catch {
		return []; // Nothing was accepted, so the log was never begun.
	}
	return text
		.split("\n")
		.filter((line) => line !== "")
		.map((line) => JSON.parse(line) as unknown);
}

function postIn(text: string): string | undefined {
	return /P\d+Q/.exec(text)?.[0];
}
