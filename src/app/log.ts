import { destination, pino } from "pino";
import type { Log } from "../domain/log.ts";

/**
 * The program's log: one JSON object a line on standard error, so that commands can print data on standard output.
 * `secrets` are values that must never be seen: whatever line would hold one shows `[secret]` in its place.
 */
export function createLog(level: string, secrets: readonly string[]): Log {
	const hidden = secrets.filter((secret) => secret.length >= 4);
	const stream = destination({ fd: 2, sync: true });
	return pino(
		{ level, base: null, timestamp: pino.stdTimeFunctions.isoTime },
		{ write: (line: string) => stream.write(hide(line, hidden)) },
	);
}

/** Also finds a secret as it stands in an address, percent-encoded. */
export function hide(text: string, secrets: readonly string[]): string {
	let shown = text;
	for (const secret of secrets) {
		shown = shown.replaceAll(secret, "[secret]").replaceAll(encodeURIComponent(secret), "[secret]");
	}
	return shown;
}
