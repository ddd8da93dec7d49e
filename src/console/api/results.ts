import type { ResultRow } from "../../broadcasts/port.ts";

const columns = [
	"channel",
	"platform",
	"address",
	"title",
	"state",
	"reason",
	"messageIds",
	"words",
] as const satisfies readonly (keyof ResultRow)[];

/** One JSON object a line. */
export async function* writeNdjson(rows: AsyncIterable<ResultRow>): AsyncGenerator<string> {
	for await (const row of rows) yield `${JSON.stringify(row)}\n`;
}

/** RFC 4180, with a head; begins with a byte order mark, without which Excel reads Arabic as Latin-1. */
export async function* writeCsv(rows: AsyncIterable<ResultRow>): AsyncGenerator<string> {
	yield `\ufeff${columns.join(",")}\r\n`;
	for await (const row of rows) {
		yield `${columns.map((column) => writeCell(textOf(row[column]))).join(",")}\r\n`;
	}
}

function textOf(value: string | readonly string[]): string {
	return typeof value === "string" ? value : value.join(" ");
}

/**
 * A title that begins with one of these would be a formula in a spreadsheet (OWASP: CSV injection): an apostrophe makes
 * it text. Numbers, such as the ids of Telegram's channels, are none.
 */
function writeCell(text: string): string {
	const safe = /^[=+\-@\t\r]/.test(text) && !/^-?\d+$/.test(text) ? `'${text}` : text;
	return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}
