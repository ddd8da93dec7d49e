import { readdirSync, readFileSync } from "node:fs";
import { gzipSync } from "node:zlib";
import { describe, expect, test } from "vitest";
import { readDate } from "../../src/calendar/read-date.ts";
import type { ReadOptions, ReadResult } from "../../src/sources/read-options.ts";
import { readSource } from "../../src/sources/read-source.ts";
import { mutations } from "./mutations.ts";

const options: ReadOptions = {
	reference: Date.UTC(2025, 0, 1),
	timeZone: "Asia/Amman",
	baseUrl: "https://a.example/news/1",
};
/** What the project promises of any one input, in the process's own time: another's work beside it does not count. */
const longestMs = 2_000;
const mostHeap = 700 * 1024 * 1024;

const dates = [
	"الأربعاء، 07 أكتوبر 2020 - 12:09 م",
	"17 مارس/ آذار 2020",
	"11 شوال 1441هـ - 03 يونيو 2020م",
	"منذ ثلاث ساعات و20 دقيقة",
	"الثلاثاء الثالث من شهر أيلول 2014",
	"04 آب/اغسطس 2013، آخر تحديث 02:21 (GMT+0400)",
	"Wed, 22 Mar 2023 10:05:00 +0300",
	"2020-06-03T03:01+0400",
	"الساعة الثانية عشرة إلا ربعا",
];

describe("ten thousand damaged inputs end in articles or a reason, and soon", () => {
	const kinds = [
		{ name: "feeds", folder: "fixtures", ends: /\.xml$/, count: 3_600, kind: "feed" },
		{ name: "pages", folder: "pages", ends: /\.html$/, count: 500, kind: "page" },
		{ name: "dumps", folder: "dumps", ends: /\.txt$/, count: 2_200, kind: "text" },
		{ name: "any of them, by their bytes", folder: "fixtures", ends: /\.xml$/, count: 700, kind: "auto" },
	] as const;
	for (const { name, folder, ends, count, kind } of kinds) {
		test(`${count} ${name}`, { timeout: 120_000 }, () => {
			let nth = 0;
			for (const mutant of mutations(textsIn(folder, ends), count)) {
				const result = within(mutant, () => readSource(encoded(mutant, nth++), { ...options, kind }));
				expectEnd(result);
			}
			expect(process.memoryUsage().heapUsed).toBeLessThan(mostHeap);
		});
	}

	test("3000 date strings", () => {
		const { reference, timeZone } = options;
		for (const mutant of mutations(dates, 3_000)) {
			const read = within(mutant, () =>
				readDate(mutant, { reference, timeZone, relative: true, lean: "future", terse: true }),
			);
			if (read !== undefined) expect(new Date(read.instant).getTime()).toBe(read.instant);
		}
	});
});

