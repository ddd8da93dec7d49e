import type { Subscription } from "../../domain/channel.ts";
import { type FilterProblem, readFilter, writeFilter } from "../../planning/read-filter.ts";

/** What an alert looks for. */
export type AlertFilter = Omit<Subscription, "id" | "alert">;

export type ReadAlert =
	| { kind: "alert"; filter: AlertFilter }
	/** Nothing that news could be found by: no word, and no importance. */
	| { kind: "no-words" }
	/** What of it cannot be read, and why: the first such piece. */
	| { kind: "unreadable"; problem: FilterProblem };

/**
 * An alert as it is typed: the syntax of filters, but that all words are wanted and not one of them. Who types two
 * words looks for news with both.
 */
export function readAlert(typed: string): ReadAlert {
	const read = readFilter(typed);
	if (read.kind === "refused") {
		return { kind: "unreadable", problem: read.problems[0] };
	}
	const { filter } = read;
	if (filter.include.length === 0 && filter.minimumImportance === 0) return { kind: "no-words" };
	return { kind: "alert", filter: { ...filter, include: filter.include.map(needed) } };
}

/** The alert as its owner could have typed it. */
export function writeAlert(filter: AlertFilter): string {
	return writeFilter({ ...filter, include: filter.include.map((term) => term.replace(/^\+/, "")) });
}

function needed(term: string): string {
	return term.startsWith("+") ? term : `+${term}`;
}
