import { readFileSync } from "node:fs";
import { afterEach, describe, expect, it } from "vitest";
import type { ReadOptions } from "../../src/sources/read-options.ts";
import { readSource } from "../../src/sources/read-source.ts";
import { createReader, type Reader } from "../../src/sources/reader.ts";
import { bytesIn } from "./bytes-in.ts";

const options: ReadOptions = {
	reference: Date.UTC(2025, 0, 1),
	timeZone: "Asia/Amman",
	baseUrl: "https://a.example/",
};

/** `count` items that are all different, of about 300 bytes each. */
const feed = (count: number) =>
	`<rss version="2.0"><channel><title>أخبار</title>${Array.from(
		{ length: count },
		(_, nth) =>
			`<item><title>افتتاح الميناء رقم ${nth} على الساحل</title><link>/${nth}</link><description>افتتحت المحافظة صباح اليوم ميناء جديدا على الساحل الغربي، بحضور عدد كبير من السكان.</description></item>`,
	).join("")}</channel></rss>`;

describe("the reader", () => {
	let reader: Reader;
	afterEach(() => reader.stop());

	it("reads in its thread what is read without one: feeds, pages, texts, in whatever encoding", async () => {
		reader = createReader();
		const documents: readonly Uint8Array[] = [
			...["atom-10.xml", "json-feed.json", "rss-20.xml"].map((name) =>
				readFileSync(new URL(`fixtures/${name}`, import.meta.url)),
			),
			bytesIn(feed(3), "windows-1256"),
			bytesIn("خبر قصير\n01/03/2024\n\nافتتحت المحافظة صباح اليوم ميناء جديدا على الساحل.", "utf-16le-bom"),
			new Uint8Array(1_000),
			new Uint8Array(11 * 1024 * 1024),
		];
		const apart = await Promise.all(documents.map((bytes) => reader.read(bytes, options)));
		expect(apart).toEqual(documents.map((bytes) => readSource(bytes, options)));
	});

	it("leaves the process free while it reads", async () => {
		reader = createReader();
		let turns = 0;
		const counting = setInterval(() => turns++, 1);
		const large = Buffer.from(feed(5_000));
		const read = await reader.read(large, options).finally(() => clearInterval(counting));
		expect(read).toMatchObject({ kind: "articles", format: "rss 2.0" });
		expect(turns).toBeGreaterThan(1);
	});

	it("gives up what takes too long, and says so", async () => {
		reader = createReader({ longestMs: 1 });
		expect(await reader.read(Buffer.from(feed(1)), options)).toEqual({
			kind: "unreadable",
			code: "BQ_SOURCE_UNREADABLE",
			message: "read: it took longer than 1 ms",
		});
	});

	it("gives up what takes too much memory, and reads what comes after it", async () => {
		reader = createReader({ mostMemoryMb: 40 });
		const large = reader.read(Buffer.from(feed(30_000)), options);
		const small = reader.read(Buffer.from(feed(1)), options);
		expect(await large).toMatchObject({ message: "read: it needed more than 40 MB of memory" });
		expect(await small).toMatchObject({ kind: "articles" });
	});

	it("has room and time for the largest source that is read", async () => {
		reader = createReader();
		const bytes = Buffer.from(feed(34_000));
		expect(bytes.length).toBeGreaterThan(9 * 1024 * 1024);
		expect(bytes.length).toBeLessThan(10 * 1024 * 1024);
		expect(await reader.read(bytes, options)).toMatchObject({ kind: "articles" });
	});

	it("reads nothing more once it is stopped, and what it was reading is no document's fault", async () => {
		reader = createReader();
		const under = reader.read(Buffer.from(feed(20_000)), options);
		const after = reader.read(Buffer.from(feed(1)), options);
		const ends = Promise.all([expect(under).rejects.toThrow(), expect(after).rejects.toThrow("stopped")]);
		await reader.stop();
		await ends;
	});
});