describe("each attack has a named end", () => {
	const laughs = `<!DOCTYPE l [<!ENTITY a "ha">${"bcdefghij".replace(/./g, (name, at) => `<!ENTITY ${name} "${`&${"abcdefghi"[at]};`.repeat(10)}">`)}]><rss><channel><item><title>&j;</title></item></channel></rss>`;
	const story = "افتتحت البلدية صباح اليوم جسرا جديدا يربط ضفتي النهر بعد عامين من العمل.";
	const item = (title: string) =>
		`<rss version="2.0"><channel><item><title>${title}</title><description>${story}</description></item></channel></rss>`;
	const ends: Record<string, [Uint8Array, ReadOptions["kind"], string]> = {
		"a billion laughs": [utf8(laughs), "feed", "expansion attack"],
		"an entity from elsewhere": [
			utf8(`<!DOCTYPE l [<!ENTITY a SYSTEM "file:///etc/passwd">]>${item("&a;")}`),
			"feed",
			"lie elsewhere",
		],
		"a gzip bomb that nobody unpacked": [gzipSync(Buffer.alloc(5_000_000)), "auto", "gzip data"],
		"a page of fifty megabytes": [new Uint8Array(50_000_000).fill(0x61), "page", "are more than"],
		"a feed that nests a hundred thousand deep": [utf8("<a>".repeat(100_000)), "feed", "nest deeper"],
		"a page that nests ten thousand deep": [utf8(`${"<div>".repeat(10_000)}${story}`), "page", "deep"],
		"nothing but null bytes": [new Uint8Array(4_000), "auto", "blanks|binary|nothing"],
		"half of it another encoding": [
			Buffer.concat([utf8("<p>نص</p>"), Buffer.from(Array.from({ length: 3_000 }, (_, at) => at % 256))]),
			"feed",
			"binary|feed",
		],
	};
	for (const [name, [bytes, kind, reason]] of Object.entries(ends)) {
		test(name, () => {
			const result = within(name, () => readSource(bytes, { ...options, ...(kind && { kind }) }));
			expect(reasonOf(result)).toMatch(new RegExp(reason, "u"));
		});
	}

	const read: Record<string, Uint8Array> = {
		"null bytes between the letters": utf8(item("افتتاح\0 جسر\0 جديد")),
		"halves of surrogate pairs": Buffer.concat([
			utf8("<rss><channel><item><title>افتتاح جسر "),
			Buffer.from([0xed, 0xa0, 0x80]),
			utf8(`جديد</title><description>${story}</description></item></channel></rss>`),
		]),
		"a few letters in another encoding": Buffer.concat([
			utf8(`<rss><channel><item><title>افتتاح جسر جديد</title><description>${story}</description>`),
			Buffer.from("<author>\xc7\xe1</author></item></channel></rss>", "latin1"),
		]),
	};
	for (const [name, bytes] of Object.entries(read)) {
		test(`${name} do not keep it from being read`, () => {
			const result = readSource(bytes, { ...options, kind: "feed" });
			expect(result).toMatchObject({
				kind: "articles",
				articles: [{ headline: "افتتاح جسر جديد", lead: story }],
			});
		});
	}
});

function textsIn(folder: string, ends: RegExp): string[] {
	const place = new URL(`./${folder}/`, import.meta.url);
	return readdirSync(place)
		.filter((name) => ends.test(name))
		.map((name) => readFileSync(new URL(name, place), "utf8"));
}

/** Every fourth in UTF-16, cut in a character, or with bytes of another encoding in its midst. */
function encoded(text: string, nth: number): Uint8Array {
	const bytes = utf8(text);
	switch (nth % 12) {
		case 1:
			return Buffer.from(`\uFEFF${text}`, "utf16le");
		case 5:
			return bytes.subarray(0, Math.max(0, bytes.length - 1 - (nth % 7)));
		case 9:
			return Buffer.concat([
				bytes.subarray(0, bytes.length >> 1),
				Buffer.from([0xc7, 0xe1, 0xff, 0xd8, 0x00]),
				bytes.subarray(bytes.length >> 1),
			]);
		default:
			return bytes;
	}
}

function utf8(text: string): Buffer {
	return Buffer.from(text, "utf8");
}

function within<T>(input: string, work: () => T): T {
	const before = process.cpuUsage();
	const result = work();
	const { user, system } = process.cpuUsage(before);
	if ((user + system) / 1000 > longestMs) {
		throw new Error(`took ${(user + system) / 1000} ms for ${JSON.stringify(input.slice(0, 2_000))}`);
	}
	return result;
}

function expectEnd(result: ReadResult): void {
	if (result.kind === "unreadable") {
		expect(result.message).toMatch(/\w/u);
		return;
	}
	for (const { headline } of result.articles) expect(headline.trim()).not.toBe("");
	for (const { reason, detail } of result.skipped) expect([reason, detail]).not.toContain("");
}

/** The words in which it was refused or skipped. */
function reasonOf(result: ReadResult): string {
	if (result.kind === "unreadable") return `${result.code} ${result.message}`;
	return result.skipped.map(({ reason, detail }) => `${reason} ${detail}`).join("; ");
}
