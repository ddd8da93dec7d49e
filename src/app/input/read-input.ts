import { readFile } from "node:fs/promises";
import { isTimeZone } from "../../calendar/zone.ts";
import type { ArticleDraft, Skip } from "../../domain/article.ts";
import { AppError, type ErrorCode } from "../../domain/errors.ts";
import type { Source } from "../../domain/source.ts";
import { fetchSource } from "../../sources/fetch-source.ts";
import type { ReadResult } from "../../sources/read-options.ts";
import { readSource } from "../../sources/read-source.ts";
import type { Config } from "../config/config.ts";

export type ReadRequest = {
	/** Files, addresses, or `-`. */
	inputs: readonly string[];
	as: Exclude<Source["kind"], "index">;
	baseUrl?: string;
	timeZone?: string;
	/** A file with one path a line. */
	filesFrom?: string;
};

/** One line of `barqiya read`: an article, or why there is none. `file` where several inputs were given. */
export type ReadLine = Record<string, unknown>;

/** Reads every input in turn. What cannot be read is a line with a reason; only wrong use throws (`BQ_USAGE`). */
export async function* readInput(request: ReadRequest, config: Config): AsyncGenerator<ReadLine> {
	const zone = request.timeZone ?? config.options.BARQIYA_TIME_ZONE;
	if (!isTimeZone(zone)) throw new AppError("BQ_USAGE", `read: "${zone}" is no time zone`);
	const listed = request.filesFrom === undefined ? [] : await readList(request.filesFrom);
	const inputs = [...request.inputs, ...listed];
	if (inputs.length === 0)
		throw new AppError("BQ_USAGE", "read: name a file, an address, or - for standard input");
	const named = inputs.length > 1 || request.filesFrom !== undefined;
	for (const input of inputs) {
		const file = named ? { file: input } : {};
		for (const line of await readOne(input, zone, request, config)) yield { ...file, ...line };
	}
}

async function readList(path: string): Promise<string[]> {
	return (await readText(path))
		.split("\n")
		.map((line) => line.trim())
		.filter((line) => line !== "");
}

/** The text of a file, or of standard input (`-`). Throws `BQ_FILE_UNREADABLE`. */
export async function readText(path: string): Promise<string> {
	if (path === "-") return (await readStandardInput()).toString("utf8");
	try {
		return await readFile(path, "utf8");
	} catch (error) {
		throw new AppError("BQ_FILE_UNREADABLE", `read: ${path} cannot be read`, { cause: error });
	}
}

async function readOne(
	input: string,
	timeZone: string,
	request: ReadRequest,
	config: Config,
): Promise<ReadLine[]> {
	const loaded = await loadInput(input, config);
	if (loaded.kind === "failed") return [{ skipped: loaded.code, detail: loaded.message }];
	const result = readLoaded(loaded, { ...request, timeZone });
	if (result.kind === "unreadable") return [{ skipped: result.code, detail: result.message }];
	return [...result.articles.map(writeArticle), ...result.skipped.map(writeSkip)];
}

type Input = { kind: "loaded"; bytes: Uint8Array; finalUrl?: string; contentType?: string };

/** A loaded input as articles. */
export function readLoaded(
	loaded: Input,
	{ as, timeZone, baseUrl }: { as: ReadRequest["as"]; timeZone: string; baseUrl?: string },
): ReadResult {
	const isAddress = loaded.finalUrl !== undefined && /^https?:/i.test(loaded.finalUrl);
	const base = baseUrl ?? (isAddress ? loaded.finalUrl : undefined);
	return readSource(loaded.bytes, {
		reference: Date.now(),
		timeZone,
		kind: as,
		...(base === undefined ? {} : { baseUrl: base }),
		...(loaded.contentType === undefined ? {} : { contentType: loaded.contentType }),
	});
}

/** The bytes of a file, an address, or standard input (`-`). */
export async function loadInput(
	input: string,
	config: Config,
): Promise<Input | { kind: "failed"; code: ErrorCode; message: string }> {
	if (input === "-") return { kind: "loaded", bytes: await readStandardInput() };
	const { SOURCE_ALLOW_PRIVATE, SOURCE_MAX_BYTES, SOURCE_TIMEOUT, SOURCE_USER_AGENT } = config.options;
	const answer = await fetchSource(input, {
		allowPrivate: SOURCE_ALLOW_PRIVATE,
		maxBytes: SOURCE_MAX_BYTES,
		timeoutMs: SOURCE_TIMEOUT,
		userAgent: SOURCE_USER_AGENT,
	});
	if (answer.kind === "fetched") return { ...answer, kind: "loaded" };
	if (answer.kind === "failed") return answer;
	return {
		kind: "failed",
		code: "BQ_SOURCE_REFUSED",
		message: "read: the server says that nothing has changed",
	};
}

async function readStandardInput(): Promise<Buffer> {
	const parts: Buffer[] = [];
	for await (const part of process.stdin) parts.push(part as Buffer);
	return Buffer.concat(parts);
}

/** Keys in this order, always all of them: a line that another program reads has no holes. */
function writeArticle(article: Partial<ArticleDraft>): ReadLine {
	return {
		headline: article.headline ?? null,
		publishedAt: article.publishedAt === undefined ? null : new Date(article.publishedAt).toISOString(),
		publishedDate: article.publishedDate ?? null,
		lead: article.lead ?? null,
		body: article.body ?? null,
		url: article.url ?? null,
		image: article.image ?? null,
		caption: article.caption ?? null,
		author: article.author ?? null,
		categories: article.categories ?? [],
		language: article.language ?? "und",
	};
}

/**
 * A feed's item that has an address or a date and no words is no article, and still an item of the feed: it is shown as
 * far as it goes, with what it lacks. Everything else that was skipped says only why.
 */
function writeSkip({ reason, detail, item }: Skip): ReadLine {
	if (item === undefined) return { skipped: reason, detail };
	const isItem = item.url !== undefined || item.publishedAt !== undefined;
	return isItem
		? { ...writeArticle(item), incomplete: reason, detail }
		: { skipped: reason, detail, ...writeArticle(item) };
}
