/** From the most to the least that somebody may do. */
export const roles = ["owner", "admin", "editor", "none"] as const;
export type Role = (typeof roles)[number];

/** Somebody who talks to the bot. `language` is the platform's tag for the interface language they chose. */
export type Person = { platform: string; id: string; name: string; language: string; role: Role };

/**
 * Whoever does something: a person on a platform, a token of the HTTP API (`platform: "api"`, the token's id) or the
 * operator at the terminal (`platform: "cli"`).
 */
export type Actor = Pick<Person, "platform" | "id" | "name" | "role">;

/** True when `role` may do whatever `least` may. */
export function isAtLeast(role: Role, least: Role): boolean {
	return roles.indexOf(role) <= roles.indexOf(least);
}
