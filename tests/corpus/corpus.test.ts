import { describe, expect, test } from "vitest";
import { isBelow, missingFolders, scorers } from "./score-corpus.ts";

const folder = process.env.BARQIYA_CORPUS;

describe("reading on the corpus", () => {
	for (const { name, needs, score } of scorers) {
		const missing = folder === undefined ? needs : missingFolders(folder, needs);
		if (folder === undefined || missing.length > 0) {
			test(`${name}: the corpus is not there, nothing was measured`, () => {
				console.info(
					`corpus: ${name} not measured: set BARQIYA_CORPUS to a folder with ${missing.join(", ")}`,
				);
				expect(missing).not.toEqual([]);
			});
			continue;
		}
		test(`${name}: every measure reaches its bar`, { timeout: 120_000 }, async () => {
			const rows = await score(folder);
			expect(rows.length).toBeGreaterThan(0);
			expect(rows.filter(isBelow)).toEqual([]);
		});
	}
});
