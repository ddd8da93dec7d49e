import { readFileSync } from "node:fs";
import { expect, it } from "vitest";
import { mutants } from "./mutants.ts";

it("docs/reliability.md has every mutant, what it is, and what catches it", () => {
	const page = readFileSync(new URL("../../docs/reliability.md", import.meta.url), "utf8");
	const rows = Object.entries(mutants).map(
		([name, { what, caughtBy }]) => `| ${name} | ${what} | ${caughtBy.join(", ")} |`,
	);
	const written = page.split("\n").filter((line) => /^\| [a-z]+(-[a-z]+)+ \|/.test(line));
	expect(written).toEqual(rows);
});
