import type { Log } from "../domain/log.ts";

/** A log for somebody who watches a terminal: what went wrong, in words, and what takes long. */
export function createPlainLog(): Log {
	const write = (fields: object, message: string) => {
		const rest = Object.entries(fields).map(([name, value]) => `${name}: ${String(value)}`);
		process.stderr.write(`  ${message}${rest.length > 0 ? ` (${rest.join(", ")})` : ""}\n`);
	};
	const quiet = () => {};
	return {
		debug: quiet,
		info: (fields, message) => (message.startsWith("redis: none found") ? write(fields, message) : quiet()),
		warn: write,
		error: write,
	};
}
