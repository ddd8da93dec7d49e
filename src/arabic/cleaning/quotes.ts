import { closesWell, opensWell, pairQuotes } from "./pair-quotes.ts";

/**
 * Step 10 of ARABIC §1, for one paragraph: quotes that pair are trimmed inside and spaced outside; an odd one stays
 * as it is and none is invented.
 */
export function tidyQuotes(line: string): string {
	const roles = new Map<number, "open" | "close">();
	for (const { open, close } of pairQuotes(line)) {
		roles.set(open, "open");
		roles.set(close, "close");
	}
	let text = "";
	let from = 0;
	for (const at of [...roles.keys()].sort((a, b) => a - b)) {
		const opens = roles.get(at) === "open";
		const end = !opens && at > from && line[at - 1] === " " ? at - 1 : at;
		const apart = opens && !opensWell(line, at);
		text += line.slice(from, end) + (apart ? " " : "") + line[at];
		from = opens && line[at + 1] === " " ? at + 2 : at + 1;
		if (!opens && !closesWell(line, at)) text += " ";
	}
	return text + line.slice(from);
}
