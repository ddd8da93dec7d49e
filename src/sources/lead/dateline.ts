import { countWords } from "./line-role.ts";
import { agencies, lineKey } from "./words.ts";

/** A dateline is no longer than this, its agency in brackets included. */
const longestDateline = 60;

/**
 * The paragraph without the place and agency that wires put before it: `القاهرة - `, `دمشق، سوريا (CNN) -- `,
 * `الرياض – واس: `. The paragraph itself where it has none.
 */
export function trimDateline(paragraph: string): string {
	const beginning = paragraph.slice(0, longestDateline * 2);
	if (!/[([:\-–—―]/u.test(beginning.slice(0, longestDateline))) return paragraph;
	for (const pattern of datelines) {
		const match = pattern.exec(beginning);
		if (match === null || match[0].length > longestDateline) continue;
		const rest = paragraph.slice(match[0].length);
		if (countWords(rest.slice(0, 200)) >= 6 && isPlace(match[1] ?? "", match[2])) return rest;
	}
	return paragraph;
}

const datelines: readonly RegExp[] = [
	/** Place (agency) dash or colon. */
	/^\s*([^.!؟?:()«»"\n]{0,40}?)\s*[([]\s*([^()[\]\s][^()[\]\n]{0,24}?)\s*[)\]]\s*(?:--|[-–—―:])?\s*/u,
	/** Place dash agency colon or dash. */
	/^\s*([^.!؟?:()«»"\n]{2,30}?)\s*[-–—/،]\s*([\p{L}\p{N}.]+(?:\s[\p{L}\p{N}.]+){0,2}?)\s*(?::|--|\s[-–—―]|[-–—―]\s)\s*/u,
	/** Agency colon. */
	/^()\s*([\p{L}\p{N}.]+(?:\s[\p{L}\p{N}.]+){0,2}?)\s*:\s*/u,
	/** Place dash. */
	/^\s*([^.!؟?:()«»"\n\d]{2,30}?)\s*(?:--|\s[-–—―]|[-–—―]\s)\s*/u,
];

/** Few words, and where an agency is expected, one that is known. */
function isPlace(place: string, agency: string | undefined): boolean {
	if (countWords(place) > 4) return false;
	if (agency === undefined) return place.trim().length > 1;
	return (
		agencies.has(lineKey(agency)) ||
		lineKey(agency)
			.split(" و")
			.every((part) => agencies.has(part))
	);
}
