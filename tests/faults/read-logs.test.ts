import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, expect, it } from "vitest";
import { auditChat } from "./load.ts";
import { readLogs } from "./read-logs.ts";

const dir = mkdtempSync(join(tmpdir(), "barqiya-logs-"));
afterAll(() => rmSync(dir, { recursive: true }));

/** The posts of these rows, each with its place. */
function read(telegram: readonly object[], discord: readonly object[]): string[] {
	const write = (name: string, rows: readonly object[]) => {
		const log = join(dir, name);
		writeFileSync(log, rows.map((row) => `${JSON.stringify(row)}\n`).join(""));
		return { log };
	};
	return readLogs({ telegram: write("t", telegram), discord: write("d", discord) }).map(
		({ post, place }) => `${post} ${place}`,
	);
}

const sent = (method: string, text: string, chatId = 7) => ({ at: 1, arrivedAt: 1, method, chatId, text });

it("whatever shows a post to readers counts, by whichever method it came, and looks at doubtful ones do not", () => {
	const rows = [
		sent("sendMessage", "خبر P1Q"),
		sent("copyMessage", "خبر P1Q"),
		sent("forwardMessage", "خبر P1Q"),
		sent("forwardMessage", "خبر P1Q", auditChat),
		sent("editMessageText", "خبر P1Q"),
		sent("sendMessage", "جواب"),
	];
	const posts = ["P1Q telegram 7", "P1Q telegram 7", "P1Q telegram 7", "undefined telegram 7"];
	expect(read(rows, [])).toEqual(posts);
});

it("a message that shows two posts is one of each", () => {
	const body = { content: "P1Q", embeds: [{ title: "P1Q" }, { title: "P2Q" }] };
	const posts = ["P1Q telegram 7", "P2Q telegram 7", "P1Q discord 9", "P2Q discord 9"];
	expect(read([sent("sendPhoto", "P1Q P2Q")], [{ at: 1, channelId: "9", body }])).toEqual(posts);
});
