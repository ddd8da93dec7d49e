import { type Role, roles } from "./person.ts";
import { type Action, mayDo } from "./rights.ts";
import type { Instant } from "./time.ts";

/** What a token of the HTTP API may be used for, and the actions that each covers. */
export const scopes = {
	"broadcasts:read": ["broadcast.view", "broadcast.preview", "broadcast.export"],
	"broadcasts:write": ["broadcast.create", "broadcast.edit"],
	// A test arrives somewhere too, and anywhere that is named.
	"broadcasts:send": [
		"broadcast.test",
		"broadcast.schedule",
		"broadcast.pause",
		"broadcast.resume",
		"broadcast.cancel",
		"broadcast.decide",
		"broadcast.correct",
		"broadcast.withdraw",
		"broadcast.retry",
	],
	"broadcasts:approve": ["broadcast.approve"],
	"audit:read": ["audit.read"],
} as const satisfies Record<string, readonly Action[]>;

export type Scope = keyof typeof scopes;
export const scopeNames = Object.keys(scopes) as readonly Scope[];

/** A token as it is known: its secret was shown once and is kept nowhere. */
export type ApiToken = {
	/** 12 of `[a-z0-9]`; part of the secret, and the actor's id in the audit log. */
	id: string;
	/** What it is for, as whoever made it says. */
	name: string;
	scopes: readonly Scope[];
	createdAt: Instant;
	/** `platform:id` of who made it. */
	createdBy: string;
};

export function isScope(text: string): text is Scope {
	return (scopeNames as readonly string[]).includes(text);
}

/** The scope that covers an action; undefined for what no token may do. */
export function scopeOf(action: Action): Scope | undefined {
	return scopeNames.find((name) => (scopes[name] as readonly Action[]).includes(action));
}

/** The least role that may do all that a token's scopes cover. */
export function roleOfScopes(given: readonly Scope[]): Role {
	const covered = given.flatMap((name): readonly Action[] => scopes[name]);
	return roles.findLast((role) => covered.every((action) => mayDo(role, action))) ?? "owner";
}
