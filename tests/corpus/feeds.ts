import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { decode } from "../../src/sources/decode.ts";
import { type FeedItem, parseFeed, readFeedItems } from "../../src/sources/feed.ts";
import type { ReadOptions } from "../../src/sources/read-options.ts";
import { comparable, sameLead, sameText } from "./compare.ts";
import { type Entry, readers } from "./feed-readers.ts";

/** One line of the corpus table. `bar` is what the project promises, where it does. */
export type Row = { set: string; n: number; measure: string; value: number; bar?: number };

const options: ReadOptions = {
	reference: Date.UTC(2026, 0, 1),
	timeZone: "UTC",
	baseUrl: "http://127.0.0.1:8097/",
};

/**
 * The Arabic feeds through the whole of reading, and feedparser's and gofeed's reference cases through ours and through
 * what a user would take instead. `folder` is what `BARQIYA_CORPUS` names.
 */
export async function scoreFeeds(folder: string): Promise<Row[]> {
	return [
		...scoreArabic(join(folder, "arabic-feeds-generated")),
		...(await scoreReference("feedparser", feedparserCases(join(folder, "feedparser")))),
		...(await scoreReference("gofeed", gofeedCases(join(folder, "gofeed", "testdata")))),
	];
}

type Gold = Record<
	string,
	{
		http_headers: Record<string, string>;
		items: { title: string; link: string; published: string; lead: string }[];
	}
>;

function scoreArabic(folder: string): Row[] {
	const gold = JSON.parse(readFileSync(join(folder, "gold.json"), "utf8")) as Gold;
	const right = { headline: 0, date: 0, lead: 0, link: 0 };
	let n = 0;
	for (const [file, { items, http_headers: headers }] of Object.entries(gold)) {
		const text = textOf(join(folder, file), headers["content-type"]);
		const { baseUrl: _, ...plain } = options;
		const result = parseFeed(text, plain);
		const articles = result.kind === "articles" ? result.articles : [];
		for (const [index, wanted] of items.entries()) {
			n++;
			const got = articles[index];
			if (got === undefined) continue;
			if (sameText(got.headline, wanted.title)) right.headline++;
			if (got.publishedAt === Date.parse(wanted.published)) right.date++;
			if (sameLead(got.lead, wanted.lead)) right.lead++;
			if (withoutTracking(got.url ?? "") === withoutTracking(wanted.link)) right.link++;
		}
	}
	return Object.entries(right).map(([measure, count]) => ({
		set: "arabic-feeds-generated",
		n,
		measure,
		value: count / n,
		bar: 0.98,
	}));
}

function textOf(file: string, contentType: string | undefined): string {
	const decoded = decode(readFileSync(file), contentType);
	return decoded.kind === "text" ? decoded.text : "";
}

