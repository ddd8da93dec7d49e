import { expect, it } from "vitest";
import { runProgram } from "../../src/cli/program.ts";

it.each([
	[["tokn"]],
	[["token", "add", "site", "--scopes", "cook"]],
	[["person", "role", "telegram:77", "boss"]],
	[["broadcast", "show"]],
])("wrong use of %j ends with 2, also of a command's command", async (args) => {
	expect(await runProgram(args)).toBe(2);
});
