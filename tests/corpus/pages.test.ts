import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { parsePageDump } from "../../src/sources/page-dump.ts";
import { sameText } from "./compare.ts";
import { type Miss, scoreDumps } from "./dumps.ts";
import { scorePages } from "./pages.ts";

const folder = process.env["BARQIYA_CORPUS"];

if (folder === undefined) {
	test("the corpus is absent (BARQIYA_CORPUS names none), so no page is scored", () => {
		expect(folder).toBeUndefined();
	});
} else {
	describe("the corpus is read as well as the bars demand", () => {
		for (const [name, score] of Object.entries({ scorePages, scoreDumps })) {
			test(name, async () => {
				const misses: Miss[] = [];
				for (const { measure, value, bar = 0 } of await score(folder, misses)) {
					expect(value, `${measure}: ${JSON.stringify(misses)}`).toBeGreaterThanOrEqual(bar);
				}
			});
		}

		test("the page that the project began with", async () => {
			const [file = ""] = await readdir(join(folder, "seed"));
			const text = await readFile(join(folder, "seed", file), "utf8");
			const result = parsePageDump(text, { reference: Date.now(), timeZone: "Asia/Amman" });
			const article = result.kind === "articles" ? result.articles[0] : undefined;
			const lines = text.split("\n").map((line) => line.trim());
			expect(sameText(article?.headline ?? "", lines[2] ?? "")).toBe(true);
			expect(article?.publishedDate).toBe("2023-03-22");
			expect(article?.lead.split(" ").length).toBeGreaterThan(80);
			expect(article?.body.includes(article?.headline ?? "")).toBe(false);
			expect(article?.body.includes(article?.caption ?? "?")).toBe(false);
		});
	});
}