function withoutTracking(link: string): string {
	return link.replace(/[?&]utm_[^#]*$/u, "").replace(/\/$/u, "");
}

/** One expected field of one entry of one file. */
type Case = {
	file: string;
	bytes: Buffer;
	contentType: string | undefined;
	baseUrl: string | undefined;
	entry: number;
	field: keyof Entry;
	wanted: string | number;
};

const fieldNames: Readonly<Record<string, keyof Entry>> = {
	title: "title",
	link: "link",
	description: "description",
	summary: "description",
	published_parsed: "date",
};

type Assert = { path: (string | number)[]; op: string; value?: unknown };
type FeedparserGold = { file: string; headers: Record<string, string>; asserts: Assert[] }[];

function feedparserCases(folder: string): Case[] {
	const gold = JSON.parse(readFileSync(join(folder, "gold.json"), "utf8")) as FeedparserGold;
	return gold.flatMap(({ file, headers, asserts }) =>
		asserts.flatMap(({ path, op, value }) => {
			const field = fieldNames[String(path[2])];
			if (path.length !== 3 || path[0] !== "entries" || op !== "eq" || field === undefined) return [];
			const wanted = Array.isArray(value) ? utcOf(value as number[]) : value;
			if (typeof wanted !== "string" && typeof wanted !== "number") return [];
			const bytes = readFileSync(join(folder, file));
			const contentType = headers["Content-type"] ?? headers["Content-Type"];
			return [
				{
					file,
					bytes,
					contentType,
					baseUrl: headers["Content-Location"],
					entry: Number(path[1]),
					field,
					wanted,
				},
			];
		}),
	);
}

function utcOf([year = 0, month = 1, day = 1, hour = 0, minute = 0, second = 0]: number[]): number {
	return Date.UTC(year, month - 1, day, hour, minute, second);
}

type GofeedEntry = {
	title?: string;
	link?: string;
	links?: (string | { href?: string; rel?: string })[];
	description?: string;
	summary?: string;
	publishedParsed?: string;
	pubDateParsed?: string;
};

function gofeedCases(folder: string): Case[] {
	return filesBelow(folder).flatMap((file) => {
		const gold = JSON.parse(readFileSync(file.replace(/xml$/u, "json"), "utf8")) as {
			items?: GofeedEntry[];
			entries?: GofeedEntry[];
		};
		const bytes = readFileSync(file);
		return (gold.items ?? gold.entries ?? []).flatMap((item, entry) => {
			const link = item.link ?? alternateOf(item.links ?? []);
			const date = item.publishedParsed ?? item.pubDateParsed;
			const fields: [keyof Entry, string | number | undefined][] = [
				["title", item.title],
				["link", link],
				["description", item.description ?? item.summary],
				["date", date === undefined ? undefined : Date.parse(date)],
			];
			return fields.flatMap(([field, wanted]) =>
				wanted === undefined || wanted === ""
					? []
					: [{ file, bytes, contentType: undefined, baseUrl: undefined, entry, field, wanted }],
			);
		});
	});
}

function filesBelow(folder: string): string[] {
	return readdirSync(folder, { recursive: true, encoding: "utf8" })
		.filter((name) => name.endsWith(".xml"))
		.sort()
		.map((name) => join(folder, name));
}

function alternateOf(links: (string | { href?: string; rel?: string })[]): string | undefined {
	const found = links.find(
		(link) => typeof link === "string" || link.rel === "alternate" || link.rel === undefined,
	);
	return typeof found === "string" ? found : found?.href;
}

/** The cases that a reader gets wrong, for who works on it: `[file, field, wanted, got]`. */
export function missesOf(folder: string): readonly (readonly unknown[])[] {
	return [...feedparserCases(join(folder, "feedparser")), ...gofeedCases(join(folder, "gofeed", "testdata"))]
		.map((wanted) => [wanted, ourEntry(wanted)?.[wanted.field]] as const)
		.filter(([wanted, got]) => !isRight(wanted, got))
		.map(([{ file, field, wanted }, got]) => [file, field, wanted, got]);
}

async function scoreReference(set: string, cases: Case[]): Promise<Row[]> {
	const rows: Row[] = [];
	for (const field of ["title", "link", "date", "description"] as const) {
		const some = cases.filter((wanted) => wanted.field === field);
		if (some.length === 0) continue;
		const others: Row[] = [];
		for (const [name, read] of Object.entries(readers)) {
			let right = 0;
			for (const wanted of some)
				if (isRight(wanted, (await read(wanted.bytes))[wanted.entry]?.[field])) right++;
			others.push({ set: `${set} (${name})`, n: some.length, measure: field, value: right / some.length });
		}
		const ours = some.filter((wanted) => isRight(wanted, ourEntry(wanted)?.[field])).length;
		const bar = Math.max(...others.map(({ value }) => value));
		rows.push({ set, n: some.length, measure: field, value: ours / some.length, bar }, ...others);
	}
	return rows;
}

function ourEntry({ bytes, contentType, baseUrl, entry }: Case): Entry | undefined {
	const decoded = decode(bytes, contentType);
	if (decoded.kind !== "text") return undefined;
	const items: readonly FeedItem[] = readFeedItems(decoded.text, {
		...options,
		...(baseUrl !== undefined && { baseUrl }),
	});
	return items[entry];
}

function isRight({ wanted }: Case, got: string | number | undefined): boolean {
	if (typeof wanted === "number" || typeof got === "number" || got === undefined) return got === wanted;
	return comparable(withoutMarkup(got)) === comparable(withoutMarkup(wanted));
}

function withoutMarkup(text: string): string {
	const once = text.replace(/<[^>]*>/gu, " ");
	return decoded(once).replace(/<[^>]*>/gu, " ");
}

const entities: Readonly<Record<string, string>> = {
	lt: "<",
	gt: ">",
	amp: "&",
	quot: '"',
	apos: "'",
	nbsp: " ",
};

function decoded(text: string): string {
	return text.replace(/&(#x?[\da-f]+|\w+);/giu, (whole, name: string) => {
		if (!name.startsWith("#")) return entities[name] ?? whole;
		return String.fromCodePoint(name[1] === "x" ? Number.parseInt(name.slice(2), 16) : Number(name.slice(1)));
	});
}
