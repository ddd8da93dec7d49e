import { destination, pino } from "pino";
import type { Log } from "../domain/log.ts";
import { hideSecretsIn } from "../sources/address-secrets.ts";

/**
 * The program's log: one JSON object a line on standard error, so that commands can print data on standard output.
 * `secrets` are values that must never be seen: whatever line would hold one shows `[secret]` in its place.
 */
export function createLog(level: string, secrets: readonly string[]): Log {
	// The longest first: what is left of one would show the rest of another.
	const hidden = secrets
		.filter((secret) => secret.length >= 4)
		.toSorted((one, other) => other.length - one.length);
	const stream = destination({ fd: 2, sync: true });
	return pino(
		{ level, base: null, timestamp: pino.stdTimeFunctions.isoTime },
		{ write: (line: string) => stream.write(hide(line, hidden)) },
	);
}

/**
 * Also finds a secret as it stands in JSON, escaped, and in an address, percent-encoded; and in any address what looks like
 * a login or a key.
 */
export function hide(text: string, secrets: readonly string[]): string {
	let shown = text;
	for (const secret of secrets) {
		const forms = [secret, JSON.stringify(secret).slice(1, -1), encodeURIComponent(secret)];
		for (const form of forms) shown = shown.replaceAll(form, "[secret]");
	}
	return hideSecretsIn(shown);
}
