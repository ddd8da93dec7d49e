import type { Liquid, LiquidError, Template } from "liquidjs";
import { LRUCache } from "lru-cache";
import { createEngine, filterNames, longestTemplate, tagNames } from "./engine.ts";
import { FaultError, type TemplateFault } from "./fault.ts";
import { cleanTemplate, type Role, roleMarks } from "./sealed.ts";
import { variableNames } from "./variables.ts";

export type ParsedTemplate = {
	engine: Liquid;
	templates: Template[];
	/** The variables that it names. */
	uses: ReadonlySet<string>;
};

export type Parsing = { kind: "parsed"; template: ParsedTemplate } | { kind: "fault"; fault: TemplateFault };

/**
 * Parsed ones are kept: many channels have the same template, and every post needs its own again. A parsed one takes about
 * a hundred times the memory of its text, so it is the length of all texts that is bounded.
 */
const kept = new LRUCache<string, Parsing>({
	max: 300,
	maxSize: 100_000,
	sizeCalculation: (_parsing, text) => text.length + 1,
});
let engine: Liquid | undefined;

/** Reads a template's text; a name in it that does not exist is a fault too. */
export function parseTemplate(text: string): Parsing {
	const known = kept.get(text);
	if (known !== undefined) return known;
	const parsing = parse(text);
	kept.set(text, parsing);
	return parsing;
}

function parse(text: string): Parsing {
	if (text.length > longestTemplate) {
		return { kind: "fault", fault: { kind: "too-long", known: [String(longestTemplate)] } };
	}
	engine ??= createEngine();
	try {
		const templates = engine.parse(markRoles(cleanTemplate(text)));
		const { globals } = engine.analyzeSync(templates, { partials: false });
		const unknown = unknownVariable(globals);
		if (unknown !== undefined) return { kind: "fault", fault: unknown };
		return { kind: "parsed", template: { engine, templates, uses: new Set(Object.keys(globals)) } };
	} catch (error) {
		return { kind: "fault", fault: faultOf(error) };
	}
}

/** A line that is one value and nothing else is what that value is: a date, the source, the tags. */
function markRoles(text: string): string {
	return text
		.split("\n")
		.map((line) => {
			const [, date, other] = ROLE.exec(line) ?? [];
			const role = (date ?? other) as Role | undefined;
			return role === undefined ? line : line + roleMarks[role];
		})
		.join("\n");
}

/** A date may be written in any style; a source or tags that a filter has changed are words like others. */
const ROLE = /^\s*\{\{-?\s*(?:(date)\s*(?:-?|(?:\|[^{}|]*)+)|(source|hashtags)\s*-?)\}\}\s*$/;

type Located = Record<string, readonly { toArray(): unknown; location: { row: number; col: number } }[]>;

/** Of what a template names, the first that is no variable, nor a part of one that there is. */
function unknownVariable(globals: Located): TemplateFault | undefined {
	const names: readonly string[] = variableNames;
	for (const [name, places] of Object.entries(globals)) {
		for (const place of places) {
			const segments = place.toArray();
			const parts = Array.isArray(segments) ? segments.slice(1) : [];
			if (names.includes(name) && parts.every((part) => knownParts.has(String(part)))) continue;
			const word = [name, ...parts.map(String)].join(".");
			const { row: line, col: column } = place.location;
			return { kind: "unknown-variable", line, column, word, known: names };
		}
	}
	return undefined;
}

const knownParts = new Set(["size", "first", "last", "0", "1", "2", "3", "4"]);

/** An error of Liquid's, in our words. */
export function faultOf(error: unknown): TemplateFault {
	if (!isLiquidError(error)) return { kind: "syntax" };
	const place = placeOf(error);
	const own = error.originalError;
	if (own instanceof FaultError) return { ...place, ...within(place, own.fault.word), ...own.fault };
	const [, kind, name = ""] = /^(undefined filter: |tag ")([^",]*)/.exec(error.message) ?? [];
	if (kind === "undefined filter: ") {
		return { kind: "unknown-filter", ...within(place, name), word: name, known: filterNames };
	}
	if (kind !== undefined && error.message.includes("not found")) {
		return { kind: "unknown-tag", ...within(place, name), word: name, known: tagNames };
	}
	if (error.message.includes("not closed")) return { kind: "not-closed", ...place };
	// Elements of ranges are all that is counted as memory.
	if (error.message.includes("memory alloc limit exceeded")) return { kind: "loop", ...place };
	if (error.message.includes("limit exceeded")) return { kind: "too-heavy", ...place };
	return { kind: "syntax", ...place };
}

function isLiquidError(error: unknown): error is LiquidError {
	return (
		error instanceof Error && "token" in error && typeof error.token === "object" && error.token !== null
	);
}

type Place = { line: number; column: number; word: string };

/** Longest piece of a template that an answer quotes, in UTF-16 units. */
const longestWord = 40;

function placeOf({ token }: LiquidError): Place {
	const [line = 1, column = 1] = token.getPosition();
	// A token that is a gap is quoted with what follows it.
	const text = token.getText() || token.input.slice(token.begin);
	const word = text.trim().split("\n")[0] ?? "";
	return { line, column, word: word.slice(0, longestWord) };
}

/** The place of a name inside of what stands at a place. */
function within({ line, column, word }: Place, name: string | undefined): { line: number; column: number } {
	const at = name === undefined ? -1 : word.indexOf(name);
	return { line, column: at < 0 ? column : column + at };
}
