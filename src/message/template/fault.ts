import type { TemplateFault as KnownFault } from "../../domain/channel.ts";

/** A fault, with all that is known in the place of a word that is not: what may have been meant. */
export type TemplateFault = KnownFault & { known?: readonly string[] };

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
