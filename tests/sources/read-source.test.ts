import { readdirSync, readFileSync } from "node:fs";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { ReadOptions } from "../../src/sources/read-options.ts";
import { readSource } from "../../src/sources/read-source.ts";

const options: ReadOptions = {
	reference: Date.UTC(2025, 0, 1),
	timeZone: "Asia/Amman",
	baseUrl: "https://a.example/",
};
const bytes = (text: string) => Buffer.from(text, "utf8");

const feed =
	"<rss><channel><item><title>افتتاح ميناء جديد على الساحل</title><link>/1</link></item></channel></rss>";
const page = `<html lang="ar"><head><title>افتتاح ميناء جديد على الساحل</title><meta property="og:type" content="article"><meta property="article:published_time" content="2024-03-01T10:00:00Z"></head><body><article><h1>افتتاح ميناء جديد على الساحل</h1><p>افتتحت المحافظة صباح اليوم ميناء جديدا على الساحل الغربي، بحضور عدد كبير من السكان والصيادين.</p><p>وقال مدير الميناء إن العمل فيه يبدأ الأسبوع المقبل بعد وصول الرافعات من الخارج.</p></article></body></html>`;
const dump =
	"افتتاح ميناء جديد على الساحل\n01/03/2024\n\nافتتحت المحافظة صباح اليوم ميناء جديدا على الساحل الغربي، بحضور عدد كبير من السكان والصيادين.\n\nوقال مدير الميناء إن العمل فيه يبدأ الأسبوع المقبل.";

describe("readSource", () => {
	it.each([
		["a feed", feed],
		["a page", page],
		["a page's text", dump],
	])("finds out by itself that it was given %s", (_, text) => {
		expect(readSource(bytes(text), options)).toMatchObject({
			kind: "articles",
			articles: [{ headline: "افتتاح ميناء جديد على الساحل" }],
		});
	});

	it("believes an operator who says what it is", () => {
		expect(readSource(bytes(page), { ...options, kind: "feed" }).kind).toBe("unreadable");
	});

	it.each([
		["nothing", new Uint8Array(), "BQ_SOURCE_UNREADABLE"],
		["eleven megabytes", new Uint8Array(11 * 1024 * 1024), "BQ_SOURCE_TOO_LARGE"],
		["null bytes", new Uint8Array(1000), "BQ_SOURCE_UNREADABLE"],
		["a picture", Uint8Array.of(0x89, 0x50, 0x4e, 0x47, 1, 2, 3), "BQ_SOURCE_UNREADABLE"],
		[
			"a billion laughs",
			bytes(
				`<!DOCTYPE l [<!ENTITY a "ha"><!ENTITY b "&a;&a;">]><rss><channel><item><title>&b;</title></item></channel></rss>`,
			),
			"BQ_SOURCE_UNREADABLE",
		],
	])("names the reason for %s", (_, input, code) => {
		expect(readSource(input, options)).toMatchObject({
			kind: "unreadable",
			code,
			message: expect.stringMatching(/\w/u),
		});
	});

	it.each([
		["open tags", "<rss><channel>", "<item>", ""],
		["open tags and a foreign end", "<rss><channel><item>", "<a>", "</b>".repeat(200_000)],
		["ends without beginnings", "<rss><channel><item><title>x</title>", "</b>", ""],
		["attributes", "<rss><channel><item ", 'a="1" ', "><title>x</title>"],
		["CDATA that never ends", "<rss><channel><item><title>", "<![CDATA[", ""],
		["ampersands", "<rss><channel><item><title>", "&", ""],
		["entities", "<rss><channel><item><title>", "&amp;", ""],
		["doctypes", "<rss>", "<!DOCTYPE x [", ""],
		["comments that never end", "", "<!--", ""],
		["prologs that never end", "", "<?", ""],
		["brackets in a description", "<rss><channel><item><description>", "&lt;", ""],
		["read-more words", "<rss><channel><item><description>", "اقرأ المزيد ", ""],
		["blanks in a description", "<rss><channel><item><description>x", " ", "x"],
		["pictures in a description", "<rss><channel><item><description>", "&lt;img ", ""],
		["braces", "", '{"items":[', ""],
	])("is soon done with two megabytes of %s", (_, head, piece, tail) => {
		// What grows with the square of its length would take minutes here, and fails by the runner's own limit.
		expect(["articles", "unreadable"]).toContain(
			readSource(bytes(head + piece.repeat(Math.floor(2_000_000 / Buffer.byteLength(piece))) + tail), options)
				.kind,
		);
	});

	it("ends in articles or a reason for any damage to a feed", () => {
		const folder = new URL("./fixtures/", import.meta.url);
		const originals = readdirSync(folder)
			.filter((name) => name.endsWith(".xml"))
			.map((name) => readFileSync(new URL(name, folder)));
		fc.assert(
			fc.property(
				fc.constantFrom(...originals),
				fc.array(damage, { minLength: 1, maxLength: 6 }),
				(original, damages) => {
					const result = readSource(damages.reduce(apply, original), options);
					if (result.kind === "unreadable")
						expect(result.message).toMatch(/^(?:read|decode|feed|page|text)\b/u);
					else expect(result.articles.every(({ headline }) => headline !== "")).toBe(true);
				},
			),
			{ seed: 20_230_322, numRuns: 1500 },
		);
	});

	it("ends in articles or a reason for any bytes", () => {
		fc.assert(
			fc.property(
				fc.uint8Array({ maxLength: 400 }),
				fc.constantFrom("auto", "feed", "page", "text"),
				(input, kind) => {
					expect(["articles", "unreadable"]).toContain(
						readSource(input, { ...options, kind: kind as "auto" }).kind,
					);
				},
			),
			{ seed: 7, numRuns: 500 },
		);
	});
});

type Damage = { at: number; cut: number; put: Uint8Array };

const damage: fc.Arbitrary<Damage> = fc.record({
	at: fc.double({ min: 0, max: 1, noNaN: true }),
	cut: fc.nat(60),
	put: fc.oneof(
		fc.uint8Array({ maxLength: 8 }),
		fc
			.constantFrom(
				"<",
				">",
				"&",
				"]]>",
				"<![CDATA[",
				"</item>",
				"<item>",
				"<title>",
				"\0",
				"\uD800",
				"<!ENTITY",
				"&#0;",
				"&#x110000;",
				'xmlns="x"',
			)
			.map((text) => bytes(text)),
	),
});

function apply(original: Uint8Array, { at, cut, put }: Damage): Uint8Array {
	const place = Math.floor(at * original.length);
	return Buffer.concat([original.subarray(0, place), put, original.subarray(place + cut)]);
}
