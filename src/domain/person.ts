export const roles = ["owner", "admin", "editor", "none"] as const;
export type Role = (typeof roles)[number];

/** Somebody who talks to the bot. `language` is the platform's tag for the interface language they chose. */
export type Person = { platform: string; id: string; name: string; language: string; role: Role };
