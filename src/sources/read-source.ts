import { decode } from "./decode.ts";
import { detect } from "./detect.ts";
import { parseFeed } from "./feed.ts";
import { parsePage } from "./page.ts";
import { parsePageDump } from "./page-dump.ts";
import type { ReadOptions, ReadResult } from "./read-options.ts";

/** What is larger is no news source but an archive, or an attack. */
const mostBytes = 10 * 1024 * 1024;

/** Bytes to articles: decode, find out what it is, read it. Never throws; what cannot be read says why. */
export function readSource(bytes: Uint8Array, options: ReadOptions): ReadResult {
	if (bytes.length > mostBytes) {
		const message = `read: ${bytes.length} bytes are more than the ${mostBytes} that are read`;
		return { kind: "unreadable", code: "BQ_SOURCE_TOO_LARGE", message };
	}
	const decoded = decode(bytes, options.contentType);
	if (decoded.kind === "unreadable") return decoded;
	try {
		return readers[readerFor(decoded.text, options.kind)](decoded.text, options);
	} catch (error) {
		// The readers are written not to throw; should one do so on bytes nobody thought of, the source is to blame and not
		// the process that reads forty others.
		const cause = error instanceof Error ? error.message : String(error);
		return { kind: "unreadable", code: "BQ_SOURCE_UNREADABLE", message: `read: ${cause}` };
	}
}

const readers = { feed: parseFeed, page: parsePage, text: parsePageDump } as const;

/** A kind that the operator named wins; `index` is read as a page, whose reader knows lists of articles. */
function readerFor(text: string, kind: ReadOptions["kind"]): keyof typeof readers {
	if (kind === undefined || kind === "auto") return detect(text).kind;
	return kind === "index" ? "page" : kind;
}
