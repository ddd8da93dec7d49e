import { foldKey } from "../arabic/fold.ts";
import { isExpression, readTerm, type TermProblem } from "./filter-term.ts";
import { importance } from "./importance.ts";
import type { Filter } from "./match-subscription.ts";

/** Where in the typed text (UTF-16 units) something does not parse, and why. `detail` is for a person, in English. */
export type FilterProblem = { at: number; length: number; reason: FilterReason; detail?: string };

export type FilterReason =
	| TermProblem
	/** A quote or an expression that is opened and never closed. */
	| "quote-open"
	| "expression-open"
	/** A `-` or `+` with nothing right behind it. */
	| "sign-alone"
	/** `source:` and the like with nothing behind it. */
	| "value-missing"
	/** Something else than `ordinary`, `developing`, `breaking` or their Arabic names. */
	| "importance-unknown"
	/** A `-` or `+` before `source:`, `topic:` or `importance:`. */
	| "sign-before-name"
	| "too-many-terms"
	/** One more than `mostExpressions`. */
	| "too-many-expressions"
	| "too-long";

export type ReadFilter =
	| { kind: "filter"; filter: Filter }
	| { kind: "refused"; problems: readonly [FilterProblem, ...FilterProblem[]] };

/** UTF-16 units. */
const longestFilter = 2_000;
const mostTerms = 60;
/** Expressions are run over every article, one by one. */
export const mostExpressions = 5;

/**
 * Reads a filter as an owner types it: words (one of them must be found), `+word` (must be found), `-word` (must not),
 * `"phrases"` in any quotes, `re:/expressions/`, `source:id`, `topic:name`, `importance:breaking`; those names in
 * Arabic too (`مصدر:`, `موضوع:`, `أهمية:عاجل`). Blanks and commas separate. Sources and topics are taken as written:
 * whether they exist is for the caller to say. All that is wrong is reported at once.
 */
export function readFilter(text: string): ReadFilter {
	if (text.length > longestFilter) return refuse([{ at: 0, length: text.length, reason: "too-long" }]);
	const pieces = [...readPieces(text)];
	const isRun = ({ name, value }: Piece) => name === undefined && isExpression(value);
	const surplus = pieces.filter(isRun).slice(mostExpressions);
	const problems = pieces.flatMap((piece) => (surplus.includes(piece) ? [] : findProblem(piece)));
	const [extra] = surplus;
	if (extra !== undefined) {
		problems.push({ at: extra.at, length: extra.length, reason: "too-many-expressions" });
	}
	const tail = pieces[mostTerms];
	if (tail !== undefined) {
		problems.push({ at: tail.at, length: text.length - tail.at, reason: "too-many-terms" });
	}
	const [first, ...rest] = problems;
	return first === undefined ? { kind: "filter", filter: buildFilter(pieces) } : refuse([first, ...rest]);
}

/** A filter as its owner could have typed it; `readFilter` makes the same of it. */
export function writeFilter(filter: Filter): string {
	const level = Object.entries(importance).find(([, value]) => value === filter.minimumImportance)?.[0];
	return [
		...filter.sources.map((id) => `source:${quote(id)}`),
		...filter.topics.map((topic) => `topic:${quote(topic)}`),
		...(filter.minimumImportance > 0 && level !== undefined ? [`importance:${level}`] : []),
		...filter.include,
		...filter.exclude.map((term) => `-${term}`),
	].join(" ");
}

function quote(value: string): string {
	return BLANK.test(value) ? `"${value}"` : value;
}

/** One piece between blanks. `value` is a term as it is stored, or what stands behind a name. */
type Piece = {
	at: number;
	length: number;
	sign: "" | "+" | "-";
	name?: Name;
	value: string;
	problem?: FilterReason;
};
type Name = "source" | "topic" | "importance";

