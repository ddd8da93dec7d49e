import { readFileSync, writeFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { writeConfigurationPage, writeEnvironmentExample } from "../../src/app/config/describe-options.ts";
import { errorCatalogue } from "../../src/domain/errors.ts";
import { scopeNames } from "../../src/domain/token.ts";

const root = new URL("../../", import.meta.url);

/** `npm run docs` (UPDATE_DOCS=1) writes the generated pages anew. */
const pages: [path: string, write: () => string][] = [
	["docs/configuration.md", writeConfigurationPage],
	[".env.example", writeEnvironmentExample],
];

describe("generated pages", () => {
	for (const [path, write] of pages) {
		it(`${path} says what the table of options says (npm run docs)`, () => {
			const file = new URL(path, root);
			if (process.env.UPDATE_DOCS === "1") writeFileSync(file, write());
			expect(readFileSync(file, "utf8")).toBe(write());
		});
	}
});

describe("docs/errors.md", () => {
	it("has a row for every code of the catalogue, and no other", () => {
		const page = readFileSync(new URL("docs/errors.md", root), "utf8");
		const rows = [...page.matchAll(/^\| `(BQ_\w+)` \| (.+) \|$/gm)].map(([, code, text]) => [code, text]);
		expect(Object.fromEntries(rows)).toEqual(
			Object.fromEntries(Object.entries(errorCatalogue).map(([code, advice]) => [code, advice])),
		);
	});
});

describe("docs/api.md", () => {
	it("has a row for every scope, and no other", () => {
		const page = readFileSync(new URL("docs/api.md", root), "utf8");
		const rows = [...page.matchAll(/^\| `([a-z]+:[a-z]+)` \|/gm)].map(([, scope]) => scope);
		expect(rows).toEqual(scopeNames);
	});
});
