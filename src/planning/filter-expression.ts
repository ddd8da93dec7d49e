import { RE2JS, RE2JSException, RE2Set } from "re2js";
import { foldKey } from "../arabic/fold.ts";

/** An expression that an owner typed, as it is run over folded text, or why it cannot be. */
export type Expression =
	/** `find` says what of a text it finds; undefined for nothing. */
	| { kind: "pattern"; find(key: string): string | undefined }
	| { kind: "unreadable"; reason: ExpressionProblem; detail?: string };

export type ExpressionProblem =
	| "expression-empty"
	/** Longer than `longestExpression`, or it would grow to too large a machine (`(a{30}){30}`). */
	| "expression-too-large"
	/** The engine does not take it; `detail` has its words and the place. */
	| "expression-unreadable"
	/** `\b` and `\w` know Latin letters only: beside Arabic they would never match. */
	| "expression-latin-only";

/** UTF-16 units. */
const longestExpression = 200;
/**
 * Instructions of RE2's machine; the time per letter grows with them. As many as the longest expression takes that repeats
 * nothing by count.
 */
const largestProgram = 220;
/** Instructions that are worth the compiling, to see how many they are: see `mostInstructions`. */
const largestCompiled = 2_000;
/** `\p{L}` is a thousand ranges: in memory and time it weighs as so many letters. */
const unicodeClass = 40;
/**
 * Bytes of states that an expression remembers. Common ones need some thousand; one that makes a new state of every letter
 * (`[ا-س].{90}z`) is found out before it has filled megabytes, and is run without.
 */
const mostStates = 131_072;

/** Reads `re:/…/`. */
export function readExpression(term: string): Expression {
	const source = /^re:\/(.*)\/i?$/s.exec(term)?.[1]?.replaceAll("\\/", "/");
	if (source === undefined || source === "") return { kind: "unreadable", reason: "expression-empty" };
	const tooLarge = { kind: "unreadable", reason: "expression-too-large" } as const;
	if (source.length > longestExpression || mostInstructions(source) > largestCompiled) return tooLarge;
	const classes = (source.match(/\\p/gi) ?? []).length * unicodeClass;
	if (classes > largestProgram) return tooLarge;
	if (/\\[bBwW]/.test(source) && ARABIC.test(source))
		return { kind: "unreadable", reason: "expression-latin-only" };
	try {
		const folded = foldArabic(source);
		const program = RE2JS.compile(folded, RE2JS.CASE_INSENSITIVE);
		if (program.programSize() + classes > largestProgram) return tooLarge;
		return { kind: "pattern", find: createFinder(program, folded) };
	} catch (error) {
		if (!(error instanceof RE2JSException)) throw error;
		return { kind: "unreadable", reason: "expression-unreadable", detail: error.message };
	}
}

/** More than it can compile to: groups may stand in one another, so their counts are multiplied, and those of signs added. */
function mostInstructions(source: string): number {
	let [signs, groups] = [source.length, 1];
	for (const [, group = "", least, most] of source.matchAll(/(\)?)\{(\d+)(?:,(\d*))?\}/g)) {
		const count = Math.max(Number(least), Number(most ?? 0));
		if (group === "") signs += 2 * count;
		else groups *= Math.max(1, count);
	}
	return signs * groups;
}

/**
 * Nearly every text has nothing to be found, and RE2's fast engine says so, which cannot say where something stands. A
 * `RE2Set` of one expression asks it with a bound on its memory; `RE2JS.test` would have 8 MB for each expression.
 */
function createFinder(program: RE2JS, source: string): (key: string) => string | undefined {
	const set = new RE2Set(RE2Set.UNANCHORED, RE2JS.CASE_INSENSITIVE, mostStates);
	set.add(source);
	return (key) => {
		if (set.match(key).length === 0) return undefined;
		const matcher = program.matcher(key);
		return matcher.find() ? (matcher.group() ?? "") : undefined;
	};
}

const ARABIC = /[\u0600-\u06FF]/;

/** Its Arabic letters and digits as in the folded text; all else is the expression's own syntax. */
function foldArabic(source: string): string {
	return source.replace(/[\u0600-\u06FF\uFB50-\uFDFF\uFE70-\uFEFC]/g, foldKey);
}