/** Blanks, commas, and the invisible marks of direction that phones put in. */
const BLANK = /[\s,،;؛\u061C\u200B\u200E\u200F\u202A-\u202E\u2066-\u2069\uFEFF]/;
const MINUS = /[-\u2010-\u2015\u2212]/;
const QUOTES = /["“”„«»]/g;
const CLOSING: Readonly<Record<string, RegExp>> = {
	'"': /["”“]/,
	"“": /["”“]/,
	"”": /["”“]/,
	"„": /["”“]/,
	"«": /»/,
	"»": /«/,
};
const NAMES: Readonly<Record<string, Name>> = Object.fromEntries(
	(
		[
			["source", "source مصدر المصدر"],
			["topic", "topic موضوع الموضوع تصنيف"],
			["importance", "importance أهمية الأهمية"],
		] as const
	).flatMap(([name, words]) => words.split(" ").map((word) => [foldKey(word), name])),
);
const LEVELS: Readonly<Record<string, number>> = {
	...importance,
	...Object.fromEntries(
		(
			[
				["عادي", importance.ordinary],
				["متابعة", importance.developing],
				["عاجل", importance.breaking],
			] as const
		).map(([word, level]) => [foldKey(word), level]),
	),
};

function* readPieces(text: string): Generator<Piece> {
	let at = 0;
	while (at < text.length) {
		if (BLANK.test(text.charAt(at))) {
			at += 1;
			continue;
		}
		const piece = readPiece(text, at);
		yield piece;
		at += piece.length;
	}
}

function readPiece(text: string, at: number): Piece {
	const first = text.charAt(at);
	const sign = first === "+" ? "+" : MINUS.test(first) ? "-" : "";
	const start = at + sign.length;
	if (sign !== "" && (start >= text.length || BLANK.test(text.charAt(start)))) {
		return { at, length: 1, sign, value: "", problem: "sign-alone" };
	}
	const named = readName(text, start);
	const { end, value, problem } = readValue(text, named?.end ?? start, named !== undefined);
	return {
		at,
		sign,
		length: end - at,
		value,
		...(named === undefined ? {} : { name: named.name }),
		...(problem === undefined ? {} : { problem }),
	};
}

function readName(text: string, start: number): { name: Name; end: number } | undefined {
	const match = /^([\p{L}\p{M}]{1,20})[:：]/u.exec(text.slice(start, start + 24));
	const name = match?.[1] === undefined ? undefined : NAMES[foldKey(match[1])];
	return match === null || name === undefined ? undefined : { name, end: start + match[0].length };
}

/** `bare`: what stands behind a name, which keeps no quotes. */
function readValue(
	text: string,
	start: number,
	bare: boolean,
): { end: number; value: string; problem?: FilterReason } {
	if (!bare && text.startsWith("re:/", start)) {
		const rest = /^re:\/((?:\\.|[^/\\])*)\/i?/s.exec(text.slice(start))?.[0];
		if (rest === undefined) return { end: text.length, value: "", problem: "expression-open" };
		return { end: start + rest.length, value: rest };
	}
	const closing = CLOSING[text.charAt(start)];
	if (closing !== undefined) {
		const length = text.slice(start + 1).search(closing);
		if (length < 0) return { end: text.length, value: "", problem: "quote-open" };
		const inner = text
			.slice(start + 1, start + 1 + length)
			.replace(QUOTES, "")
			.trim();
		return { end: start + length + 2, value: bare ? inner : `"${inner}"` };
	}
	let end = start;
	while (end < text.length && !BLANK.test(text.charAt(end)) && CLOSING[text.charAt(end)] === undefined)
		end += 1;
	return { end, value: text.slice(start, end) };
}

function findProblem(piece: Piece): FilterProblem[] {
	const { at, length, sign, name, value } = piece;
	const told = (reason: FilterReason, detail?: string): FilterProblem[] => [
		{ at, length, reason, ...(detail === undefined ? {} : { detail }) },
	];
	if (piece.problem !== undefined) return told(piece.problem);
	if (name !== undefined) {
		if (sign !== "") return told("sign-before-name");
		if (value === "") return told("value-missing");
		return name === "importance" && LEVELS[foldKey(value)] === undefined ? told("importance-unknown") : [];
	}
	const term = readTerm(value);
	return term.kind === "unreadable" ? told(term.reason, term.detail) : [];
}

function buildFilter(pieces: readonly Piece[]): Filter {
	const named = (wanted: Name) =>
		unique(pieces.filter(({ name }) => name === wanted).map(({ value }) => value));
	const terms = pieces.filter(({ name }) => name === undefined);
	const levels = named("importance").map((level) => LEVELS[foldKey(level)] ?? 0);
	return {
		sources: named("source"),
		topics: named("topic"),
		include: unique(terms.filter(({ sign }) => sign !== "-").map(({ sign, value }) => `${sign}${value}`)),
		exclude: unique(terms.filter(({ sign }) => sign === "-").map(({ value }) => value)),
		minimumImportance: Math.max(0, ...levels),
	};
}

function unique(values: readonly string[]): readonly string[] {
	return [...new Set(values)];
}

function refuse(problems: readonly [FilterProblem, ...FilterProblem[]]): ReadFilter {
	return { kind: "refused", problems };
}
