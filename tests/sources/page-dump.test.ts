import { readdirSync, readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { parsePageDump } from "../../src/sources/page-dump.ts";
import { mutations } from "./mutations.ts";

const folder = new URL("dumps/", import.meta.url);
const names = readdirSync(folder).flatMap((file) => (file.endsWith(".txt") ? [file.slice(0, -4)] : []));
const options = { reference: Date.UTC(2024, 5, 10), timeZone: "Asia/Amman" };

/** The article as the fixtures write it (instants in ISO), or why there is none. */
function read(text: string): object {
	const result = parsePageDump(text, options);
	if (result.kind !== "articles") return result;
	const [article] = result.articles;
	if (article === undefined) return { skipped: result.skipped[0]?.reason };
	const { publishedAt } = article;
	return {
		...article,
		...(publishedAt === undefined
			? {}
			: { publishedAt: new Date(publishedAt).toISOString().replace(".000Z", "Z") }),
	};
}

function text(name: string): string {
	return readFileSync(new URL(`${name}.txt`, folder), "utf8");
}

describe("a dump is read as its fixture says", () => {
	for (const name of names) {
		test(name, () => {
			const wanted = JSON.parse(readFileSync(new URL(`${name}.json`, folder), "utf8")) as object;
			expect(read(text(name))).toMatchObject(wanted);
		});
	}
});

describe("a dump is the same article", () => {
	const base = text("01-date-before-headline-and-headline-twice");
	const forms: Record<string, string> = {
		"without blank lines": base.replaceAll("\n\n", "\n"),
		"with carriage returns": base.replaceAll("\n", "\r\n"),
		"with old carriage returns": base.replaceAll("\n", "\r"),
		"with no-break spaces and indents": base.replaceAll("\n\n", "\u00A0\n\u00A0\n  "),
		"with null bytes": base.replaceAll("\n\n", "\n\0\n"),
		"with direction marks": base.replaceAll("\n\n", "\u200F\n\n\u200F"),
	};
	for (const [name, form] of Object.entries(forms)) {
		test(name, () => expect(read(form)).toEqual(read(base)));
	}
});

describe("what cannot be one page is refused by name", () => {
	test("a text of half a million characters", () =>
		expect(read("سطر من نص طويل جدا.\n".repeat(40_000))).toEqual({ skipped: "too-large" }));
	test("ten thousand lines", () => expect(read("سطر\n".repeat(10_000))).toEqual({ skipped: "too-large" }));
});

test("the site's name is taken off the headline where it is known", () => {
	const [headline = "", ...rest] = text("00-headline-date-text").split("\n");
	const result = parsePageDump([`${headline} - جريدة الساحل`, ...rest].join("\n"), {
		...options,
		siteName: "جريدة الساحل",
	});
	expect(result.kind === "articles" && result.articles[0]?.headline).toBe(headline);
});

test("no mutation of a dump makes it throw, and each ends in an article or a reason", () => {
	for (const mutant of mutations(names.map(text), 1500)) {
		const result = parsePageDump(mutant, options);
		expect(result).toMatchObject({ kind: "articles", format: "page dump" });
		if (result.kind !== "articles") continue;
		expect(result.articles.length + result.skipped.length).toBe(1);
		for (const article of result.articles) expect(article.lead).not.toBe("");
	}
});
