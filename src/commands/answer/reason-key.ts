/**
 * A reason of the ledger as the sentences know it: what the platform's answer meant behind `gone: `, and `merged` for every
 * `moved to …`, which names by its id the channel that got the post instead.
 */
export function reasonKey(reason: string): string {
	return reason.startsWith("moved to ") ? "merged" : reason.replace(/^gone: /, "");
}
