import { channelId } from "../store/redis/keys.ts";
import type { BroadcastDeps } from "./deps.ts";
import type { ResultRow } from "./port.ts";

/** What became of each recipient of a post, lane by lane: a million rows need no more memory than 500. */
export async function* listResults(
	postId: string,
	{ posts, ledger, channels }: Pick<BroadcastDeps, "posts" | "ledger" | "channels">,
): AsyncGenerator<ResultRow> {
	for (const lane of await posts.lanes(postId)) {
		const [entries, refusals, known] = await Promise.all([
			ledger.entries(lane, postId),
			ledger.refusals(lane, postId),
			channels.lane(lane.platform, lane.number),
		]);
		for (const { offset, state } of entries.sort((one, other) => one.offset - other.offset)) {
			const channel = known.get(offset);
			yield {
				channel: channelId(lane.platform, lane.number, offset),
				platform: lane.platform,
				address: channel?.address ?? "",
				title: channel?.title ?? "",
				state: state.kind,
				reason: "reason" in state ? state.reason : "",
				messageIds: "messageIds" in state ? state.messageIds : [],
				words: refusals.get(offset) ?? "",
			};
		}
	}
}

const columns = [
	"channel",
	"platform",
	"address",
	"title",
	"state",
	"reason",
	"messageIds",
	"words",
] as const;

/** RFC 4180, with a heading; a field that a spreadsheet would take for a formula gets a quote in front. */
export async function* writeCsv(rows: AsyncIterable<ResultRow>): AsyncGenerator<string> {
	yield `${columns.join(",")}\r\n`;
	for await (const row of rows) {
		const fields = columns.map((column) =>
			column === "messageIds" ? row.messageIds.join(" ") : row[column],
		);
		yield `${fields.map(writeField).join(",")}\r\n`;
	}
}

/** One JSON object a line. */
export async function* writeNdjson(rows: AsyncIterable<ResultRow>): AsyncGenerator<string> {
	for await (const row of rows) yield `${JSON.stringify(row)}\n`;
}

function writeField(text: string): string {
	const safe = /^[=+@\t\r]|^-(?!\d+$)/.test(text) ? `'${text}` : text;
	return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}
