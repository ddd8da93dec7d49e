import { open } from "node:fs/promises";
import { fileURLToPath } from "node:url";
import type { Fetched } from "./fetched.ts";

/** A source that is a file: its time of change stands in for `Last-Modified`. */
export async function readLocalFile(
	location: string,
	{ lastModified, maxBytes }: { lastModified?: string; maxBytes: number },
): Promise<Fetched> {
	try {
		const file = await open(location.startsWith("file:") ? fileURLToPath(location) : location);
		try {
			const stats = await file.stat();
			const changed = stats.mtime.toUTCString();
			if (!stats.isFile()) return failed("BQ_FILE_UNREADABLE", `${location} is not a file`);
			if (stats.size > maxBytes)
				return failed("BQ_SOURCE_TOO_LARGE", `${location} is larger than ${maxBytes} bytes`);
			if (changed === lastModified) return { kind: "not-modified" };
			return { kind: "fetched", bytes: await file.readFile(), lastModified: changed, finalUrl: location };
		} finally {
			await file.close();
		}
	} catch (error) {
		const cause = error instanceof Error && "code" in error ? String(error.code) : "unknown error";
		return failed("BQ_FILE_UNREADABLE", `${location} cannot be read (${cause})`);
	}
}

function failed(code: "BQ_FILE_UNREADABLE" | "BQ_SOURCE_TOO_LARGE", message: string): Fetched {
	return { kind: "failed", code, message: `fetch: ${message}` };
}
