/** What a process does. `start` runs all of them in one; any number of processes may run each. */
export const roles = ["ingest", "plan", "deliver", "bots", "web"] as const;
export type Role = (typeof roles)[number];

/** Reads `ingest,plan`. Undefined when a word is no role. */
export function readRoles(text: string): Role[] | undefined {
	const words = text.split(",").map((word) => word.trim());
	return words.every((word): word is Role => (roles as readonly string[]).includes(word)) ? words : undefined;
}
