/** Why a template cannot be used; each kind has its sentence `template-fault-<kind>`. */
export type TemplateFault = {
	kind:
		| "unknown-name"
		| "too-long"
		| "not-closed"
		| "unknown-tag"
		| "unknown-filter"
		| "unknown-variable"
		| "syntax"
		| "argument"
		| "loop"
		| "too-heavy"
		| "too-much"
		| "shows-nothing";
	/** From 1; where a place in the text is meant. */
	line?: number;
	column?: number;
	/** What stands there. */
	word?: string;
	/** What might have been meant by the word: all that is known in its place. */
	known?: readonly string[];
};

/** For logs, in English: `line 2, column 4: unknown-filter "trunc"`. */
export function describeFault({ kind, line, column, word }: TemplateFault): string {
	const place = line === undefined ? "" : `line ${line}, column ${column ?? 1}: `;
	return `${place}${kind}${word === undefined ? "" : ` "${word}"`}`;
}

/** A fault that a filter or a tag of ours finds. */
export class FaultError extends Error {
	readonly fault: TemplateFault;
	constructor(fault: TemplateFault) {
		super(describeFault(fault));
		this.fault = fault;
	}
}
