import { createHash, randomBytes, timingSafeEqual } from "node:crypto";
import type { Actor } from "../domain/person.ts";
import type { Instant } from "../domain/time.ts";
import { type ApiToken, roleOfScopes, type Scope } from "../domain/token.ts";
import type { TokenStore } from "../store/people/tokens.ts";
import type { Permit, Refused } from "./permit.ts";

/** Tokens of the HTTP API: made, listed and revoked by people, and shown by programs. */
export type Tokens = {
	/** `secret` is what programs send; it is in this answer and nowhere else. */
	add(
		by: Actor,
		name: string,
		scopes: readonly Scope[],
	): Promise<{ kind: "added"; token: ApiToken; secret: string } | Refused>;
	list(by: Actor): Promise<{ kind: "list"; tokens: readonly ApiToken[] } | Refused>;
	revoke(by: Actor, id: string): Promise<{ kind: "revoked" } | { kind: "unknown" } | Refused>;
	/** Who sends this secret; undefined for one that is none, or was revoked. */
	recognise(secret: string): Promise<{ actor: Actor; scopes: readonly Scope[] } | undefined>;
};

export type TokenDeps = { tokens: TokenStore; permit: Permit; now(): Instant };

/** `bq_<id>_<secret>`: 256 random bits, so that one plain hash keeps it as safe as it is. */
const secretForm = /^bq_([a-z0-9]{12})_([A-Za-z0-9_-]{43})$/;

export function createTokens({ tokens, permit, now }: TokenDeps): Tokens {
	return {
		async add(by, name, scopes) {
			const id = randomId();
			const object = `token ${id}`;
			const refused = await permit(by, "token.change", object);
			if (refused !== undefined) return refused;
			const secret = `bq_${id}_${randomBytes(32).toString("base64url")}`;
			const createdBy = `${by.platform}:${by.id}`;
			const token: ApiToken = { id, name, scopes, createdAt: now(), createdBy };
			const entry = { who: by, action: "token.change", object, outcome: "done" } as const;
			const added = await tokens.add(token, hash(secret), {
				...entry,
				after: `${name}: ${scopes.join(" ")}`,
			});
			if (!added) throw new Error(`staff: the new token's id ${id} is taken`);
			return { kind: "added", token, secret };
		},
		async list(by) {
			const refused = await permit(by, "token.list", "tokens");
			return refused ?? { kind: "list", tokens: await tokens.list() };
		},
		async revoke(by, id) {
			const object = `token ${id}`;
			const refused = await permit(by, "token.change", object);
			if (refused !== undefined) return refused;
			const known = await tokens.find(id);
			if (known === undefined) return { kind: "unknown" };
			const { name, scopes } = known.token;
			const before = `${name}: ${scopes.join(" ")}`;
			const entry = { who: by, action: "token.change", object, before, outcome: "done" } as const;
			return { kind: (await tokens.remove(id, { ...entry, after: "revoked" })) ? "revoked" : "unknown" };
		},
		async recognise(secret) {
			const id = secretForm.exec(secret)?.[1];
			const known = id === undefined ? undefined : await tokens.find(id);
			if (known === undefined) return undefined;
			const expected = Buffer.from(known.secretHash, "hex");
			const given = Buffer.from(hash(secret), "hex");
			if (expected.length !== given.length || !timingSafeEqual(expected, given)) return undefined;
			const { name, scopes } = known.token;
			const actor: Actor = { platform: "api", id: known.token.id, name, role: roleOfScopes(scopes) };
			return { actor, scopes };
		},
	};
}

function randomId(): string {
	const letters = "abcdefghijklmnopqrstuvwxyz012345";
	return [...randomBytes(12)].map((byte) => letters[byte % letters.length] ?? "a").join("");
}

function hash(secret: string): string {
	return createHash("sha256").update(secret).digest("hex");
}
