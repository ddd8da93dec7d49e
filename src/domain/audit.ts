import type { Actor } from "./person.ts";
import type { Instant } from "./time.ts";

/**
 * Where an entry is kept. Each area is a stream of its own, in the hash tag of what it tells of, so that a deed and its
 * entry are one step; what was refused is kept apart, so that whoever is refused often pushes no deed out of the log.
 */
export const auditAreas = ["staff", "broadcasts", "sources", "refusals"] as const;
export type AuditArea = (typeof auditAreas)[number];

/** One line of the audit log: who did what to what. Never holds a secret, nor the text of a message. */
export type AuditEntry = {
	who: Actor;
	/** A row of `rights`, or a step that nobody took (`broadcast.finished`). */
	action: string;
	/** What it was done to, as people name it: `broadcast b7`, `person telegram:77`. */
	object: string;
	/** What changed, in a few words each. */
	before?: string;
	after?: string;
	outcome: "done" | "refused" | "failed";
	/** Why not, where it was not done. */
	reason?: string;
};

/** An entry as it is read: `id` orders the log, `at` is Redis's time. */
export type AuditRecord = AuditEntry & { id: string; at: Instant; area: AuditArea };
