import { randomUUID } from "node:crypto";
import { z } from "zod";
import type { AuditEntry } from "../../domain/audit.ts";
import { AppError } from "../../domain/errors.ts";
import { type ApiToken, scopeNames } from "../../domain/token.ts";
import type { Connection } from "../redis/connection.ts";
import { keys } from "../redis/keys.ts";
import { auditKeptMs, writeAuditEntry } from "./audit.ts";

/** Tokens of the HTTP API, each with the SHA-256 of its secret. Nothing of the secret itself is stored. */
export type TokenStore = {
	find(id: string): Promise<{ token: ApiToken; secretHash: string } | undefined>;
	/** Oldest first. */
	list(): Promise<readonly ApiToken[]>;
	/** Stores a new token; `entry` goes into the audit log in the same step. False: the id is taken. */
	add(token: ApiToken, secretHash: string, entry: AuditEntry): Promise<boolean>;
	/** False: there is none. */
	remove(id: string, entry: AuditEntry): Promise<boolean>;
};

const tokenSchema = z.object({
	name: z.string(),
	scopes: z.array(z.enum(scopeNames)),
	createdAt: z.number(),
	createdBy: z.string(),
	secretHash: z.string(),
});

export function createTokenStore(connection: Connection): TokenStore {
	const { redis } = connection;

	async function change(id: string, json: string, entry: AuditEntry): Promise<boolean> {
		const done = await connection.run(
			"change-token",
			[keys.tokens(), keys.audit("staff")],
			[id, json, randomUUID(), writeAuditEntry(entry), auditKeptMs],
		);
		return done === 1;
	}

	return {
		async find(id) {
			const json = await redis.hget(keys.tokens(), id);
			return json === null ? undefined : readToken(id, json);
		},
		async list() {
			const all = Object.entries(await redis.hgetall(keys.tokens()));
			return all
				.map(([id, json]) => readToken(id, json).token)
				.sort((one, other) => one.createdAt - other.createdAt || one.id.localeCompare(other.id, "en"));
		},
		add: ({ id, ...token }, secretHash, entry) => change(id, JSON.stringify({ ...token, secretHash }), entry),
		remove: (id, entry) => change(id, "", entry),
	};
}

function readToken(id: string, json: string): { token: ApiToken; secretHash: string } {
	const read = tokenSchema.safeParse(JSON.parse(json));
	if (!read.success) {
		throw new AppError("BQ_STORED_VALUE_INVALID", `store: token ${id}: ${z.prettifyError(read.error)}`);
	}
	const { secretHash, ...token } = read.data;
	return { token: { id, ...token }, secretHash };
}
