import { Command, InvalidArgumentError, Option } from "commander";
import { requireConfig } from "../app/config/config.ts";
import { addToken, listTokens, revokeToken } from "../app/operate/tokens.ts";
import { isScope, type Scope, scopeNames } from "../domain/token.ts";

export function tokenCommand(): Command {
	const command = new Command("token").description("tokens of the HTTP API: see docs/api.md");
	command
		.command("add")
		.description("make a token and print it, once: it is stored hashed and cannot be shown again")
		.argument("<name>", "what it is for, as lists and the audit log show it", readName)
		.addOption(
			new Option("--scopes <list>", `what it may do, with commas, of: ${scopeNames.join(", ")}`)
				.argParser(readScopes)
				.makeOptionMandatory(),
		)
		.action(async (name: string, { scopes }: { scopes: readonly Scope[] }) => {
			const { token, secret } = await addToken(name, scopes, requireConfig(process.env));
			process.stderr.write(
				`token ${token.id} may: ${scopes.join(", ")}. Keep it now, it is not shown again:\n`,
			);
			process.stdout.write(`${secret}\n`);
		});
	command
		.command("list")
		.description("list the tokens, without their secrets")
		.option("--json", "as JSON")
		.action(async ({ json }: { json?: true }) => {
			const tokens = await listTokens(requireConfig(process.env));
			const lines = tokens.map(({ id, name, scopes, createdAt, createdBy }) =>
				[id, new Date(createdAt).toISOString(), createdBy, scopes.join(","), name].join("  "),
			);
			process.stdout.write(`${json ? JSON.stringify(tokens, null, 2) : lines.join("\n")}\n`);
		});
	command
		.command("revoke")
		.description("refuse a token from now on")
		.argument("<id>", "the token's id, as `barqiya token list` shows it")
		.action(async (id: string) => {
			await revokeToken(id, requireConfig(process.env));
			process.stdout.write(`token ${id} is revoked\n`);
		});
	return command;
}

function readName(text: string): string {
	const name = text.replace(/\p{C}/gu, "").trim();
	if (name === "" || name.length > 60) throw new InvalidArgumentError("Give a name of 1 to 60 characters.");
	return name;
}

function readScopes(text: string): readonly Scope[] {
	const words = [...new Set(text.split(/[\s,]+/).filter((word) => word !== ""))];
	const read = words.filter(isScope);
	if (read.length === 0 || read.length !== words.length) {
		throw new InvalidArgumentError(`Scopes are: ${scopeNames.join(", ")}.`);
	}
	return read;
}
