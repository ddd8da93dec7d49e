import { closeSync, openSync, writeSync } from "node:fs";

/** A message that the fake accepted: the only witness of what was delivered. */
export type Arrived = {
	/** Epoch ms. */
	at: number;
	channelId: string;
	messageId: string;
	nonce: string | null;
	/** The request as it came. */
	body: unknown;
	/** Who would have been disturbed: `everyone`, `here`, user and role ids. */
	pings: readonly string[];
};

export type ArrivalLog = { rows: readonly Arrived[]; add(row: Arrived): void; close(): void };

/** Append-only, in memory and, where a path is given, one JSON row a line, written before the answer leaves. */
export function createArrivalLog(path?: string): ArrivalLog {
	const rows: Arrived[] = [];
	const file = path === undefined ? undefined : openSync(path, "a");
	return {
		rows,
		add(row) {
			rows.push(row);
			if (file !== undefined) writeSync(file, `${JSON.stringify(row)}\n`);
		},
		close() {
			if (file !== undefined) closeSync(file);
		},
	};
}
