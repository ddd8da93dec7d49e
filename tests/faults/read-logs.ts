import { readFileSync } from "node:fs";
import { z } from "zod";
import { auditChat, placeName } from "./load.ts";

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
	parameters: z.unknown().optional(),
});
/** All of a request but its nonce, whose signs may look like a post's name, and do. */
const discordBody = z.record(z.string(), z.unknown()).transform(({ nonce: _, ...shown }) => shown);
const discordRow = z.object({ at: z.number(), channelId: z.string(), body: discordBody });

/** Where the witnesses' logs are. */
type Logs = Readonly<Record<"telegram" | "discord", { log: string }>>;

/** All that the witnesses wrote down, in the order of acceptance. */
export function readLogs(witnesses: Logs): Accepted[] {
	return [
		...readLines(witnesses.telegram.log).flatMap((line): Accepted[] => {
			const row = telegramRow.parse(line);
			// A look at a doubtful message forwards it to the audit chat.
			if (!/^(?:send|copy|forward)/.test(row.method) || row.chatId === auditChat) return [];
			const place = placeName("telegram", String(row.chatId));
			const text = row.text ?? row.caption ?? JSON.stringify(row.parameters ?? {});
			return postsIn(text).map((post) => ({ platform: "telegram", at: row.arrivedAt, place, post }));
		}),
		...readLines(witnesses.discord.log).flatMap((line): Accepted[] => {
			const row = discordRow.parse(line);
			const place = placeName("discord", row.channelId);
			const posts = postsIn(JSON.stringify(row.body));
			return posts.map((post) => ({ platform: "discord", at: row.at, place, post }));
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

/** Every post that a message shows, each once: one that two posts have got into is a double of the other. */
function postsIn(text: string): readonly (string | undefined)[] {
	const found = new Set(text.match(/P\d+Q/g) ?? []);
	return found.size === 0 ? [undefined] : [...found];
}
