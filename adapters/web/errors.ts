import type { Outcome } from "../../src/domain/outcome.ts";

/** Every end of a publish that is not a success, in one place. */
export const refusals = {
	fenced: { kind: "retry", afterMs: 0, scope: "channel", limited: false, raw: "claimed by another worker" },
	noPage: { kind: "gone", reason: "no-page", raw: "no page has this slug" },
	noEntry: { kind: "rejected", reason: "not-found", plainText: false, raw: "the page has no such entry" },
	empty: { kind: "rejected", reason: "empty", plainText: false, raw: "the message has no text" },
	tooLarge: {
		kind: "rejected",
		reason: "too-large",
		plainText: true,
		raw: "the entry is over the size limit",
	},
} as const satisfies Record<string, Outcome>;

/**
 * The store failed while it was asked to write. Whether it wrote is not known here; `resolve` asks it, and since
 * writing is idempotent by entry id, asking or writing again does no harm.
 */
export function storeFailure(error: unknown): Outcome {
	return { kind: "ambiguous", why: `web: the store failed: ${errorText(error)}` };
}

export function errorText(error: unknown): string {
	return error instanceof Error ? error.message : String(error);
}
