import { AppError } from "../../domain/errors.ts";
import type { ApiToken, Scope } from "../../domain/token.ts";
import type { Config } from "../config/config.ts";
import { withCore } from "../with-core.ts";
import { terminalActor } from "./staff.ts";

/** Makes a token; its secret is in the answer and nowhere else. */
export function addToken(
	name: string,
	scopes: readonly Scope[],
	config: Config,
): Promise<{ token: ApiToken; secret: string }> {
	return withCore(config, async ({ tokens }) => {
		const added = await tokens.add(terminalActor(), name, scopes);
		if (added.kind === "added") return added;
		throw new AppError("BQ_USAGE", `token: this needs the role ${added.least}`);
	});
}

export function listTokens(config: Config): Promise<readonly ApiToken[]> {
	return withCore(config, async ({ tokens }) => {
		const listed = await tokens.list(terminalActor());
		return listed.kind === "list" ? listed.tokens : [];
	});
}

/** From the moment that this resolves the token is refused. */
export function revokeToken(id: string, config: Config): Promise<void> {
	return withCore(config, async ({ tokens }) => {
		const { kind } = await tokens.revoke(terminalActor(), id);
		if (kind !== "revoked") {
			throw new AppError("BQ_USAGE", `token: there is no token "${id}"; \`barqiya token list\` shows them`);
		}
	});
}
