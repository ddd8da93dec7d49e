import { isUtf8 } from "node:buffer";
import { existsSync, readFileSync } from "node:fs";
import { dirname, isAbsolute, resolve } from "node:path";
import { parseDocument } from "yaml";
import { z } from "zod";
import { isTimeZone } from "../../calendar/zone.ts";
import type { Source } from "../../domain/source.ts";
import { readDuration } from "./read-options.ts";

/** A public page of the web platform, as the operator lists it. */
export type PageSettings = { slug: string; title: string; sources: string[]; topics: string[] };

export type SourceFile = { sources: Source[]; pages: PageSettings[] };
export type SourceFileRead = { kind: "ok"; file: SourceFile } | { kind: "invalid"; problems: string[] };

const names = z.array(z.string().min(1));
const zone = z.string().refine(isTimeZone, "must be a time zone such as Asia/Amman");
const every = z
	.string()
	.refine((text) => (readDuration(text) ?? 0) >= 10_000, "must be a time of at least 10s, such as 5m");
const selector = z.string().min(1).exactOptional();

const schema = z.strictObject({
	sources: z
		.array(
			z.strictObject({
				id: z.string().regex(/^[a-z0-9-]{1,40}$/, "must be 1–40 of a–z 0–9 -"),
				name: z.string().min(1).max(120),
				location: z
					.string()
					.min(1)
					.regex(
						/^(?:https?:\/\/|(?![a-z][a-z0-9+.-]*:\/\/))/i,
						"must be an http or https address, or a file",
					),
				kind: z.enum(["auto", "feed", "page", "text", "index"]).default("auto"),
				timeZone: zone.optional(),
				every: every.default("5m"),
				topics: names.default([]),
				selectors: z
					.strictObject({
						headline: selector,
						date: selector,
						lead: selector,
						body: selector,
						links: selector,
					})
					.exactOptional(),
			}),
		)
		.default([]),
	pages: z
		.array(
			z.strictObject({
				slug: z.string().regex(/^[\p{L}\p{N}_-]{1,64}$/u, "must be 1–64 letters, digits, _ or -"),
				title: z.string().min(1).max(120),
				sources: names.default([]),
				topics: names.default([]),
			}),
		)
		.default([]),
});

/**
 * Reads the file that lists sources and pages. A file that is not there is no problem: articles can be given by hand.
 * Relative locations start at the file's folder. All problems are told at once, with their place in the file.
 */
export function readSourceFile(path: string, defaultZone: string): SourceFileRead {
	if (!existsSync(path)) return { kind: "ok", file: { sources: [], pages: [] } };
	const text = readText(path);
	if (typeof text !== "string") return { kind: "invalid", problems: [`${path} ${text.problem}`] };
	const document = parseDocument(text);
	if (document.errors.length > 0) {
		return { kind: "invalid", problems: document.errors.map((error) => `${path}: ${error.message}`) };
	}
	const written: unknown = document.toJS() ?? {};
	const read = schema.safeParse(written);
	const problems = [
		...(read.error?.issues ?? []).map(({ path: place, message }) =>
			place.length === 0 ? message : `${place.join(".")}: ${message}`,
		),
		...contradictions(written),
	].map((problem) => `${path}: ${problem}`);
	if (!read.success || problems.length > 0) return { kind: "invalid", problems };
	const sources = read.data.sources.map(
		({ timeZone, every: interval, location, selectors, ...rest }): Source => ({
			...rest,
			location: locate(location, path),
			timeZone: timeZone ?? defaultZone,
			every: readDuration(interval) ?? 300_000,
			...(selectors === undefined ? {} : { selectors }),
		}),
	);
	return { kind: "ok", file: { sources, pages: read.data.pages } };
}

function readText(path: string): string | { problem: string } {
	let bytes: Buffer;
	try {
		bytes = readFileSync(path);
	} catch {
		return { problem: "cannot be read" }; // A folder, or a file that is not ours to read.
	}
	// Read leniently, names that an editor saved in windows-1256 would reach readers as question marks.
	if (!isUtf8(bytes)) return { problem: "is not UTF-8: save it as UTF-8" };
	return bytes.toString("utf8");
}

function locate(location: string, path: string): string {
	if (/^https?:\/\//i.test(location) || isAbsolute(location)) return location;
	return resolve(dirname(path), location);
}

/** What is wrong with entries together; told also where something else is wrong with one of them. */
const named = z.object({
	sources: listOf(z.object({ id: z.string() })),
	pages: listOf(z.object({ slug: z.string(), sources: listOf(z.string()) })),
});

/** What of a list can be read so; the rest is the schema's to complain about. */
function listOf<Item extends z.ZodType>(item: Item) {
	return z
		.array(z.unknown())
		.catch([])
		.transform((list) =>
			list.flatMap((each): z.output<Item>[] => {
				const read = item.safeParse(each);
				return read.success ? [read.data] : [];
			}),
		);
}

function contradictions(written: unknown): string[] {
	const { sources, pages } = named.catch({ sources: [], pages: [] }).parse(written);
	const sourceIds = sources.map(({ id }) => id);
	return [
		...repeated("sources", sourceIds),
		...repeated(
			"pages",
			pages.map(({ slug }) => slug),
		),
		...pages.flatMap(({ slug, sources: wanted }) =>
			wanted.filter((id) => !sourceIds.includes(id)).map((id) => `pages.${slug}: there is no source "${id}"`),
		),
	];
}

function repeated(list: string, ids: readonly string[]): string[] {
	return [...new Set(ids.filter((id, at) => ids.indexOf(id) !== at))].map(
		(id) => `${list}: "${id}" stands there twice`,
	);
}
